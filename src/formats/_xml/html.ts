import type {Nodes} from 'hast'
import {create} from 'xmlbuilder2'
import type {XmlAttributes, XmlChild, XmlElement} from './write.js'

/**
 * A tree of HTML as XML has it: every attribute with a value, every element closed. Elements of the HTML namespace, and
 * what their `raw` nodes hold, which must be well-formed: formulas, and what stands for gaps. White space between blocks
 * goes; where there are words, an empty text keeps the writer from adding any.
 */
export const htmlAsXml = (nodes: readonly Nodes[]): readonly XmlChild[] => settle(nodes.flatMap(nodeAsXml))

/** Elements that stand on lines of their own. */
export const isBlock = (child: XmlChild): boolean =>
  Array.isArray(child) && (blocks.has(child[0]) || (child[0] === 'math' && child[1].display === 'block'))

/** Children as they may be written: blocks without white space between them, or words with every blank that they have. */
export const settle = (children: readonly XmlChild[]): readonly XmlChild[] => {
  const solid = children.filter((child) => typeof child !== 'string' || /[^ \t\r\n]/.test(child))
  return solid.every(isBlock) ? solid : ['', ...children]
}

const nodeAsXml = (node: Nodes): readonly XmlChild[] => {
  switch (node.type) {
    case 'root':
      return node.children.flatMap(nodeAsXml)
    case 'text':
      return [node.value]
    case 'element': {
      const children = node.children.flatMap(nodeAsXml)
      const whole = node.tagName === 'pre' || node.tagName === 'p'
      return [[node.tagName, attributesOf(node.properties), ...(whole ? ['', ...children] : settle(children))]]
    }
    case 'raw' as never:
      return markupAsXml((node as unknown as {value: string}).value)
    default:
      return []
  }
}

const attributesOf = (properties: Readonly<Record<string, unknown>>): XmlAttributes =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined && value !== null && value !== false)
      .map(([name, value]) => [
        name === 'className' ? 'class' : name.replace(/^(aria|data)(?=[A-Z])/, '$1-').toLowerCase(),
        Array.isArray(value) ? value.join(' ') : value === true ? name.toLowerCase() : String(value),
      ]),
  )

const markupAsXml = (markup: string): readonly XmlChild[] =>
  markup === ''
    ? []
    : [...create(`<r xmlns:epub="http://www.idpf.org/2007/ops">${markup}</r>`).root().node.childNodes].flatMap(domAsXml)

/** The part of a DOM node that is needed here. */
interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly childNodes: Iterable<DomNode>
  readonly attributes?: Iterable<{readonly name: string; readonly value: string}>
}

const domAsXml = (node: unknown): readonly XmlChild[] => {
  const {nodeType, nodeName, nodeValue, childNodes, attributes = []} = node as DomNode
  if (nodeType === 3) return [nodeValue ?? '']
  const own = Object.fromEntries([...attributes].map(({name, value}) => [name, value]))
  const element: XmlElement = [
    nodeName,
    nodeName === 'math' ? {xmlns: 'http://www.w3.org/1998/Math/MathML', ...own} : own,
    ...[...childNodes].flatMap(domAsXml),
  ]
  return nodeType === 1 ? [element] : []
}

const blocks = new Set(
  'address article aside blockquote caption colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
