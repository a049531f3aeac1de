import {baseName} from '../../model/names.js'
import {isPage} from '../cartridge/addresses.js'
import type {ManifestResource} from '../cartridge/manifest.js'
import type {PlannedKind} from '../cartridge/plan.js'
import {type Ids, takeIds} from '../ids.js'
import {descendants, element, elements, wordOf, type XmlNode} from '../xml.js'

/** An item of a module, before it is read. */
export interface CanvasItem {
  readonly kind: Exclude<PlannedKind, 'bank'>
  readonly id: string
  readonly title: string | undefined
  /** What Canvas calls the thing that it shows. */
  readonly ref: string
  readonly path: string
  readonly url: string | undefined
  readonly hidden: boolean
  readonly resource: ManifestResource | undefined
}

export interface CanvasModule {
  readonly id: string
  readonly title: string
  readonly hidden: boolean
  /** Ids of Canvas. */
  readonly prerequisites: readonly string[]
  readonly ref: string
  readonly isSequential: boolean
  readonly hasRequirements: boolean
  readonly items: readonly CanvasItem[]
}

export interface CanvasPlan {
  readonly modules: readonly CanvasModule[]
  readonly headers: readonly {readonly module: string; readonly title: string}[]
  readonly left: readonly {readonly title: string; readonly why: 'missing' | 'twice' | 'type'; readonly type: string}[]
}

export interface CanvasFiles {
  readonly paths: readonly string[]
  readonly root: string
  readonly resources: ReadonlyMap<string, ManifestResource>
  /** Files of pages, by what Canvas calls the page. */
  readonly pages: ReadonlyMap<string, string>
  /** Pages that the course makes of itself. */
  readonly skipped: (ref: string) => boolean
}

/** Modules as `module_meta.xml` has them; the contents of the manifest are for others. Source: canvas/module_converter.rb. */
export const planOfModules = (meta: XmlNode | undefined, files: CanvasFiles): CanvasPlan => {
  const ids = takeIds('item')
  const moduleIds = takeIds('module')
  const headers: {module: string; title: string}[] = []
  const left: {title: string; why: 'missing' | 'twice' | 'type'; type: string}[] = []
  const placed = new Set<string>()
  const modules = elements(meta, 'module').map((node): CanvasModule => {
    const title = wordOf(node, 'title') ?? 'Untitled'
    const items = elements(element(node, 'items'), 'item').flatMap((item): readonly CanvasItem[] => {
      const type = wordOf(item, 'content_type') ?? ''
      const ref = wordOf(item, 'identifierref') ?? ''
      const name = wordOf(item, 'title')
      if (type === 'ContextModuleSubHeader') {
        if (name) headers.push({module: title, title: name})
        return []
      }
      if (files.skipped(ref)) return []
      const found = thingOf(type, ref, wordOf(item, 'url'), files)
      if (typeof found === 'string') {
        left.push({title: name ?? type, why: found, type})
        return []
      }
      const key = found.kind === 'link' ? '' : ref
      if (key !== '' && placed.has(key)) {
        left.push({title: name ?? type, why: 'twice', type})
        return []
      }
      placed.add(key)
      const id = ids.take(...namesOf(item.attributes.identifier, ref, found.path), name, found.kind)
      return [{...found, id, title: name, ref, hidden: wordOf(item, 'workflow_state') === 'unpublished'}]
    })
    return {
      id: moduleIds.take(ownName(node.attributes.identifier), title),
      title,
      ref: node.attributes.identifier ?? '',
      hidden: wordOf(node, 'workflow_state') === 'unpublished',
      prerequisites: descendants(node, 'prerequisite').flatMap((one) => wordOf(one, 'identifierref') ?? []),
      isSequential: /true|yes/i.test(wordOf(node, 'require_sequential_progress') ?? ''),
      hasRequirements: descendants(node, 'completionRequirement').length > 0,
      items,
    }
  })
  const rest = restOf(files, placed, ids)
  return {
    modules:
      rest.length === 0
        ? modules
        : [
            ...modules,
            {
              id: moduleIds.take('other-parts'),
              title: 'Other parts',
              hidden: false,
              prerequisites: [],
              ref: '',
              isSequential: false,
              hasRequirements: false,
              items: rest,
            },
          ],
    headers,
    left,
  }
}

type Thing = Pick<CanvasItem, 'kind' | 'path' | 'url' | 'resource'>

