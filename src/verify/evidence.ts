import type {Code} from '../diagnostics/diagnostic.js'

/** What one check expected and what it saw. */
export interface Check {
  /** What was looked at, such as `score`. */
  readonly name: string
  /** The page, entry or way of leaving that it is about; absent: the package as a whole. */
  readonly where?: string
  readonly expected: string
  readonly seen: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** The finding, where it failed. */
  readonly code?: Code
}

export interface Picture {
  /** Below the folder of the evidence. */
  readonly file: string
  readonly title: string
  readonly device: 'desktop' | 'phone'
}

/** How much of a course was played. */
export interface Coverage {
  readonly pages: number
  readonly allPages: number
  /** Questions that were answered rightly, wrongly; of all that quizzes ask or may draw. */
  readonly right: number
  readonly wrong: number
  readonly allQuestions: number
  /** Ways of leaving, each followed by a return. */
  readonly leavings: readonly string[]
}

export interface PackageEvidence {
  /** Name of the file or folder. */
  readonly package: string
  /** Of the file; absent for a folder. */
  readonly sha256?: string
  /** `SCORM 1.2`, `Common Cartridge 1.1`, … */
  readonly kind: string
  /** Played under a simulated LMS, opened page by page, or only read entry by entry. */
  readonly how: 'played' | 'opened' | 'read'
  /** It was proven by a run that was broken off, and not again by this one. */
  readonly earlier?: boolean
  readonly course?: {readonly id: string; readonly version: string; readonly title: string}
  readonly entries: number
  /** Unpacked. */
  readonly bytes: number
  readonly coverage?: Coverage
  readonly checks: readonly Check[]
  readonly pictures: readonly Picture[]
  readonly seconds: number
}

/** evidence.json. */
export interface Evidence {
  readonly evidence: 1
  readonly tool: {readonly name: string; readonly version: string}
  /** Name and version of the browser; absent where none was needed. */
  readonly browser?: string
  readonly packages: readonly PackageEvidence[]
}

/** How many checks passed, failed and were not made. */
export const countOutcomes = (
  checks: readonly Check[],
): {readonly passed: number; readonly failed: number; readonly skipped: number} => {
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length
  return {passed: count('passed'), failed: count('failed'), skipped: count('skipped')}
}
