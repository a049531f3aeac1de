import {identifierOf} from '../../import/canvas/identifier.js'
import {type CanvasItem, type CanvasModule, planOfModules} from '../../import/canvas/plan.js'
import {isPage} from '../../import/cartridge/addresses.js'
import {readManifest} from '../../import/cartridge/manifest.js'
import {readTool, readTopic} from '../../import/cartridge/small.js'
import {element, textOf, wordOf, type XmlNode} from '../../import/xml.js'
import type {ContentItem, Contents} from '../contents.js'
import type {PackageManifest} from '../manifest.js'
import type {Sources} from '../sources.js'
import {cartridgeTitle, htmlPassages} from './cartridge.js'
import {passagesIn} from './pages-of.js'
import {quizzesIn} from './qti-1.2.js'

/** A cartridge with Canvas’s own files: these alone count for Canvas. */
export const readCanvasContents = async (sources: Sources, manifest: PackageManifest): Promise<Contents> => {
  const {root} = manifest
  const settings = (name: string) => sources.document(`${root}course_settings/${name}`)
  const course = await settings('course_settings.xml')
  const plan = planOfModules(await settings('module_meta.xml'), {
    paths: sources.paths,
    root,
    resources: readManifest(manifest.node, root).resources,
    pages: await canvasPages(sources, root),
    skipped: () => false,
  })
  const items: ContentItem[] = []
  for (const module of plan.modules) items.push(await moduleItem(sources, root, module))
  const shown = new Set(plan.modules.flatMap((module) => module.items.map(({path}) => path)))
  const banks: ContentItem[] = []
  for (const path of sources.paths) {
    if (!path.startsWith(`${root}non_cc_assessments/`) || shown.has(path)) continue
    const document = await sources.document(path)
    if (document) banks.push(...quizzesIn(document, path).filter(({type}) => type === 'bank'))
  }
  return {
    kind: 'canvas',
    version: manifest.version.trim(),
    id: course?.attributes.identifier ?? manifest.node.attributes.identifier ?? '',
    title: cartridgeTitle(manifest) || (wordOf(course, 'title') ?? ''),
    items: banks.length === 0 ? items : [...items, {type: 'folder', id: '', title: 'Question banks', items: banks}],
  }
}

/** Files of pages, by what Canvas calls the page: it is said in their heads (wiki_converter.rb:22-55). */
export const canvasPages = async (sources: Sources, root: string): Promise<ReadonlyMap<string, string>> => {
  const pages = new Map<string, string>()
  for (const path of sources.paths) {
    if (!path.startsWith(`${root}wiki_content/`) || !isPage(path)) continue
    await sources.page(path)
    pages.set(identifierOf(sources.texts.get(path) ?? '') ?? path, path)
  }
  return pages
}

const moduleItem = async (sources: Sources, root: string, module: CanvasModule): Promise<ContentItem> => {
  const items: ContentItem[] = []
  for (const item of module.items) items.push(await itemOf(sources, root, item))
  return {
    type: 'folder',
    id: module.ref,
    title: module.title,
    items,
    settings: {hidden: yes(module.hidden), requires: module.prerequisites.join(', ') || undefined},
  }
}

const itemOf = async (sources: Sources, root: string, item: CanvasItem): Promise<ContentItem> => {
  const base = {
    type: item.kind,
    id: item.ref || (item.url ?? item.id),
    title: item.title ?? item.id,
    file: item.path,
    settings: {hidden: yes(item.hidden)},
  }
  switch (item.kind) {
    case 'page':
      return {
        ...base,
        title: item.title ?? (await sources.page(item.path))?.title ?? item.id,
        text: await passagesIn(sources, item.path),
      }
    case 'quiz': {
      const meta = await sources.document(`${root}${item.ref}/assessment_meta.xml`)
      const document = await sources.document(item.path)
      const quiz = document && quizzesIn(document, item.path, meta ?? empty).find(({type}) => type === 'quiz')
      return quiz
        ? {...quiz, ...base, title: item.title ?? quiz.title, settings: {...quiz.settings, ...base.settings}}
        : base
    }
    case 'discussion': {
      const document = await sources.document(item.path)
      const topic = document && readTopic(document)
      return {...base, title: item.title ?? topic?.title ?? item.id, text: htmlPassages(topic?.text ?? '')}
    }
    case 'assignment': {
      const document = item.path.endsWith('.xml') ? await sources.document(item.path) : undefined
      const settings = element(document, 'extensions', 'assignment') ?? document
      const folder = item.path.replace(/[^/]*$/, '')
      const page = sources.paths.find((path) => path.startsWith(folder) && isPage(path))
      const own = textOf(element(document, 'text'))
      return {
        ...base,
        title: item.title ?? wordOf(settings, 'title') ?? item.id,
        text: own === '' ? await passagesIn(sources, page) : htmlPassages(own),
        settings: {
          ...base.settings,
          points: wordOf(settings, 'points_possible'),
          submission: wordOf(settings, 'submission_types'),
          due: wordOf(settings, 'due_at'),
          opens: wordOf(settings, 'unlock_at'),
          closes: wordOf(settings, 'lock_at'),
        },
      }
    }
    case 'link':
      return {...base, settings: {...base.settings, address: item.url}}
    case 'tool': {
      const document = item.resource && item.path.endsWith('.xml') ? await sources.document(item.path) : undefined
      return {...base, settings: {...base.settings, address: item.url ?? (document && readTool(document).url)}}
    }
    case 'file':
      return base
  }
}

/** Canvas marks by its own rules whether or not it says more of the quiz. */
const empty: XmlNode = {name: 'quiz', attributes: {}, children: []}

const yes = (value: boolean): string | undefined => (value ? 'true' : undefined)
