/**
 * How answers earn marks: one model for the player, QTI, and Moodle. Pure, without imports of code, since the browser bundles it.
 */
import type {PlayerQuestion, Response} from './player.js'

/** What is left of a typed text when it is compared: NFC, one space between words, case folded unless it matters. */
export const foldText = (text: string, caseSensitive: boolean): string => {
  const folded = text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
  return caseSensitive ? folded : folded.toLocaleLowerCase('en')
}

/** Reads a number as learners type it: a decimal comma, spaces or a trailing unit are forgiven. NaN if it is none. */
export const readNumber = (text: string, unit?: string): number => {
  let plain = text.replace(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-')
  const suffix = unit?.replace(/\s/g, '')
  if (suffix && plain.toLowerCase().endsWith(suffix.toLowerCase())) plain = plain.slice(0, -suffix.length)
  if (/^[+-]?\d+,\d+$/.test(plain)) plain = plain.replace(',', '.')
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN
}

/** Whether a number lies within `answer ± tolerance`, forgiving the last bit of binary fractions. */
export const isNear = (value: number, answer: number, tolerance: number): boolean =>
  Math.abs(value - answer) <= tolerance + Math.abs(answer) * 1e-12

/** The answer in the list that a typed text or number meets first. */
export const matchTyped = (
  question: Extract<PlayerQuestion, {type: 'short-answer' | 'numeric'}>,
  typed: string,
): {readonly score: number; readonly feedback?: string} | undefined => {
  if (question.type === 'short-answer') {
    const wanted = foldText(typed, question.caseSensitive)
    return question.answers.find((answer) => foldText(answer.text, question.caseSensitive) === wanted)
  }
  const value = readNumber(typed, question.unit)
  return question.answers.find((answer) => isNear(value, answer.answer, answer.tolerance))
}

const share = (right: number, all: number): number => (all === 0 ? 0 : right / all)

/** The share of the points that a response earns, 0 to 1; `null` where a person must judge. */
export const mark = (question: PlayerQuestion, response: Response): number | null => {
  if (question.type === 'essay') return null
  if (response === null) return 0
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
      return question.parts.some((part) => part.slot === response && part.correct) ? 1 : 0
    case 'multiple-response': {
      const picked = response as readonly number[]
      const right = question.parts.filter((part) => part.correct)
      const hits = right.filter((part) => picked.includes(part.slot)).length
      const misses = question.parts.filter((part) => !part.correct && picked.includes(part.slot)).length
      if (question.scoring === 'partial') return Math.max(0, share(hits - misses, right.length))
      return hits === right.length && misses === 0 ? 1 : 0
    }
    case 'true-false':
      return (response === 1) === question.answer ? 1 : 0
    case 'short-answer':
    case 'numeric':
      return (matchTyped(question, String(response))?.score ?? 0) / 100
    case 'matching': {
      const pairs = response as readonly (readonly [number, number])[]
      const textOf = (slot: number) => question.right.find((part) => part.slot === slot)?.text
      const right = question.left.filter((left) => {
        const pick = pairs.find(([slot]) => slot === left.slot)
        // Two pairs may share the words of their right sides: either is right.
        return pick !== undefined && textOf(pick[1]) === textOf(left.slot)
      })
      return share(right.length, question.left.length)
    }
    case 'ordering': {
      const order = response as readonly number[]
      return share(question.parts.filter((part, index) => order[index] === part.slot).length, question.parts.length)
    }
    case 'fill-blanks': {
      const given = response as readonly (readonly [number, number | string])[]
      const wordOf = (value: number | string): string =>
        typeof value === 'string'
          ? value
          : (question.blanks.find((blank) => blank.slot === value)?.accept[0] ??
            question.distractors.find((part) => part.slot === value)?.text ??
            '')
      const right = question.blanks.filter((blank) => {
        const pick = given.find(([slot]) => slot === blank.slot)
        if (pick === undefined) return false
        const word = foldText(wordOf(pick[1]), question.caseSensitive)
        return blank.accept.some((text) => foldText(text, question.caseSensitive) === word)
      })
      return share(right.length, question.blanks.length)
    }
    case 'categorise': {
      const pairs = response as readonly (readonly [number, number])[]
      const right = question.parts.filter((part) =>
        pairs.some(([item, category]) => item === part.slot && category === part.category),
      )
      return share(right.length, question.parts.length)
    }
  }
}

/** Percent, 0 to 100, two decimals. Questions that a person judges count for nothing, on either side. */
export const percent = (results: readonly {readonly points: number; readonly mark: number | null}[]): number => {
  const judged = results.filter((result) => result.mark !== null)
  const all = judged.reduce((sum, result) => sum + result.points, 0)
  const earned = judged.reduce((sum, result) => sum + result.points * (result.mark ?? 0), 0)
  return all === 0 ? 0 : Math.round((earned / all) * 10000) / 100
}

/** The course score: the weighted mean of the graded quizzes; one not yet taken counts as 0. `null`: nothing is graded or taken yet. */
export const courseScore = (
  quizzes: readonly {readonly weight: number; readonly score: number | null}[],
): number | null => {
  if (!quizzes.some((quiz) => quiz.score !== null)) return null
  const weight = quizzes.reduce((sum, quiz) => sum + quiz.weight, 0)
  if (weight === 0) return null
  const sum = quizzes.reduce((total, quiz) => total + quiz.weight * (quiz.score ?? 0), 0)
  return Math.round((sum / weight) * 100) / 100
}
