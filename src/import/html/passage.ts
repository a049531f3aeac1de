import GithubSlugger from 'github-slugger'
import type {Element, ElementContent, Root as Html} from 'hast'
import {toMdast} from 'hast-util-to-mdast'
import type {Heading, Nodes as MarkdownNodes, Root, RootContent} from 'mdast'
import {type BodyNode, plainText} from '../../model/walk.js'
import {handlersFor} from './handlers.js'
import {displayFormula, isFormula, splitFormulas} from './math.js'
import type {PassageReader} from './reader.js'
import {attribute, hasClass, isElement, parseHtml, wordsOf} from './tree.js'
import {writeMarkdown} from './write.js'

/** A passage of HTML as Markdown of our source. */
export const markdownOf = (html: string, reader: PassageReader): string => {
  const text = withoutControls(html)
  if (isPlain(text)) return writeMarkdown(paragraphOf(text.trim()))
  const tree = parseHtml(text)
  if (tree) return markdownOfTree(tree, reader)
  reader.lose('depth')
  return writeMarkdown(paragraphOf(withoutTags(text)))
}

/** A tree, or a part of one, as Markdown. */
export const markdownOfTree = (tree: Html | Element, reader: PassageReader): string => {
  const root: Html = {type: 'root', children: prepared(tree, reader)}
  const markdown = toMdast(root, {handlers: handlersFor(reader), document: true}) as Root
  return writeMarkdown(finished(markdown, reader))
}

/** A text that is plain words, as Markdown: whatever Markdown could mean is escaped. Lines stay lines. */
export const markdownOfWords = (text: string): string =>
  writeMarkdown({
    type: 'root',
    children: withoutControls(text)
      .split(/\n[ \t]*\n\s*/)
      .filter((part) => part.trim() !== '')
      .map((part) => ({
        type: 'paragraph',
        children: part
          .trim()
          .split('\n')
          .flatMap((line, index) => [
            ...(index > 0 ? [{type: 'break' as const}] : []),
            ...splitFormulas({type: 'text', value: line.trim()}),
          ]),
      })),
  })

/** A passage of HTML as its words alone, on one line. */
export const plainOf = (html: string): string => {
  const text = withoutControls(html)
  if (!/[<&]/.test(text)) return text.replace(/\s+/g, ' ').trim()
  const tree = parseHtml(text)
  return tree ? wordsOf(tree) : withoutTags(text)
}

/** Characters that neither XML nor our source may hold. */
export const withoutControls = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(forbidden, '')
    .replace(/\p{Surrogate}/gu, '')

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

const isPlain = (text: string): boolean => !/[<&\\$]|\n|\s\s/.test(text.trim())

const paragraphOf = (text: string): Root => ({
  type: 'root',
  children: text === '' ? [] : [{type: 'paragraph', children: [{type: 'text', value: text}]}],
})

const withoutTags = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** The content of a page, tidied: what only adorns is counted, boxes stand beside their words, comments go. */
const prepared = (tree: Html | Element, reader: PassageReader): ElementContent[] => {
  const inside = (node: Html | Element): ElementContent[] => (node.children as ElementContent[]).flatMap(each)
  const each = (node: ElementContent): ElementContent[] => {
    // Cartridges put a sign of no width behind a blank before a tag, which Moodle would take out.
    if (node.type === 'text') return [{type: 'text', value: node.value.replace(/( )\u200b$/, '$1')}]
    if (node.type !== 'element') return []
    if (isAdorned(node)) reader.lose('style')
    if (isElement(node, 'html', 'body', 'main', 'label', 'center')) return inside(node)
    if (isElement(node, 'font')) return inside(node)
    return [{...node, ...(isElement(node, 'td', 'th') ? aligned(node) : {}), children: inside(node)}]
  }
  return inside(tree)
}

/** How a cell is aligned, whether by a class of ours, by a style or by an attribute. */
const aligned = (cell: Element): Pick<Element, 'properties'> => {
  const align =
    /\balign-(left|center|right)\b/.exec(attribute(cell, 'className') ?? '')?.[1] ??
    /text-align:\s*(left|center|right)/.exec(attribute(cell, 'style') ?? '')?.[1]
  return {properties: align ? {...cell.properties, align} : cell.properties}
}

const isAdorned = (element: Element): boolean =>
  !hasClass(element, 'callout') &&
  (isElement(element, 'font', 'center', 'u', 'mark', 'big', 'small') ||
    /(?:^|;)\s*(?:color|background|font|text-(?:decoration|transform)|float)/i.test(attribute(element, 'style') ?? ''))

const finished = (root: Root, reader: PassageReader): Root => {
  const withMath = {...root, children: root.children.flatMap((child) => formulas(child)).map(displayFormula)}
  return withAnchors(lowered(withMath), reader)
}

const formulas = (node: RootContent): RootContent[] => {
  if (node.type === 'text') return splitFormulas(node)
  // TeX that cannot be set would stop the build.
  if (node.type === 'inlineMath' && !isFormula(node.value)) return [{type: 'inlineCode', value: node.value}]
  if (!('children' in node) || (node.data as {directiveLabel?: boolean} | undefined)?.directiveLabel) return [node]
  const children = (node.children as RootContent[]).flatMap(formulas).map(displayFormula)
  return [{...node, children} as RootContent]
}

/** The title of a lesson is its only heading of the first level. */
const lowered = (root: Root): Root => {
  const headings = root.children.filter((child): child is Heading => child.type === 'heading')
  const shift = headings.some((child) => child.depth === 1) ? 1 : 0
  let last = 1
  return {
    ...root,
    children: root.children.map((child) => {
      if (child.type !== 'heading') return child
      // A level that is skipped means nothing to those who hear the page.
      const depth = Math.min(6, child.depth + shift, last + 1)
      last = depth
      return {...child, depth: depth as Heading['depth']}
    }),
  }
}

/** Links within a page lead to headings and figures by the names that these have in our source. */
const withAnchors = (root: Root, reader: PassageReader): Root => {
  const anchors = new Map<string, string>()
  const slugger = new GithubSlugger()
  const collect = (node: MarkdownNodes) => {
    if (node.type === 'heading') {
      const id = (node.data as {htmlId?: string} | undefined)?.htmlId
      const name = slugger.slug(plainText(node as BodyNode)) || slugger.slug('section')
      if (id !== undefined) anchors.set(id, name)
    }
    const figure = node.type === 'containerDirective' && node.name === 'figure' ? node.attributes?.id : undefined
    if (figure) anchors.set(figure, figure)
    if ('children' in node) for (const child of node.children) collect(child as MarkdownNodes)
  }
  collect(root)
  const change = (node: RootContent): RootContent[] => {
    const children = 'children' in node ? (node.children as RootContent[]).flatMap(change) : []
    if (node.type !== 'link' || !node.url.startsWith('#'))
      return ['children' in node ? ({...node, children} as RootContent) : node]
    const name = anchors.get(safeDecode(node.url.slice(1)))
    if (name !== undefined) return [{...node, url: `#${name}`, children} as RootContent]
    if (!/^#(?:ref|cite|note|term)-/.test(node.url)) reader.lose('anchor', node.url)
    return children
  }
  return {...root, children: root.children.flatMap(change)}
}

const safeDecode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
