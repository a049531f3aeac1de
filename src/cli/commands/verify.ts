import {dirname, join} from 'node:path'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {manifestName, verifyRelease} from '../../publish/verify-release.js'
import {CommandError} from '../command-error.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'

interface Options {
  readonly release?: string
  readonly reporter: string
}

export const run = async (named: readonly string[], options: Options): Promise<void> => {
  if (!options.release) throw new CommandError('Name the release with --release.')
  const manifest = options.release.endsWith('.json') ? options.release : join(options.release, manifestName)
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
