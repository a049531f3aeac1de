import {type MessageFormatElement, parse, TYPE} from '@formatjs/icu-messageformat-parser'
import {formatMessage, type MessageValues} from '../model/message.js'
import type {CompiledMessage, CompiledPart} from '../model/player.js'
import type {Messages} from './templates.js'

/** The text of a message in one language: `undefined` if neither the language nor English has it. */
export type Catalogue = ReadonlyMap<string, string>

/** Reads `messages/<language>.json`: a flat object of ICU messages. Throws on any other shape. */
export const readCatalogue = (path: string, json: string): Catalogue => {
  const object: unknown = JSON.parse(json)
  if (typeof object !== 'object' || object === null || Array.isArray(object)) throw new Error(`${path} is no object.`)
  const catalogue = new Map<string, string>()
  for (const [key, message] of Object.entries(object)) {
    if (typeof message !== 'string') throw new Error(`${path}: the message ${key} is no text.`)
    catalogue.set(key, message)
  }
  return catalogue
}

/** Compiles every message, so that a mistake in one is found. */
export const compileAll = (catalogue: Catalogue): void => {
  for (const message of catalogue.values()) compileMessage(message)
}

/** The words of a message that are no argument's, in lower case. */
export const wordsOf = (message: CompiledMessage): readonly string[] => {
  if (typeof message === 'string') return message.toLowerCase().match(word) ?? []
  return message.flatMap((part) => {
    if (typeof part === 'string') return wordsOf(part)
    return Object.values(part[2] ?? {}).flatMap(wordsOf)
  })
}

/** Compiles an ICU message. Dates, times, tags and plural offsets are refused: the run time has no room for them. */
export const compileMessage = (message: string): CompiledMessage => compile(parse(message, {ignoreTag: true}))

/** The messages of a language; `catalogues` are asked in turn; `terms` are words that are said otherwise. Messages are compiled when they are first needed. */
export const createMessages = (
  language: string,
  catalogues: readonly Catalogue[],
  terms: Readonly<Record<string, string>> = {},
): Messages => {
  const done = new Map<string, CompiledMessage>()
  const find = (key: string): CompiledMessage => {
    const known = done.get(key)
    if (known !== undefined) return known
    const source = catalogues.find((catalogue) => catalogue.has(key))?.get(key)
    if (source === undefined) throw new Error(`No message has the key ${key}.`)
    const compiled = withTerms(compileMessage(source), terms)
    done.set(key, compiled)
    return compiled
  }
  return {
    language,
    text: (key: string, values?: MessageValues) => formatMessage(find(key), language, values),
    compiled: (prefix) => {
      const keys = new Set(catalogues.flatMap((catalogue) => [...catalogue.keys()]))
      return Object.fromEntries([...keys].filter((key) => key.startsWith(prefix)).map((key) => [key, find(key)]))
    },
  }
}

const word = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu

/** The message with words said otherwise. A capital letter stays one. */
const withTerms = (message: CompiledMessage, terms: Readonly<Record<string, string>>): CompiledMessage => {
  if (Object.keys(terms).length === 0) return message
  const said = (text: string): string =>
    text.replace(word, (found) => {
      const instead = terms[found] ?? terms[found.toLowerCase()]
      if (instead === undefined) return found
      const first = [...instead][0] ?? ''
      return found === found.toLowerCase() ? instead : first.toUpperCase() + instead.slice(first.length)
    })
  if (typeof message === 'string') return said(message)
  return message.map((part): CompiledPart => {
    if (typeof part === 'string') return part === '#' ? part : said(part)
    const [kind, name, cases] = part
    if (cases === undefined) return part
    return [
      kind,
      name,
      Object.fromEntries(Object.entries(cases).map(([key, value]) => [key, withTerms(value, terms)])),
    ] as CompiledPart
  })
}

const compile = (elements: readonly MessageFormatElement[]): CompiledMessage => {
  const parts = elements.map(compilePart)
  if (parts.length === 0) return ''
  const [only] = parts
  return parts.length === 1 && typeof only === 'string' && elements[0]?.type === TYPE.literal ? only : parts
}

const compilePart = (element: MessageFormatElement): CompiledPart => {
  switch (element.type) {
    case TYPE.literal:
      return element.value
    case TYPE.argument:
      return ['arg', element.value]
    case TYPE.number:
      return ['number', element.value]
    case TYPE.pound:
      return '#'
    case TYPE.select:
      return ['select', element.value, compileCases(element.options)]
    case TYPE.plural:
      if (element.offset !== 0) throw new Error(`Plural offsets are not known here: ${element.value}.`)
      return [
        element.pluralType === 'ordinal' ? 'selectordinal' : 'plural',
        element.value,
        compileCases(element.options),
      ]
    default:
      throw new Error('Dates, times and tags are not known in messages.')
  }
}

const compileCases = (
  options: Readonly<Record<string, {readonly value: readonly MessageFormatElement[]}>>,
): Record<string, CompiledMessage> =>
  Object.fromEntries(Object.entries(options).map(([name, option]) => [name, compile(option.value)]))
