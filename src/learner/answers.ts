import type {PlayerQuestion, Response} from '../model/player.js'

/** A full answer to a question, right or wrong. */
export const answerTo = (question: PlayerQuestion, right: boolean): Response => {
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
      return slotOf(question.parts.find((part) => part.correct === right))
    case 'multiple-response': {
      const correct = question.parts.filter((part) => part.correct).map((part) => part.slot)
      return right ? ascending(correct) : [slotOf(question.parts.find((part) => !part.correct))]
    }
    case 'true-false':
      return question.answer === right ? 1 : 0
    case 'short-answer':
      return right ? (question.answers.find((answer) => answer.score === 100)?.text ?? '') : 'None of “these” <b> & 😀'
    case 'numeric':
      return String((question.answers.find((answer) => answer.score === 100)?.answer ?? 0) + (right ? 0 : 4321))
    case 'essay':
      return right ? 'An essay.\nWith a second line, قانون and 😀.' : 'Short.'
    case 'matching':
      return question.left.map((left, index) => [left.slot, right ? left.slot : other(question.left, index)] as const)
    case 'categorise':
      return question.parts.map(
        (part) => [part.slot, right ? part.category : otherThan(question.categories, part.category)] as const,
      )
    case 'ordering': {
      const order = question.parts.map((part) => part.slot)
      return right ? order : [...order.slice(1), order[0] as number]
    }
    case 'fill-blanks':
      if (question.mode === 'text')
        return question.blanks.map(({slot, accept}) => [slot, right ? (accept[0] ?? '') : 'wrong'] as const)
      return question.blanks.map(({slot}, index) => [slot, right ? slot : other(question.blanks, index)] as const)
  }
}

interface Slotted {
  readonly slot: number
}

const slotOf = (part: Slotted | undefined): number => {
  if (!part) throw new Error('The question has no such part.')
  return part.slot
}
const ascending = (slots: readonly number[]): number[] => [...slots].sort((a, b) => a - b)
const other = (parts: readonly Slotted[], index: number): number => slotOf(parts[(index + 1) % parts.length])
const otherThan = (parts: readonly Slotted[], slot: number): number => slotOf(parts.find((part) => part.slot !== slot))
