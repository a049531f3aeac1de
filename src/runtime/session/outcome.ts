import type {PlayerCourse, PlayerQuizOutline} from '../../model/player.js'
import {courseScore} from '../../model/scoring.js'
import {type Outcome, type Progress, ranks} from './progress.js'

/** What the LMS brings to the verdict. */
export interface Judge {
  /** Percent that the LMS demands; it wins over the pass marks of the quizzes. */
  readonly mastery?: number
}

/** The progress with outcome and score brought up to date. They never fall, except a score that counts the last attempt. */
export const judge = (progress: Progress, course: PlayerCourse, {mastery}: Judge): Progress => {
  const graded = course.quizzes.filter((quiz) => quiz.mode === 'graded')
  const scores = graded.map((quiz) => ({quiz, weight: quiz.weight, score: scoreOf(progress, course, quiz)}))
  const now = courseScore(scores)
  const score = course.scoring === 'best' && now !== null ? Math.max(now, progress.score ?? 0) : (now ?? progress.score)
  const done = scores.every((entry) => entry.score !== null)
  const short =
    mastery === undefined ? scores.filter(({quiz, score: got}) => got === null || got < quiz.passMark) : scores
  const passed = mastery === undefined ? short.length === 0 : score !== null && score >= mastery
  const lost = !passed && short[mastery === undefined ? 'some' : 'every'](({quiz}) => isUsedUp(progress, course, quiz))
  const holds = {read: isRead(progress, course), 'graded-done': done, passed: passed || graded.length === 0}
  const complete = course.completion.every((rule) => holds[rule])
  const judged = graded.length > 0
  const success = !judged ? 'unknown' : passed ? 'passed' : lost || (complete && done) ? 'failed' : 'unknown'
  const status = !complete
    ? judged && success === 'failed' && course.status === 'passed'
      ? 'failed'
      : 'incomplete'
    : judged && course.status === 'passed' && success !== 'unknown'
      ? success
      : 'completed'
  return {...progress, score, outcome: higher(progress.outcome, {complete, success, status})}
}

/** Of two outcomes the better in each respect. */
export const higher = (a: Outcome, b: Outcome): Outcome => ({
  complete: a.complete || b.complete,
  success: [a.success, b.success].includes('passed') ? 'passed' : a.success === 'unknown' ? b.success : a.success,
  status: ranks[Math.max(ranks.indexOf(a.status), ranks.indexOf(b.status))] ?? 'incomplete',
})

/** How much of what completion asks is done, 0 to 1, two decimals; 1 only when complete. */
export const shareDone = (progress: Progress, course: PlayerCourse): number => {
  if (progress.outcome.complete) return 1
  const pages = course.pages.filter((page) => page.required)
  const graded = course.quizzes.filter((quiz) => quiz.mode === 'graded')
  const all = pages.length + graded.length
  const done =
    pages.filter((page) => progress.read.includes(page.slot)).length +
    graded.filter((quiz) => scoreOf(progress, course, quiz) !== null).length
  return all === 0 ? 0 : Math.min(Math.floor((done / all) * 100) / 100, 0.99)
}

const isRead = (progress: Progress, course: PlayerCourse): boolean =>
  course.pages.every((page) => !page.required || progress.read.includes(page.slot))

const submittedOf = (progress: Progress, quiz: PlayerQuizOutline) =>
  (progress.quizzes.find((state) => state.slot === quiz.slot)?.attempts ?? []).filter((attempt) => attempt.submitted)

/** The score that counts; `null` before the first attempt is submitted. */
const scoreOf = (progress: Progress, course: PlayerCourse, quiz: PlayerQuizOutline): number | null => {
  const scores = submittedOf(progress, quiz).map((attempt) => attempt.score ?? 0)
  if (scores.length === 0) return null
  if (course.scoring === 'best') return Math.max(...scores)
  return (course.scoring === 'first' ? scores[0] : scores[scores.length - 1]) ?? null
}

/** No further attempt could count. */
const isUsedUp = (progress: Progress, course: PlayerCourse, quiz: PlayerQuizOutline): boolean => {
  const attempts = submittedOf(progress, quiz)
  const last = attempts[attempts.length - 1]
  if (!last) return false
  return course.scoring === 'first' || (quiz.attempts !== null && last.number >= quiz.attempts)
}
