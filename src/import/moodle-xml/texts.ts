import {plainOf} from '../html/passage.js'
import type {PassageReader} from '../html/reader.js'
import {decoded, type MediaShelf, readBase64, readDataUrl} from '../media.js'
import {markdownIn} from '../texts.js'
import {element, elements, textOf, type XmlNode} from '../xml.js'

/** Reads the texts of one question. They are elements that hold a `text` in some format, and files beside it. */
export interface QuestionTexts {
  /** As Markdown; undefined if it is not there or says nothing. `change` sees the text as Moodle has it. */
  readonly rich: (node: XmlNode | undefined, change?: (text: string) => string) => string | undefined
  readonly plain: (node: XmlNode | undefined) => string
}

export const questionTexts = (shelf: MediaShelf, lose: PassageReader['lose']): QuestionTexts => ({
  rich(node, change = (text) => text) {
    if (!node) return undefined
    const text = change(rawText(node)).trim()
    if (text === '') return undefined
    const reader = readerFor(node, shelf, lose)
    return markdownIn(node.attributes.format, text, reader) || undefined
  },
  plain: (node) => (node ? plainOf(rawText(node)) : ''),
})

/** Old files have the words in the element itself. */
export const rawText = (node: XmlNode | undefined): string => {
  const text = element(node, 'text')
  return text ? textOf(text) : elements(node).length > 0 ? '' : textOf(node)
}

const readerFor = (node: XmlNode, shelf: MediaShelf, lose: PassageReader['lose']): PassageReader => {
  const files = new Map(
    elements(node, 'file').map(
      (file) => [`${file.attributes.path ?? '/'}${file.attributes.name ?? ''}`, file] as const,
    ),
  )
  const file = (url: string): string | undefined => {
    const path = /^@@PLUGINFILE@@(\/[^?#]*)/.exec(url)?.[1]
    const found = path === undefined ? undefined : (files.get(decoded(path)) ?? files.get(path))
    return found && `../${shelf.add(found.attributes.name ?? 'file', readBase64(textOf(found)))}`
  }
  return {
    lose,
    link: (url) => (/^(?:https?:\/\/|mailto:)/i.test(url) ? url : file(url)),
    media(url) {
      if (/^https?:\/\//i.test(url)) return url
      const inline = url.startsWith('data:') ? readDataUrl(url) : undefined
      return inline ? `../${shelf.add(`picture.${inline.ending}`, inline.bytes)}` : file(url)
    },
  }
}
