import type {Element, ElementContent, Nodes} from 'hast'
import type {Body} from '../../model/markdown.js'
import {bodyTree, type Style} from '../../render/body.js'
import {htmlAsXml} from '../_xml/html.js'
import {writeFragment} from '../_xml/write.js'

/** What a book can do with things that paper cannot. */
export interface Abilities {
  /** Whether a recording of the course can be played in it, by its address in the book. */
  readonly plays: (address: string) => boolean
}

/** Writes a passage as XHTML, with the words of EPUB for what its parts are (EPUB Structural Semantics Vocabulary 1.1). */
export const writeXhtml = (body: Body, style: Style, abilities: Abilities): string => {
  const files = new Set<string>()
  const media = (path: string): string => {
    const address = style.media(path)
    files.add(address)
    return address
  }
  const paper = {...abilities, text: style.text, files}
  const {children} = bodyTree(body, {...style, media})
  return writeFragment(htmlAsXml(children.flatMap((node) => adapt(node as ElementContent, paper))))
}

interface Paper extends Abilities {
  readonly text: Style['text']
  /** Addresses of files of the course. */
  readonly files: ReadonlySet<string>
}

const adapt = (node: ElementContent, paper: Paper): Nodes[] => {
  if (node.type !== 'element') return [node]
  const {tagName, properties} = node
  const {text} = paper
  const children = () => node.children.flatMap((child) => adapt(child, paper))
  const made = (name: string, own: Element['properties'], within: readonly Nodes[]): Element => ({
    type: 'element',
    tagName: name,
    properties: own,
    children: within as ElementContent[],
  })
  switch (tagName) {
    case 'video':
    case 'audio': {
      if (!paper.plays(String(properties.src))) return recordingOnPaper(node, text)
      const tracks = node.children.filter((child) => child.type === 'element' && child.tagName === 'track')
      const words = made('p', {}, [{type: 'text', value: text('book.no-player')}])
      return [made(tagName, properties, [...tracks, words])]
    }
    case 'img': {
      const {loading: _, ...kept} = properties
      return [made('img', kept, [])]
    }
    // A book cannot open what is no page of it.
    case 'a':
      return paper.files.has(String(properties.href)) ? children() : [made('a', withSemantics(node), children())]
    // In HTML the caption of a figure is its first or its last child.
    case 'figure': {
      const within = children()
      const caption = within.findIndex((child) => child.type === 'element' && child.tagName === 'figcaption') + 1
      return [made('figure', properties, within.slice(0, caption)), ...within.slice(caption)]
    }
    case 'summary':
      return [made('summary', {}, children())]
    // A style sheet of an EPUB may not say the direction (EPUB 3.3, section 6.3.2).
    case 'pre':
      return [made('pre', {...properties, dir: 'ltr'}, children())]
    case 'code':
      return [made('code', {...properties, dir: 'ltr'}, children())]
    case 'div': {
      if (
        !String(properties.className ?? '').startsWith('embed') &&
        !properties.lang &&
        properties.className !== undefined
      )
        return [made('div', properties, children())]
      const {dataUrl: _, dataTitle: __, dataMedia: ___, ...kept} = properties
      return [made('div', kept.lang ? {...kept, 'xml:lang': kept.lang} : kept, children())]
    }
    default:
      return [made(tagName, withSemantics(node), children())]
  }
}

/** Where nothing plays: the poster; the title stands below it, and the transcript. */
const recordingOnPaper = ({properties}: Element, text: Style['text']): Nodes[] => [
  ...(properties.poster
    ? [{type: 'element' as const, tagName: 'img', properties: {src: properties.poster, alt: ''}, children: []}]
    : []),
  {
    type: 'element',
    tagName: 'p',
    properties: {className: ['recording-note']},
    children: [{type: 'text', value: text('book.recording')}],
  },
]

const withSemantics = ({tagName, properties}: Element): Element['properties'] => {
  const type = typeof properties.role === 'string' ? types[properties.role] : undefined
  const id = String(properties.id ?? '')
  const own = tagName === 'li' && /(^|-)note-\d+$/.test(id) ? 'endnote' : undefined
  return type || own ? {...properties, 'epub:type': type ?? own} : properties
}

const types: Readonly<Record<string, string>> = {
  'doc-noteref': 'noteref',
  'doc-endnotes': 'endnotes',
  'doc-bibliography': 'bibliography',
  'doc-biblioref': 'biblioref',
  'doc-backlink': 'backlink',
}
