/**
 * How large a learner's state can become: proved from the declared widths, before compression. Imported by the build as
 * well as by the browser, and therefore pure.
 */
import type {PlayerCourse, PlayerQuestionOutline, PlayerQuizOutline} from '../../model/player.js'
import {numberBits, textBits} from './bits.js'
import {bitsOf, charactersFor, groupOf} from './groups.js'
import {keptAttempts, most, typedBytes} from './widths.js'

/** Characters of state that an LMS keeps: SCORM 1.2 RTE 3.4.3; SCORM 2004 3rd Edition RTE 4.2.22. */
export const stateLimits = {'scorm-1.2': 4096, 'scorm-2004': 64000} as const

/** No state of this course has more characters than this: every page read, every kept attempt full, every text at its widest. */
export const stateBound = (course: Pick<PlayerCourse, 'pages' | 'quizzes'>): number => {
  const slots = course.pages.map((page) => page.slot)
  const readable = Math.max(0, ...slots.map((slot) => slot + 1))
  const place = 2 + numberBits(Math.max(0, ...slots.map(Math.abs)), groupOf.page) + bitsOf.scroll
  const quizzes = sum(course.quizzes.map(quizBits))
  return charactersFor(
    headBits + place + numberBits(readable, groupOf.page) + readable + numberBits(course.quizzes.length, groupOf.count) + quizzes,
  )
}

const headBits =
  bitsOf.course +
  bitsOf.version +
  bitsOf.lineage +
  numberBits(most.revision, groupOf.revision) +
  bitsOf.complete +
  bitsOf.success +
  bitsOf.status +
  1 +
  bitsOf.score +
  numberBits(most.reported, groupOf.reported)

const quizBits = (quiz: PlayerQuizOutline): number => {
  const {scores, details} = keptAttempts(quiz)
  const score =
    numberBits(Math.min(quiz.attempts ?? most.attempt, most.attempt), groupOf.attempt) +
    bitsOf.seed +
    numberBits(most.elapsed, groupOf.elapsed) +
    // submitted, has a score, has details
    3 +
    bitsOf.score
  const widest = quiz.questions.map(questionBits).sort((a, b) => b - a)
  const detail = numberBits(quiz.length, groupOf.count) + sum(widest.slice(0, quiz.length))
  return numberBits(quiz.slot, groupOf.page) + numberBits(scores, groupOf.count) + scores * score + details * detail
}

const questionBits = (question: PlayerQuestionOutline): number =>
  numberBits(question.slot, groupOf.question) +
  bitsOf.responseKind +
  responseBits(question) +
  // checked, and which kind of mark
  3 +
  bitsOf.mark +
  numberBits(most.tries, groupOf.few) +
  numberBits(most.hints, groupOf.few)

const responseBits = (question: PlayerQuestionOutline): number => {
  const part = numberBits(question.parts, groupOf.part)
  // Slots run from 0 or from 1 up to the number of parts.
  const most = question.parts + 1
  const list = (each: number): number => numberBits(most, groupOf.part) + most * each
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
      return part
    case 'true-false':
      return numberBits(1, groupOf.part)
    case 'multiple-response':
    case 'ordering':
      return list(part)
    case 'matching':
    case 'categorise':
      return list(2 * part)
    case 'fill-blanks':
      return list(part + Math.max(part, textBits(typedBytes(question.type))))
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return textBits(typedBytes(question.type))
    default: {
      const never: never = question.type
      return never
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
