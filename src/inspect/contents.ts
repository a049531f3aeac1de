/** What kind of package a file is, by its content. */
export type PackageKind =
  | 'scorm-1.2'
  | 'scorm-2004'
  | 'common-cartridge'
  | 'canvas'
  | 'content-package'
  | 'qti-1.2'
  | 'qti-2'
  | 'moodle-backup'
  | 'moodle-xml'

/** What people call each kind. */
export const kindTitles: Readonly<Record<PackageKind, string>> = {
  'scorm-1.2': 'SCORM 1.2',
  'scorm-2004': 'SCORM 2004',
  'common-cartridge': 'Common Cartridge',
  canvas: 'Canvas course (Common Cartridge with Canvas’s own files)',
  'content-package': 'IMS content package',
  'qti-1.2': 'QTI 1.2',
  'qti-2': 'QTI 2',
  'moodle-backup': 'Moodle course backup',
  'moodle-xml': 'Moodle XML',
}

/** What a package holds, as it says itself. Ids are those of the package. */
export interface Contents {
  readonly kind: PackageKind
  /** As the package puts it, such as `1.1.0` or `2004 4th Edition`; empty where it says none. */
  readonly version: string
  readonly id: string
  readonly title: string
  readonly items: readonly ContentItem[]
}

export type ContentType =
  | 'folder'
  | 'page'
  | 'quiz'
  | 'bank'
  | 'discussion'
  | 'assignment'
  | 'link'
  | 'tool'
  | 'file'
  | 'text'
  | 'glossary'
  | 'sco'
  | 'asset'
  | 'unknown'

/** An entry in what a package shows, with all below it. */
export interface ContentItem {
  readonly type: ContentType
  readonly id: string
  readonly title: string
  /** The file that says what it is. */
  readonly file?: string | undefined
  /** Passages, without mark-up. */
  readonly text?: readonly string[]
  /** What decides about marks, progress or access, by the names of `release/snapshot`. */
  readonly settings?: Readonly<Record<string, string | undefined>>
  readonly items?: readonly ContentItem[]
  readonly questions?: readonly ContentQuestion[]
}

export interface ContentQuestion {
  readonly id: string
  /** As in our courses where it is one of these; else as the package names it. */
  readonly type: string
  readonly title: string
  readonly points?: number | undefined
  /** What earns the marks. Undefined: it cannot be told. */
  readonly key?: readonly string[] | undefined
  /** The prompt, what there is to choose, and what is said to answers. */
  readonly text: readonly string[]
}

/** All items, depth first. */
export const allItems = (items: readonly ContentItem[]): readonly ContentItem[] =>
  items.flatMap((item) => [item, ...allItems(item.items ?? [])])
