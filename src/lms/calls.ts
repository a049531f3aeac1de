/** The two families of SCORM. */
export type Family = '1.2' | '2004'

/** One call of the API as the LMS saw it. */
export interface Call {
  /** Counts the launches of the course from 1. */
  readonly launch: number
  /** Counts the calls of a launch from 0. */
  readonly sequence: number
  /** Without the prefix `LMS`. */
  readonly name: string
  readonly values: readonly unknown[]
  /** As text; `undefined`: the call threw. */
  readonly answer?: string
  readonly threw?: string
  /** What GetLastError said right after. */
  readonly error: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** The LMS's page or the course's was being left. */
  readonly leaving: boolean
}

/** What the page of the LMS is told by its server. */
export interface Launch {
  readonly number: number
  readonly family: Family
  /** Elements as the course finds them. */
  readonly record: Readonly<Record<string, string>>
}
