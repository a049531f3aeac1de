import type {Element, ElementContent} from 'hast'
import {slugOf} from '../../model/names.js'
import {markdownOfTree} from '../html/passage.js'
import {attribute, contentOf, find, findAll, hasClass, isElement, parseHtml, wordsOf} from '../html/tree.js'
import {type CartridgeContext, losingFor, pageOf} from './context.js'
import {referencesLost, welcomeLost} from './losses.js'
import type {Manifest, ManifestResource} from './manifest.js'
import {readPage} from './page.js'
import {kindOf} from './plan.js'

/** Pages that coursewright makes of a course, in packages of its own: they become again what they were made from. */
export interface OwnPages {
  readonly has: (resource: string) => boolean
  /** An assignment is a page where a cartridge has no assignments. */
  readonly kindOf: typeof kindOf
  /** Id of the course. */
  readonly course: string | undefined
  readonly of: (name: 'welcome' | 'glossary' | 'references' | 'resources' | 'about') => ManifestResource | undefined
}

/** Our manifests are named after the course and its language. */
export const ownPages = (manifest: Manifest): OwnPages => {
  const course = /^manifest_([a-z0-9-]+)_[a-z-]+$/.exec(manifest.id)?.[1]
  const of: OwnPages['of'] = (name) => {
    const found = course === undefined ? undefined : manifest.resources.get(`page_${course}_${name}`)
    return found
  }
  return {
    course,
    of,
    kindOf: (resource) =>
      course !== undefined && resource.id.startsWith(`assignment_${course}_`) ? 'assignment' : kindOf(resource),
    has: (resource) =>
      course !== undefined &&
      /^(?:welcome|glossary|references|resources|about)$/.test(resource.slice(`page_${course}_`.length)) &&
      resource.startsWith(`page_${course}_`),
  }
}

/** The words of a glossary of ours, so that lessons can name its terms again. */
export const ownTerms = async (context: CartridgeContext, own: OwnPages): Promise<ReadonlyMap<string, string>> => {
  const page = await treeOf(context, own.of('glossary'))
  const list = page && find(parseHtml(page.html) ?? {type: 'root', children: []}, ({tagName}) => tagName === 'dl')
  if (!list) return new Map()
  const children = list.children.filter((child): child is Element => isElement(child))
  return new Map(
    children.flatMap((child, index) => {
      if (!isElement(child, 'dt')) return []
      const id = (attribute(child, 'id') ?? '').replace(/^term-/, '')
      const told = children[index + 1]
      const notes = told
        ? told.children.filter((note): note is Element => isElement(note) && hasClass(note, 'note'))
        : []
      const words = [wordsOf(child), ...notes.slice(0, 1).flatMap((note) => listIn(wordsOf(note)))]
      return [[id, id] as const, ...words.map((word) => [word.toLowerCase(), id] as const)]
    }),
  )
}

/** Returns the descriptions of the modules, in their order. */
export const readOwnPages = async (
  context: CartridgeContext,
  own: OwnPages,
): Promise<readonly (string | undefined)[]> => {
  const glossary = await treeOf(context, own.of('glossary'))
  if (glossary) readGlossary(context, glossary)
  const about = await treeOf(context, own.of('about'))
  if (about) readAbout(context, about)
  const resources = await treeOf(context, own.of('resources'))
  if (resources) readResources(context, resources)
  const references = own.of('references')
  if (references) context.report.add({...referencesLost, file: references.href ?? ''})
  const welcome = await treeOf(context, own.of('welcome'))
  return welcome ? descriptionsIn(context, welcome) : []
}

interface OwnPage {
  readonly path: string
  readonly html: string
}

const treeOf = async (
  context: CartridgeContext,
  resource: ManifestResource | undefined,
): Promise<OwnPage | undefined> => {
  if (!resource?.href) return undefined
  const html = await pageOf(context, resource.href, () => {})
  return html === undefined ? undefined : {path: resource.href, html}
}

