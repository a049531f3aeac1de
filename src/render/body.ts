import type {Body} from '../model/markdown.js'

/** How one format wants lesson bodies written. */
export interface Style {
  /** Address of an item or reference page of this course (`lesson:id#anchor`, `quiz:id`, `term:id`, `reference:key`, `page:glossary` …); undefined: the format cannot link there, and the words stand alone. */
  readonly link: (target: string) => string | undefined
  /** Address of a media file, from its path below the course folder. */
  readonly media: (path: string) => string
  /** HTML that stands where a lesson embeds a practice quiz. */
  readonly practice: (quiz: string) => string
  /** `mathml`, or TeX between \( \) and \[ \] for systems that run a TeX filter. */
  readonly math: 'mathml' | 'tex'
  /** HTML of a gap in a fill-in-the-blanks text. */
  readonly blank?: (id: string) => string
  /** Lowest heading: 1 writes `##` as `<h2>` (as authored); 2 as `<h3>`. */
  readonly headingShift?: number
  /** Put before every id of the passage, so that several passages can share a document. */
  readonly idPrefix?: string
  /** Words of the interface that bodies need. */
  readonly text: (key: string, values?: Readonly<Record<string, string | number>>) => string
}

export declare const writeBody: (body: Body, style: Style) => string
