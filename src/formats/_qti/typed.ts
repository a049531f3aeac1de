import type {Numeric, ShortAnswer} from '../../model/question.js'
import {isNear} from '../../model/scoring.js'
import type {Local} from '../../model/text.js'
import {decimals} from './decimal.js'
import {answerFeedbackLost, comparedAsText, partialAnswersLost, type QuestionLoss} from './losses.js'

/** The texts that earn all marks, and what is lost of the others. */
export interface Accepted {
  readonly accept: readonly string[]
  readonly losses: readonly QuestionLoss[]
}

// Canvas accepts every `varequal` of a fill-in item as right, and Moodle reads those of the first condition only
// (backup/cc/entity11.quiz.class.php:521): an answer that earns less than all can only be left out.
export const acceptedTexts = (question: ShortAnswer<Local>): Accepted => {
  const {best, others} = byScore(question.answers)
  const accept = [...new Set(best.map((answer) => answer.text))]
  const partial = others.filter((answer) => answer.score > 0).map((answer) => answer.text)
  const silent = question.answers.some((answer) => answer.feedback !== undefined)
  return {
    accept,
    losses: [...(partial.length > 0 ? [partialAnswersLost(partial)] : []), ...(silent ? [answerFeedbackLost] : [])],
  }
}

/** The numbers that count as right, written out: the answer, and what lies within its tolerance at the same precision. */
export const acceptedNumbers = (question: Numeric<Local>): Accepted => {
  const {best, others} = byScore(question.answers)
  const accept = [...new Set(best.flatMap(({answer, tolerance}) => valuesNear(answer, tolerance)))]
  const exact = best.every((answer) => answer.tolerance === 0)
  const partial = others.filter((answer) => answer.score > 0).map((answer) => String(answer.answer))
  const silent = question.answers.some((answer) => answer.feedback !== undefined)
  return {
    accept,
    losses: [
      comparedAsText(exact ? undefined : accept),
      ...(partial.length > 0 ? [partialAnswersLost(partial)] : []),
      ...(silent ? [answerFeedbackLost] : []),
    ],
  }
}

/** More values than this are not written out: the answer stands alone. */
const mostValues = 41

const valuesNear = (answer: number, tolerance: number): readonly string[] => {
  const digits = Math.max(decimals(answer), decimals(tolerance))
  const step = 10 ** -digits
  const steps = Math.floor(tolerance / step + 1e-9)
  if (steps * 2 + 1 > mostValues) return [String(answer)]
  const values = Array.from({length: steps * 2 + 1}, (_, index) =>
    Number((answer + (index - steps) * step).toFixed(digits)),
  )
  return [answer, ...values.filter((value) => isNear(value, answer, tolerance))].map(String)
}

/** The answers that earn most, and the others. */
export const byScore = <T extends {readonly score: number}>(
  answers: readonly T[],
): {best: readonly T[]; others: readonly T[]} => {
  const most = Math.max(...answers.map((answer) => answer.score))
  return {
    best: answers.filter((answer) => answer.score === most),
    others: answers.filter((answer) => answer.score < most),
  }
}
