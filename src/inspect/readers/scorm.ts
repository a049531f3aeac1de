import {isPage} from '../../import/cartridge/addresses.js'
import type {ContentItem, Contents, PackageKind} from '../contents.js'
import type {OrganizationItem, PackageManifest} from '../manifest.js'
import type {Sources} from '../sources.js'
import {loosePage, passagesIn} from './pages-of.js'
import {ownQuizzes} from './player-quiz.js'

/** A SCORM or plain content package: its organizations, then the pages that only the player shows. */
export const readScorm = async (sources: Sources, manifest: PackageManifest, kind: PackageKind): Promise<Contents> => {
  const {organizations, resources, node} = manifest
  const byId = new Map(resources.map((resource) => [resource.id, resource]))
  const used = new Set<string>()
  const read = async (item: OrganizationItem): Promise<ContentItem> => {
    const resource = item.reference === undefined ? undefined : byId.get(item.reference)
    const file = resource?.href?.path
    if (file !== undefined) used.add(file)
    const items: ContentItem[] = []
    for (const child of item.items) items.push(await read(child))
    const {scormtype, scormType} = resource?.node.attributes ?? {}
    const type =
      item.reference === undefined
        ? 'folder'
        : !resource
          ? 'unknown'
          : /^sco$/i.test(scormtype ?? scormType ?? '')
            ? 'sco'
            : kind === 'content-package'
              ? 'page'
              : 'asset'
    return {type, id: item.id, title: item.title ?? '', file, text: await passagesIn(sources, file), items}
  }
  const items: ContentItem[] = []
  for (const {items: tops} of organizations) for (const top of tops) items.push(await read(top))
  const pages: ContentItem[] = []
  for (const path of sources.paths) {
    if (!isPage(path) || used.has(path)) continue
    const page = await loosePage(sources, path)
    const {settings, questions} = ownQuizzes(sources.texts.get(path) ?? '')
    pages.push(
      questions.length > 0
        ? {...page, type: /(?:^|\/)quizzes\//.test(path) ? 'quiz' : 'page', settings, questions}
        : page,
    )
  }
  return {
    kind,
    version: manifest.version.trim(),
    id: node.attributes.identifier ?? '',
    title: organizations[0]?.title ?? items[0]?.title ?? '',
    items: pages.length === 0 ? items : [...items, {type: 'folder', id: '', title: 'Pages', items: pages}],
  }
}
