import type {Archive} from '../../package/archive.js'
import type {Draft, DraftModule} from '../draft.js'
import {takeIds} from '../ids.js'
import {mediaShelf} from '../media.js'
import {startReport} from '../unkept.js'
import type {XmlNode} from '../xml.js'
import {aboutCourse} from './about.js'
import {addressesOf, isPage} from './addresses.js'
import {type CartridgeContext, emptyParts} from './context.js'
import {readBank, readItemOf} from './items.js'
import {folderLost, itemLost} from './losses.js'
import {readManifest} from './manifest.js'
import {ownPages, ownTerms, readOwnPages} from './own.js'
import {kindOf, type Planned, planOf} from './plan.js'

/** A Common Cartridge, 1.0 to 1.3, as a course. */
export const readCartridge = async (
  archive: Archive,
  manifestNode: XmlNode,
  {root, file}: {readonly root: string; readonly file: string},
): Promise<Draft> => {
  const manifest = readManifest(manifestNode, root)
  const about = aboutCourse(manifest.about)
  const own = ownPages(manifest)
  const plan = planOf(manifest, about.title ?? 'Contents', (resource) => own.has(resource.id), own.kindOf)
  const planned = plan.modules.flatMap(({items}) => items)
  const byPath = new Map(planned.flatMap((item) => addressOf(item)))
  const report = startReport()
  const terms = new Map<string, string>()
  const shelf = mediaShelf(archive.paths, root)
  const context: CartridgeContext = {
    archive,
    shelf,
    report,
    parts: emptyParts(),
    addresses: addressesOf({
      paths: archive.paths,
      root,
      shelf,
      terms,
      itemOf: (path) => byPath.get(path),
    }),
  }
  for (const [words, id] of await ownTerms(context, own)) terms.set(words, id)
  const bankIds = takeIds('bank')
  for (const resource of new Set(manifest.resources.values())) {
    if (kindOf(resource) === 'bank')
      await readBank(context, resource.files[0] ?? '', about.title ?? 'Questions', bankIds)
  }
  const modules: DraftModule[] = []
  for (const {id, title, items} of plan.modules) {
    const read: NonNullable<DraftModule['items']> = []
    for (const item of items) {
      const made = await readItemOf(context, item, bankIds)
      if (made) read.push(made)
    }
    modules.push({id, title, items: read})
  }
  const descriptions = await readOwnPages(context, own)
  for (const {module, title} of plan.folders) report.add({...folderLost(title, module), file})
  for (const {title, why, type} of plan.left) report.add({...itemLost(why, type), item: {type: 'item', title}, file})
  keepFiles(context, manifest.resources.values())
  return {
    course: {
      ...about,
      ...(own.course ? {id: own.course} : {}),
      modules: modules.map((module, index) => {
        const description = descriptions[index]
        return description ? {id: module.id, title: module.title, description, items: module.items ?? []} : module
      }),
    },
    ...context.parts,
    media: shelf.all(),
    unkept: report.all(),
  }
}

/** How our source names an item, by the file that it was. Tools cannot be linked to. */
const addressOf = ({kind, id, path}: Planned): readonly (readonly [path: string, address: string])[] => {
  switch (kind) {
    case 'page':
      return [[path, `lessons/${id}.md`]]
    case 'quiz':
      return [[path, `quizzes/${id}.yaml`]]
    case 'discussion':
      return [[path, `discussions/${id}.md`]]
    case 'assignment':
      return [[path, `assignments/${id}.md`]]
    case 'link':
      return [[path, `link:${id}`]]
    case 'file':
    case 'tool':
      return []
  }
}

/** Files that no page shows are kept as well: what learners were given is not thrown away. */
const keepFiles = (
  {archive, shelf}: CartridgeContext,
  resources: Iterable<{readonly type: string; readonly files: readonly string[]}>,
): void => {
  for (const {type, files} of resources) {
    if (type !== 'webcontent') continue
    for (const path of files) {
      if (!isPage(path) && !/\.(?:css|js|mjs|json|xml|xsd|dtd)$/i.test(path) && archive.paths.includes(path))
        shelf.keep(path)
    }
  }
}
