import {join} from 'node:path'
import {hasErrors} from '../../diagnostics/diagnostic.js'
import {nodeHost} from '../../host/node.js'
import {proposeBump} from '../../release/bump.js'
import {changelogName, withChangelogSection} from '../../release/changelog.js'
import {changesBetween} from '../../release/changes.js'
import {summariseChanges} from '../../release/describe.js'
import {readRelease} from '../../release/read.js'
import {CommandError} from '../command-error.js'
import {paint} from '../report/paint.js'
import {reporterFor} from '../report/reporter.js'
import {contentsOf} from './diff.js'

interface Options {
  readonly against: string
  readonly write?: boolean
}

export const run = async (folder: string, options: Options): Promise<void> => {
  const reporter = reporterFor('pretty')
  const [release, course] = [await readRelease(nodeHost, options.against), await contentsOf(folder)]
  reporter.findings({folder: '.', diagnostics: release.diagnostics, texts: new Map()})
  reporter.findings(course)
  if (!release.value || !course.value || hasErrors(course.diagnostics)) {
    process.exitCode = 1
    return
  }
  const {version: was} = release.value.course
  const {version: is} = course.value.course
  const bump = proposeBump(release.value, course.value)
  if (!bump) {
    process.stdout.write(`Nothing has changed since ${was}.\n`)
    return
  }
  process.stdout.write(`${was} → ${paint.bold(bump.version)} (${bump.step}): ${bump.reason}\n`)
  if (options.write) {
    await writeVersion(join(folder, 'course.yaml'), is, bump.version)
    const proposal = summariseChanges(release.value, course.value, changesBetween(release.value, course.value))
    await writeChangelog(folder, course.value.course.title, bump.version, proposal)
  } else if (is !== bump.version) process.stdout.write(`course.yaml says ${is}. “--write” sets it.\n`)
}

/** Nothing else of the file is touched: its comments and its order are the author's. */
const writeVersion = async (file: string, from: string, to: string): Promise<void> => {
  const text = new TextDecoder().decode(await nodeHost.read(file))
  const line = /^(version:\s*)(["']?)([^\s"'#]+)\2/m
  if (line.exec(text)?.[3] !== from) throw new CommandError(`The line “version:” of ${file} could not be found.`)
  await nodeHost.write(
    file,
    text.replace(line, (_, key: string, quote: string) => key + quote + to + quote),
  )
  process.stdout.write(`${file} says ${to}.\n`)
}

/** The section is a proposal: authors put it into their own words before the release. */
const writeChangelog = async (folder: string, title: string, version: string, proposal: string): Promise<void> => {
  const file = join(folder, changelogName)
  const text = (await nodeHost.exists(file)) ? new TextDecoder().decode(await nodeHost.read(file)) : undefined
  const date = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length)
  const written = withChangelogSection(text, {title, version, date, proposal})
  if (written === text) return
  await nodeHost.write(file, written)
  process.stdout.write(`${file} has a section for ${version}: put it into your own words before you release.\n`)
}
