/** A position in a source file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Place {
  /** Path below the course folder, with `/` separators. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine?: number
  readonly endColumn?: number
}

/** The start of a file: for facts that concern all of it. */
export const startOf = (file: string): Place => ({file, line: 1, column: 1})

/** Orders places by file, line and column, in code-point order so that every machine agrees. */
export const byPlace = (a: Place, b: Place): number =>
  compareText(a.file, b.file) || a.line - b.line || a.column - b.column

/** Locale-independent order of two texts. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The file that a node of a body comes from, if that is not the file of the body: in an edition. */
export const foreignFile = (position: object | undefined): string | undefined =>
  position && 'file' in position && typeof position.file === 'string' ? position.file : undefined
