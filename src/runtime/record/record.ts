import type {InteractionReport, SaveState, Snapshot} from '../../model/player.js'
import type {Outcome, Progress} from '../session/progress.js'

/** What was found of an earlier session. */
export interface Reading {
  readonly progress: Progress | null
  /** 0 to 65535: tells learners and attempts on one device apart. */
  readonly lineage: number
  /** Counts the changes of this progress. */
  readonly revision: number
  /** Why there is no progress, or what happened to it; `updated`: it stems from another version of the course. */
  readonly finding: 'fresh' | 'same' | 'updated' | 'unreadable' | 'other-course'
}

/** What is there where nothing can be read. */
export const lost = (finding: Reading['finding']): Reading => ({
  progress: null,
  lineage: Math.floor(Math.random() * 65536),
  revision: 0,
  finding,
})

/** What a record held when it was opened. */
export interface Opening {
  readonly mode: Snapshot['mode']
  readonly learner?: string
  /** Percent that the LMS demands for a pass. */
  readonly mastery?: number
  /** What the LMS already holds: it is never taken back. */
  readonly outcome?: Outcome
  readonly score: number | null
  readonly reading: Reading
  /** The bookmark as the LMS returned it: `lesson/sovereignty`. For when the state is lost. */
  readonly location: string
  /** Message keys. */
  readonly notices: readonly string[]
}

/** What the record should hold now. */
export interface Image {
  readonly progress: Progress
  readonly lineage: number
  readonly revision: number
  readonly location: string
  /** 0 to 1. */
  readonly share: number
}

/** What a record may ask of its session. */
export interface RecordHost {
  /** `anew`: with a new revision, so that it differs from every earlier one. */
  image(anew?: boolean): Image
  saveState(state: SaveState): void
  /** Shows a notice (a message key), or withdraws it. */
  notice(key: string, shown: boolean): void
  /** The LMS has been given so many interactions in all. */
  reported(count: number): void
  /** Somebody else changed what this record holds. */
  reread(reading: Reading): void
}

/** Where a learner's progress is kept: an LMS by one of its standards, or this device. */
export interface LearnerRecord {
  readonly kind: 'lms' | 'device'
  readonly opening: Opening
  /** From now on the record asks for images whenever it likes. */
  start(host: RecordHost): void
  /** The image has changed, by a result that must not wait, by something the learner did, or only in where the learner is. */
  changed(what: 'result' | 'answer' | 'place'): void
  report(reports: readonly InteractionReport[]): void
  /** Try to save now. */
  save(): void
  /** The document is hidden, or (`leaving`) about to go: save what is not saved, without ending anything. */
  hide(leaving: boolean): void
  /** The document goes: the last word. */
  close(): void
  /** Forget everything. */
  clear(): void
}
