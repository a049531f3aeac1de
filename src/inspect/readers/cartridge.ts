import {type PlannedKind, kindOf as plannedKind} from '../../import/cartridge/plan.js'
import {readAssignment, readTool, readTopic, readWebLink} from '../../import/cartridge/small.js'
import {plainOf} from '../../import/html/passage.js'
import {parseHtml} from '../../import/html/tree.js'
import {descendants, element, textOf} from '../../import/xml.js'
import type {ContentItem, Contents, ContentType} from '../contents.js'
import type {OrganizationItem, PackageManifest, Resource} from '../manifest.js'
import {passagesOf} from '../pages.js'
import type {Sources} from '../sources.js'
import {passagesIn} from './pages-of.js'
import {quizzesIn} from './qti-1.2.js'

/** A Common Cartridge: its table of contents, and what that does not name. */
export const readCartridgeContents = async (sources: Sources, manifest: PackageManifest): Promise<Contents> => {
  const {resources, organizations, node} = manifest
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const placed = new Set<string>()
  const read = async (item: OrganizationItem): Promise<ContentItem> => {
    const resource = item.reference === undefined ? undefined : byId.get(item.reference)
    const items: ContentItem[] = []
    for (const child of item.items) items.push(await read(child))
    if (item.reference === undefined) return {type: 'folder', id: item.id, title: item.title ?? '', items}
    if (!resource) return {type: 'unknown', id: item.id, title: item.title ?? '', items}
    placed.add(resource.id)
    const made = await resourceItem(sources, resource)
    return {...made, id: resource.id, title: item.title ?? made.title, items}
  }
  const tops: ContentItem[] = []
  for (const {items} of organizations) {
    const [root, ...others] = items
    // The root item has no title and holds the contents; some programs leave it out.
    const real =
      root && others.length === 0 && root.reference === undefined && root.title === undefined ? root.items : items
    for (const item of real) tops.push(await read(item))
  }
  // What stands behind another resource, or is what another one stands for (Common Cartridge 1.3, 3.4.4), is not missing.
  const needed = new Set(
    resources.flatMap((resource) => [
      ...resource.dependencies.map(({id}) => id),
      element(resource.node, 'variant')?.attributes.identifierref,
    ]),
  )
  const rest: ContentItem[] = []
  for (const resource of resources) {
    const type = typeOf(resource)
    if (placed.has(resource.id) || needed.has(resource.id) || type === 'file' || type === 'unknown') continue
    rest.push(await resourceItem(sources, resource))
  }
  return {
    kind: 'common-cartridge',
    version: manifest.version.trim(),
    id: node.attributes.identifier ?? '',
    title: cartridgeTitle(manifest),
    items: rest.length === 0 ? tops : [...tops, {type: 'folder', id: '', title: 'Not in the contents', items: rest}],
  }
}

/** The title of the course in the metadata (LOM). */
export const cartridgeTitle = ({node, organizations}: PackageManifest): string => {
  const [general] = descendants(element(node, 'metadata'), 'general')
  return textOf(element(general, 'title')).trim() || (organizations[0]?.title ?? '')
}

const typeOf = (resource: Resource): ContentType => {
  const kind = plannedKind({
    id: resource.id,
    type: resource.type,
    href: resource.href?.path,
    files: resource.files.flatMap(({path}) => path ?? []),
    dependencies: [],
    intendedUse: resource.intendedUse,
    forTeachers: false,
  })
  return kind === undefined ? 'unknown' : types[kind]
}

const types: Readonly<Record<PlannedKind, ContentType>> = {
  page: 'page',
  file: 'file',
  quiz: 'quiz',
  bank: 'bank',
  discussion: 'discussion',
  link: 'link',
  tool: 'tool',
  assignment: 'assignment',
}

export const resourceItem = async (sources: Sources, resource: Resource): Promise<ContentItem> => {
  const file = resource.href?.path ?? resource.files[0]?.path
  const base = {type: typeOf(resource), id: resource.id, title: file ?? resource.id, file}
  if (file === undefined) return base
  switch (base.type) {
    case 'page': {
      const page = await sources.page(file)
      return {...base, title: page?.title ?? file, text: page?.passages ?? []}
    }
    case 'quiz':
    case 'bank': {
      const root = await sources.document(file)
      const [quiz] = root ? quizzesIn(root, file) : []
      return quiz ? {...quiz, id: resource.id} : base
    }
    case 'discussion': {
      const root = await sources.document(file)
      if (!root) return base
      const topic = readTopic(root)
      return {...base, title: topic.title ?? file, text: htmlPassages(topic.text)}
    }
    case 'link': {
      const root = await sources.document(file)
      const link = root && readWebLink(root)
      return {...base, title: link?.title ?? file, settings: {address: link?.url}}
    }
    case 'tool': {
      const root = await sources.document(file)
      const tool = root && readTool(root)
      return {...base, title: tool?.title ?? file, settings: {address: tool?.url, points: textFor(tool?.points)}}
    }
    case 'assignment': {
      if (/\.x?html?$/i.test(file)) return {...base, text: await passagesIn(sources, file)}
      const root = await sources.document(file)
      if (!root) return base
      const {title, text, points, submission} = readAssignment(root)
      return {
        ...base,
        title: title ?? file,
        text: htmlPassages(text),
        settings: {points: textFor(points), submission: submission.join(', ') || undefined},
      }
    }
    default:
      return base
  }
}

const textFor = (number: number | undefined): string | undefined => (number === undefined ? undefined : String(number))

/** A text in HTML that stands in another file, passage by passage. */
export const htmlPassages = (html: string): readonly string[] => {
  const tree = parseHtml(html)
  return tree ? passagesOf(tree) : [plainOf(html)]
}
