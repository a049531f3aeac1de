/**
 * How wide each part of a learner's state may become. The reducer keeps to these widths, the coder writes them, and the
 * bound adds them up: so no state that a learner can reach is larger than what the build promised. Pure.
 */
import type {PlayerQuestionOutline, PlayerQuizOutline} from '../../model/player.js'

/** The largest values that are kept; larger ones are cut down to these. */
export const mostAttempt = 4095
/** Seconds: a day and a half. */
export const mostElapsed = 131071
export const mostTries = 15
export const mostHints = 7
export const mostSeed = 65535
export const mostRevision = 1048575
/** Interactions told to the LMS. */
export const mostReported = 32767

/** Steps that shares are rounded to: of a page (scroll), of a question's points (mark), of a percentage point (score). */
export const scrollSteps = 100
export const markSteps = 1000
export const scoreSteps = 100

/** The shape of a response, by type: one part, several, pairs of them, a typed text, or parts with typed texts. */
export const shapes: Readonly<Record<PlayerQuestionOutline['type'], 'part' | 'parts' | 'pairs' | 'text' | 'texts'>> = {
  'multiple-choice': 'part',
  hotspot: 'part',
  'true-false': 'part',
  'multiple-response': 'parts',
  ordering: 'parts',
  matching: 'pairs',
  categorise: 'pairs',
  'short-answer': 'text',
  numeric: 'text',
  essay: 'text',
  'fill-blanks': 'texts',
}

/** How many numbers a part may have: those that the ledger has given; false and true have none from there. */
export const partsOf = ({type, parts}: PlayerQuestionOutline): number => (type === 'true-false' ? 2 : parts)

/** How many entries a response may have: one for each part; of pairs one for each that must be paired. */
export const entriesOf = ({type, parts, targets}: PlayerQuestionOutline): number =>
  type === 'matching' || type === 'fill-blanks' ? targets : type === 'categorise' ? parts - targets : parts

/** Marks of one part out of several are 0 or 1. */
export const marksWholly = (type: PlayerQuestionOutline['type']): boolean => shapes[type] === 'part'

/** Bytes of UTF-8 that are kept of one typed text. Essays are kept on the device only. */
export const typedBytes = (type: PlayerQuestionOutline['type']): number =>
  type === 'short-answer' ? 64 : type === 'fill-blanks' ? 32 : type === 'numeric' ? 16 : 0

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
