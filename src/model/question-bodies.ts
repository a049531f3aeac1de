import type {Body} from './markdown.js'
import {mediaIn} from './media.js'
import {never, type Question} from './question.js'
import type {Local} from './text.js'

/** Media that the prompt and the other texts of a question show. */
export const mediaOfQuestion = (question: Question<Local>): readonly string[] => [
  ...mediaIn(bodiesOf(question)),
  ...(question.type === 'hotspot' ? [question.image] : []),
]

/** Every passage of a question, the prompt first. */
export const bodiesOf = (question: Question<Local>): readonly Body[] => [question.prompt, ...besidesPrompt(question)]

/** The passages of a question other than its prompt. */
export const besidesPrompt = (question: Question<Local>): readonly Body[] => {
  const {feedback} = question
  const shared = [feedback.right, feedback.wrong, feedback.general, ...question.hints]
  return [...shared, ...ownTexts(question)].filter((body) => body !== undefined)
}

const ownTexts = (question: Question<Local>): readonly (Body | undefined)[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return question.choices.flatMap((choice) => [choice.text, choice.feedback])
    case 'true-false':
      return []
    case 'short-answer':
    case 'numeric':
      return question.answers.map((answer) => answer.feedback)
    case 'essay':
      return [question.modelAnswer]
    case 'matching':
      return question.pairs.map((pair) => pair.left)
    case 'ordering':
    case 'categorise':
      return question.items.map((item) => item.text)
    case 'fill-blanks':
      return [question.text]
    case 'hotspot':
      return question.areas.map((area) => area.feedback)
    default:
      return never(question)
  }
}
