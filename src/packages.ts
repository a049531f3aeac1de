import type {Compiled} from './compile.js'
import {type Diagnostic, diagnose, hasErrors, type Outcome} from './diagnostics/diagnostic.js'
import {formatsFor, readOptions} from './formats/choose.js'
import type {Format, FormatInput, Written} from './formats/format.js'
import {formats as available} from './formats/index.js'
import {type Edition, quizzesOf} from './model/course.js'
import type {Memo} from './model/memo.js'
import type {Loss, PackageFile, StateRoom} from './model/package.js'
import {startOf} from './model/place.js'
import type {WrittenPackage} from './package/container.js'
import {seal} from './package/seal.js'
import {askedTime} from './package/time.js'
import {preferredFormats, presetOf} from './profiles/choose.js'
import type {Profile} from './profiles/profile.js'
import type {Templates} from './render/templates.js'

/** A package that is whole, and not written yet. */
export interface SealedPackage {
  readonly format: Format
  /** The name of its file or folder. */
  readonly name: string
  readonly options: unknown
  readonly files: readonly PackageFile[]
  readonly losses: readonly Loss[]
  readonly state?: StateRoom
  /** Present where another core holds the files: writes the package. Undefined: it could not, and `files` makes them anew. */
  readonly writeElsewhere?: (path: string) => Promise<WrittenPackage | undefined>
}

/** Which packages are wanted. */
export interface Choice {
  /** Ids of formats; undefined: those that the profile prefers, else those that the course names. */
  readonly formats?: readonly string[]
  /** The system that they are for: decides formats and options that nobody else has decided. */
  readonly profile?: Profile
  /** Remembers what was written before. */
  readonly memo?: Memo | undefined
}

/** A package that is wanted. */
export type PlannedPackage = Pick<SealedPackage, 'format' | 'name' | 'options'>

/** The packages that are wanted of a course, with the options of their formats. What has an error is left out. */
export const planPackages = (
  compiled: Compiled,
  {formats, profile: asked}: Choice,
): Outcome<readonly PlannedPackage[]> => {
  const {config} = compiled
  const profile = asked ?? compiled.profile
  // An edition that names both a system and formats wants these formats, with the options that suit the system.
  const preferred = asked ?? (namesFormats(compiled) ? undefined : compiled.profile)
  const chosen = formatsFor(config, formats ?? (preferred && preferredFormats(preferred, available).map(({id}) => id)))
  const diagnostics: Diagnostic[] = [...chosen.diagnostics]
  const value = chosen.value.flatMap((format) => {
    const {value: options, diagnostics: problems} = readOptions(format, config, presetOf(profile, format.id))
    diagnostics.push(...problems)
    return options === undefined ? [] : [{format, name: nameOf(compiled, format), options}]
  })
  return {value, diagnostics}
}

/** What every format is given of a course. An edition brings templates of its own. */
export const inputOf = (compiled: Compiled, templates: Templates, memo?: Memo): CourseInput => {
  const made = askedTime()
  return {
    edition: compiled.gathered.edition,
    course: compiled.course,
    language: compiled.config.language,
    templates: compiled.templates ?? templates,
    others: compiled.others,
    ...(made ? {made} : {}),
    ...(memo ? {memo} : {}),
  }
}
export type CourseInput = Omit<FormatInput, 'options'>

/** Lets each chosen format write its files, and seals them. Touches no disk. What has an error is left out. */
export const sealPackages = (
  compiled: Compiled,
  templates: Templates,
  choice: Choice,
): Outcome<readonly SealedPackage[]> => {
  const {value: planned, diagnostics} = planPackages(compiled, choice)
  const input = inputOf(compiled, templates, choice.memo)
  return sealedTogether(
    diagnostics,
    planned.map((each) => sealPackage(compiled, each, input)),
  )
}

/** What came of all packages, behind what was found before. */
export const sealedTogether = (
  diagnostics: readonly Diagnostic[],
  sealed: readonly Outcome<SealedPackage | undefined>[],
): Outcome<readonly SealedPackage[]> => ({
  value: sealed.flatMap(({value}) => value ?? []),
  diagnostics: [...diagnostics, ...sealed.flatMap((outcome) => outcome.diagnostics)],
})

