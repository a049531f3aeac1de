import type {Element, Nodes, Root} from 'hast'
import {attribute, contentOf, find, findAll, isElement, parseHtml, wordsOf} from '../import/html/tree.js'

/** An address in a page: where it stands and what it is for. */
export interface PageLink {
  readonly url: string
  /** Fetched as soon as the page is shown, not only when somebody follows it. */
  readonly isLoaded: boolean
}

/** What a page of HTML says and leads to. */
export interface Page {
  readonly title: string | undefined
  readonly passages: readonly string[]
  readonly links: readonly PageLink[]
  /** Something in it is shown once scripts, frames and drawings are taken away. */
  readonly isSaying: boolean
}

export const readHtmlPage = (html: string): Page => {
  const tree = parseHtml(html)
  if (!tree)
    return {
      title: undefined,
      passages: [
        html
          .replace(/<[^<>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
      ],
      links: [],
      isSaying: true,
    }
  const content = contentOf(tree)
  const title =
    wordsOf(find(content, ({tagName}) => tagName === 'h1')) ||
    wordsOf(find(tree, ({tagName}) => tagName === 'title')?.children[0])
  return {
    title: title || undefined,
    passages: passagesOf(content),
    links: linksOf(tree),
    isSaying: wordsOf(content) !== '' || find(content, ({tagName}) => shown.has(tagName)) !== undefined,
  }
}

/** What Moodle’s purifier leaves of a page beside its words. */
const shown = new Set(['img', 'video', 'audio', 'table', 'hr'])

/** Each block as its words, in the order of the page. */
export const passagesOf = (node: Element | Root): readonly string[] => {
  const passages: string[] = []
  let inline: Nodes[] = []
  const end = () => {
    const words = wordsOf({type: 'root', children: inline as Root['children']})
    if (words !== '') passages.push(words)
    inline = []
  }
  const walk = (children: readonly Nodes[]) => {
    for (const child of children) {
      // Questions of our own player are told one by one, not as passages.
      if (isElement(child, 'script', 'style', 'template', 'noscript', 'nav', 'head')) continue
      if (isElement(child) && 'dataQuiz' in child.properties) continue
      if (isElement(child) && blocks.has(child.tagName)) {
        end()
        walk(child.children)
        end()
      } else if (isElement(child) && find(child, ({tagName}) => blocks.has(tagName))) walk(child.children)
      else inline.push(child)
    }
  }
  walk(node.children)
  end()
  return passages
}

const blocks = new Set(
  'address article aside blockquote body caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Addresses by the element and the attribute that holds them. Source: HTML Living Standard, index of attributes. */
const loading: Readonly<Record<string, readonly string[]>> = {
  img: ['src'],
  script: ['src'],
  link: ['href'],
  iframe: ['src'],
  frame: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  source: ['src'],
  track: ['src'],
  embed: ['src'],
  object: ['data'],
}

const linksOf = (tree: Root): readonly PageLink[] =>
  findAll(tree, ({tagName}) => tagName === 'a' || tagName === 'area' || tagName in loading).flatMap((node) => {
    const isLoaded = node.tagName in loading
    return (loading[node.tagName] ?? ['href']).flatMap((name) => {
      const url = attribute(node, name)?.trim()
      return url ? [{url, isLoaded}] : []
    })
  })
