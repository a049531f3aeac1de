import type {Course, Quiz, Slots} from '../model/course.js'
import type {Body} from '../model/markdown.js'
import type {PlayerPart, PlayerQuestion, PlayerQuiz} from '../model/player.js'
import {type Choice, type Distractor, never, withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {plainText} from '../model/walk.js'
import {type Style, writeBody} from './body.js'
import {unwrapParagraph} from './html.js'
import {type AskedQuestion, needSlot, questionsOf} from './outline.js'

/** A quiz with its keys and feedback, as the page's script needs it. `style` writes for the page that shows the quiz. */
export const playerQuiz = (quiz: Quiz<Local>, course: Course<Local>, slots: Slots, style: Style): PlayerQuiz => {
  const asked = questionsOf(quiz, course, slots)
  const slotOf = (owner: string, id: string) =>
    asked.find((each) => each.owner === owner && each.question.id === id)?.slot
  return {
    slot: needSlot(slots.items, quiz.id),
    id: quiz.id,
    mode: quiz.mode,
    passMark: quiz.passMark,
    attempts: quiz.attempts,
    timeLimit: quiz.timeLimit,
    shuffleQuestions: quiz.shuffleQuestions,
    shuffleChoices: quiz.shuffleChoices,
    feedback: quiz.feedback,
    plan: quiz.entries.map((entry) =>
      entry.type === 'draw'
        ? {draw: entry.count, from: asked.filter((each) => each.owner === entry.bank).map((each) => each.slot)}
        : (slotOf(quiz.id, entry.id) ?? 0),
    ),
    questions: asked.map((each) => playerQuestion(each, slots, style)),
  }
}

/** Text in base64, so that a glance at a page's source gives no key away. The determined can still read it. */
export const encodeQuiz = (quiz: PlayerQuiz): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(quiz))
  const chunks: string[] = []
  for (let start = 0; start < bytes.length; start += 0x2000) {
    chunks.push(String.fromCharCode(...bytes.subarray(start, start + 0x2000)))
  }
  return btoa(chunks.join(''))
}

const playerQuestion = ({slot, owner, question}: AskedQuestion, slots: Slots, style: Style): PlayerQuestion => {
  const html = (body: Body | undefined) => (body === undefined ? undefined : writeBody(body, style))
  const parts = slots.parts[`${owner}/${question.id}`] ?? {}
  const base = {
    slot,
    id: `${owner}/${question.id}`,
    points: question.points,
    objectives: question.objectives,
    description: [...plainText(question.prompt).replace(/\s+/g, ' ').trim()].slice(0, 250).join(''),
    feedback: withoutUndefined({
      right: html(question.feedback.right),
      wrong: html(question.feedback.wrong),
      general: html(question.feedback.general),
    }),
    hints: question.hints.map((hint) => writeBody(hint, style)),
  }
  const part = (id: string, text: string): PlayerPart => ({slot: needSlot(parts, id), text})
  const choices = (list: readonly Choice<Local>[]) =>
    list.map((choice) =>
      withoutUndefined({
        ...part(choice.id, plainText(choice.text)),
        correct: choice.correct,
        feedback: choice.feedback && unwrapParagraph(writeBody(choice.feedback, style)),
      }),
    )
  const distractors = (list: readonly Distractor<Local>[]) => list.map(({id, text}) => part(id, text))
  switch (question.type) {
    case 'multiple-choice':
      return {...base, type: question.type, parts: choices(question.choices)}
    case 'multiple-response':
      return {...base, type: question.type, scoring: question.scoring, parts: choices(question.choices)}
    case 'true-false':
      return {...base, type: question.type, answer: question.answer}
    case 'short-answer':
      return {
        ...base,
        type: question.type,
        caseSensitive: question.caseSensitive,
        answers: question.answers.map(({text, score, feedback}) =>
          withoutUndefined({text, score, feedback: html(feedback)}),
        ),
      }
    case 'numeric':
      return withoutUndefined({
        ...base,
        type: question.type,
        unit: question.unit,
        answers: question.answers.map(({answer, tolerance, score, feedback}) =>
          withoutUndefined({answer, tolerance, score, feedback: html(feedback)}),
        ),
      })
    case 'matching':
      return {
        ...base,
        type: question.type,
        left: question.pairs.map((pair) => part(pair.id, plainText(pair.left))),
        right: [...question.pairs.map((pair) => part(pair.id, pair.right)), ...distractors(question.distractors)],
      }
    case 'essay':
      return withoutUndefined({...base, type: question.type, modelAnswer: html(question.modelAnswer)})
    case 'ordering':
      return {...base, type: question.type, parts: question.items.map((item) => part(item.id, plainText(item.text)))}
    case 'fill-blanks':
      return {
        ...base,
        type: question.type,
        mode: question.mode,
        caseSensitive: question.caseSensitive,
        blanks: question.blanks.map(({id, accept}) => ({slot: needSlot(parts, id), accept})),
        distractors: distractors(question.distractors),
      }
    case 'categorise':
      return {
        ...base,
        type: question.type,
        categories: question.categories.map((category) => part(category.id, category.title)),
        parts: question.items.map((item) => ({
          ...part(item.id, plainText(item.text)),
          category: needSlot(parts, item.category),
        })),
      }
    case 'hotspot':
      return {
        ...base,
        type: question.type,
        parts: question.areas.map((area) =>
          withoutUndefined({
            ...part(area.id, area.label),
            correct: area.correct,
            shape: area.shape,
            at: area.at,
            feedback: html(area.feedback),
          }),
        ),
      }
    default:
      return never(question)
  }
}
