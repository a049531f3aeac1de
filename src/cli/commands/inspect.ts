import {hasErrors} from '../../diagnostics/diagnostic.js'
import {inspectPackage} from '../../inspect-package.js'
import {endOnInterrupt} from '../interrupt.js'
import {inspectionText} from '../report/inspection.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'

interface Options {
  readonly json?: boolean
  readonly reporter: string
}

export const run = async (files: readonly string[], options: Options): Promise<void> => {
  endOnInterrupt()
  const reporter = reporterFor(options.json ? 'json' : options.reporter)
  const shown = progress()
  const packages: unknown[] = []
  for (const file of files) {
    shown.step(`${file}: reading`)
    const {value, diagnostics} = await inspectPackage(file)
    shown.end()
    if (value && reporter.isForPeople) process.stdout.write(inspectionText(file, value, diagnostics))
    reporter.findings({folder: file, diagnostics, texts: new Map()})
    packages.push({file, ...(value ?? {contents: null})})
    if (hasErrors(diagnostics)) process.exitCode = 1
  }
  reporter.end({packages})
}
