import type {Archive} from '../../package/archive.js'
import {aboutCourse} from '../cartridge/about.js'
import {addressesOf, isPage} from '../cartridge/addresses.js'
import {emptyParts} from '../cartridge/context.js'
import {itemLost} from '../cartridge/losses.js'
import {type Manifest, readManifest} from '../cartridge/manifest.js'
import {type OwnPages, ownPages, ownTerms, readOwnPages} from '../cartridge/own.js'
import {readPage} from '../cartridge/page.js'
import type {Draft, DraftItem, DraftModule} from '../draft.js'
import {takeIds} from '../ids.js'
import {decoded, mediaShelf} from '../media.js'
import {passageLosses, startReport} from '../unkept.js'
import {elements, readXml, wordOf, type XmlNode} from '../xml.js'
import {identifierOf} from './identifier.js'
import {type CanvasContext, readCanvasBank, readCanvasItem} from './items.js'
import {fileLost, headerLost, requirementsLost, syllabusLost} from './losses.js'
import {type CanvasItem, type CanvasModule, planOfModules} from './plan.js'
import {readRubrics} from './rubrics.js'

/** A cartridge with Canvas’s own files: modules, pages, quizzes, assignments and topics come from these. */
export const readCanvas = async (
  archive: Archive,
  manifestNode: XmlNode,
  {root, file}: {readonly root: string; readonly file: string},
): Promise<Draft> => {
  const manifest = readManifest(manifestNode, root)
  const report = startReport()
  const terms = new Map<string, string>()
  const shelf = mediaShelf(archive.paths, root)
  const settings = async (name: string): Promise<XmlNode | undefined> => {
    const path = `${root}course_settings/${name}`
    return archive.paths.includes(path) ? readXml(path, await archive.read(path)).value : undefined
  }
  const course = await settings('course_settings.xml')
  const pages = await pagesOf(archive, root)
  const own = ownPages(manifest)
  const plan = planOfModules(await settings('module_meta.xml'), {
    paths: archive.paths,
    root,
    resources: manifest.resources,
    pages,
    skipped: own.has,
  })
  const items = plan.modules.flatMap((module) => module.items)
  const groups = groupsOf(await settings('assignment_groups.xml'))
  const addresses = addressBook(items, own)
  const context: CanvasContext = {
    archive,
    shelf,
    report,
    parts: emptyParts(),
    root,
    bankIds: takeIds('bank'),
    banks: new Map(),
    rubrics: readRubrics(await settings('rubrics.xml')),
    groups: new Map(groups.map(({ref, id}) => [ref, id])),
    start: startOf(course),
    resourcePath: (id) => manifest.resources.get(id)?.files[0],
    addresses: addressesOf({
      paths: archive.paths,
      root,
      shelf,
      terms,
      itemOf: (path) => addresses.byPath.get(path),
      special: (url) =>
        special(url, addresses, (id) => {
          const path = manifest.resources.get(id)?.href
          return path !== undefined && archive.paths.includes(path) && !isPage(path)
            ? `../${shelf.keep(path)}`
            : undefined
        }),
    }),
  }
  for (const [words, id] of await ownTerms(context, own)) terms.set(words, id)
  const quizzes = new Set(items.filter(({kind}) => kind === 'quiz').map(({path}) => path))
  for (const path of archive.paths)
    if (path.startsWith(`${root}non_cc_assessments/`) && !quizzes.has(path) && !/\/objectives_/.test(path))
      await readCanvasBank(context, path)
  const modules: DraftModule[] = []
  for (const module of plan.modules) modules.push(await readModule(context, module, plan.modules))
  const descriptions = await readOwnPages(context, own)
  await readSyllabus(context, own.course !== undefined)
  for (const {module, title} of plan.headers) report.add({...headerLost(title, module), file})
  for (const {title, why, type} of plan.left) report.add({...itemLost(why, type), item: {type: 'item', title}, file})
  if (plan.modules.some(({hasRequirements}) => hasRequirements)) report.add({...requirementsLost, file})
  for (const [name, said] of unread) {
    if (archive.paths.includes(`${root}course_settings/${name}`) && elements(await settings(name)).length > 0)
      report.add({...fileLost(said), file: `course_settings/${name}`})
  }
  keepFiles(context, manifest)
  const about = aboutCourse(manifest.about)
  const licence = about.licence ?? licences[wordOf(course, 'license') ?? '']
  return {
    course: {
      ...about,
      title: about.title ?? wordOf(course, 'title') ?? 'Imported course',
      ...(licence ? {licence} : {}),
      ...(own.course ? {id: own.course} : {}),
      ...(groups.length > 0 ? {groups: groups.map(({id, title, weight}) => ({id, title, weight}))} : {}),
      modules: modules.map((module, index) => {
        const description = descriptions[index]
        const {id, title, ...rest} = module
        return description ? {id, title, description, ...rest} : module
      }),
    },
    ...context.parts,
    media: shelf.all(),
    unkept: report.all(),
  }
}

