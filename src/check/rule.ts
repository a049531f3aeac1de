import type {Code, Diagnostic} from '../diagnostics/diagnostic.js'
import type {Gathered} from '../gather/gather.js'
import type {Media} from '../model/course.js'
import type {Place} from '../model/place.js'
import type {Local} from '../model/text.js'
import type {BodyNode} from '../model/walk.js'

/** One passage of the course. */
export interface BodyAt {
  readonly body: Local['rich']
  readonly file: string
  /** The lesson whose text it is; undefined for prompts, definitions and so on. */
  readonly lesson?: string
}

/** A node of a passage, with where it stands. */
export interface NodeAt<T extends BodyNode['type']> {
  readonly node: Extract<BodyNode, {readonly type: T}>
  readonly at: BodyAt
  readonly place: Place
}

/** What rules look at: the course before anything is resolved, and indexes over it. */
export interface CheckContext extends Gathered {
  readonly media: ReadonlyMap<string, Media>
  readonly bodies: readonly BodyAt[]
  /** The nodes of these types in all bodies; those of one type are in reading order. */
  readonly nodesOf: <T extends BodyNode['type']>(...types: readonly T[]) => readonly NodeAt<T>[]
  /** The anchors of each lesson, by id. */
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>
}

/** A few files of a course, by path. */
export type Example = Readonly<Record<string, string>>

/** A judgement over a course. Its example shows, in the handbook and to the tests, what it finds and what it lets pass. */
export interface Rule {
  /** The codes that it may report. */
  readonly codes: readonly Code[]
  readonly check: (context: CheckContext) => Iterable<Diagnostic>
  /** Files that replace those of a sound small course: `bad` is reported with the first code, `good` is not. */
  readonly example: {readonly bad: Example; readonly good: Example}
}
