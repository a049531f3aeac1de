import type {Launch as PlainLaunch} from '../../../src/lms/calls.js'

export type {Call, Family} from '../../../src/lms/calls.js'

/** The API of scorm-again; Moodle's as it comes; Moodle's with “SCORM 1.2 standards mode” switched on. */
export type Engine = 'scorm-again' | 'moodle' | 'moodle-standards'

/** What the page of the LMS is told by its server. */
export interface Launch extends PlainLaunch {
  readonly engine: Engine
  /** Milliseconds after which the API appears. */
  readonly late: number
  /** Elements whose value the LMS never tells, as Open edX does. */
  readonly mute: readonly string[]
  /** Elements, or starts of their names, that the LMS does not know. */
  readonly unknown: readonly string[]
  /** Moodle: the score of the manifest judges when the course ends the session. */
  readonly mastery: string
}
