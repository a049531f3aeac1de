import {compile} from '../../compile.js'
import {type Diagnostic, hasErrors, inOrder} from '../../diagnostics/diagnostic.js'
import {formats} from '../../formats/index.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {countLosses, type LossCounts, type LossLimit, type LossRow, lossRows, tooGreat} from '../../losses.js'
import {sealPackages} from '../../packages.js'
import {createTemplates} from '../../render/templates.js'
import {choiceOf} from '../choice.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'
import {table} from '../report/table.js'

interface Options extends OverlayOptions {
  readonly format?: readonly string[]
  readonly for?: string
  readonly maxLoss?: LossLimit
  readonly json?: boolean
}

export const run = async (named: readonly string[], options: Options): Promise<void> => {
  const reporter = reporterFor(options.json ? 'json' : 'pretty')
  const chosen = choiceOf(options)
  const choice = chosen.formats || chosen.profile ? chosen : {formats: formats.map(({id}) => id)}
  const editions = await chosenEditions(named, options)
  const templates = createTemplates(await readTemplates())
  const all: Diagnostic[] = []
  const courses: unknown[] = []
  for (const {folder, overlays = []} of editions) {
    const {value: compiled, diagnostics: found, source} = await compile(nodeHost, folder, templates, {overlays})
    const sealed = compiled && sealPackages(compiled, templates, choice)
    const packages = sealed?.value ?? []
    const diagnostics = inOrder([...found, ...(sealed?.diagnostics ?? []), ...tooGreat(packages, options.maxLoss)])
    all.push(...diagnostics)
    reporter.findings({folder, diagnostics, texts: source.texts})
    if (!compiled) continue
    const rows = lossRows(compiled.course, packages)
    if (reporter.isForPeople) process.stdout.write(`${paint.bold(folder)}\n${lossTable(rows, packages)}\n\n`)
    courses.push({
      folder,
      course: {id: compiled.config.id, version: compiled.config.version},
      features: rows,
      formats: packages.map(({format, losses}) => ({format: format.id, lost: countLosses(losses), losses})),
    })
  }
  reporter.end({courses})
  if (hasErrors(all)) process.exitCode = 1
}

const lossTable = (rows: readonly LossRow[], packages: readonly {readonly format: {readonly id: string}}[]): string => {
  const ids = packages.map(({format}) => format.id)
  return table(
    ['feature', 'uses', ...ids],
    rows.map(({feature, uses, formats: counts}) => [
      feature,
      uses === undefined ? '–' : String(uses),
      ...ids.map((id) => countsText(counts[id])),
    ]),
  )
}

/** `2 dropped, 1 approximated`; a dash for none. */
const countsText = (counts: LossCounts | undefined): string => {
  const parts = Object.entries(counts ?? {}).flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []))
  return parts.join(', ') || '–'
}
