/**
 * How wide each part of a learner's state may become. The reducer keeps to these widths, the coder writes them, and the
 * bound adds them up: so no state that a learner can reach is larger than what the build promised. Pure.
 */
import type {PlayerQuestionOutline, PlayerQuizOutline} from '../../model/player.js'

/** The largest values that are kept; larger ones are cut down to these. */
export const most = {
  /** Of an attempt's number. */
  attempt: 4095,
  /** Seconds: a day and a half. */
  elapsed: 131071,
  tries: 15,
  hints: 15,
  seed: 65535,
  revision: 1048575,
  /** Interactions told to the LMS. */
  reported: 32767,
} as const

/** Steps that shares are rounded to: of a page (scroll), of a question's points (mark), of a percentage point (score). */
export const steps = {scroll: 100, mark: 1000, score: 100} as const

/** Bytes of UTF-8 that are kept of one typed text. Essays are kept on the device only. */
export const typedBytes = (type: PlayerQuestionOutline['type']): number => {
  switch (type) {
    case 'short-answer':
      return 96
    case 'fill-blanks':
      return 48
    case 'numeric':
      return 24
    default:
      return 0
  }
}

/** Attempts of which everything is kept: up to ten where their number is limited. */
export const keepsAll = (quiz: PlayerQuizOutline): boolean => quiz.attempts !== null && quiz.attempts <= 10

/**
 * How many attempts are kept, and of how many of them the answers. Where attempts are without end: graded, the first, the
 * best and the newest three; practice, the best and the newest.
 */
export const keptAttempts = (quiz: PlayerQuizOutline): {readonly scores: number; readonly details: number} => {
  if (keepsAll(quiz)) return {scores: quiz.attempts ?? 0, details: quiz.attempts ?? 0}
  return quiz.mode === 'graded' ? {scores: 5, details: 3} : {scores: 2, details: 1}
}

/** The longest start of a text that fits into this many bytes of UTF-8 and ends with a whole character. */
export const cutText = (text: string, bytes: number): string => {
  let used = 0
  let kept = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
    if (used > bytes) break
    // Half a surrogate pair would not come back from UTF-8.
    kept += code >= 0xd800 && code <= 0xdfff ? '\ufffd' : character
  }
  return kept
}
