import type {
  AttemptState,
  PlayerCourse,
  PlayerQuestionOutline,
  PlayerQuizOutline,
  QuestionState,
  QuizState,
  Response,
  Snapshot,
} from '../../model/player.js'
import {
  cutText,
  entriesOf,
  keepsAll,
  keptAttempts,
  markSteps,
  marksWholly,
  mostAttempt,
  mostElapsed,
  mostHints,
  mostReported,
  mostSeed,
  mostTries,
  partsOf,
  scoreSteps,
  scrollSteps,
  shapes,
  typedBytes,
} from '../state/widths.js'

export type Status = Snapshot['status']
export type Success = 'unknown' | 'passed' | 'failed'

/** The verdict in the words of all standards at once. It only ever rises. */
export interface Outcome {
  /** The completion rule holds. */
  readonly complete: boolean
  /** `failed` only where no further attempt could change it, or the course is complete. */
  readonly success: Success
  /** Where one word must do. */
  readonly status: Status
}

/** All that is kept of a learner. Plain data within the widths of `state/widths`. */
export interface Progress {
  /** `scroll` in steps of 1/100 of the page. */
  readonly place: {readonly slot: number; readonly scroll: number} | null
  /** Ascending. */
  readonly read: readonly number[]
  /** Ascending by slot; attempts ascending by number. Essays are `''` where something was written. */
  readonly quizzes: readonly QuizState[]
  readonly outcome: Outcome
  /** Percent, as reported. */
  readonly score: number | null
  /** How many interactions the LMS was given. */
  readonly reported: number
}

export const nothingYet: Progress = {
  place: null,
  read: [],
  quizzes: [],
  outcome: {complete: false, success: 'unknown', status: 'incomplete'},
  score: null,
  reported: 0,
}

/** The learner is at this place. */
export const moveTo = (progress: Progress, course: PlayerCourse, slot: number, scroll: number): Progress => {
  const place = fitPlace(course, {slot, scroll})
  const before = progress.place
  if (!place || (before && before.slot === place.slot && before.scroll === place.scroll)) return progress
  return {...progress, place}
}

/** The page has been read. */
export const markRead = (progress: Progress, course: PlayerCourse, slot: number): Progress => {
  if (progress.read.includes(slot)) return progress
  const read = fitRead(course, [...progress.read, slot])
  return read.length === progress.read.length ? progress : {...progress, read}
}

/** The newest attempt of a quiz has changed. Late news of older attempts changes nothing. */
export const changeAttempt = (progress: Progress, course: PlayerCourse, slot: number, news: unknown): Progress => {
  const quiz = course.quizzes.find((candidate) => candidate.slot === slot)
  const attempt = quiz && fitAttempt(quiz, news)
  if (!quiz || !attempt) return progress
  const attempts = progress.quizzes.find((state) => state.slot === slot)?.attempts ?? []
  const newest = attempts[attempts.length - 1]
  const stale =
    newest &&
    (attempt.number < newest.number || (attempt.number === newest.number && newest.submitted && !attempt.submitted))
  if (stale || (quiz.attempts !== null && attempt.number > quiz.attempts)) return progress
  const kept = prune(quiz, [...attempts.filter((other) => other.number !== attempt.number), attempt])
  return {
    ...progress,
    quizzes: bySlot([...progress.quizzes.filter((state) => state.slot !== slot), {slot, attempts: kept}]),
  }
}

/**
 * What of a kept progress still applies to this course: the same course a version later, or data that somebody meddled
 * with. Throws a TypeError where it is not even shaped like progress.
 */
export const fitProgress = (course: PlayerCourse, kept: Progress): Progress => {
  const {outcome} = kept
  return {
    place: kept.place && fitPlace(course, kept.place),
    read: fitRead(course, kept.read),
    quizzes: bySlot(
      course.quizzes.flatMap((quiz) => {
        const state = kept.quizzes.find((candidate) => candidate.slot === quiz.slot)
        const attempts = state ? state.attempts.flatMap((attempt) => fitAttempt(quiz, attempt) ?? []) : []
        return attempts.length ? [{slot: quiz.slot, attempts: prune(quiz, attempts)}] : []
      }),
    ),
    outcome: {
      complete: outcome.complete === true,
      success: outcome.success === 'passed' || outcome.success === 'failed' ? outcome.success : 'unknown',
      status: ranks.includes(outcome.status) ? outcome.status : 'incomplete',
    },
    score: fitScore(kept.score),
    reported: whole(kept.reported, mostReported),
  }
}

/** Lowest first: a status is only ever replaced by one further on. */
export const ranks: readonly Status[] = ['incomplete', 'failed', 'completed', 'passed']

