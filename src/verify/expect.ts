import type {Family} from '../lms/calls.js'
import type {ServerRecord} from '../lms/record.js'
import type {PlayerCourse, PlayerQuizOutline} from '../model/player.js'

/** What a learner has done. */
export interface Done {
  /** Slots of pages that were read. */
  readonly read: ReadonlySet<number>
  /** By the slot of the quiz: the score of each attempt that was handed in, in percent. */
  readonly scores: ReadonlyMap<number, readonly number[]>
}

/** What an LMS should hold after that. */
export interface Expected {
  /** Percent; null: none. */
  readonly score: number | null
  readonly complete: boolean
  readonly success: 'passed' | 'failed' | 'unknown'
  /** The one word of SCORM 1.2. */
  readonly status: 'incomplete' | 'completed' | 'passed' | 'failed'
}

/** By the rules of the handbook, and not by the code of the player, which is on trial. `mastery`: what the manifest demands. */
export const expectedAfter = (course: PlayerCourse, {read, scores}: Done, mastery: number | undefined): Expected => {
  const graded = course.quizzes.filter(({mode}) => mode === 'graded')
  const counting = graded.map((quiz) => countingScore(scores.get(quiz.slot) ?? [], course.scoring))
  const weights = graded.reduce((sum, {weight}) => sum + weight, 0)
  const begun = counting.some((score) => score !== undefined)
  const points = graded.reduce((sum, {weight}, index) => sum + weight * (counting[index] ?? 0), 0)
  const score = begun && weights > 0 ? Math.round((points / weights) * 100) / 100 : null
  const isPassed = (quiz: PlayerQuizOutline, index: number) => (counting[index] ?? -1) >= quiz.passMark
  const passed = mastery === undefined ? graded.every(isPassed) : score !== null && score >= mastery
  const isLost = (quiz: PlayerQuizOutline): boolean => {
    const attempts = scores.get(quiz.slot)?.length ?? 0
    return attempts > 0 && (course.scoring === 'first' || (quiz.attempts !== null && attempts >= quiz.attempts))
  }
  const failing = graded.filter((quiz, index) => !isPassed(quiz, index))
  const lost = !passed && (mastery === undefined ? failing.some(isLost) : graded.every(isLost))
  const done = counting.every((score) => score !== undefined)
  const holds = {
    read: course.pages.every((page) => !page.required || read.has(page.slot)),
    'graded-done': done,
    passed: graded.length === 0 || passed,
  }
  const complete = course.completion.every((rule) => holds[rule])
  const success =
    graded.length === 0 ? 'unknown' : passed ? 'passed' : lost || (complete && done) ? 'failed' : 'unknown'
  const judged = course.status === 'passed' && success !== 'unknown'
  const status = judged && (complete || success === 'failed') ? success : complete ? 'completed' : 'incomplete'
  return {score, complete, success, status}
}

const countingScore = (scores: readonly number[], scoring: PlayerCourse['scoring']): number | undefined => {
  if (scores.length === 0) return undefined
  if (scoring === 'best') return Math.max(...scores)
  return scoring === 'first' ? scores[0] : scores.at(-1)
}

/** The status as an LMS of this family should hold it, in its own words. */
export const statusWords = ({complete, success, status}: Expected, family: Family): string =>
  family === '1.2' ? status : `${complete ? 'completed' : 'incomplete'}, ${success}`

/** The status that the LMS holds, in the same words. */
export const statusIn = (record: ServerRecord, family: Family): string =>
  family === '1.2'
    ? (record.get('cmi.core.lesson_status') ?? 'not attempted')
    : `${record.get('cmi.completion_status') ?? 'not attempted'}, ${record.get('cmi.success_status') ?? 'unknown'}`

/** The score that the LMS holds, in percent; null: none. */
export const scoreIn = (record: ServerRecord, family: Family): number | null => {
  const raw = record.get(family === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw')
  return raw === undefined || raw === '' ? null : Number(raw)
}

/** The results of answers that the LMS holds, by the id of the interaction, in the order told. */
export const resultsIn = (record: ServerRecord): ReadonlyMap<string, readonly string[]> => {
  const results = new Map<string, string[]>()
  for (let index = 0; record.has(`cmi.interactions.${index}.id`); index += 1) {
    const id = record.get(`cmi.interactions.${index}.id`) as string
    results.set(id, [...(results.get(id) ?? []), record.get(`cmi.interactions.${index}.result`) ?? ''])
  }
  return results
}