const readGlossary = (context: CartridgeContext, {path, html}: OwnPage): void => {
  const tree = parseHtml(html)
  const list = tree && find(tree, ({tagName}) => tagName === 'dl')
  if (!list) return
  const losing = losingFor(context, 'glossary', wordsOf(find(tree, ({tagName}) => tagName === 'h1')), path)
  const reader = context.addresses.readerFor(path, losing.lose, '')
  const entries = findAll(list, ({tagName}) => tagName === 'dt').map((term) => {
    const id = (attribute(term, 'id') ?? '').replace(/^term-/, '') || slugOf(wordsOf(term))
    const siblings = list.children.filter((child): child is Element => isElement(child))
    const told = siblings[siblings.indexOf(term) + 1]
    const notes = told
      ? told.children.filter((child): child is Element => isElement(child) && hasClass(child, 'note'))
      : []
    const definition =
      told &&
      markdownOfTree({...told, children: told.children.filter((child) => !notes.includes(child as Element))}, reader)
    return {id, term: wordsOf(term), definition: definition || wordsOf(term), notes: notes.map((note) => wordsOf(note))}
  })
  const terms = new Map(entries.map(({id, term}) => [term, id]))
  for (const {id, term, definition, notes} of entries) {
    // One note names other words for the term, another the terms to see; only those that are terms are such.
    const lists = notes.map((note) => listIn(note))
    const see = lists.find((names) => names.length > 0 && names.every((name) => terms.has(name)))
    const also = lists.find((names) => names !== see)
    context.parts.glossary.push({
      id,
      term,
      definition,
      ...(also && also.length > 0 ? {also: [...also]} : {}),
      ...(see ? {see: see.map((name) => terms.get(name) ?? '').filter((name) => name !== '' && name !== id)} : {}),
    })
  }
  losing.end()
}

/** `Also: one, two` */
const listIn = (note: string): readonly string[] =>
  note
    .replace(/^[^:]*:\s*/, '')
    .split(', ')
    .map((name) => name.trim())
    .filter((name) => name !== '')

const readAbout = (context: CartridgeContext, {path, html}: OwnPage): void => {
  const losing = losingFor(context, 'page', 'about', path)
  const {title, body} = readPage(html, undefined, context.addresses.readerFor(path, losing.lose, ''))
  context.parts.about = {front: {title: title ?? 'About'}, body}
  losing.end()
}

const readResources = (context: CartridgeContext, {html}: OwnPage): void => {
  const tree = parseHtml(html)
  const main = tree && contentOf(tree)
  if (!main) return
  const children = (main.children as ElementContent[]).filter((child): child is Element => isElement(child))
  const tiers = children.flatMap((heading, index) => {
    const list = children[index + 1]
    if (!isElement(heading, 'h2') || !list || !isElement(list, 'ul')) return []
    const resources = (list.children as ElementContent[]).flatMap((item) => (isElement(item) ? resourceIn(item) : []))
    return resources.length > 0
      ? [{id: slugOf(wordsOf(heading)) || `tier-${index}`, title: wordsOf(heading), resources}]
      : []
  })
  if (tiers.length > 0) context.parts.resources = {tiers}
}

const resourceIn = (item: Element) => {
  const link = isElement(item) ? find(item, ({tagName}) => tagName === 'a') : undefined
  const url = link && attribute(link, 'href')
  const note = isElement(item) ? find(item, (inner) => hasClass(inner, 'note')) : undefined
  if (!link || !url || !/^https?:/.test(url) || !note) return []
  const title = wordsOf(link)
  const [by = '', kind = ''] = wordsOf(note).split(' · ')
  const [, name = by, year] = /^(.*?)(?:, (-?\d{1,4}))?$/.exec(by) ?? []
  const why = wordsOf({...item, children: item.children.filter((child) => child !== link && child !== note)})
  const known = kinds[kind.toLowerCase()]
  return [
    {
      id: slugOf(title) || slugOf(url),
      title,
      by: name || '–',
      ...(year ? {year: Number(year)} : {}),
      kind: known ?? ('website' as const),
      url,
      why: why || title,
    },
  ]
}

/** The English names of kinds, which are most often their own. */
const kinds: Readonly<
  Record<
    string,
    'article' | 'book' | 'chapter' | 'report' | 'document' | 'encyclopedia' | 'website' | 'video' | 'podcast' | 'data'
  >
> = {
  article: 'article',
  book: 'book',
  chapter: 'chapter',
  report: 'report',
  document: 'document',
  encyclopedia: 'encyclopedia',
  encyclopaedia: 'encyclopedia',
  website: 'website',
  video: 'video',
  podcast: 'podcast',
  data: 'data',
}

const descriptionsIn = (context: CartridgeContext, {path, html}: OwnPage): readonly (string | undefined)[] => {
  const tree = parseHtml(html)
  const main = tree && contentOf(tree)
  if (!main) return []
  const losing = losingFor(context, 'page', 'welcome', path)
  const reader = context.addresses.readerFor(path, losing.lose, '')
  const children = (main.children as ElementContent[]).filter((child): child is Element => isElement(child))
  const descriptions: (string | undefined)[] = []
  let collected: Element[] | undefined
  for (const child of children) {
    if (isElement(child, 'h3')) collected = []
    else if (isElement(child, 'h2')) collected = undefined
    else if (collected && isElement(child, 'ul') && find(child, (inner) => hasClass(inner, 'note')) !== undefined) {
      const body = markdownOfTree({...main, children: collected}, reader)
      descriptions.push(body === '' ? undefined : body)
      collected = undefined
    } else collected?.push(child)
  }
  context.report.add({...welcomeLost, file: path})
  losing.end()
  return descriptions
}
