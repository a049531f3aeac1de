import type {Family} from '../lms/calls.js'
import type {ServerRecord} from '../lms/record.js'
import type {PlayerCourse, PlayerQuiz, Response} from '../model/player.js'
import type {Reading} from '../runtime/record/record.js'
import {decodeState} from '../runtime/state/state.js'
import type {Given} from './learner.js'

/** The files of a package that a learner's helper must know: course.js, and the pages. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>

/** What a package tells its run time of the course. It is read, not run: the package may come from anywhere. */
export const courseOf = (files: PackageFiles): PlayerCourse => {
  const [, json] = /\{course: (\{.*\})\}\)\s*$/s.exec(textOf(files, 'assets/course.js')) ?? []
  if (json === undefined) throw new Error('assets/course.js tells nothing of a course.')
  return JSON.parse(json) as PlayerCourse
}

/** The quizzes that a page of the package holds, with their keys. */
export const quizzesOf = (files: PackageFiles, path: string): readonly PlayerQuiz[] =>
  [...textOf(files, path).matchAll(/class="quiz-data">([^<]*)</g)].map(
    (match) => JSON.parse(Buffer.from((match[1] ?? '').trim(), 'base64').toString('utf8')) as PlayerQuiz,
  )

const textOf = (files: PackageFiles, path: string): string => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`The package has no ${path}.`)
  return new TextDecoder().decode(bytes)
}

/** The learner's state as the server holds it. */
export const stateIn = (record: ServerRecord, course: PlayerCourse): Reading =>
  decodeState(record.get('cmi.suspend_data') ?? '', course)

/** What the server holds, in the words of the course. */
export interface Holdings {
  readonly status: string
  /** Percent as reported; NaN: none. */
  readonly score: number
  /** Path of the page to which the learner would return. */
  readonly place: string | undefined
  /** Paths. */
  readonly read: readonly string[]
  /** Id of the quiz, and its attempts. */
  readonly attempts: Readonly<Record<string, readonly AttemptHeld[]>>
}

export interface AttemptHeld {
  readonly submitted: boolean
  readonly score: number | null
  /** Only questions with an answer. Texts of essays stay on the device: an answered one is `''`. */
  readonly given: readonly {readonly slot: number; readonly response: Response; readonly mark: number | null}[]
}

/** Reads what the server holds; throws where its state cannot be read. */
export const holdings = (record: ServerRecord, course: PlayerCourse, family: Family = '1.2'): Holdings => {
  const {progress, finding} = stateIn(record, course)
  if (!progress) throw new Error(`The server holds no state that can be read: ${finding}.`)
  const pathOf = (slot: number | undefined) => course.pages.find((page) => page.slot === slot)?.path
  const short = family === '1.2'
  return {
    status: record.get(short ? 'cmi.core.lesson_status' : 'cmi.completion_status') ?? '',
    score: Number.parseFloat(record.get(short ? 'cmi.core.score.raw' : 'cmi.score.raw') ?? ''),
    place: pathOf(progress.place?.slot),
    read: progress.read.flatMap((slot) => pathOf(slot) ?? []),
    attempts: Object.fromEntries(
      progress.quizzes.map(({slot, attempts}) => [
        course.quizzes.find((quiz) => quiz.slot === slot)?.id ?? slot,
        attempts.map(({submitted, score, questions}) => ({
          submitted,
          score,
          given: questions
            .filter((question) => question.response !== null)
            .map(({slot: question, response, mark}) => ({slot: question, response, mark: rounded(mark)})),
        })),
      ]),
    ),
  }
}

/** What the state should hold of answers: in the order asked, marks to two decimals, `null` as long as they are not judged. */
export const heldOf = (given: readonly Given[], judged: boolean): AttemptHeld['given'] =>
  given.map(({slot, response, mark, essay}) => ({
    slot,
    response: essay ? '' : response,
    mark: judged ? rounded(mark) : null,
  }))

const rounded = (mark: number | null): number | null => (mark === null ? null : Math.round(mark * 100) / 100)
