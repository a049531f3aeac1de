import {diagnose} from '../../diagnostics/diagnostic.js'
import {reasonOf, type SystemError} from '../../host/system-error.js'
import {reporterFor} from './reporter.js'

/** What the system refused, where no command has words of its own for it. The stack is for us, as that of a bug. */
export const reportRefused = (error: SystemError, reporterKind: string): void => {
  const reporter = reporterFor(reporterKind)
  const refused = diagnose('system/refused', {path: error.path ?? '', reason: reasonOf(error)})
  reporter.findings({folder: '.', diagnostics: [refused], texts: new Map()})
  reporter.end({})
  if (process.env.COURSEWRIGHT_DEBUG) process.stderr.write(`${error.stack}\n`)
}
