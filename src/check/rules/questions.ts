import {type Diagnostic, diagnose} from '../../diagnostics/diagnostic.js'
import {isQuestion, questionsOf, quizzesOf} from '../../model/course.js'
import {never, type Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {plainText, walkWithParents} from '../../model/walk.js'
import type {Rule} from '../rule.js'
import {question, quiz} from './examples.js'

/** SCORM 1.2 names choices by one of 36 characters. Source: SCORM 1.2 RTE 3.4.7, cmi.interactions.n.student_response. */
const mostParts = 36

const rightAnswers: Rule = {
  codes: ['question/no-right-answer', 'question/several-right-answers'],
  *check({course}) {
    for (const {question} of questionsOf(course)) {
      const {id, place} = question
      if (question.type === 'multiple-choice' || question.type === 'multiple-response') {
        const count = question.choices.filter((choice) => choice.correct).length
        if (count === 0) yield diagnose('question/no-right-answer', {id}, place)
        if (count > 1 && question.type === 'multiple-choice')
          yield diagnose('question/several-right-answers', {id, count}, place)
      } else if (question.type === 'hotspot') {
        if (!question.areas.some((area) => area.correct)) yield diagnose('question/no-right-answer', {id}, place)
      } else if (question.type === 'short-answer') {
        if (!question.answers.some((answer) => answer.score === 100))
          yield diagnose('question/no-right-answer', {id}, place)
      }
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(question.replace('correct: true, ', ''))},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

const parts: Rule = {
  codes: ['question/too-few-parts', 'question/too-many-parts'],
  *check({course}) {
    for (const {question} of questionsOf(course)) {
      for (const {part, count, least} of countsOf(question)) {
        if (count < least) yield diagnose('question/too-few-parts', {id: question.id, part, least}, question.place)
        if (count > mostParts)
          yield diagnose('question/too-many-parts', {id: question.id, part, most: mostParts}, question.place)
      }
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(question.replace(/\n.*That.*$/, ''))},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

const countsOf = (question: Question<Local>): readonly {part: string; count: number; least: number}[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return [{part: 'choices', count: question.choices.length, least: 2}]
    case 'matching':
      return [
        {part: 'pairs', count: question.pairs.length, least: 2},
        {part: 'right-hand sides', count: question.pairs.length + question.distractors.length, least: 2},
      ]
    case 'ordering':
      return [{part: 'items', count: question.items.length, least: 2}]
    case 'categorise':
      return [
        {part: 'categories', count: question.categories.length, least: 2},
        {part: 'items', count: question.items.length, least: 2},
      ]
    case 'hotspot':
      return [{part: 'areas', count: question.areas.length, least: 2}]
    case 'fill-blanks':
      return [{part: 'gaps', count: question.blanks.length, least: 1}]
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return []
    default:
      return never(question)
  }
}

const same: Rule = {
  codes: ['question/same-choice'],
  *check({course}) {
    for (const {question} of questionsOf(course)) {
      if (question.type !== 'multiple-choice' && question.type !== 'multiple-response') continue
      const seen = new Set<string>()
      for (const choice of question.choices) {
        const text = plainText(choice.text).toLowerCase()
        // Choices may differ in a picture or a formula alone.
        const isText = !choice.text.children.some((child) => child.type !== 'paragraph')
        if (text && isText && seen.has(text))
          yield diagnose('question/same-choice', {text: plainText(choice.text)}, choice.place)
        seen.add(text)
      }
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(question.replace('That', 'This'))},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

/** A practice question teaches by what it says after the answer. */
const feedback: Rule = {
  codes: ['question/no-feedback'],
  *check({course}) {
    for (const quiz of quizzesOf(course)) {
      if (quiz.mode !== 'practice') continue
      for (const entry of quiz.entries.filter(isQuestion)) yield* missingFeedback(entry as Question<Local>)
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(question.replace(', feedback: "No."', ''))},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

function* missingFeedback(question: Question<Local>): Iterable<Diagnostic> {
  const {wrong, general} = question.feedback
  if (wrong || general || question.type === 'essay') return
  const report = (missing: string) => diagnose('question/no-feedback', {id: question.id, missing}, question.place)
  if (question.type === 'multiple-choice' || question.type === 'multiple-response') {
    for (const choice of question.choices) {
      if (!choice.correct && !choice.feedback) yield report(`the choice “${plainText(choice.text)}”`)
    }
  } else if (question.type === 'hotspot') {
    for (const area of question.areas) if (!area.correct && !area.feedback) yield report(`the area “${area.label}”`)
  } else yield report('a wrong answer')
}

/** Good practice in writing items. Source: T. M. Haladyna, S. M. Downing and M. C. Rodriguez, Applied Measurement in Education 15(3), 2002. */
const wording: Rule = {
  codes: ['question/hint'],
  *check({course}) {
    for (const {question} of questionsOf(course)) {
      if (question.type !== 'multiple-choice' && question.type !== 'multiple-response') continue
      for (const choice of question.choices) {
        const match = /\b(all|none|both) of the (above|below)\b/i.exec(plainText(choice.text))
        if (match) yield diagnose('question/hint', {id: question.id, words: match[0]}, choice.place)
      }
      let plainNegative: string | undefined
      walkWithParents(question.prompt, (node, parents) => {
        if (node.type !== 'text' || parents.some((parent) => parent.type === 'strong' || parent.type === 'emphasis'))
          return
        const match = /\b(not|never|except)\b[^.]*\?/i.exec(node.value)
        if (match && /\b(which|what)\b/i.test(plainText(question.prompt))) plainNegative = match[1]
      })
      if (plainNegative) yield diagnose('question/hint', {id: question.id, words: plainNegative}, question.place)
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(question.replace('"That"', '"All of the above"'))},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

/** Learners who know nothing take the choice that stands out. Source: as for `wording`, the guideline on length. */
const length: Rule = {
  codes: ['question/length'],
  *check({course}) {
    for (const {question} of questionsOf(course)) {
      if (question.type !== 'multiple-choice') continue
      const lengthsOf = (correct: boolean) =>
        question.choices.filter((choice) => choice.correct === correct).map((choice) => plainText(choice.text).length)
      const [key] = lengthsOf(true)
      const others = lengthsOf(false)
      if (key === undefined || others.length === 0) continue
      const how = isFarAbove(key, Math.max(...others))
        ? 'longer'
        : isFarAbove(Math.min(...others), key)
          ? 'shorter'
          : undefined
      if (how) yield diagnose('question/length', {id: question.id, how}, question.place)
    }
  },
  example: {
    bad: {
      'quizzes/check.yaml': quiz(question.replace('"This"', '"This one, for reasons that its author gives at length"')),
    },
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

/** Twice as long, and by more than two or three words. */
const isFarAbove = (one: number, other: number): boolean => one > 2 * other && one - other > 20

export const questionRules = [rightAnswers, parts, same, feedback, wording, length]
