import {readdir, readFile} from 'node:fs/promises'
import {basename, dirname, join, relative, resolve} from 'node:path'
import {keepLock} from '../../build.js'
import {type Compiled, compile} from '../../compile.js'
import {readConfig} from '../../config/config.js'
import {hasErrors} from '../../diagnostics/diagnostic.js'
import {readTemplates} from '../../host/installation.js'
import {makeFolder, nodeHost} from '../../host/node.js'
import {slugOf} from '../../model/names.js'
import {changesText, hunksText} from '../../overlay/committee.js'
import {digestOf} from '../../overlay/digest.js'
import type {Standing} from '../../overlay/edition.js'
import {type Explained, explained} from '../../overlay/explain.js'
import {blocksOf, conflictMarks, hunksOf, merge, textOf} from '../../overlay/merge.js'
import {accepted} from '../../overlay/pin.js'
import {createTemplates} from '../../render/templates.js'
import {readSource} from '../../source/source.js'
import {CommandError} from '../command-error.js'
import {chosenEditions, courseAt} from '../editions.js'
import {paint} from '../report/paint.js'
import {pathOf, reporterFor} from '../report/reporter.js'
import {table} from '../report/table.js'

interface Options {
  readonly upstream?: string
  readonly reporter: string
}

/** `overlay init`: a folder with an overlay.yaml that says which course it is for. */
export const init = async (
  folder: string,
  options: {readonly upstream?: string; readonly name?: string},
): Promise<void> => {
  const there = await readdir(folder).catch(() => [])
  if (there.length > 0) throw new CommandError(`${folder} is not empty. Choose a new folder: nothing is overwritten.`)
  const upstream = options.upstream ?? (await courseAround(folder))
  const source = await readSource(nodeHost, await courseAt(upstream))
  const file = source.value.texts.get('course.yaml')
  const config = file && readConfig(file).value
  if (!config)
    throw new CommandError(`There is no sound course in ${upstream}. “coursewright check ${upstream}” says more.`)
  const id = slugOf(basename(resolve(folder))) || 'our-edition'
  const isInside = options.upstream === undefined
  await makeFolder(folder)
  const path = relative(folder, upstream).replaceAll('\\', '/')
  await nodeHost.write(
    join(folder, 'overlay.yaml'),
    starter({
      id,
      name: options.name ?? 'Our institution',
      day: new Date().toISOString().slice(0, 10),
      course: config.id,
      version: config.version,
      digest: digestOf(nodeHost, source.value),
      ...(isInside ? {} : {path}),
    }),
  )
  process.stdout.write(
    `Made the overlay “${id}” in ${folder}.\n\n  coursewright check --overlay ${folder}\n  coursewright build --overlay ${folder}\n`,
  )
}

