import {readFile} from 'node:fs/promises'
import {basename} from 'node:path'
import type {Browser} from 'playwright-core'
import {withBrowser} from '../browser/browser.js'
import type {BrowserChoice} from '../browser/find.js'
import {type Diagnostic, diagnose, messageOf} from '../diagnostics/diagnostic.js'
import {assetPath} from '../host/installation.js'
import {courseOf} from '../learner/holdings.js'
import type {Archive} from '../package/archive.js'
import {digestOfFile} from '../package/digests.js'
import type {Check, Coverage, PackageEvidence} from './evidence.js'
import type {Journal} from './journal.js'
import {createLog, type Log} from './log.js'
import {masteryOf, type ReadPackage, readPackage} from './read.js'
import {type Playable, playScorm} from './scorm.js'
import {openSite} from './site.js'

export interface VerifyRequest {
  /** Files and folders. */
  readonly packages: readonly string[]
  readonly browser: BrowserChoice
  /** Where pictures go; undefined: none are taken. */
  readonly out: string | undefined
  /** One page and one quiz of each kind, and one way of leaving. */
  readonly quick: boolean
  /** Milliseconds that one package may take in the browser. */
  readonly timeout: number
  /** What a run that was broken off has proven already, and this one proves. */
  readonly journal?: Journal
  readonly onProgress: (step: string) => void
}

export interface Verified {
  readonly diagnostics: readonly Diagnostic[]
  readonly packages: readonly PackageEvidence[]
  /** Name and version of the browser, if one was needed. */
  readonly browser: string | undefined
}

/** Reads every package to its last byte, and plays or opens those that a learner would. */
export const verifyPackages = async (request: VerifyRequest): Promise<Verified> => {
  const read: {readonly path: string; readonly value: ReadPackage}[] = []
  for (const path of request.packages) {
    request.onProgress(`${basename(path)}: reading`)
    read.push({path, value: await readPackage(path)})
  }
  try {
    if (!read.some(({value}) => isPlayed(value))) return gather(await eachOf(read, request, undefined), [], undefined)
    const lent = await withBrowser({...request.browser, offline: true}, async (browser) => ({
      found: await eachOf(read, request, browser),
      name: nameOf(browser),
    }))
    // Without a browser everything that can be read is read all the same.
    if (!lent.value) return gather(await eachOf(read, request, undefined), lent.diagnostics, undefined)
    return gather(lent.value.found, [], lent.value.name)
  } finally {
    for (const {value} of read) value.archive?.close()
  }
}

interface Found {
  readonly evidence: PackageEvidence
  readonly diagnostics: readonly Diagnostic[]
}

const gather = (
  found: readonly Found[],
  diagnostics: readonly Diagnostic[],
  browser: string | undefined,
): Verified => ({
  diagnostics: [...diagnostics, ...found.flatMap((each) => each.diagnostics)],
  packages: found.map(({evidence}) => evidence),
  browser,
})

const eachOf = async (
  read: readonly {readonly path: string; readonly value: ReadPackage}[],
  request: VerifyRequest,
  browser: Browser | undefined,
): Promise<readonly Found[]> => {
  const found: Found[] = []
  for (const {path, value} of read) {
    const entry = await request.journal?.entry({path, name: basename(path), browser: browser && nameOf(browser)})
    const each: Found = entry?.known
      ? {evidence: {...entry.known, earlier: true}, diagnostics: []}
      : await verifyOne(path, value, request, browser)
    if (!entry?.known) await entry?.keep(each.evidence)
    found.push(each)
  }
  return found
}

const nameOf = (browser: Browser): string => `${browser.browserType().name()} ${browser.version()}`

/** Whether learners would open it: our SCORM packages, and pages. */
const isPlayed = ({diagnostics, site, archive, kind}: ReadPackage): boolean =>
  diagnostics.length === 0 && (site !== undefined || (archive !== undefined && isOurScorm(kind, archive)))

const isOurScorm = (kind: string, {paths}: Archive): boolean =>
  kind.startsWith('SCORM') && paths.includes('player.html') && paths.includes('assets/course.js')

