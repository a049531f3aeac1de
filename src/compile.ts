import {relative} from 'node:path'
import {check} from './check/check.js'
import {type Config, readConfig} from './config/config.js'
import {type Diagnostic, diagnose, hasErrors, inOrder, type Outcome} from './diagnostics/diagnostic.js'
import type {InLanguage} from './formats/format.js'
import {type Gathered, gather} from './gather/gather.js'
import {judgeFrozen, lockFile, readLock} from './gather/lock.js'
import type {Host} from './host/host.js'
import type {Course} from './model/course.js'
import type {Memo} from './model/memo.js'
import type {Local} from './model/text.js'
import {layeredMedia} from './overlay/apply.js'
import {type Branding, readBrand} from './overlay/brand.js'
import {editionLanguages, editionTemplates, makeEdition, type Standing} from './overlay/edition.js'
import {overlayLockFile} from './overlay/layer.js'
import {stateProvenance} from './overlay/provenance.js'
import {editionConfig} from './overlay/read.js'
import {readStack, type Stack} from './overlay/stack.js'
import {findProfile} from './profiles/choose.js'
import type {Profile} from './profiles/profile.js'
import type {Templates} from './render/templates.js'
import {resolve} from './resolve/resolve.js'
import {readSource, type Source} from './source/source.js'
import {parseOnAllCores} from './workers/parse.js'
import type {Workers} from './workers/workers.js'

/** A course that may be written: judged, and without errors. */
export interface Compiled {
  readonly config: Config
  /** Also what was read of overlays, by the paths that places have. */
  readonly source: Source
  readonly gathered: Gathered
  /** Resolved, in the main language. */
  readonly course: Course<Local>
  /** Resolved, in the other languages of an edition. */
  readonly others: readonly InLanguage[]
  /** Where the ledger is kept. */
  readonly lock: {readonly folder: string; readonly file: string}
  /** Present for an edition: the templates as its overlays have them. */
  readonly templates?: Templates
  /** Present for an edition. */
  readonly stack?: Stack
  /** The system that an edition is made for, if it says so. */
  readonly profile?: Profile
  readonly standing?: Standing
}

export interface CompileOptions {
  /** Refuse to add to the ledger. */
  readonly frozen?: boolean
  /** Folders of overlays: the course is compiled as this edition. */
  readonly overlays?: readonly string[]
  /** Remembers what was parsed before. */
  readonly memo?: Memo | undefined
  /** Do a share of the work. */
  readonly workers?: Workers | undefined
}

/**
 * source → config → parse → gather → check → resolve. Without a value if anything is wrong; `source` says what was read.
 * Overlays are read beside the source, and `gather` applies them.
 */
