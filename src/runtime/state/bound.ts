/**
 * How large a learner's state can become: proved from the declared widths, before compression. Imported by the build as
 * well as by the browser, and therefore pure.
 */
import type {PlayerCourse, PlayerQuestionOutline, PlayerQuizOutline} from '../../model/player.js'
import {numberBits, textBits} from './bits.js'
import {
  attemptGroup,
  countGroup,
  courseBits,
  elapsedGroup,
  hintsGroup,
  lineageBits,
  markBits,
  pageGroup,
  partGroup,
  questionGroup,
  reportedGroup,
  revisionGroup,
  scoreBits,
  scrollBits,
  seedBits,
  shapeBits,
  statusBits,
  successBits,
  triesGroup,
  versionBits,
} from './groups.js'
import {
  entriesOf,
  keptAttempts,
  marksWholly,
  mostAttempt,
  mostElapsed,
  mostHints,
  mostReported,
  mostRevision,
  mostTries,
  partsOf,
  shapes,
  typedBytes,
} from './widths.js'

/** Characters of state that an LMS keeps: SCORM 1.2 RTE 3.4.3; SCORM 2004 3rd Edition RTE 4.2.22. */
export const stateLimits = {'scorm-1.2': 4096, 'scorm-2004': 64000} as const

/** No state of this course has more characters than this: every page read, every kept attempt full, every text at its widest. */
export const stateBound = (course: Pick<PlayerCourse, 'pages' | 'quizzes'>): number => {
  const slots = course.pages.map((page) => page.slot)
  const readable = Math.max(0, ...slots.map((slot) => slot + 1))
  const place = 2 + numberBits(Math.max(0, ...slots.map(Math.abs)), pageGroup) + scrollBits
  const quizzes = sum(course.quizzes.map(quizBits))
  return charactersFor(
    headBits +
      place +
      numberBits(readable, pageGroup) +
      readable +
      numberBits(course.quizzes.length, countGroup) +
      quizzes,
  )
}

/** The quiz that takes most of the bound, with its share of it. */
export const widestQuiz = (
  course: Pick<PlayerCourse, 'quizzes'>,
): {readonly id: string; readonly characters: number} | undefined =>
  course.quizzes
    .map((quiz) => ({id: quiz.id, characters: Math.ceil(quizBits(quiz) / 6)}))
    .sort((a, b) => b.characters - a.characters)[0]

const headBits =
  courseBits +
  versionBits +
  lineageBits +
  numberBits(mostRevision, revisionGroup) +
  1 +
  successBits +
  statusBits +
  1 +
  scoreBits +
  numberBits(mostReported, reportedGroup)

const quizBits = (quiz: PlayerQuizOutline): number => {
  const {scores, details} = keptAttempts(quiz)
  const score =
    numberBits(Math.min(quiz.attempts ?? mostAttempt, mostAttempt), attemptGroup) +
    seedBits +
    numberBits(mostElapsed, elapsedGroup) +
    // submitted, has a score
    2 +
    scoreBits +
    numberBits(quiz.length, countGroup)
  const widest = quiz.questions.map(questionBits).sort((a, b) => b - a)
  const detail = sum(widest.slice(0, quiz.length))
  return numberBits(quiz.slot, pageGroup) + numberBits(scores, countGroup) + scores * score + details * detail
}

const questionBits = (question: PlayerQuestionOutline): number =>
  numberBits(question.slot, questionGroup) +
  shapeBits +
  responseBits(question) +
  // checked, and which kind of mark
  3 +
  (marksWholly(question.type) ? 0 : markBits) +
  numberBits(mostTries, triesGroup) +
  numberBits(mostHints, hintsGroup)

const responseBits = (question: PlayerQuestionOutline): number => {
  const part = numberBits(Math.max(0, partsOf(question) - 1), partGroup)
  const typed = textBits(typedBytes(question.type))
  const entries = entriesOf(question)
  const list = (each: number): number => numberBits(entries, partGroup) + entries * each
  return {part, text: typed, parts: list(part), pairs: list(2 * part), texts: list(part + Math.max(part, typed))}[
    shapes[question.type]
  ]
}

/** Characters of base64url for so many bits, a checksum of 32 bits, and one character for the format. */
const charactersFor = (bits: number): number => 1 + Math.ceil(((4 + Math.ceil(bits / 8)) * 8) / 6)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
