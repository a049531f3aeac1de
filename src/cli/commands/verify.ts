import {dirname, join} from 'node:path'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {installedVersion, readTemplates} from '../../host/installation.js'
import {manifestName, verifyRelease} from '../../publish/verify-release.js'
import {createTemplates} from '../../render/templates.js'
import {countOutcomes, type Evidence, type PackageEvidence} from '../../verify/evidence.js'
import {verifyPackages} from '../../verify/verify.js'
import {clearEvidence, durationText, writeEvidence} from '../../verify/write.js'
import {CommandError} from '../command-error.js'
import {endOnInterrupt} from '../interrupt.js'
import {paint} from '../report/paint.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'
import {table} from '../report/table.js'

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
  if (options.out !== undefined) await clearEvidence(options.out)
  const {diagnostics, packages, browser} = await verifyPackages({
    packages: named,
    browser: options.browser === undefined ? {} : {path: options.browser},
    out: options.out,
    quick: options.quick ?? false,
    timeout: options.timeout * 60_000,
    onProgress: shown.step,
  })
  shown.end()
  const evidence: Evidence = {
    evidence: 1,
    tool: {name: 'coursewright', version: await installedVersion()},
    ...(browser === undefined ? {} : {browser}),
    packages,
  }
  if (options.out !== undefined) await writeEvidence(options.out, evidence, createTemplates(await readTemplates()))
  reporter.findings({folder: '.', diagnostics, texts: new Map()})
  if (reporter.isForPeople) process.stdout.write(summary(packages, options.out))
  reporter.end({evidence})
  if (hasErrors(diagnostics)) process.exitCode = 1
}

const hows = {played: 'played', opened: 'opened', read: 'read, not played'} as const

const summary = (packages: readonly PackageEvidence[], out: string | undefined): string => {
  const rows = packages.map(({package: name, kind, how, checks, seconds}) => {
    const {passed, failed} = countOutcomes(checks)
    return [name, kind, hows[how], String(passed), String(failed), durationText(seconds)]
  })
  const played = packages.flatMap(({coverage, how, package: name}) =>
    coverage && how === 'played'
      ? [
          `${name}: ${coverage.pages} of ${coverage.allPages} pages; of ${coverage.allQuestions} questions, ${coverage.right} answered rightly and ${coverage.wrong} wrongly; left and resumed in ${coverage.leavings.length} ways.`,
        ]
      : [],
  )
  const failed = countOutcomes(packages.flatMap(({checks}) => checks)).failed
  const verdict =
    failed === 0 ? paint.green('No check failed.') : paint.red(`${failed} check${failed === 1 ? '' : 's'} failed.`)
  const where = out === undefined ? '' : ` The evidence is ${join(out, 'index.html')}.`
  return `${table(['package', 'kind', 'how', 'passed', 'failed', 'time'], rows)}\n\n${[...played, `${verdict}${where}`].join('\n')}\n`
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