/** What else Canvas keeps of a course. */
const unread: readonly (readonly [string, string])[] = [
  ['events.xml', 'The calendar'],
  ['grading_standards.xml', 'Grading schemes'],
  ['external_feeds.xml', 'Feeds of other sites'],
  ['late_policy.xml', 'The rule for late work'],
  ['learning_outcomes.xml', 'Learning outcomes, with the questions and rubrics aligned to them'],
]

const licences: Readonly<Record<string, string>> = {
  cc_by: 'CC-BY-4.0',
  cc_by_sa: 'CC-BY-SA-4.0',
  cc_by_nc: 'CC-BY-NC-4.0',
  cc_by_nc_sa: 'CC-BY-NC-SA-4.0',
  cc_by_nd: 'CC-BY-ND-4.0',
  cc_by_nc_nd: 'CC-BY-NC-ND-4.0',
  public_domain: 'CC0-1.0',
}

/** Every file in `wiki_content` is a page, and says in its head what Canvas calls it. */
const pagesOf = async (archive: Archive, root: string): Promise<ReadonlyMap<string, string>> => {
  const pages = new Map<string, string>()
  for (const path of archive.paths) {
    if (!path.startsWith(`${root}wiki_content/`) || !isPage(path)) continue
    const head = new TextDecoder().decode((await archive.read(path)).subarray(0, 4000))
    pages.set(identifierOf(head) ?? path, path)
  }
  return pages
}

const groupsOf = (root: XmlNode | undefined) => {
  const ids = takeIds('group')
  return elements(root, 'assignmentGroup').map((node) => {
    const ref = node.attributes.identifier ?? ''
    const title = wordOf(node, 'title') ?? 'Assignments'
    const weight = Number(wordOf(node, 'group_weight') ?? 0)
    return {
      ref,
      id: ids.take(/^group_[a-z0-9-]+_([a-z0-9-]+)$/.exec(ref)?.[1], title),
      title,
      weight: Number.isFinite(weight) ? Math.min(1000, Math.max(0, weight)) : 0,
    }
  })
}

const startOf = (course: XmlNode | undefined): Date | undefined => {
  const text = wordOf(course, 'start_at')
  const date = text === undefined ? undefined : new Date(/[zZ]$/.test(text) ? text : `${text}Z`)
  return date && !Number.isNaN(date.getTime()) ? date : undefined
}

interface AddressBook {
  readonly byPath: ReadonlyMap<string, string>
  /** By what Canvas calls the thing, and by the item of the module that shows it. */
  readonly byRef: ReadonlyMap<string, string>
  /** Pages that the course makes of itself, by their address. */
  readonly ownPages: ReadonlyMap<string, string>
}

const addressBook = (items: readonly CanvasItem[], own: OwnPages): AddressBook => {
  const named = items.flatMap((item) => {
    const address = addressOf(item)
    return address === undefined ? [] : [{item, address}]
  })
  return {
    byPath: new Map(named.filter(({item}) => item.kind !== 'link').map(({item, address}) => [item.path, address])),
    byRef: new Map(named.map(({item, address}) => [item.ref, address])),
    ownPages: new Map(
      own.course === undefined
        ? []
        : [
            ...(own.of('glossary') ? [['glossary', 'glossary.yaml'] as const] : []),
            ...(own.of('resources') ? [['resources', 'resources.yaml'] as const] : []),
            ...(own.of('about') ? [['about', 'about.md'] as const] : []),
          ],
    ),
  }
}

