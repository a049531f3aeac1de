import {relative, resolve} from 'node:path'
import {type BuildResult, build} from '../../build.js'
import {hasErrors, severityOf} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {countLosses, type LossLimit} from '../../losses.js'
import {count} from '../../model/count.js'
import {createTemplates} from '../../render/templates.js'
import {choiceOf} from '../choice.js'
import {chosenEditions, type OverlayOptions} from '../editions.js'
import {endOnInterrupt} from '../interrupt.js'
import type {Means, MeansChoice} from '../means.js'
import {paint} from '../report/paint.js'
import {progress} from '../report/progress.js'
import {reporterFor} from '../report/reporter.js'
import {sizeText, table} from '../report/table.js'
import {shardOf} from '../shard.js'

interface Options extends OverlayOptions, MeansChoice {
  readonly format?: readonly string[]
  readonly for?: string
  readonly maxLoss?: LossLimit
  readonly browser?: string
  readonly out: string
  readonly frozen?: boolean
  readonly shard?: string
  readonly reporter: string
}

export const run = async (named: readonly string[], options: Options, means: Means): Promise<void> => {
  endOnInterrupt(means.workers)
  const reporter = reporterFor(options.reporter)
  const chosen = shardOf(await chosenEditions(named, options), options.shard)
  const templates = createTemplates(await readTemplates())
  const results: BuildResult[] = []
  for (const edition of chosen) {
    const {folder} = edition
    const shown = progress()
    const result = await build(nodeHost, templates, {
      ...edition,
      out: options.out,
      ...choiceOf(options),
      ...means,
      ...(options.maxLoss ? {maxLoss: options.maxLoss} : {}),
      ...(options.browser === undefined ? {} : {browser: {path: options.browser}}),
      ...(options.frozen ? {frozen: true} : {}),
      onProgress: (step) => shown.step(`${[folder, ...(edition.overlays ?? [])].join(' + ')}: ${step}`),
    })
    await means.cache?.flush()
    shown.end()
    results.push(result)
    reporter.findings({folder, diagnostics: result.diagnostics, texts: result.texts})
  }
  if (reporter.isForPeople) summary(results, options.out)
  reporter.end({reports: results.flatMap((result) => result.report ?? [])})
  if (results.some((result) => hasErrors(result.diagnostics))) process.exitCode = 1
}

const summary = (results: readonly BuildResult[], out: string): void => {
  const packages = results.flatMap((result) => result.packages)
  if (packages.length > 0) {
    const hasState = packages.some(({state}) => state)
    const rows = packages.map(({format, losses, state, written}) => {
      const lost = countLosses(losses)
      return [
        relative(resolve(out), resolve(written.path)),
        format.id,
        sizeText(written.size),
        String(written.files),
        ...[lost.dropped, lost.degraded, lost.approximated].map((number) => (number === 0 ? '–' : String(number))),
        ...(hasState ? [state ? `${state.bound} of ${state.limit}` : '–'] : []),
      ]
    })
    const head = [
      'package',
      'format',
      'size',
      'files',
      'dropped',
      'degraded',
      'approximated',
      ...(hasState ? ['state'] : []),
    ]
    process.stdout.write(`${table(head, rows)}\n\n`)
    process.stdout.write(`${paint.green('Built')} ${count(packages.length, 'package')} in ${out}.`)
    if (packages.some(({losses}) => losses.length > 0))
      process.stdout.write(' What a format could not carry stands in the report and the import guides beside it.')
    process.stdout.write('\n')
    if (hasState)
      process.stdout.write('State: the most characters that a learner’s record can need, and how many an LMS keeps.\n')
  }
  process.stdout.write(countLine(results))
}

/** `2 errors, 1 warning.` */
const countLine = (results: readonly BuildResult[]): string => {
  const found = results.flatMap((result) => result.diagnostics)
  const errors = found.filter((diagnostic) => severityOf(diagnostic) === 'error').length
  const warnings = found.length - errors
  if (errors + warnings === 0) return ''
  const some = (number: number, word: string) => (number === 0 ? [] : [count(number, word)])
  const rest = errors > 0 ? ' Courses with errors were not built; their last good packages are left as they were.' : ''
  return `${[...some(errors, 'error'), ...some(warnings, 'warning')].join(', ')}.${rest}\n`
}
