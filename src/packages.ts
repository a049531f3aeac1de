import type {Compiled} from './compile.js'
import {type Diagnostic, diagnose, hasErrors, type Outcome} from './diagnostics/diagnostic.js'
import {formatsFor, readOptions} from './formats/choose.js'
import type {Format, FormatInput, Written} from './formats/format.js'
import {formats as available} from './formats/index.js'
import {type Edition, quizzesOf} from './model/course.js'
import type {Memo} from './model/memo.js'
import type {Loss, PackageFile, StateRoom} from './model/package.js'
import {startOf} from './model/place.js'
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

/**
 * Lets each chosen format write its files, and seals them. Touches no disk. What has an error is left out. An edition
 * brings templates of its own.
 */
export const sealPackages = (
  compiled: Compiled,
  templates: Templates,
  {formats, profile: asked, memo}: Choice,
  onProgress?: (step: string) => void,
): Outcome<readonly SealedPackage[]> => {
  const {config, course, gathered} = compiled
  const profile = asked ?? compiled.profile
  // An edition that names both a system and formats wants these formats, with the options that suit the system.
  const preferred = asked ?? (namesFormats(compiled) ? undefined : compiled.profile)
  const chosen = formatsFor(config, formats ?? (preferred && preferredFormats(preferred, available).map(({id}) => id)))
  const diagnostics: Diagnostic[] = [...chosen.diagnostics]
  const made = askedTime()
  const value = chosen.value.flatMap((format) => {
    onProgress?.(format.id)
    const {value: options, diagnostics: problems} = readOptions(format, config, presetOf(profile, format.id))
    diagnostics.push(...problems)
    if (options === undefined) return []
    const own = compiled.templates ?? templates
    const input = {
      edition: gathered.edition,
      course,
      language: config.language,
      templates: own,
      options,
      others: compiled.others,
      ...(made ? {made} : {}),
      ...(memo ? {memo} : {}),
    }
    const written = writeFormat(format, input, compiled)
    if ('code' in written) {
      diagnostics.push(written)
      return []
    }
    const {files, losses, state} = written
    const sealed = seal(format, files)
    diagnostics.push(...sealed.diagnostics, ...tooLong(compiled, format, state))
    if (hasErrors(sealed.diagnostics)) return []
    return [
      {
        format,
        name: nameOf(compiled, format),
        options,
        files: sealed.value.map((file) => located(file, gathered.edition)),
        losses: [...losses, ...languageLosses(compiled, format)],
        ...(state ? {state} : {}),
      },
    ]
  })
  return {value, diagnostics}
}

const namesFormats = ({stack}: Compiled): boolean => stack?.layers.some((layer) => layer.formats !== undefined) ?? false

/** A template of an institution may fail only when it is filled in: that is a finding, and no fault of ours. */
const writeFormat = (format: Format, input: FormatInput, {stack}: Compiled): Written | Diagnostic => {
  try {
    return format.write(input)
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
