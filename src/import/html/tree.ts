import type {Element, ElementContent, Nodes, Root} from 'hast'
import rehypeParse from 'rehype-parse'
import {unified} from 'unified'

const fragments = unified().use(rehypeParse, {fragment: true}).freeze()
const documents = unified().use(rehypeParse).freeze()

/** Deeper HTML is read as its words alone: parsers and walkers of trees recurse. */
const deepest = 300

/** The tree of a passage or of a whole page; undefined if it is nested beyond reason. */
export const parseHtml = (html: string): Root | undefined => {
  if (depthOf(html) > deepest) return undefined
  return /<html[\s>]|<body[\s>]/i.test(html.slice(0, 20_000)) ? documents.parse(html) : fragments.parse(html)
}

export const isElement = <N extends string>(
  node: Nodes | undefined,
  ...names: readonly N[]
): node is Element & {tagName: N} =>
  node?.type === 'element' && (names.length === 0 || (names as readonly string[]).includes(node.tagName))

/** The first element that is wanted, in document order. */
export const find = (node: Nodes, wanted: (element: Element) => boolean): Element | undefined => {
  for (const child of 'children' in node ? node.children : []) {
    if (!isElement(child as Nodes)) continue
    const element = child as Element
    const found = wanted(element) ? element : find(element, wanted)
    if (found) return found
  }
  return undefined
}

export const findAll = (node: Nodes, wanted: (element: Element) => boolean): readonly Element[] =>
  ('children' in node ? (node.children as ElementContent[]) : []).flatMap((child) =>
    isElement(child) ? [...(wanted(child) ? [child] : []), ...findAll(child, wanted)] : [],
  )

/** What a page shows: its main part, or its body; a wrapper around all of it that only names the language is looked through. */
export const contentOf = (tree: Root): Element | Root => {
  const content = find(tree, ({tagName}) => tagName === 'main') ?? find(tree, ({tagName}) => tagName === 'body') ?? tree
  const inner = (content.children as ElementContent[]).filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  )
  const [only] = inner
  return inner.length === 1 && isElement(only, 'div') && only.properties.lang !== undefined ? only : content
}

export const attribute = (element: Element, name: string): string | undefined => {
  const value = element.properties[name]
  if (value === undefined || value === null || value === false) return undefined
  // Against a level of entities, cartridges part ampersands in attributes from names by a joiner that nobody sees.
  return (Array.isArray(value) ? value.join(' ') : String(value)).replace(/&\u2060/g, '&')
}

export const hasClass = (element: Element, name: string): boolean => {
  const classes = element.properties.className
  return Array.isArray(classes) && classes.includes(name)
}

/** The words of a tree on one line. */
export const wordsOf = (node: Nodes | undefined): string =>
  collect(node)
    .replace(/\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const collect = (node: Nodes | undefined): string => {
  if (!node) return ''
  if (node.type === 'text') return node.value
  if (isElement(node, 'script', 'style', 'head', 'template')) return ''
  if (isElement(node, 'img')) return ` ${attribute(node, 'alt') ?? ''} `
  if (isElement(node, 'br')) return ' '
  const inner = 'children' in node ? node.children.map((child) => collect(child as Nodes)).join('') : ''
  return node.type === 'element' && !inline.has(node.tagName) ? ` ${inner} ` : inner
}

const inline = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
)

/**
 * How deep the tags of a text nest at most, without building anything, in one pass whatever the text is. Elements that
 * close by themselves do not count.
 */
const depthOf = (html: string): number => {
  let depth = 0
  let most = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const [, slash, name] = /^<(\/?)([a-z][^\s/>]*)/i.exec(html.slice(at, at + 40)) ?? []
    if (name === undefined) continue
    const end = html.indexOf('>', at)
    if (end < 0) break
    at = end
    if (loose.has(name.toLowerCase()) || html[end - 1] === '/') continue
    depth = Math.max(0, depth + (slash ? -1 : 1))
    most = Math.max(most, depth)
  }
  return most
}

const loose = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option colgroup'.split(
    ' ',
  ),
)
