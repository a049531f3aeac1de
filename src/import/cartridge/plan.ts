import {baseName} from '../../model/names.js'
import {type Ids, takeIds} from '../ids.js'
import {isPage} from './addresses.js'
import type {Manifest, ManifestItem, ManifestResource} from './manifest.js'

/** What a resource becomes. */
export type PlannedKind = 'page' | 'file' | 'quiz' | 'bank' | 'discussion' | 'link' | 'tool' | 'assignment'

/** An item of a module before it is read. */
export interface Planned {
  readonly kind: Exclude<PlannedKind, 'bank'>
  readonly id: string
  readonly title: string | undefined
  readonly resource: ManifestResource
  /** The file that says what it is. */
  readonly path: string
}

export interface PlannedModule {
  readonly id: string
  readonly title: string
  readonly items: readonly Planned[]
}

export interface Plan {
  readonly modules: readonly PlannedModule[]
  /** Ids of items that the reading makes up. */
  readonly ids: Ids
  /** Folders within modules, whose titles are not kept. */
  readonly folders: readonly {readonly module: string; readonly title: string}[]
  /** Entries of the contents that show nothing that can be read, or what stands elsewhere already. */
  readonly left: readonly {readonly title: string; readonly why: 'missing' | 'twice' | 'type'; readonly type: string}[]
}

/** What kind of thing a resource is, by its type, whatever its version. */
export const kindOf = (resource: ManifestResource): PlannedKind | undefined => {
  const {type, href} = resource
  if (/question-bank$/.test(type)) return 'bank'
  if (/^imsqti_xmlv1p2/.test(type)) return 'quiz'
  if (type.startsWith('imsdt')) return 'discussion'
  if (type.startsWith('imswl')) return 'link'
  if (/^ims(?:basiclti|lti)/.test(type)) return 'tool'
  if (type.startsWith('assignment')) return 'assignment'
  if (type !== 'webcontent' && !/learning-application-resource/.test(type)) return undefined
  const path = href ?? resource.files[0]
  if (path === undefined) return undefined
  return isPage(path) ? (resource.intendedUse === 'assignment' ? 'assignment' : 'page') : 'file'
}

/** Modules and items with their ids, before anything is read: links between them need the ids. */
export const planOf = (
  manifest: Manifest,
  title: string,
  skipped: (resource: ManifestResource) => boolean,
  kindOf: (resource: ManifestResource) => PlannedKind | undefined,
): Plan => {
  const ids = takeIds('item')
  const moduleIds = takeIds('module')
  const placed = new Set<string>()
  const folders: {module: string; title: string}[] = []
  const left: {title: string; why: 'missing' | 'twice' | 'type'; type: string}[] = []
  const itemsOf = (items: readonly ManifestItem[], module: string): readonly Planned[] =>
    items.flatMap((item): readonly Planned[] => {
      const own = item.resource === undefined ? [] : plan(item, item.resource)
      if (item.items.length > 0 && item.resource === undefined && item.title) folders.push({module, title: item.title})
      return [...own, ...itemsOf(item.items, module)]
    })
  const plan = (item: ManifestItem, reference: string): readonly Planned[] => {
    const resource = manifest.resources.get(reference)
    const name = item.title ?? reference
    if (!resource) return miss(name, 'missing', reference)
    if (skipped(resource)) return []
    const kind = kindOf(resource)
    const path = resource.href ?? resource.files[0]
    if (kind === undefined || kind === 'bank' || path === undefined) return miss(name, 'type', resource.type)
    if (placed.has(resource.id)) return miss(name, 'twice', resource.type)
    placed.add(resource.id)
    return [{kind, id: ids.take(baseName(path), item.title, kind), title: item.title, resource, path}]
  }
  const miss = (name: string, why: 'missing' | 'twice' | 'type', type: string): readonly Planned[] => {
    left.push({title: name, why, type})
    return []
  }
  const [root, ...others] = manifest.items
  // The root item has no title and holds the contents; some programs leave it out.
  const tops =
    root && others.length === 0 && root.resource === undefined && root.items.length > 0 ? root.items : manifest.items
  const modules: PlannedModule[] = []
  let loose: ManifestItem[] = []
  const flush = () => {
    const items = itemsOf(loose, title)
    loose = []
    if (items.length > 0) modules.push({id: moduleIds.take(title), title, items})
  }
  for (const top of tops) {
    if (top.resource !== undefined && top.items.length === 0) {
      loose.push(top)
      continue
    }
    flush()
    const name = top.title ?? 'Untitled'
    const items = itemsOf(top.resource === undefined ? top.items : [top], name)
    if (items.length > 0) modules.push({id: moduleIds.take(ownName(top.id), name), title: name, items})
  }
  flush()
  const rest = restOf(manifest, placed, skipped, kindOf, ids)
  if (rest.length > 0) modules.push({id: moduleIds.take('other-parts'), title: 'Other parts', items: rest})
  return {modules, ids, folders, left}
}

/** The last part of a name as our own packages give them: `module_course_name`. */
const ownName = (id: string): string | undefined => /^module_[a-z0-9-]+_([a-z0-9-]+)$/.exec(id)?.[1]

/** What the contents do not show, and what is more than a file: pages, quizzes and the like. */
const restOf = (
  manifest: Manifest,
  placed: ReadonlySet<string>,
  skipped: (resource: ManifestResource) => boolean,
  kindOf: (resource: ManifestResource) => PlannedKind | undefined,
  ids: Ids,
): readonly Planned[] => {
  const needed = new Set([...manifest.resources.values()].flatMap(({dependencies}) => dependencies))
  const seen = new Set<string>()
  return [...manifest.resources.values()].flatMap((resource): readonly Planned[] => {
    const kind = kindOf(resource)
    const path = resource.href ?? resource.files[0]
    if (seen.has(resource.id) || placed.has(resource.id) || needed.has(resource.id) || skipped(resource)) return []
    seen.add(resource.id)
    if (kind === undefined || kind === 'bank' || kind === 'file' || path === undefined) return []
    return [{kind, id: ids.take(baseName(path), kind), title: undefined, resource, path}]
  })
}
