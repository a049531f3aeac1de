import {join} from 'node:path'
import {keepLock} from '../../build.js'
import {compile} from '../../compile.js'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {createTemplates} from '../../render/templates.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import {reporterFor} from '../report/reporter.js'

export const run = async (
  named: readonly string[],
  options: {readonly reporter: string} & OverlayOptions,
): Promise<void> => {
  const reporter = reporterFor(options.reporter)
  const templates = createTemplates(await readTemplates())
  const all: Diagnostic[] = []
  const changed: string[] = []
  for (const {folder, overlays = []} of await chosenEditions(named, options)) {
    const {value, diagnostics, source} = await compile(nodeHost, folder, templates, {overlays})
    all.push(...diagnostics)
    reporter.findings({folder, diagnostics, texts: source.texts})
    const wasWritten = value ? await keepLock(nodeHost, {}, value) : false
    const ledger = value && join(value.lock.folder, value.lock.file)
    if (wasWritten && ledger) changed.push(overlays.length > 0 ? ledger : folder)
    if (value && reporter.isForPeople) {
      process.stdout.write(`${ledger} ${wasWritten ? 'has new ids: commit it.' : 'is up to date.'}\n`)
    }
  }
  reporter.end({changed})
  if (hasErrors(all)) process.exitCode = 1
}