const thingOf = (
  type: string,
  ref: string,
  url: string | undefined,
  files: CanvasFiles,
): Thing | 'missing' | 'type' => {
  const resource = files.resources.get(ref)
  const at = (kind: CanvasItem['kind'], path: string | undefined): Thing | 'missing' =>
    path === undefined ? 'missing' : {kind, path, url: undefined, resource}
  switch (type) {
    case 'WikiPage':
      return at('page', files.pages.get(ref) ?? resource?.href)
    case 'Attachment': {
      const path = resource?.href ?? resource?.files[0]
      return at(path !== undefined && isPage(path) ? 'page' : 'file', path)
    }
    case 'Assignment':
      return at('assignment', settingsPath(ref, files) ?? resource?.href)
    case 'DiscussionTopic':
      return at('discussion', resource?.files[0])
    case 'Quizzes::Quiz':
      return at('quiz', quizPath(ref, files) ?? dependedQuiz(resource, files) ?? resource?.files[0])
    case 'ExternalUrl':
      return {kind: 'link', path: `${files.root}course_settings/module_meta.xml`, url, resource: undefined}
    case 'ContextExternalTool':
      return {
        kind: 'tool',
        path: resource?.files[0] ?? `${files.root}course_settings/module_meta.xml`,
        url,
        resource,
      }
    default:
      return 'type'
  }
}

export const quizPath = (ref: string, {paths, root}: CanvasFiles): string | undefined =>
  paths.find((path) => path === `${root}non_cc_assessments/${ref}.xml.qti`)

const dependedQuiz = (resource: ManifestResource | undefined, {resources}: CanvasFiles): string | undefined =>
  resource?.dependencies.flatMap((id) => resources.get(id)?.files ?? []).find((path) => path.endsWith('.qti'))

const settingsPath = (ref: string, {paths, root}: CanvasFiles): string | undefined =>
  paths.find((path) => path === `${root}${ref}/assignment_settings.xml`)

/** What no module shows: Canvas lists it in its own indexes. */
const restOf = (files: CanvasFiles, placed: ReadonlySet<string>, ids: Ids): readonly CanvasItem[] => {
  const {paths, root, pages, resources, skipped} = files
  const found: {kind: CanvasItem['kind']; ref: string; path: string}[] = [
    ...[...pages].map(([ref, path]) => ({kind: 'page' as const, ref, path})),
    ...[...resources.values()]
      .filter(({type}) => type.startsWith('imsdt'))
      .map(({id, files: [path = '']}) => ({kind: 'discussion' as const, ref: id, path})),
    ...paths
      .filter((path) => /\/assignment_settings\.xml$/.test(path))
      .map((path) => ({kind: 'assignment' as const, ref: path.slice(root.length).split('/')[0] ?? '', path})),
    // Canvas’s cartridges of version 1.3 have assignments of the standard’s kind, with its own fields in an extension.
    ...[...new Map([...resources.values()].map((resource) => [resource.id, resource])).values()]
      .filter(({type}) => type.startsWith('assignment'))
      .map(({id, href, files: [path = '']}) => ({kind: 'assignment' as const, ref: id, path: href ?? path})),
    ...paths
      .filter((path) => /\/assessment_meta\.xml$/.test(path))
      .map((path) => path.slice(root.length).split('/')[0] ?? '')
      .flatMap((ref) => {
        const path = quizPath(ref, files)
        return path === undefined ? [] : [{kind: 'quiz' as const, ref, path}]
      }),
  ]
  return found
    .filter(({ref, path}) => path !== '' && !placed.has(ref) && !skipped(ref))
    .map(({kind, ref, path}) => ({
      kind,
      ref,
      path,
      id: ids.take(...namesOf(undefined, ref, path), kind),
      title: undefined,
      url: undefined,
      hidden: false,
      resource: resources.get(ref),
    }))
}

/** Our own packages name things `item_course_name`; others name pages by their address. */
const namesOf = (item: string | undefined, ref: string, path: string): readonly (string | undefined)[] => [
  ownName(item),
  ownName(ref),
  /\/wiki_content\//.test(`/${path}`) ? baseName(path) : undefined,
]

const ownName = (id: string | undefined): string | undefined => /^[a-z-]+_[a-z0-9-]+_([a-z0-9-]+)$/.exec(id ?? '')?.[1]
