import {rename, rm, writeFile} from 'node:fs/promises'
import {basename, join} from 'node:path'
import type {BrowserChoice} from '../browser/find.js'
import {type BuildResult, type Built, build} from '../build.js'
import {type Diagnostic, diagnose, hasErrors, inOrder, type Outcome} from '../diagnostics/diagnostic.js'
import type {Cache} from '../host/cache.js'
import type {Host} from '../host/host.js'
import {installedVersion} from '../host/installation.js'
import {makeFolder, nodeHost} from '../host/node.js'
import {isSystemError, reasonOf} from '../host/system-error.js'
import {countLosses, type LossLimit} from '../losses.js'
import {digestOf} from '../overlay/digest.js'
import {digestOfFile, filesBelow} from '../package/digests.js'
import type {ReleaseEvidence} from '../release/evidence.js'
import {judgeUpdate} from '../release/judge.js'
import {differences, type ReleaseManifest, sumLines} from '../release/manifest.js'
import {type ReadRelease, readRelease} from '../release/read.js'
import type {Snapshot} from '../release/snapshot.js'
import {keepingOf} from '../release/upgrade.js'
import {directionOf} from '../render/direction.js'
import type {Templates} from '../render/templates.js'
import type {SourceText} from '../source/source.js'
import type {Workers} from '../workers/workers.js'
import {contentDigest, entriesOfZip} from './digests.js'
import {holdLock} from './lock.js'
import {releaseNotes, unsaid} from './notes.js'
import {releasesIn} from './releases.js'
import {manifestName, publishedFiles, readManifest, sumsName, verifyRelease} from './verify-release.js'

export interface PublishRequest {
  /** The course's folder. */
  readonly folder: string
  /** Where releases are kept: each gets a folder of its own below it. */
  readonly out: string
  /** The last release: its folder or release.json. Undefined: the newest of this course below `out`, if any. */
  readonly against?: string
  /** Editions to release with the course: for each the folders of its overlays. */
  readonly editions?: readonly (readonly string[])[]
  /** Ids of formats; undefined: those that the course names. */
  readonly formats?: readonly string[]
  readonly maxLoss?: LossLimit
  /** The commit that is released, for the manifest. */
  readonly revision?: string
  /** Reads and plays the packages, before anything is published: what it finds stops the release. */
  readonly prover?: Prover
  /** Which browser prints, where a format is printed. */
  readonly browser?: BrowserChoice
  /** Keeps what was made, so that it need not be made again. */
  readonly cache?: Pick<Cache, 'memo' | 'bytes' | 'opened'>
  /** Do a share of the work. */
  readonly workers?: Workers
  readonly onProgress?: (step: string) => void
}

export interface Prover {
  /** Plays less of each package. */
  readonly isQuick: boolean
  /** `packages` are paths, `release` the name of the release's folder. */
  prove(packages: readonly string[], release: string): Promise<Proof>
  /** Told when the release is there: what was kept for a run that goes on from a broken one may go. */
  published(release: string): Promise<void>
}

export interface Proof {
  readonly diagnostics: readonly Diagnostic[]
  /** By the name of the package. */
  readonly evidence: ReadonlyMap<string, ReleaseEvidence>
}

export interface Published {
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, SourceText>
  /** The folder of the release; undefined if there is none. */
  readonly release: string | undefined
  /** It was there already, byte for byte. */
  readonly isOld: boolean
  readonly manifest: ReleaseManifest | undefined
  /** What was proven in this run, by the name of the package; undefined if nothing was played or read for it. */
  readonly evidence: Proof['evidence'] | undefined
}

/**
 * Checks a course and its editions, builds every package, compares with the last release, and puts all of it into a folder
 * that appears at once and whole. The same source and the same coursewright give the same bytes; what was released already
 * is left as it is. Of a run that was broken off no package is taken for finished: all are made again, as fast as the cache
 * allows; what it proved of the same bytes is not proven again.
 */
export const publish = async (host: Host, templates: Templates, request: PublishRequest): Promise<Published> => {
  try {
    return await publishOnce(host, templates, request)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return failed([diagnose('output/unwritable', {folder: request.out, reason: reasonOf(error)})])
  }
}