const verifyOne = async (
  path: string,
  read: ReadPackage,
  {out, quick, timeout, onProgress}: VerifyRequest,
  browser: Browser | undefined,
): Promise<Found> => {
  const start = Date.now()
  const name = basename(path)
  let now = ''
  const log = createLog({
    out,
    name: name.replace(/\.[^.]*$/, ''),
    onStep: (what) => {
      now = what
      onProgress(`${name}: ${what}`)
    },
  })
  log.nothing({
    name: 'entries',
    expected: 'every entry can be read, and its checksum is right',
    found: read.diagnostics.map(messageOf),
    code: read.diagnostics[0]?.code ?? 'verify/unreadable',
  })
  let how: PackageEvidence['how'] = 'read'
  let coverage: Coverage | undefined
  let course: PackageEvidence['course']
  const playable = isPlayed(read) && browser !== undefined
  if (playable) {
    how = read.site ? 'opened' : 'played'
    const work = async (): Promise<Coverage | undefined> => {
      if (read.site) return openSite(browser, {folder: path, paths: read.site, quick}, log)
      const ready = await prepare(read, log, quick)
      if (!ready) return undefined
      const {id, version, title} = ready.course
      course = {id, version, title}
      return playScorm(browser, ready, log)
    }
    const ended = await within(work(), timeout)
    if (ended === 'late') {
      log.check({
        name: 'time',
        expected: `done within ${Math.round(timeout / 60_000)} minutes`,
        seen: `still ${now}`,
        holds: false,
        code: 'verify/time-out',
      })
      await Promise.all(browser.contexts().map((context) => context.close()))
    } else coverage = ended.value
  }
  const sha256 = read.site || read.entries === 0 ? undefined : (await digestOfFile(path)).sha256
  const evidence: PackageEvidence = {
    package: name,
    ...(sha256 === undefined ? {} : {sha256}),
    kind: read.kind,
    how,
    ...(course ? {course} : {}),
    entries: read.entries,
    bytes: read.bytes,
    ...(coverage ? {coverage} : {}),
    checks: [...log.checks],
    pictures: [...log.pictures],
    seconds: Math.round((Date.now() - start) / 100) / 10,
  }
  return {evidence, diagnostics: [...read.diagnostics, ...findingsOf(name, log.checks)]}
}

/** The work, or `late` when its time is over; it then ends by itself, and nobody listens. */
const within = async <T>(work: Promise<T>, time: number): Promise<{readonly value: T} | 'late'> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), time)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work.then((value) => ({value})), late])
  } finally {
    clearTimeout(timer)
  }
}

/** One finding for each code and check that failed. What could not be read has findings of its own. */
const findingsOf = (name: string, checks: readonly Check[]): readonly Diagnostic[] =>
  checks.flatMap(({code, where, expected, seen, name: check}) =>
    code?.startsWith('verify/') && check !== 'entries'
      ? [diagnose(code as 'verify/stuck', {package: name, where: where ?? '', expected, seen})]
      : [],
  )

/** What is needed to play: texts in memory, all else from the archive as it is asked for. */
const prepare = async (
  {archive, manifest, kind}: ReadPackage,
  log: Log,
  quick: boolean,
): Promise<Playable | undefined> => {
  if (!archive || !manifest) return undefined
  try {
    const paths = archive.paths.filter((path) => path.endsWith('.html') || path === 'assets/course.js')
    const files = new Map<string, Uint8Array>()
    for (const path of paths) files.set(path, await archive.read(path))
    const all = new Set(archive.paths)
    return {
      course: courseOf(files),
      family: /^SCORM 1\.2/.test(kind) ? '1.2' : '2004',
      mastery: masteryOf(manifest),
      files,
      served: {has: (path) => all.has(path), pieces: archive.pieces},
      script: await readFile(assetPath('runtime/lms.js'), 'utf8'),
      quick,
    }
  } catch (error) {
    log.check({
      name: 'play',
      expected: 'the course can be read out of assets/course.js',
      seen: error instanceof Error ? error.message : String(error),
      holds: false,
      code: 'verify/stuck',
    })
    return undefined
  }
}
