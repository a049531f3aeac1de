import {type XmlElement as ParsedElement, parseXml, XmlError} from '@rgrove/parse-xml'
import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Place} from '../model/place.js'

/** An element with its name and attributes without their prefixes: programs choose these as they like. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlNode | string)[]
  /** Where its tag begins; only if it was asked for. */
  readonly place?: Place
}

/** Deeper than anything that a course holds; HTML in XML stands in texts. */
const deepest = 200

/**
 * Reads an XML document. No document type is looked at, so that no entity grows and nothing is fetched: one that
 * declares anything is refused. The DTD that the QTI 1.2 specification names may be named, and stays unread.
 */
export const readXml = (
  file: string,
  bytes: Uint8Array,
  {places = false}: {readonly places?: boolean} = {},
): Outcome<XmlNode | undefined> => {
  const text = decodeXml(bytes)
  if (text === undefined) return {value: undefined, diagnostics: [diagnose('file/not-text', {file})]}
  const doctype = doctypeOf(text)
  if (doctype !== undefined && !harmless.test(doctype))
    return {value: undefined, diagnostics: [diagnose('xml/doctype', {file})]}
  try {
    const root = parseXml(text, {includeOffsets: places}).root
    if (root) return {value: nodeOf(root, 0, places ? placesIn(file, text) : undefined), diagnostics: []}
    return {value: undefined, diagnostics: [diagnose('xml/broken', {file, reason: 'it is empty'})]}
  } catch (error) {
    if (error instanceof RangeError)
      return {value: undefined, diagnostics: [diagnose('xml/too-deep', {file, limit: deepest})]}
    if (!(error instanceof XmlError)) throw error
    const reason = (error.message.split('\n')[0] ?? '').replace(/ \(line \d+, column \d+\)$/, '').replace(/\.$/, '')
    const place = {file, line: error.line, column: error.column}
    return {value: undefined, diagnostics: [diagnose('xml/broken', {file, reason}, place)]}
  }
}

/** The children of that name. */
export const elements = (node: XmlNode | undefined, ...names: readonly string[]): readonly XmlNode[] =>
  (node?.children ?? []).filter(
    (child): child is XmlNode => typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  )

/** The first child on the way of these names. */
export const element = (node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined =>
  path.reduce<XmlNode | undefined>((found, name) => elements(found, name)[0], node)

/** All elements of that name below the node, in document order. */
export const descendants = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  elements(node).flatMap((child) => [...(child.name === name ? [child] : []), ...descendants(child, name)])

/** All text of an element, as it stands. */
export const textOf = (node: XmlNode | undefined): string =>
  (node?.children ?? []).map((child) => (typeof child === 'string' ? child : textOf(child))).join('')

/** The trimmed text of the child on this way; undefined where there is none or it is blank. */
export const wordOf = (node: XmlNode | undefined, ...path: readonly string[]): string | undefined =>
  textOf(element(node, ...path)).trim() || undefined

/** UTF-8, or what a byte-order mark or the declaration says. Undefined for other bytes. */
export const decodeXml = (bytes: Uint8Array): string | undefined => {
  const [first, second] = bytes
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]
  const label =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : (declared ?? 'utf-8')
  try {
    return new TextDecoder(label.toLowerCase().startsWith('utf-16') && first === 0x3c ? 'utf-8' : label, {
      fatal: true,
    }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The document type with its brackets, if there is one before the root. */
const doctypeOf = (text: string): string | undefined => {
  const prolog = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*)*/.exec(text)?.[0].length ?? 0
  if (!text.startsWith('<!DOCTYPE', prolog)) return undefined
  return text.slice(prolog, prolog + 1000)
}

const harmless = /^<!DOCTYPE\s+[\w:.-]+\s*(?:SYSTEM\s+["'](?:[\w:/.-]*\/)?ims_qtiasiv1p2(?:p1)?\.dtd["']\s*)?>/

const nodeOf = (element: ParsedElement, depth: number, placeAt: PlaceAt | undefined): XmlNode => {
  if (depth > deepest) throw new RangeError('too deep')
  return {
    name: local(element.name),
    attributes: Object.fromEntries([
      ...Object.entries(element.attributes).map(([name, value]) => [local(name), value] as const),
      ...Object.entries(element.attributes).filter(([name]) => !name.includes(':')),
    ]),
    children: element.children.flatMap((child): (XmlNode | string)[] => {
      if (child.type === 'element') return [nodeOf(child as ParsedElement, depth + 1, placeAt)]
      return 'text' in child ? [child.text] : []
    }),
    ...(placeAt ? {place: placeAt(element.start)} : {}),
  }
}

type PlaceAt = (offset: number) => Place

/** Lines are found by halving, since a document may have as many elements as characters. */
const placesIn = (file: string, text: string): PlaceAt => {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return {file, line: low + 1, column: offset - (starts[low] ?? 0) + 1}
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
