import {stat} from 'node:fs/promises'
import {basename, join} from 'node:path'
import {compile} from '../../compile.js'
import {type Diagnostic, diagnose, hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {nodeHost} from '../../host/node.js'
import {kindTitles} from '../../inspect/contents.js'
import {snapshotsOf} from '../../inspect/snapshots.js'
import {inspectPackage} from '../../inspect-package.js'
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
  const [before, after] = await bothOf(older, newer)
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

/** Both as they can be compared: releases and courses as they are, packages as far as they show it. */
const bothOf = async (older: string, newer: string): Promise<readonly [Side, Side]> => {
  const [before, after] = [await packageAt(older), await packageAt(newer)]
  if (!before && !after) return [await contentsOf(older), await contentsOf(newer)]
  // What is wrong with a package matters here only if it could not be read.
  const unread = [before, after].flatMap((read) => (read && !read.value ? read.diagnostics : []))
  if (unread.length > 0) return [{...nothing, diagnostics: unread}, nothing]
  const [old, now] = [before?.value, after?.value]
  if (!old || !now || old.contents.kind !== now.contents.kind) {
    const kindOf = (read: typeof old) => (read ? kindTitles[read.contents.kind] : 'a release or a course')
    const other = diagnose('diff/other-kind', {before: kindOf(old), after: kindOf(now), older, newer})
    return [{...nothing, diagnostics: [other]}, nothing]
  }
  const snapshots = snapshotsOf({...old, name: basename(older)}, {...now, name: basename(newer)})
  return [
    {...nothing, value: snapshots.before},
    {...nothing, value: snapshots.after},
  ]
}

/** What is in a package; undefined for what is none: releases and courses are folders, or a JSON file. */
const packageAt = async (path: string) => {
  const about = await stat(path).catch(() => undefined)
  return about?.isFile() && !path.endsWith('.json') ? inspectPackage(path) : undefined
}

type Side = Awaited<ReturnType<typeof contentsOf>>
const nothing: Side = {folder: '.', value: undefined, diagnostics: [], texts: new Map()}

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