const addressOf = ({kind, id}: CanvasItem): string | undefined => {
  switch (kind) {
    case 'page':
      return `lessons/${id}.md`
    case 'quiz':
      return `quizzes/${id}.yaml`
    case 'discussion':
      return `discussions/${id}.md`
    case 'assignment':
      return `assignments/${id}.md`
    case 'link':
      return `link:${id}`
    case 'file':
    case 'tool':
      return undefined
  }
}

/** Canvas’s own tokens for its things. Source: canvas-lms, app/models/importers/link_parser.rb and link_resolver.rb. */
const special = (url: string, book: AddressBook, fileOf: (id: string) => string | undefined): string | undefined => {
  const address = decoded(url)
  const up = (found: string | undefined) => (found === undefined || found.includes(':') ? found : `../${found}`)
  const wiki = /^\$WIKI_REFERENCE\$\/(?:pages|wiki)\/([^?#]+)/.exec(address)?.[1]
  if (wiki !== undefined) {
    const path = [...book.byPath].find(([there]) => there.endsWith(`wiki_content/${wiki}.html`))
    return up(path?.[1] ?? book.ownPages.get(wiki))
  }
  const [, type, id = ''] = /^\$CANVAS_OBJECT_REFERENCE\$\/([a-z_]+)\/([^/?#]+)/.exec(address) ?? []
  if (type === 'attachments') return fileOf(id)
  if (type !== undefined) return up(book.byRef.get(id))
  return undefined
}

const readModule = async (
  context: CanvasContext,
  module: CanvasModule,
  all: readonly CanvasModule[],
): Promise<DraftModule> => {
  const items: DraftItem[] = []
  for (const item of module.items) {
    const made = await readCanvasItem(context, item)
    if (!made) continue
    const before = items.at(-1)
    const waits = module.isSequential && before ? {requires: [idOf(before)]} : {}
    items.push({...made, ...waits})
  }
  const requires = module.prerequisites.flatMap((ref) => all.find((other) => other.ref === ref)?.id ?? [])
  return {
    id: module.id,
    title: module.title,
    ...(requires.length > 0 ? {requires} : {}),
    ...(module.hidden ? {hidden: true} : {}),
    items,
  }
}

const idOf = (item: DraftItem): string => {
  for (const kind of ['lesson', 'quiz', 'discussion', 'assignment', 'link', 'tool'] as const)
    if (kind in item) return String((item as Record<string, unknown>)[kind])
  return ''
}

const readSyllabus = async (context: CanvasContext, isOurs: boolean): Promise<void> => {
  const path = `${context.root}course_settings/syllabus.html`
  // Ours is made of the course, and has its own page about it.
  if (isOurs || context.parts.about || !context.archive.paths.includes(path)) return
  const passages = passageLosses()
  const html = new TextDecoder().decode(await context.archive.read(path))
  const {body} = readPage(html, undefined, context.addresses.readerFor(path, passages.lose, ''))
  if (body === '') return
  context.parts.about = {front: {title: 'Syllabus'}, body}
  for (const loss of passages.losses())
    context.report.add({...loss, item: {type: 'page', title: 'Syllabus'}, file: path})
  context.report.add({...syllabusLost, file: path})
}

/** Files that no page shows are kept as well. */
const keepFiles = ({archive, shelf, root}: CanvasContext, manifest: Manifest): void => {
  for (const {type, files} of manifest.resources.values()) {
    if (type !== 'webcontent') continue
    for (const path of files)
      if (
        path.startsWith(`${root}web_resources/`) &&
        !/\.(?:html?|css|js|mjs)$/i.test(path) &&
        archive.paths.includes(path)
      )
        shelf.keep(path)
  }
}
