import {keepLock} from '../../build.js'
import {compile} from '../../compile.js'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {createTemplates} from '../../render/templates.js'
import {courseFolders} from '../courses.js'
import {reporterFor} from '../report/reporter.js'

export const run = async (named: readonly string[], options: {readonly reporter: string}): Promise<void> => {
  const reporter = reporterFor(options.reporter)
  const templates = createTemplates(await readTemplates())
  const all: Diagnostic[] = []
  const changed: string[] = []
  for (const folder of await courseFolders(named)) {
    const {value, diagnostics, source} = await compile(nodeHost, folder, templates)
    all.push(...diagnostics)
    reporter.findings({folder, diagnostics, texts: source.texts})
    const wasWritten = value ? await keepLock(nodeHost, {folder}, value) : false
    if (wasWritten) changed.push(folder)
    if (value && reporter.isForPeople) {
      process.stdout.write(`${folder}/course.lock.yaml ${wasWritten ? 'has new ids: commit it.' : 'is up to date.'}\n`)
    }
  }
  reporter.end({changed})
  if (hasErrors(all)) process.exitCode = 1
}
