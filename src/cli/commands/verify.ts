import {dirname, join} from 'node:path'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {manifestName, verifyRelease} from '../../publish/verify-release.js'
import {CommandError} from '../command-error.js'
import {evidenceSummary, gatherEvidence} from '../evidence.js'
import {endOnInterrupt} from '../interrupt.js'
import {paint} from '../report/paint.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'

interface Options {
  readonly release?: string
  readonly out?: string
  readonly browser?: string
  readonly quick?: boolean
  /** Minutes. */
  readonly timeout: number
  readonly reporter: string
}

export const run = async (named: readonly string[], options: Options): Promise<void> => {
  if (options.release !== undefined) return proveRelease(named, options.release, options)
  if (named.length === 0) throw new CommandError('Name packages, or a release with --release.')
  endOnInterrupt()
  const reporter = reporterFor(options.reporter)
  const shown = progress()
  const {evidence, diagnostics} = await gatherEvidence({
    packages: named,
    browser: options.browser === undefined ? {} : {path: options.browser},
    out: options.out,
    quick: options.quick ?? false,
    timeout: options.timeout * 60_000,
    onProgress: shown.step,
  })
  shown.end()
  reporter.findings({folder: '.', diagnostics, texts: new Map()})
  if (reporter.isForPeople) process.stdout.write(evidenceSummary(evidence.packages, options.out))
  reporter.end({evidence})
  if (hasErrors(diagnostics)) process.exitCode = 1
}

/** Proves that a folder is what was released. */
const proveRelease = async (named: readonly string[], release: string, options: Options): Promise<void> => {
  const manifest = release.endsWith('.json') ? release : join(release, manifestName)
  const [folder = dirname(manifest), ...more] = named
  if (more.length > 0) throw new CommandError('Name one folder only.')
  const reporter = reporterFor(options.reporter)
  const diagnostics: readonly Diagnostic[] = await verifyRelease(manifest, folder)
  reporter.findings({folder: '.', diagnostics, texts: new Map()})
  if (reporter.isForPeople && !hasErrors(diagnostics))
    process.stdout.write(`${paint.green('Verified')} ${folder}: every file is as it was released.\n`)
  reporter.end({release: manifest, folder})
  if (hasErrors(diagnostics)) process.exitCode = 1
}
