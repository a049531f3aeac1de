import {markdownOf, markdownOfWords, plainOf} from '../html/passage.js'
import type {PassageReader} from '../html/reader.js'
import {elements, textOf, type XmlNode} from '../xml.js'

/** Texts of QTI 1.2: materials, plain or as HTML, in flows. */
export interface MaterialReader {
  /** As Markdown; undefined if there is none, or it says nothing. */
  readonly rich: (nodes: readonly XmlNode[], change?: (html: string) => string) => string | undefined
  readonly plain: (nodes: readonly XmlNode[]) => string
}

export const materialReader = (reader: PassageReader): MaterialReader => ({
  rich(nodes, change) {
    const parts = nodes.flatMap(textsIn)
    const passages = parts.map(({text, isHtml}) => {
      const raw = change ? change(text) : text
      return isHtml ? markdownOf(raw, reader) : markdownOfWords(raw)
    })
    return passages.filter((passage) => passage !== '').join('\n\n') || undefined
  },
  plain: (nodes) =>
    nodes
      .flatMap(textsIn)
      .map(({text, isHtml}) => (isHtml ? plainOf(text) : text.replace(/\s+/g, ' ').trim()))
      .join(' ')
      .trim(),
})

/** The materials below an element, but for those of its responses. */
export const materialsIn = (node: XmlNode | undefined): readonly XmlNode[] =>
  elements(node).flatMap((child) => {
    if (child.name === 'material') return [child]
    return /^(?:flow|flow_mat|hintmaterial|solutionmaterial|hint|solution|mat_extension)$/.test(child.name)
      ? materialsIn(child)
      : []
  })

interface Text {
  readonly text: string
  readonly isHtml: boolean
}

const textsIn = (material: XmlNode): readonly Text[] =>
  elements(material).flatMap((child): readonly Text[] => {
    switch (child.name) {
      case 'mattext':
      case 'matemtext':
        return [{text: textOf(child), isHtml: isHtml(child)}]
      case 'mat_formattedtext':
        return [{text: textOf(child), isHtml: true}]
      case 'matimage':
        return [
          {
            text: `<img src="${attribute(child.attributes.uri)}" alt="${attribute(child.attributes.label)}">`,
            isHtml: true,
          },
        ]
      case 'mataudio':
      case 'matvideo':
        return [
          {
            text: `<${child.name.slice(3)} src="${attribute(child.attributes.uri)}"></${child.name.slice(3)}>`,
            isHtml: true,
          },
        ]
      case 'matbreak':
        return []
      case 'mat_extension':
        return textsIn(child)
      default:
        return []
    }
  })

const attribute = (value = ''): string =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Where nothing is said, tags tell: the standard’s default is plain text, and most programs write HTML all the same. */
const isHtml = ({attributes, children}: XmlNode): boolean => {
  if (attributes.texttype !== undefined) return /html/i.test(attributes.texttype)
  return /<\/?[a-z][^<>]*>|&(?:[a-z]+|#\d+);/i.test(children.filter((child) => typeof child === 'string').join(''))
}