const publishOnce = async (host: Host, templates: Templates, request: PublishRequest): Promise<Published> => {
  const {out, onProgress, editions = []} = request
  await makeFolder(out)
  const lock = await holdLock(join(out, '.release.lock'))
  if ('holder' in lock) return failed([diagnose('release/busy', {folder: out, process: lock.holder})])
  const draft = join(out, '.draft')
  try {
    await rm(draft, {recursive: true, force: true})
    const built: BuildResult[] = []
    for (const overlays of [[], ...editions]) {
      onProgress?.(['building', ...overlays].join(' '))
      built.push(await build(host, templates, {...request, out: draft, frozen: true, overlays}))
    }
    const texts = new Map(built.flatMap((each) => [...each.texts]))
    const found = built.flatMap(({diagnostics}) => diagnostics)
    const [plain] = built
    if (!plain?.compiled || hasErrors(found)) return failed(found, texts)

    onProgress?.('comparing with the last release')
    const {config} = plain.compiled
    const final = join(out, `${config.id}-${config.version}`)
    const before = await lastRelease(host, request, config.id, final)
    const diagnostics: Diagnostic[] = [
      ...found,
      ...before.diagnostics,
      ...unsaid(plain.compiled),
      ...built.flatMap((each) => judgeAgainst(before, each)),
    ]
    if (hasErrors(diagnostics)) return failed(diagnostics, texts)

    const old = await publishedIn(final)
    if (hasErrors(old.diagnostics)) return failed([...diagnostics, ...old.diagnostics], texts)
    const finished = (evidence: Proof['evidence']) => {
      onProgress?.('writing checksums')
      return finish(host, draft, templates, built, before.value, evidence, request)
    }
    if (old.value) {
      // Its page says what was proven of it: only with that can it come out as it was.
      const found = differing(old.value, await finished(evidenceIn(old.value)), final)
      if (found.length > 0) return failed([...diagnostics, ...found], texts)
    }
    const proof = await proofOf(request, built, old.value, basename(final), onProgress)
    diagnostics.push(...(proof?.diagnostics ?? []))
    const now = {texts, evidence: proof?.evidence}
    if (hasErrors(diagnostics)) return {...failed(diagnostics), ...now}
    const done = {diagnostics: inOrder(diagnostics), release: final, ...now}
    const manifest = old.value ?? (await finished(proof?.evidence ?? new Map()))
    if (!old.value) await rename(draft, final)
    await request.prover?.published(basename(final))
    return {...done, isOld: old.value !== undefined, manifest}
  } finally {
    await rm(draft, {recursive: true, force: true})
    await lock.release()
  }
}

const failed = (diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, SourceText> = new Map()): Published => ({
  diagnostics: inOrder(diagnostics),
  texts,
  release: undefined,
  isOld: false,
  manifest: undefined,
  evidence: undefined,
})

/** The release that was published already, which must be whole; undefined if there is none. */
const publishedIn = async (final: string): Promise<Outcome<ReleaseManifest | undefined>> => {
  if (!(await nodeHost.exists(final))) return {value: undefined, diagnostics: []}
  const path = join(final, manifestName)
  const damage = await verifyRelease(path, final)
  return hasErrors(damage) ? {value: undefined, diagnostics: damage} : readManifest(path)
}

const evidenceIn = (manifest: ReleaseManifest | undefined): Proof['evidence'] =>
  new Map(manifest?.packages.flatMap(({name, evidence}) => (evidence ? [[name, evidence] as const] : [])))

/** A release is never replaced: what would be another one is a finding. */
const differing = (old: ReleaseManifest, now: ReleaseManifest, folder: string): readonly Diagnostic[] => {
  const changes = differences(publishedFiles(old), publishedFiles(now))
    // Notes and the manifest name the release that was compared with; the same course may be compared with another.
    .filter(({path}) => path !== 'notes.md')
    .map(({path, kind}) => `${path} is ${kind}`)
  return changes.length === 0 ? [] : [diagnose('release/exists', {folder, version: now.course.version, changes})]
}

/**
 * Proves what was built. Undefined where nobody asks for it, and where the very same bytes were published with as much
 * evidence as is asked for.
 */
const proofOf = async (
  {prover}: PublishRequest,
  built: readonly BuildResult[],
  old: ReleaseManifest | undefined,
  release: string,
  onProgress: PublishRequest['onProgress'],
): Promise<Proof | undefined> => {
  if (!prover) return undefined
  if (old?.packages.every(({evidence}) => evidence && (prover.isQuick || !evidence.quick))) return undefined
  onProgress?.('reading and playing packages')
  return prover.prove(
    built.flatMap(({packages}) => packages.map(({written}) => written.path)),
    release,
  )
}

const editionOf = ({compiled}: BuildResult): string | undefined => compiled?.gathered.edition.provenance?.edition

