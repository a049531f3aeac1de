import type {z} from 'zod'
import type {Course, Edition, Language} from '../model/course.js'
import type {Memo} from '../model/memo.js'
import type {Container, Loss, PackageFile, StateRoom} from '../model/package.js'
import type {Local} from '../model/text.js'
import type {Templates} from '../render/templates.js'

/** What every format is given: a course whose bodies are resolved, and nothing of the machine. */
export interface FormatInput<Options = unknown> {
  readonly edition: Edition
  /** The edition in the language of this package; see `resolve`. */
  readonly course: Course<Local>
  readonly language: Language
  readonly templates: Templates
  readonly options: Options
  /** The time that everything in the package shall have; absent: a build has no clock. */
  readonly made?: Date
  /** The edition in its other languages, for formats that carry several. */
  readonly others?: readonly InLanguage[]
  /** Remembers what was written before. */
  readonly memo?: Memo
}

/** The course in one language, resolved. */
export interface InLanguage {
  readonly language: Language
  readonly course: Course<Local>
}

export interface Written {
  readonly files: readonly PackageFile[]
  readonly losses: readonly Loss[]
  /** Where an LMS keeps what a learner did, and only so much of it. */
  readonly state?: StateRoom
}

/** A target: a pure function from a course to the files of a package. */
export interface Format<Options = unknown> {
  /** As on the command line and in file names. */
  readonly id: string
  readonly title: string
  /** One sentence: what it is for, and which systems read it. */
  readonly summary: string
  readonly container: Container
  /** What `formats: {<id>: {…}}` in course.yaml may hold. */
  readonly options: z.ZodType<Options>
  /** Built only where somebody names it, since not every machine has what it needs. */
  readonly onlyNamed?: boolean
  /** Packages of this kind hold all languages of an edition; others hold its main one. */
  readonly hasLanguages?: boolean
  /** Packages of this kind list every file they hold; `seal` compares. Absent: the format has no list. */
  readonly listed?: (files: readonly PackageFile[]) => ReadonlySet<string>
  /** The path in the package that an address of this format stands for, where it is no plain one; else undefined. */
  readonly addresses?: (address: string) => string | undefined
  readonly write: (input: FormatInput<Options>) => Written
}

/** Ties the type of the options to the schema that reads them; from then on they are the format's own affair. */
export const defineFormat = <Options>(format: Format<Options>): Format => format as unknown as Format
