import type {Place} from './place.js'

/** What a file of a package holds. Media and assets stay on disk until the container is written. */
export type Content =
  /** `pointers`: of an HTML document, where they are known already. */
  | {readonly text: string; readonly pointers?: Pointers}
  | {readonly bytes: Uint8Array}
  /** A text with files of the course in it, each by its path below the course folder, in base64. */
  | {readonly parts: readonly (string | {readonly base64: string})[]}
  /** A file of the course, by its path below the course folder. */
  | {readonly media: string}
  /** A file that ships with coursewright, by its path below `dist` (such as `runtime/page.js`). */
  | {readonly asset: string}

/** What others may point at in an HTML document, and what it points at. */
export interface Pointers {
  readonly ids: ReadonlySet<string>
  /** Its links to other files of the package, as they are written, each once. */
  readonly links: ReadonlySet<string>
}

export interface PackageFile {
  /** ASCII, `/` between folders. */
  readonly path: string
  readonly content: Content
}

/** How long the record of one learner may become in a package, in characters, and how long it may be. */
export interface StateRoom {
  /** None is longer, whatever the learner does; see `stateBound`. */
  readonly bound: number
  /** What the standard lets an LMS keep. */
  readonly limit: number
  /** The quiz that takes most of it. */
  readonly widest?: {readonly id: string; readonly characters: number}
}

/** How a package is stored. */
export type Container =
  /** `first`: the file that stands first, by which readers know what they have. */
  | {readonly kind: 'zip'; readonly extension: string; readonly first?: string}
  | {readonly kind: 'file'; readonly extension: string}
  /** One file, which a browser prints: the document `page`, with the files that it shows. `metadata`: of the file, as XMP. */
  | {readonly kind: 'print'; readonly extension: string; readonly page: string; readonly metadata: string}
  | {readonly kind: 'folder'}

/** Something that a format cannot carry as the author wrote it. */
export interface Loss {
  /** Permanent name of what is lost, such as `quiz/draw`. */
  readonly feature: string
  /** Which thing of the course. */
  readonly item?: {readonly type: string; readonly id: string; readonly title: string}
  readonly place: Place
  /** `approximated`: looks or works a little otherwise. `degraded`: a part is missing. `dropped`: not there. */
  readonly kind: 'dropped' | 'degraded' | 'approximated'
  readonly what: string
  readonly why: string
  /** Where the fact comes from: standard and clause, or LMS, version and file. */
  readonly source: string
  /** What the author or the lecturer can do. */
  readonly remedy: string
}