export const fitScore = (score: unknown): number | null =>
  typeof score === 'number' && score >= 0 ? Math.round(Math.min(score, 100) * scoreSteps) / scoreSteps : null

const bySlot = <T extends {readonly slot: number}>(list: readonly T[]): T[] => [...list].sort((a, b) => a.slot - b.slot)

const whole = (value: unknown, largest: number): number =>
  typeof value === 'number' && value > 0 ? Math.min(Math.floor(value), largest) : 0

const fitPlace = (course: PlayerCourse, place: {slot: number; scroll: number}): Progress['place'] =>
  course.pages.some((page) => page.slot === place.slot)
    ? {slot: place.slot, scroll: whole(Math.round(place.scroll * scrollSteps), scrollSteps) / scrollSteps}
    : null

/** Reading counts for items only: home and the reference pages have negative slots. */
const fitRead = (course: PlayerCourse, read: readonly number[]): number[] =>
  [...new Set(course.pages.map((page) => page.slot))]
    .filter((slot) => slot >= 0 && read.includes(slot))
    .sort((a, b) => a - b)

/** Leaves out what `keptAttempts` does not promise to keep. */
const prune = (quiz: PlayerQuizOutline, attempts: readonly AttemptState[]): readonly AttemptState[] => {
  const sorted = [...attempts].sort((a, b) => a.number - b.number)
  if (keepsAll(quiz)) return sorted
  const {details} = keptAttempts(quiz)
  const best = sorted.reduce<AttemptState | undefined>(
    (top, attempt) => (attempt.score !== null && attempt.score > (top?.score ?? -1) ? attempt : top),
    undefined,
  )
  return sorted.flatMap((attempt, index) => {
    if (index >= sorted.length - details) return [attempt]
    const kept = attempt === best || (quiz.mode === 'graded' && attempt.number === 1)
    return kept ? [{...attempt, questions: []}] : []
  })
}

const fitAttempt = (quiz: PlayerQuizOutline, news: unknown): AttemptState | null => {
  const attempt = news as AttemptState
  const number = whole(attempt.number, mostAttempt)
  if (number === 0) return null
  const seen = new Set<number>()
  const questions = attempt.questions.flatMap((state) => {
    const outline = quiz.questions.find((question) => question.slot === state.slot)
    if (!outline || seen.has(outline.slot)) return []
    seen.add(outline.slot)
    return [fitQuestion(outline, state)]
  })
  return {
    number,
    seed: whole(attempt.seed, mostSeed),
    elapsed: whole(attempt.elapsed, mostElapsed),
    submitted: attempt.submitted === true,
    score: attempt.submitted === true ? fitScore(attempt.score) : null,
    questions: questions.slice(0, quiz.length),
  }
}

const fitQuestion = (outline: PlayerQuestionOutline, state: QuestionState): QuestionState => ({
  slot: outline.slot,
  response: fitResponse(outline, state.response),
  checked: state.checked === true,
  mark: typeof state.mark === 'number' ? fitMark(state.mark, marksWholly(outline.type) ? 1 : markSteps) : null,
  tries: whole(state.tries, mostTries),
  hints: whole(state.hints, mostHints),
})

const fitMark = (mark: number, steps: number): number => Math.round(Math.min(Math.max(mark, 0), 1) * steps) / steps

/** The response in the shape that its type has, with parts that the ledger knows. */
const fitResponse = (question: PlayerQuestionOutline, response: Response): Response => {
  const {type} = question
  const isPart = (value: unknown): value is number => whole(value, partsOf(question) - 1) === value
  const typed = (value: string): string => cutText(value, typedBytes(type))
  const shape = shapes[type]
  if (shape === 'part') return isPart(response) ? response : null
  if (shape === 'text') return typeof response === 'string' ? typed(response) : null
  if (!Array.isArray(response)) return null
  if (shape === 'parts') {
    const found = [...new Set(response.filter(isPart))]
    return type === 'ordering' ? found : found.sort((a, b) => a - b)
  }
  const pairs = new Map<number, number | string>()
  for (const pair of response as readonly unknown[]) {
    if (!Array.isArray(pair) || !isPart(pair[0])) continue
    const [from, to] = pair
    if (isPart(to)) pairs.set(from, to)
    else if (shape === 'texts' && typeof to === 'string') pairs.set(from, typed(to))
  }
  const kept = [...pairs].slice(0, entriesOf(question))
  // One gap that was typed in makes all of them typed, so that a response is of one shape.
  return kept.some(([, to]) => typeof to === 'string')
    ? kept.map(([from, to]) => [from, String(to)] as const)
    : (kept as [number, number][])
}
