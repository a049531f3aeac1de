import {join} from 'node:path'
import {compile} from '../../compile.js'
import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {changesBetween} from '../../release/changes.js'
import {describeChanges, type Markup, markdown} from '../../release/describe.js'
import {readRelease} from '../../release/read.js'
import {type Snapshot, snapshotOf} from '../../release/snapshot.js'
import {createTemplates} from '../../render/templates.js'
import type {SourceText} from '../../source/source.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'

interface Options {
  readonly json?: boolean
  readonly markdown?: boolean
}

export const run = async (older: string, newer: string, options: Options): Promise<void> => {
  const reporter = reporterFor(options.json ? 'json' : 'pretty')
  const [before, after] = [await contentsOf(older), await contentsOf(newer)]
  for (const {folder, diagnostics, texts} of [before, after]) reporter.findings({folder, diagnostics, texts})
  const found = [...before.diagnostics, ...after.diagnostics]
  if (before.value && after.value) {
    const changes = changesBetween(before.value, after.value)
    if (reporter.isForPeople)
      process.stdout.write(describeChanges(before.value, after.value, changes, options.markdown ? markdown : terminal))
    reporter.end({before: before.value.course, after: after.value.course, changes})
  } else reporter.end({})
  if (hasErrors(found)) process.exitCode = 1
}

/** What a release held, or what a course would hold if it were released now. */
export const contentsOf = async (
  path: string,
): Promise<{
  readonly folder: string
  readonly value: Snapshot | undefined
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, SourceText>
}> => {
  if (!(await nodeHost.exists(join(path, 'course.yaml'))))
    return {folder: '.', texts: new Map(), ...(await readRelease(nodeHost, path))}
  const {value, diagnostics, source} = await compile(nodeHost, path, createTemplates(await readTemplates()))
  const contents = value && snapshotOf(value.course, value.gathered.edition.slots, value.config.language)
  return {folder: path, value: contents, diagnostics, texts: source.texts}
}

/** Colour where somebody looks at it; else signs that survive a pipe. */
const coloured = paint.red('') !== '' && (process.stdout.isTTY || Boolean(process.env.FORCE_COLOR))

const terminal: Markup = {
  heading: (text, level) => (level === 1 ? paint.bold(text) : level === 2 ? paint.cyan(text) : `  ${text}`),
  entry: (text) => `  ${text}`,
  plain: (text) => text,
  came: (text) => (coloured ? paint.green(text) : `{+${text}+}`),
  went: (text) => (coloured ? paint.red(text) : `[-${text}-]`),
}
