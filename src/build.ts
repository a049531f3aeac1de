import {dirname, join} from 'node:path'
import type {BrowserChoice} from './browser/find.js'
import {type Compiled, compile} from './compile.js'
import {type Diagnostic, diagnose, hasErrors, inOrder} from './diagnostics/diagnostic.js'
import type {Format} from './formats/format.js'
import {writeLock} from './gather/lock.js'
import type {Cache} from './host/cache.js'
import type {Host} from './host/host.js'
import {isSystemError, reasonOf} from './host/system-error.js'
import {type LossLimit, tooGreat} from './losses.js'
import type {Loss, StateRoom} from './model/package.js'
import {type WrittenPackage, writePackage} from './package/container.js'
import {type Choice, releaseName, type SealedPackage} from './packages.js'
import {printPackages} from './print/print.js'
import {importGuides} from './profiles/guide.js'
import type {Templates} from './render/templates.js'
import {type Report, reportOf} from './report.js'
import type {SourceText} from './source/source.js'
import {sealOnAllCores} from './workers/seal.js'
import type {Workers} from './workers/workers.js'

export interface BuildRequest extends Choice {
  /** The course's folder. */
  readonly folder: string
  /** Where packages go. */
  readonly out: string
  /** Folders of overlays: what is built is this edition of the course. */
  readonly overlays?: readonly string[]
  /** Refuse to add to the ledger. */
  readonly frozen?: boolean
  /** Refuse to write packages that lose more than this; undefined: put up with all losses. */
  readonly maxLoss?: LossLimit
  /** Which browser prints, where a format is printed. */
  readonly browser?: BrowserChoice
  /** Keeps what was made, so that it need not be made again. */
  readonly cache?: Pick<Cache, 'memo' | 'bytes' | 'opened'>
  /** Do a share of the work. */
  readonly workers?: Workers
  /** Called before each step, for a person who waits. */
  readonly onProgress?: (step: string) => void
}

export interface Built {
  readonly format: Format
  readonly losses: readonly Loss[]
  readonly state?: StateRoom
  readonly written: WrittenPackage
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[]
  /** Undefined if the course could not be read far enough to have a name. */
  readonly compiled: Compiled | undefined
  /** What was read, by path: for showing the lines that findings are about. */
  readonly texts: ReadonlyMap<string, SourceText>
  readonly packages: readonly Built[]
  readonly report: Report | undefined
}

/** Builds one course: compiles it, lets each format write its files, seals them, and only then touches the disk. */
export const build = async (host: Host, templates: Templates, request: BuildRequest): Promise<BuildResult> => {
  request.onProgress?.('reading')
  const {cache} = request
  const using = {...request, memo: cache?.memo}
  const {value: compiled, diagnostics: found, source} = await compile(host, request.folder, templates, using)
  const diagnostics = [...found]
  const failed = () => ({
    diagnostics: inOrder(diagnostics),
    compiled,
    texts: source.texts,
    packages: [],
    report: undefined,
  })
  if (!compiled) return failed()

  const {value: sealed, diagnostics: problems} = await sealOnAllCores(compiled, templates, using)
  diagnostics.push(...problems, ...tooGreat(sealed, request.maxLoss))
  if (hasErrors(diagnostics)) return failed()
  const {value: printed, diagnostics: unprinted} = await printPackages(sealed, request.folder, request.browser, cache)
  diagnostics.push(...unprinted)
  if (hasErrors(diagnostics)) return failed()

  const guides = importGuides(compiled, templates, sealed, request.profile ?? compiled.profile)
  const write = async (each: SealedPackage): Promise<Built> => {
    const {format, name, losses, state} = each
    request.onProgress?.(`writing ${format.id}`)
    const path = join(request.out, name)
    const written =
      (await each.writeElsewhere?.(path)) ??
      (await writePackage(path, format.container, each.files, request.folder, cache))
    return {format, losses, written, ...(state ? {state} : {})}
  }
  let folder = compiled.lock.folder
  try {
    // First the ledger: no package may give numbers to learners' answers that the ledger does not remember.
    await keepLock(host, request, compiled)
    folder = request.out
    const packages = await writeAll(printed, write)
    for (const {name, text} of guides) await host.write(join(request.out, name), text)
    const report = reportOf(compiled, packages, guides, diagnostics, cache?.memo)
    await host.write(join(request.out, `${releaseName(compiled)}-report.json`), `${JSON.stringify(report, null, 2)}\n`)
    return {diagnostics: inOrder(diagnostics), compiled, texts: source.texts, packages, report}
  } catch (error) {
    if (!isSystemError(error)) throw error
    diagnostics.push(diagnose('output/unwritable', {folder, reason: reasonOf(error)}))
    return failed()
  }
}

/** One after another; what other cores hold, they write meanwhile. A fault is told when nobody writes any more. */
const writeAll = async (
  sealed: readonly SealedPackage[],
  write: (each: SealedPackage) => Promise<Built>,
): Promise<readonly Built[]> => {
  let turn: Promise<unknown> = Promise.resolve()
  const writing = sealed.map((each) => {
    if (each.writeElsewhere) return write(each)
    const own = turn.then(() => write(each))
    turn = own
    return own
  })
  await Promise.allSettled(writing)
  return Promise.all(writing)
}

/**
 * Adds to the ledger what the course has and the ledger had not. Of an edition it also keeps what its overlays rest on,
 * with a copy of the files; what is `accepted` is kept as the course has it now. Returns whether anything changed.
 */
export const keepLock = async (
  host: Host,
  {frozen, accepted = []}: {readonly frozen?: boolean; readonly accepted?: readonly string[]},
  {gathered, source, lock, standing}: Compiled,
): Promise<boolean> => {
  if (frozen) return false
  const {before} = gathered.lock
  const anew = (standing?.bases ?? []).filter(({target}) => accepted.includes(target) || !(target in before.base))
  const base = Object.fromEntries(anew.map(({target, digest}) => [target, {version: standing?.version ?? '', digest}]))
  const after = {...gathered.lock.after, base: {...gathered.lock.after.base, ...base}}
  for (const file of new Set(anew.map((basis) => basis.file))) {
    const path = join(lock.folder, 'base', file)
    await host.makeFolder(dirname(path))
    await host.write(path, standing?.upstream.texts.get(file)?.text ?? '')
  }
  const text = writeLock(after)
  if (source.texts.get(gathered.lock.file)?.text === text) return anew.length > 0
  await host.write(join(lock.folder, lock.file), text)
  return true
}