/** What the update would do to learners of the course, or of the edition, in the formats that were built. */
const judgeAgainst = (release: ReadRelease, result: BuildResult): readonly Diagnostic[] => {
  const {compiled, report, packages} = result
  const edition = editionOf(result)
  const before = edition === undefined ? release.value : release.editions.get(edition)
  if (!compiled || !report || !before) return []
  return judgeUpdate({
    before,
    after: report.contents,
    course: compiled.course,
    config: compiled.config,
    keepings: new Set(packages.map(({format}) => keepingOf(format.id))),
  })
}

/** The release that was named, else the newest one of this course that is not the one to be made. */
const lastRelease = async (
  host: Host,
  {against, out}: PublishRequest,
  course: string,
  final: string,
): Promise<ReadRelease> => {
  if (against !== undefined) return readRelease(host, against)
  const known = await releasesIn(out, course)
  const newest = known.filter((folder) => folder !== final).at(-1)
  return newest === undefined ? {value: undefined, editions: new Map(), diagnostics: []} : readRelease(host, newest)
}

/** The manifest and the checksums go last: whoever finds them finds all else. */
const finish = async (
  host: Host,
  draft: string,
  templates: Templates,
  built: readonly BuildResult[],
  before: Snapshot | undefined,
  evidence: Proof['evidence'],
  {revision}: PublishRequest,
): Promise<ReleaseManifest> => {
  const [{compiled, report} = {compiled: undefined, report: undefined}] = built
  if (!compiled || !report) throw new Error('Nothing was built.')
  const {contents} = report
  const {config, source} = compiled
  const version = await installedVersion()
  const described = (
    await Promise.all(
      built.map((each) => Promise.all(each.packages.map((one) => describePackage(one, editionOf(each), evidence)))),
    )
  ).flat()
  const formats = new Map(built.flatMap(({packages}) => packages.map(({format}) => [format.id, format] as const)))
  await writeFile(join(draft, 'notes.md'), releaseNotes(compiled, contents, before, described))
  await writeFile(
    join(draft, 'index.html'),
    templates.render('release', {
      language: config.language,
      direction: directionOf(config.language),
      course: {title: config.title, version: config.version, description: config.description, licence: config.licence},
      official: config.official,
      packages: described.map(({name, size, sha256, format, evidence: proven}) => ({
        name,
        proven,
        address: sha256 === undefined ? `${name}/index.html` : name,
        title: formats.get(format)?.title ?? format,
        summary: formats.get(format)?.summary ?? '',
        size,
        sha256,
      })),
      guides: built.flatMap((each) => each.report?.guides ?? []),
      tool: version,
    }),
  )
  const names = new Set(described.map(({name}) => name))
  const {files} = await filesBelow(draft)
  const manifest: ReleaseManifest = {
    release: 1,
    course: contents.course,
    tool: {name: 'coursewright', version},
    source: {sha256: digestOf(host, source), ...(revision === undefined ? {} : {revision})},
    against: before ? {version: before.course.version} : null,
    packages: described,
    files: files.filter(({path}) => !names.has(path) && !names.has(path.slice(0, path.indexOf('/')))),
    accepted: before
      ? config.accept
          .filter(({since}) => since === before.course.version)
          .map(({class: name, of, since, reason}) => ({code: `upgrade/${name}`, of, since, reason}))
      : [],
    contents: contents as ReleaseManifest['contents'],
    editions: built.flatMap((each) => {
      const id = editionOf(each)
      return id === undefined || !each.report
        ? []
        : [{id, contents: each.report.contents as ReleaseManifest['contents']}]
    }),
  }
  await writeFile(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
  const {files: all} = await filesBelow(draft)
  const own = all.filter(({path}) => path === manifestName)
  await writeFile(join(draft, sumsName), sumLines([...publishedFiles(manifest), ...own]))
  return manifest
}

const describePackage = async (
  {format, losses, written}: Built,
  edition: string | undefined,
  evidence: Proof['evidence'],
): Promise<ReleaseManifest['packages'][number]> => {
  const isFolder = format.container.kind === 'folder'
  const whole = isFolder ? undefined : await digestOfFile(written.path)
  const entries =
    format.container.kind === 'zip'
      ? await entriesOfZip(written.path)
      : whole
        ? [{path: basename(written.path), ...whole}]
        : (await filesBelow(written.path)).files
  const name = basename(written.path)
  const proven = evidence.get(name)
  return {
    name,
    format: format.id,
    ...(edition === undefined ? {} : {edition}),
    size: written.size,
    ...(whole ? {sha256: whole.sha256} : {}),
    content: contentDigest(entries),
    entries: [...entries],
    lost: {...countLosses(losses)},
    ...(proven ? {evidence: proven} : {}),
  }
}
