import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {decodeXml, readXml, type XmlNode} from '../import/xml.js'
import type {Archive} from '../package/archive.js'
import {type Page, readHtmlPage} from './pages.js'

/** The files of a package, each read and parsed once, and no more of them than a machine has time and memory for. */
export interface Sources {
  readonly paths: readonly string[]
  readonly has: (path: string) => boolean
  readonly sizeOf: (path: string) => number
  readonly bytes: (path: string) => Promise<Uint8Array | undefined>
  /** An XML document; undefined if it is not there, or broken: then that was noted. */
  readonly document: (path: string) => Promise<XmlNode | undefined>
  readonly page: (path: string) => Promise<Page | undefined>
  /** What was read so far. */
  readonly documents: ReadonlyMap<string, XmlNode>
  readonly pages: ReadonlyMap<string, Page>
  readonly texts: ReadonlyMap<string, string>
  readonly diagnostics: () => readonly Diagnostic[]
}

export interface SourceLimits {
  /** Bytes of one page, and of all. */
  readonly page: number
  readonly pages: number
  /** Bytes of one XML document. */
  readonly document: number
  /** Tags of one file, and of all; an element takes about a kilobyte of memory and ten microseconds. */
  readonly tags: number
  readonly allTags: number
}

export const sourceLimits: SourceLimits = {
  page: 2_000_000,
  pages: 30_000_000,
  document: 16_000_000,
  tags: 500_000,
  allTags: 1_500_000,
}

export const openSources = (archive: Archive, limits: SourceLimits = sourceLimits): Sources => {
  const there = new Set(archive.paths)
  const documents = new Map<string, XmlNode>()
  const pages = new Map<string, Page>()
  const texts = new Map<string, string>()
  const broken = new Set<string>()
  const found: Diagnostic[] = []
  const unread: string[] = []
  let pageBytes = 0
  let tags = 0
  const bytes = async (path: string) => (there.has(path) ? archive.read(path) : undefined)
  const isLeft = (path: string): boolean => broken.has(path) || !there.has(path)
  const leave = (path: string): undefined => {
    broken.add(path)
    unread.push(path)
    return undefined
  }
  return {
    paths: archive.paths,
    has: (path) => there.has(path),
    sizeOf: archive.sizeOf,
    bytes,
    async document(path) {
      const known = documents.get(path)
      if (known || isLeft(path)) return known
      if (archive.sizeOf(path) > limits.document) return leave(path)
      const content = await archive.read(path)
      const count = tagsIn(content)
      if (count > limits.tags || tags + count > limits.allTags) return leave(path)
      tags += count
      const {value, diagnostics} = readXml(path, content, {places: true})
      found.push(...diagnostics)
      if (!value) {
        broken.add(path)
        return undefined
      }
      documents.set(path, value)
      texts.set(path, decodeXml(content) ?? '')
      return value
    },
    async page(path) {
      const known = pages.get(path)
      if (known || isLeft(path)) return known
      const size = archive.sizeOf(path)
      if (size > limits.page || pageBytes + size > limits.pages) return leave(path)
      pageBytes += size
      const content = await archive.read(path)
      const count = tagsIn(content)
      if (count > limits.tags || tags + count > limits.allTags) return leave(path)
      tags += count
      const html = textOfPage(content)
      const page = readHtmlPage(html)
      pages.set(path, page)
      texts.set(path, html)
      return page
    },
    documents,
    pages,
    texts,
    diagnostics: () =>
      unread.length === 0
        ? found
        : [...found, diagnose('inspect/not-read', {count: unread.length, paths: unread.slice(0, 5)})],
  }
}

/** How many tags begin in a document, those of HTML in its texts too; more than there are elements, never fewer. */
export const tagsIn = (bytes: Uint8Array): number => {
  let count = 0
  for (let at = bytes.indexOf(lessThan); at >= 0; at = bytes.indexOf(lessThan, at + 1)) count += 1
  for (let at = bytes.indexOf(ampersand); at >= 0; at = bytes.indexOf(ampersand, at + 1))
    if (bytes[at + 1] === letterL) count += 1
  return count
}

const [lessThan, ampersand, letterL] = [0x3c, 0x26, 0x6c]

/** UTF-8, or what Windows wrote before it. */
const textOfPage = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