/** `overlay explain`: for each thing of the edition which layer decided it, and where. */
export const explain = async (
  folder: string,
  thing: string | undefined,
  options: Options & {readonly json?: boolean},
): Promise<void> => {
  const compiled = await soundEdition(folder, options)
  const rows = explained(compiled).filter(
    ({target}) => thing === undefined || target === thing || target.startsWith(`${thing}/`),
  )
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({provenance: compiled.gathered.edition.provenance, things: rows}, null, 2)}\n`,
    )
    return
  }
  if (rows.length === 0) throw new CommandError(`Nothing here is called “${thing}”.`)
  const {provenance} = compiled.gathered.edition
  const cell = ({target, layer, place, what}: Explained) => [
    target,
    layer,
    `${pathOf(compiled.source.folder, place.file)}:${place.line}`,
    what,
  ]
  process.stdout.write(`${table(['thing', 'decided by', 'at', 'what'], rows.map(cell))}\n`)
  for (const {language, texts, missing} of provenance?.translations ?? [])
    process.stdout.write(`\n${language}: ${texts - missing} of ${texts} texts are translated.`)
  if (thing === undefined && provenance)
    process.stdout.write(
      `\nThe course is ${provenance.upstream.id} ${provenance.upstream.version}, digest ${provenance.upstream.digest}.\n`,
    )
}

/** `overlay diff`: what the edition changes, for people who decide about it. */
export const diff = async (folder: string, options: Options): Promise<void> => {
  process.stdout.write(changesText(await soundEdition(folder, options)))
}

/** `overlay outdated`: what an overlay rests on and that changed since. Ends with 1 if there is any. */
export const outdated = async (folder: string, options: Options & {readonly merge?: boolean}): Promise<void> => {
  const {standing} = await editionAt(folder, options)
  const {drift, upstream, version} = standing
  if (drift.length === 0) {
    process.stdout.write(
      `${paint.green('Nothing')} that ${folder} replaces, patches or translates has changed: it fits version ${version}.\n`,
    )
    return
  }
  process.exitCode = 1
  for (const {target, title, since, file, place, layer} of drift) {
    const own = place.file
    process.stdout.write(`${paint.bold(title || target)}  ${paint.dim(`${target}, in ${own}:${place.line}`)}\n`)
    const before = await textAt(join(folder, 'base', file))
    const now = upstream.texts.get(file)?.text
    if (before === undefined || now === undefined) {
      process.stdout.write(`“${layer}” rests on what ${file} said in ${since}; it has changed by ${version}.\n\n`)
      continue
    }
    const hunks = hunksOf(blocksOf(before), blocksOf(now))
    const many = hunks.filter(({kind}) => kind === 'changed').length
    process.stdout.write(
      `Changed between ${since} and ${version} in ${many === 1 ? '1 place' : `${many} places`}:\n\n${hunksText(hunks)}\n`,
    )
    const mine = standing.ownFile(target)
    const ours = mine === undefined ? undefined : await textAt(join(folder, mine))
    if (mine === undefined || ours === undefined) continue
    const merged = merge(blocksOf(before), blocksOf(ours), blocksOf(now))
    const result = `${merged.taken} taken over, ${merged.conflicts} in conflict`
    if (!options.merge) {
      process.stdout.write(`With --merge, ${mine} would have: ${result}.\n\n`)
      continue
    }
    await nodeHost.write(join(folder, mine), textOf(merged.blocks))
    const advice =
      merged.conflicts > 0
        ? ` Look for “${conflictMarks.ours}” and “${conflictMarks.theirs}”, and choose.`
        : ' Read it before you accept it.'
    process.stdout.write(`Merged ${mine}: ${result}.${advice}\n\n`)
  }
  process.stdout.write(`When all is as you want it: coursewright overlay accept ${folder}\n`)
}

/** `overlay accept`: writes down that somebody has looked, and what the overlay rests on from now on. */
export const accept = async (folder: string, targets: readonly string[], options: Options): Promise<void> => {
  const {compiled, standing} = await editionAt(folder, options)
  if (!compiled) throw new CommandError('First mend what is wrong: an edition with errors is not accepted.')
  const unknown = targets.find((target) => !standing.bases.some((basis) => basis.target === target))
  if (unknown !== undefined) {
    const known = standing.bases.map(({target}) => target).join(', ')
    throw new CommandError(`${folder} does not rest on “${unknown}”. It rests on ${known || 'nothing'}.`)
  }
  const chosen = standing.bases.filter(({target}) => targets.length === 0 || targets.includes(target))
  await keepLock(nodeHost, {accepted: chosen.map(({target}) => target)}, compiled)
  const left = standing.drift.filter(({target}) => !chosen.some((basis) => basis.target === target))
  const overlayFile = join(folder, 'overlay.yaml')
  const text = await readFile(overlayFile, 'utf8')
  const path = options.upstream === undefined ? undefined : relative(folder, options.upstream).replaceAll('\\', '/')
  const pinned = accepted(text, {version: standing.version, digest: standing.digest, ...(path ? {path} : {})})
  if (left.length === 0 && pinned !== text) await nodeHost.write(overlayFile, pinned)
  process.stdout.write(
    left.length === 0
      ? `${paint.green('Accepted')}: ${folder} is made for version ${standing.version} now.\n`
      : `Accepted ${chosen.length}; ${left.length} left: ${left.map(({target}) => target).join(', ')}.\n`,
  )
}

const editionAt = async (
  folder: string,
  options: Options,
): Promise<{readonly compiled: Compiled | undefined; readonly standing: Standing}> => {
  const reporter = reporterFor(options.reporter)
  const templates = createTemplates(await readTemplates())
  const [chosen] = await chosenEditions(options.upstream === undefined ? [] : [options.upstream], {overlay: [folder]})
  if (!chosen) throw new CommandError(`There is no overlay in ${folder}.`)
  const {value, diagnostics, source, standing} = await compile(nodeHost, chosen.folder, templates, {
    overlays: chosen.overlays ?? [],
  })
  const told = diagnostics.filter(
    ({code}) => code !== 'overlay/drift' && code !== 'overlay/other-version' && code !== 'overlay/other-digest',
  )
  reporter.findings({folder: chosen.folder, diagnostics: told, texts: source.texts})
  if (!standing) {
    process.exitCode = 1
    throw new CommandError(`${folder} could not be read.`)
  }
  return {compiled: hasErrors(told) ? undefined : value, standing}
}

const soundEdition = async (folder: string, options: Options): Promise<Compiled> => {
  const {compiled} = await editionAt(folder, options)
  if (!compiled) throw new CommandError('First mend what is wrong: an edition with errors says nothing certain.')
  return compiled
}

const textAt = async (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').then(
    (text) => text.replace(/\r\n?/g, '\n'),
    () => undefined,
  )

/** The course that a folder lies in. */
const courseAround = async (folder: string): Promise<string> => {
  for (let above = dirname(resolve(folder)); above !== dirname(above); above = dirname(above)) {
    const found = await readFile(join(above, 'course.yaml')).catch(() => undefined)
    if (found) return relative('.', above) || '.'
  }
  throw new CommandError(`Say which course the overlay is for: --upstream FOLDER, or its zip.`)
}

interface Start {
  readonly id: string
  readonly name: string
  readonly day: string
  readonly course: string
  readonly version: string
  readonly digest: string
  readonly path?: string
}

const starter = ({
  id,
  name,
  day,
  course,
  version,
  digest,
  path,
}: Start): string => `# What each setting means: the handbook’s chapter “Make it yours”.
id: ${id}            # permanent: it stands in file names and identifiers
by: ${name}
date: "${day}"      # when the course was adapted; changed lessons say so

# The course and the release that this edition is made of.
upstream:
  course: ${course}
  version: ${version}
  digest: ${digest}
${path === undefined ? '' : `  path: ${path}\n`}
brand:
  name: ${name}
  # logo: {light: brand/logo.svg, dark: brand/logo-dark.svg}
  # colours: {accent: {light: "#20508c", dark: "#93b9ea"}}
  # footer: A sentence at the foot of each page.
  # contact: {name: The help desk, email: help@example.edu}

# say:
#   terms: {module: unit, modules: units}

# set:
#   - quiz: an-id
#     pass-mark: 50

# replace:
#   - lesson: an-id
#     with: lessons/our-text.md

# Also: add, omit, patch. “coursewright overlay explain ${id}” lists the ids.
`
