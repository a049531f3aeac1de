import {join} from 'node:path'
import {hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import type {LossLimit} from '../../losses.js'
import {type Prover, type Published, publish} from '../../publish/publish.js'
import {createTemplates} from '../../render/templates.js'
import {openJournal} from '../../verify/journal.js'
import {courseFolders} from '../courses.js'
import {overlaysIn} from '../editions.js'
import {evidenceSummary, gatherEvidence, releaseEvidenceOf} from '../evidence.js'
import {endOnInterrupt} from '../interrupt.js'
import type {Means, MeansChoice} from '../means.js'
import {paint} from '../report/paint.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'
import {sizeText, table} from '../report/table.js'

interface Options extends MeansChoice {
  readonly out: string
  readonly against?: string
  readonly format?: readonly string[]
  readonly maxLoss?: LossLimit
  readonly revision?: string
  readonly evidence?: string
  readonly quick?: boolean
  readonly browser?: string
  readonly reporter: string
}

export const run = async (named: readonly string[], options: Options, means: Means): Promise<void> => {
  endOnInterrupt(means.workers)
  const reporter = reporterFor(options.reporter)
  const templates = createTemplates(await readTemplates())
  const results: Published[] = []
  for (const folder of await courseFolders(named)) {
    const shown = progress()
    const {out, against, format, maxLoss, revision} = options
    const result = await publish(nodeHost, templates, {
      folder,
      out,
      editions: (await overlaysIn(folder)).map((overlay) => [overlay]),
      ...means,
      ...(against === undefined ? {} : {against}),
      ...(format === undefined ? {} : {formats: format}),
      ...(maxLoss === undefined ? {} : {maxLoss}),
      ...(revision === undefined ? {} : {revision}),
      ...(options.browser === undefined ? {} : {browser: {path: options.browser}}),
      ...(options.evidence === undefined
        ? {}
        : {prover: prover(options.evidence, options, (step) => shown.step(step), reporter.isForPeople)}),
      onProgress: (step) => shown.step(`${folder}: ${step}`),
    })
    await means.cache?.flush()
    shown.end()
    results.push(result)
    reporter.findings({folder, diagnostics: result.diagnostics, texts: result.texts})
    if (reporter.isForPeople) process.stdout.write(summary(folder, result, options))
  }
  reporter.end({
    releases: results.map(({release, isOld, manifest, evidence}) => ({
      release: release ?? null,
      isOld,
      manifest,
      evidence: evidence ? Object.fromEntries(evidence) : null,
    })),
  })
  if (results.some(({diagnostics}) => hasErrors(diagnostics))) process.exitCode = 1
}

/** Plays what is to be released; the evidence of each course has a folder of its own, beside the release and not in it. */
const prover = (
  out: string,
  {quick = false, browser}: Options,
  onProgress: (step: string) => void,
  isForPeople: boolean,
): Prover => ({
  isQuick: quick,
  async prove(packages, release) {
    const folder = join(out, release)
    const {evidence, diagnostics} = await gatherEvidence({
      packages,
      browser: browser === undefined ? {} : {path: browser},
      out: folder,
      quick,
      timeout: 20 * 60_000,
      journal: openJournal(folder, {quick}),
      onProgress,
    })
    if (isForPeople) process.stdout.write(`${evidenceSummary(evidence.packages, folder)}\n`)
    return {
      diagnostics,
      evidence: new Map(evidence.packages.map((each) => [each.package, releaseEvidenceOf(each, quick)])),
    }
  },
  published: (release) => openJournal(join(out, release), {quick}).clear(),
})

const summary = (folder: string, {release, isOld, manifest, evidence}: Published, {evidence: out}: Options): string => {
  if (!release || !manifest) return `${folder} was not released. Nothing was published.\n`
  if (isOld) {
    const proven =
      out === undefined
        ? ''
        : evidence
          ? ' What was proven now is not in it: a release is never changed.'
          : ' It was proven before it was published, as its release.json says, and was not played again.'
    return `${release} was released already, and is the same to the last byte.${proven}\n`
  }
  const rows = manifest.packages.map(({name, size, sha256, content}) => [
    name,
    sizeText(size),
    (sha256 ?? content).slice(0, 16),
  ])
  const since = manifest.against ? ` since ${manifest.against.version}` : ''
  return `${table(['package', 'size', 'SHA-256'], rows)}\n\n${paint.green('Released')} ${release}. What has changed${since} stands in notes.md, and all checksums in SHA256SUMS.\n`
}
