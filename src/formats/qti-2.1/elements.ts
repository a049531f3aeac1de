import {mediaTypeOf} from '../../model/media-types.js'
import {settle} from '../_xml/html.js'
import type {XmlAttributes, XmlChild, XmlElement} from '../_xml/write.js'

/**
 * HTML in the words that items know: the elements of XHTML 1.0 that QTI took over, and the attributes that it left them.
 * Elements of HTML 5 become the nearest of these; words are never lost.
 * Source: IMS QTI 2.1, Assessment Test, Section and Item Information Model, section 6 (content model), imsqti_v2p1p2.xsd.
 */
export const asQti = (children: readonly XmlChild[], gap?: (id: string) => XmlChild): readonly XmlChild[] =>
  settle(children.flatMap((child) => (Array.isArray(child) ? elementAsQti(child as XmlElement, gap) : [child])))

const elementAsQti = (element: XmlElement, gap: ((id: string) => XmlChild) | undefined): readonly XmlChild[] => {
  const [name, attributes, ...children] = element
  if (name === 'math') return [element]
  if (name === 'blank') return gap ? [gap(String(attributes.id))] : ['____']
  const inside = asQti(children, gap)
  switch (name) {
    case 'summary':
      return [['p', {class: 'summary'}, '', ['strong', {}, '', ...inside]]]
    case 'input':
      return [attributes.checked === undefined ? '☐' : '☑']
    case 'video':
    case 'audio': {
      const data = String(attributes.src)
      return [['object', {data, type: mediaTypeOf(data)}, ...inside]]
    }
    case 'track':
      return []
    case 'img':
      return [['img', {src: attributes.src, alt: attributes.alt ?? ''}]]
    case 'a': {
      const isAddress = attributes.href !== undefined && !String(attributes.href).startsWith('#')
      return [isAddress ? ['a', {href: attributes.href}, ...inside] : ['span', {}, ...inside]]
    }
    default: {
      const known = kept.has(name) ? name : (instead[name] ?? 'span')
      return [[known, own(known, name, attributes), ...(keepsBlanks.has(known) ? ['', ...inside] : inside)]]
    }
  }
}

const own = (known: string, name: string, attributes: XmlAttributes): XmlAttributes => {
  const classes = [...(known === name ? [] : [name]), ...(attributes.class === undefined ? [] : [attributes.class])]
  return {
    class: classes.length === 0 ? undefined : classes.join(' '),
    ...(known === 'th' || known === 'td' ? {scope: attributes.scope} : {}),
  }
}

const kept = new Set(
  'abbr acronym address blockquote br caption cite code dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr kbd li ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var b i big'.split(
    ' ',
  ),
)

const keepsBlanks = new Set(['p', 'pre'])

/** What stands for an element that items do not know; its own name becomes a class. */
const instead: Readonly<Record<string, string>> = {
  aside: 'div',
  details: 'div',
  figcaption: 'div',
  figure: 'div',
  section: 'div',
}
