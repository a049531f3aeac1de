import type {Course} from '../model/course.js'
import type {Loss} from '../model/package.js'
import type {Local} from '../model/text.js'

/** How a claim is known: `run`: seen in the running program; `read`: in its source or documentation only. */
export type Evidence = 'run' | 'read'

/** Something that is said of a system. */
export interface Claim {
  readonly text: string
  /** The version that it was seen in. */
  readonly version: string
  readonly source: string
  readonly evidence: Evidence
}

/** What a package is imported for. One of each is enough. */
export type Purpose = 'course' | 'player' | 'questions'

/** A format that a system imports. */
export interface ProfileFormat {
  /** The id of a format. One that this version does not have is passed over. */
  readonly id: string
  readonly purpose: Purpose
  /** Options that suit the system; what course.yaml says of the format goes before. */
  readonly options?: Readonly<Record<string, unknown>>
  /** Features of the format's losses that are the doing of other systems. */
  readonly spared?: readonly string[]
  readonly claim: Claim
}

/** What the importer does to things that the package itself carries. */
export interface Effect extends Omit<Loss, 'item' | 'place'> {
  /** Ids of the formats by which the things come. */
  readonly formats: readonly string[]
  readonly evidence: Evidence
  /** The things that it happens to. */
  readonly on: (course: Course<Local>) => readonly Thing[]
}

/** A thing of the course that an effect concerns. */
export interface Thing {
  readonly item: NonNullable<Loss['item']>
  readonly place: Loss['place']
}

/** A learning management system as data. */
export interface Profile {
  /** `system` or `system@variant`. */
  readonly id: string
  /** As its makers write it, with the version. */
  readonly title: string
  readonly summary: string
  readonly evidence: Evidence
  /** The most preferred of each purpose first. */
  readonly formats: readonly ProfileFormat[]
  readonly limits: readonly Claim[]
  readonly effects: readonly Effect[]
  /** The import guide: a file in `templates/guides`, without its ending. */
  readonly guide: string
  /** Whether a build for no particular system makes its guide. */
  readonly isUsual: boolean
}
