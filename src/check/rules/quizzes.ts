import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {isQuestion, itemsOf, quizzesOf} from '../../model/course.js'
import type {MultipleChoice} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import type {Rule} from '../rule.js'
import {course, lesson, question, quiz} from './examples.js'

const empty: Rule = {
  codes: ['quiz/empty'],
  *check({course}) {
    for (const quiz of quizzesOf(course))
      if (quiz.entries.length === 0) yield diagnose('quiz/empty', {id: quiz.id}, quiz.place)
  },
  example: {
    bad: {'quizzes/check.yaml': 'id: check\ntitle: Check\nquestions: []\n'},
    good: {'quizzes/check.yaml': quiz(question)},
  },
}

const draws: Rule = {
  codes: ['bank/too-small', 'bank/unknown'],
  *check({course}) {
    const ids = course.banks.map((bank) => bank.id)
    for (const quiz of quizzesOf(course)) {
      for (const entry of quiz.entries) {
        if (entry.type !== 'draw') continue
        const bank = course.banks.find((candidate) => candidate.id === entry.bank)
        if (!bank) {
          yield diagnose('bank/unknown', {id: entry.bank, suggestion: nearest(entry.bank, ids) ?? ''}, entry.place)
        } else if (bank.questions.length < entry.count) {
          const facts = {bank: bank.id, wanted: entry.count, there: bank.questions.length}
          yield diagnose('bank/too-small', facts, entry.place)
        }
      }
    }
  },
  example: {
    bad: {
      'quizzes/check.yaml': quiz('draw: 2\nfrom: pool'),
      'banks/pool.yaml': quiz(question).replace('id: check', 'id: pool'),
    },
    good: {
      'quizzes/check.yaml': quiz('draw: 1\nfrom: pool'),
      'banks/pool.yaml': quiz(question).replace('id: check', 'id: pool'),
    },
  },
}

const embedded: Rule = {
  codes: ['quiz/practice-graded'],
  *check({nodesOf, course}) {
    const quizzes = quizzesOf(course)
    for (const {node, place} of nodesOf('practice')) {
      const quiz = quizzes.find((candidate) => candidate.id === node.quiz)
      if (!quiz) {
        const suggestion =
          nearest(
            node.quiz,
            quizzes.map((candidate) => candidate.id),
          ) ?? ''
        yield diagnose('item/unknown', {type: 'quiz', id: node.quiz, suggestion}, place)
      } else if (quiz.mode === 'graded') yield diagnose('quiz/practice-graded', {id: quiz.id}, place)
    }
  },
  example: {
    bad: {
      'lessons/first.md': lesson('::practice{quiz=check}'),
      'quizzes/check.yaml': quiz(question).replace('title:', 'mode: graded\ntitle:'),
    },
    good: {'lessons/first.md': lesson('::practice{quiz=check}'), 'course.yaml': course('', '- lesson: first')},
  },
}

/** Keys that give themselves away by their place, their length or their sameness. Judged over at least five questions. */
const leaks: Rule = {
  codes: ['quiz/key-leaks'],
  *check({course}) {
    const lists = [
      ...quizzesOf(course).map((quiz) => ({
        place: quiz.place,
        questions: quiz.entries.filter(isQuestion),
        shuffled: quiz.shuffleChoices,
      })),
      ...course.banks.map((bank) => ({place: bank.place, questions: bank.questions, shuffled: true})),
    ]
    for (const {place, questions, shuffled} of lists) {
      const answers = questions.flatMap((entry) => (entry.type === 'true-false' ? [entry.answer] : []))
      const same = answers.every((answer) => answer === answers[0])
      if (answers.length >= 5 && same) {
        const how = answers[0] ? '“true”' : '“false”'
        yield diagnose('quiz/key-leaks', {how, share: `${answers.length} of ${answers.length}`}, place)
      }
      const choices = questions.filter((entry): entry is MultipleChoice<Local> => entry.type === 'multiple-choice')
      if (choices.length < 5) continue
      const count = (is: (question: MultipleChoice<Local>) => boolean) => choices.filter(is).length
      const report = (how: string, n: number) =>
        diagnose('quiz/key-leaks', {how, share: `${n} of ${choices.length}`}, place)
      // A quiz that shuffles is still read in this order on paper, and where an importer drops the shuffling.
      const most = shuffled ? 0.75 : 0.6
      for (const [index, name] of ['the first', 'the second', 'the third', 'the fourth'].entries()) {
        const there = count((entry) => entry.choices.length > 2 && entry.choices[index]?.correct === true)
        if (there > choices.length * most) yield report(name, there)
      }
      const longest = count(isLongest)
      if (longest > choices.length * 0.6) yield report('clearly the longest', longest)
    }
  },
  example: {
    bad: {'quizzes/check.yaml': quiz(...leaky('A much longer text that says it all', 'Short'))},
    good: {'quizzes/check.yaml': quiz(...leaky('As long', 'Just so'))},
  },
}

const isLongest = (question: MultipleChoice<Local>): boolean => {
  const lengths = question.choices.map((choice) => ({correct: choice.correct, length: plainText(choice.text).length}))
  const key = lengths.find((choice) => choice.correct)?.length ?? 0
  const others = Math.max(0, ...lengths.filter((choice) => !choice.correct).map((choice) => choice.length))
  return key > others * 1.15 + 3
}

function leaky(key: string, other: string): string[] {
  return [1, 2, 3, 4, 5].map(
    (n) =>
      `id: q${n}\ntype: multiple-choice\nprompt: Which?\nchoices:\n  - {text: "${other}", feedback: "No."}\n  - {text: "${key}", correct: true, feedback: "Yes."}`,
  )
}

const rubric = `---
id: essay
title: Essay
points: 10
rubric:
  - id: argument
    title: Argument
    levels: [{title: Good, points: 10}, {title: Poor, points: 0}]
---

Write.
`

const rubricPoints: Rule = {
  codes: ['rubric/points'],
  *check({course}) {
    for (const item of itemsOf(course)) {
      if (item.type !== 'assignment' || item.rubric.length === 0) continue
      const best = item.rubric.reduce(
        (sum, criterion) => sum + Math.max(...criterion.levels.map((level) => level.points)),
        0,
      )
      if (best !== item.points)
        yield diagnose('rubric/points', {id: item.id, rubric: best, points: item.points}, item.place)
    }
  },
  example: {
    bad: {
      'assignments/essay.md': rubric.replace('points: 10\nrubric', 'points: 20\nrubric'),
      'course.yaml': course('', '- lesson: first\n      - quiz: check\n      - assignment: essay'),
    },
    good: {
      'assignments/essay.md': rubric,
      'course.yaml': course('', '- lesson: first\n      - quiz: check\n      - assignment: essay'),
    },
  },
}

export const quizRules = [empty, draws, embedded, leaks, rubricPoints]