/** Lets one format write its files, unless it has `written` them, and seals them. Without a value if there is an error. */
export const sealPackage = (
  compiled: Compiled,
  {format, name, options}: PlannedPackage,
  input: CourseInput,
  written = writeWell(compiled, format, {...input, options}),
): Outcome<SealedPackage | undefined> => {
  if ('code' in written) return {value: undefined, diagnostics: [written]}
  const {
    value: {files, losses, state},
    diagnostics,
  } = written
  const found = [...diagnostics, ...tooLong(compiled, format, state)]
  if (hasErrors(diagnostics)) return {value: undefined, diagnostics: found}
  const lost = [...losses, ...languageLosses(compiled, format)]
  return {value: {format, name, options, files, losses: lost, ...(state ? {state} : {})}, diagnostics: found}
}

/** The files of a package, sealed, with the places of media on the disk. */
export const writeSealed = (format: Format, input: FormatInput): Outcome<Written> => {
  const {files, ...rest} = format.write(input)
  const {value, diagnostics} = seal(format, files)
  return {value: {...rest, files: value.map((file) => located(file, input.edition))}, diagnostics}
}

const namesFormats = ({stack}: Compiled): boolean => stack?.layers.some((layer) => layer.formats !== undefined) ?? false

/** A template of an institution may fail only when it is filled in: that is a finding, and no fault of ours. */
const writeWell = ({stack}: Compiled, format: Format, input: FormatInput): Outcome<Written> | Diagnostic => {
  try {
    return writeSealed(format, input)
  } catch (error) {
    const own = stack?.layers.flatMap((layer) =>
      [...layer.source.texts].flatMap(([path, {path: file}]) => (path.startsWith('templates/') ? [{path, file}] : [])),
    )
    const failed = templateIn(error)
    const template = own?.find(({path}) => failed !== undefined && path === `templates/${failed}`) ?? own?.[0]
    if (!template || failed === undefined) throw error
    const reason = (error as Error).message.replace(/\s+/g, ' ').replace(/([^.])$/, '$1.')
    return diagnose('overlay/broken-template', {file: template.file, reason}, startOf(template.file))
  }
}

/** The file that LiquidJS was filling in when it gave up. */
const templateIn = (error: unknown): string | undefined =>
  error instanceof Error && 'token' in error
    ? String((error.token as {readonly file?: string} | undefined)?.file ?? '')
    : undefined

/** A format that carries one language leaves out the others. */
const languageLosses = ({course, others}: Compiled, {hasLanguages}: Format): readonly Loss[] =>
  hasLanguages
    ? []
    : others.map(({language}) => ({
        feature: 'edition/languages',
        item: {type: 'course', id: course.id, title: course.title},
        place: course.place,
        kind: 'dropped',
        what: `The edition in ${language} is left out.`,
        why: 'A course of this format has one language.',
        source: 'coursewright, formats/format.ts',
        remedy: `Build an edition of its own with “language: ${language}”.`,
      }))

const nameOf = (compiled: Compiled, {id, container}: Format): string => {
  const ending = container.kind === 'folder' ? '' : `.${container.extension}`
  return `${releaseName(compiled)}-${id}${ending}`
}

/** What names of files begin with: the course, the edition if it is one, and the version. */
export const releaseName = ({config, gathered}: Pick<Compiled, 'config' | 'gathered'>): string =>
  [config.id, gathered.edition.provenance?.edition, config.version].filter(Boolean).join('-')

/** The file with the place of its content on disk: media of an overlay lie there. */
export const located = (file: PackageFile, {media}: Pick<Edition, 'media'>): PackageFile => {
  if (!('media' in file.content)) return file
  const from = media.get(file.content.media)?.from
  return from === undefined ? file : {...file, content: {media: from}}
}

/** A warning where a learner may do more than an LMS can keep, at the quiz that takes most of the room. */
const tooLong = ({course}: Compiled, {id}: Format, state: StateRoom | undefined): readonly Diagnostic[] => {
  if (!state || state.bound <= state.limit) return []
  const quiz = quizzesOf(course).find((candidate) => candidate.id === state.widest?.id)
  return [
    diagnose(
      'state/too-long',
      {
        format: id,
        bound: state.bound,
        limit: state.limit,
        quiz: state.widest?.id ?? '',
        characters: state.widest?.characters ?? 0,
      },
      quiz?.place,
    ),
  ]
}