export const compile = async (
  host: Host,
  folder: string,
  templates: Templates,
  options: CompileOptions = {},
): Promise<Outcome<Compiled | undefined> & {readonly source: Source; readonly standing?: Standing}> => {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const upstream = take(await readSource(host, folder))
  const nameOf = (other: string) => relative(folder || '.', other || '.').replaceAll('\\', '/')
  const isEdition = options.overlays !== undefined && options.overlays.length > 0
  const read = isEdition ? await readStack(host, options.overlays ?? [], nameOf) : undefined
  const stack = read && take(read)
  const source = read ? withTexts(upstream, read.sources) : upstream
  let standing: Standing | undefined
  const stop = () => ({
    value: undefined,
    diagnostics: inOrder(diagnostics),
    source,
    ...(standing ? {standing} : {}),
  })

  const courseFile = upstream.texts.get('course.yaml')
  if (!courseFile) {
    if (diagnostics.length === 0) diagnostics.push(diagnose('course/not-found', {folder}))
    return stop()
  }
  const written = take(readConfig(courseFile))
  const parsed = take(await parseOnAllCores(upstream, options.memo, options.workers))
  if (!written || (isEdition && !stack)) return stop()

  const config = stack ? editionConfig(written, stack.layers) : written
  const own = stack && take(editionTemplates(templates, stack, editionLanguages(config, stack)))
  const branding: Branding | undefined = stack && take(readBrand(stack.layers, (own ?? templates).file('tokens.css')))
  const unread = [...upstream.unreadable, ...parsed.failed]
  const lockAt = lockPlace(folder, stack)
  const upstreamLock = take(readLock(upstream.texts.get(lockFile), config.id))
  const top = stack?.layers.at(-1)?.source
  const lock = top ? take(readLock(top.texts.get(overlayLockFile), config.id)) : upstreamLock
  const media = stack ? layeredMedia(upstream.media, stack.layers) : upstream.media
  const layered = stack && {stack, lockFile: lockAt.name, upstreamLock}
  let gathered = take(gather(config, {...parsed, failed: unread}, lock, media, layered))
  const made =
    stack && branding && take(makeEdition(gathered, {stack, branding, upstream, config: written, lock, host}))
  if (made) {
    gathered = made.gathered
    standing = made.standing
  }
  if (options.frozen) diagnostics.push(...judgeFrozen(gathered.lock.before, gathered.lock.after, gathered.lock.file))
  // What is missing because its file could not be read would be reported wherever it is used, and bury what is wrong.
  const isWhole = unread.length === 0 && (stack?.layers ?? []).every(({parsed: {failed}}) => failed.length === 0)
  if (isWhole) {
    diagnostics.push(...check(gathered, media).filter((finding) => !stack || concernsEdition(finding)))
    for (const other of made?.others ?? []) diagnostics.push(...check(other, media).filter(isInTranslation))
  }
  for (const language of stack ? editionLanguages(config, stack) : [config.language]) {
    diagnostics.push(...judgeMessages(own ?? templates, language))
  }
  if (hasErrors(diagnostics)) return stop()

  const inWords = (each: Gathered): InLanguage => {
    const {language} = each.config
    const words = (own ?? templates).messages(language).text
    return {language, course: resolve(stateProvenance(each, words), language, words)}
  }
  const profile = stack && take(editionProfile(stack))
  if (hasErrors(diagnostics)) return stop()
  const edition = stack && own && standing ? {templates: own, stack, standing, ...(profile ? {profile} : {})} : {}
  const value = {
    config: gathered.config,
    source,
    gathered,
    course: inWords(gathered).course,
    others: (made?.others ?? []).map(inWords),
    lock: lockAt,
    ...edition,
  }
  return {value, diagnostics: inOrder(diagnostics), source, ...(standing ? {standing} : {})}
}

/** The system that the uppermost layer names. */
const editionProfile = ({layers}: Stack): Outcome<Profile | undefined> => {
  const layer = layers.findLast(({value}) => value.for !== undefined)
  if (layer?.value.for === undefined) return {value: undefined, diagnostics: []}
  const {profile, suggestion = ''} = findProfile(layer.value.for)
  if (profile) return {value: profile, diagnostics: []}
  const unknown = diagnose('overlay/unknown-system', {system: layer.value.for, suggestion}, layer.placeOf(['for']))
  return {value: undefined, diagnostics: [unknown]}
}

/** Whether the interface speaks the language of the course. */
const judgeMessages = (templates: Templates, language: string): readonly Diagnostic[] => {
  const missing = templates.untranslated(language)
  if (missing === undefined) return [diagnose('messages/no-language', {language})]
  const [key] = missing
  return key === undefined ? [] : [diagnose('messages/missing', {language, count: missing.length, key})]
}

/** The course itself has been judged in its main language. */
const isInTranslation = ({place}: Diagnostic): boolean =>
  place !== undefined && /(^|\/)languages\/[^/]+\//.test(place.file)

/** Whether a finding is an institution's to mend: that a change of its leaves something of the course unused is meant so. */
const concernsEdition = ({code}: Diagnostic): boolean => !unused.has(code)
const unused: ReadonlySet<Diagnostic['code']> = new Set(['citation/uncited', 'media/unused', 'item/unreachable'])

/** The ledger of an edition is its own, in the folder of the layer that lies uppermost. */
const lockPlace = (folder: string, stack: Stack | undefined) => {
  const top = stack?.layers.at(-1)?.source
  if (!top) return {folder, file: lockFile, name: lockFile}
  return {folder: top.folder, file: overlayLockFile, name: `${top.name}/${overlayLockFile}`}
}

const withTexts = (upstream: Source, layers: readonly Source[]): Source => ({
  ...upstream,
  texts: new Map([
    ...upstream.texts,
    ...layers.flatMap((layer) => [...layer.texts.values()].map((text) => [text.path, text] as const)),
  ]),
})
