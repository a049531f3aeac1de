import {XMLParser} from 'fast-xml-parser'
import type {PackageFile} from '../../src/model/package.js'

/** An element as a second library reads it. */
export interface ReadElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly ReadElement[]
  readonly text: string
}

/** Reads XML with fast-xml-parser, order kept, nothing trimmed, nothing guessed. */
export const readXml = (xml: string): ReadElement => {
  const [root] = (parser.parse(xml) as Raw[]).filter((node) => !('?xml' in node)).map(element)
  if (!root) throw new Error('There is no element.')
  return root
}

/** The text of a file of a package. */
export const textOf = (files: readonly PackageFile[], path: string): string => {
  const file = files.find((candidate) => candidate.path === path)
  if (!file) throw new Error(`There is no file ${path}.`)
  if (!('text' in file.content)) throw new Error(`${path} is no text.`)
  return file.content.text
}

/** Every element below with this name, in order. */
export const all = (from: ReadElement, name: string): readonly ReadElement[] =>
  from.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])

export const only = (from: ReadElement, name: string): ReadElement => {
  const [found, ...more] = all(from, name)
  if (!found || more.length > 0) throw new Error(`There are ${found ? more.length + 1 : 0} elements ${name}.`)
  return found
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: {enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9},
})

type Raw = Record<string, unknown>

const element = (raw: Raw): ReadElement => {
  const [name = ''] = Object.keys(raw).filter((key) => key !== ':@')
  const inside = raw[name] as Raw[]
  return {
    name,
    attributes: (raw[':@'] ?? {}) as Record<string, string>,
    children: inside.filter((node) => !('#text' in node)).map(element),
    text: inside.flatMap((node) => ('#text' in node ? [String(node['#text'])] : [])).join(''),
  }
}
