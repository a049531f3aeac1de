import {resolvePath} from '../../model/names.js'
import type {PassageReader} from '../html/reader.js'
import {decoded, type MediaShelf, readDataUrl} from '../media.js'

/** What an address within a package means. */
export interface Addresses {
  /** Reads the addresses of a passage that stands in this file; `up` leads from the file of our source to its root. */
  readonly readerFor: (file: string, lose: PassageReader['lose'], up?: string) => PassageReader
}

export interface AddressBook {
  readonly paths: readonly string[]
  readonly root: string
  readonly shelf: MediaShelf
  /** What a file of the package became, such as `lessons/sovereignty.md` or `link:charter`. */
  readonly itemOf: (path: string) => string | undefined
  /** Ids of the glossary by ids and by words in lower case. */
  readonly terms?: ReadonlyMap<string, string>
  /** What an address of a dialect’s own means, such as `$WIKI_REFERENCE$/pages/x`. */
  readonly special?: (url: string) => string | undefined
}

/** Addresses are looked up as Canvas does (lib/cc/importer/standard/converter.rb:94-183): as they stand, below the root, then by their end. */
export const addressesOf = ({paths, root, shelf, itemOf, special, terms}: AddressBook): Addresses => {
  const all = new Set(paths)
  const byLower = new Map(paths.map((path) => [path.toLowerCase(), path]))
  const found = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : all.has(path) ? path : byLower.get(path.toLowerCase())
  const fileOf = (from: string, url: string): string | undefined => {
    const address = decoded(url.replace(/[?#].*$/, ''))
    const base = /^\$IMS[-_]CC[-_]FILEBASE\$/i.exec(address)
    const path = address.replace(/^\$[A-Z_-]+\$\/?/i, '')
    const plain = path.replace(/^(?:\.\.?\/)+/, '').replace(/^\/+/, '')
    if (plain === '') return undefined
    const candidates = [
      ...(base ? [resolvePath(from, path)] : [resolvePath(from, address)]),
      `${root}${plain}`,
      `${root}web_resources/${plain}`,
      resolvePath(from, plain),
    ]
    for (const candidate of candidates) {
      const there = found(candidate)
      if (there !== undefined) return there
    }
    return plain.includes('.') ? paths.find((candidate) => candidate.endsWith(`/${plain}`)) : undefined
  }
  return {
    readerFor: (file, lose, up = '../') => ({
      lose,
      term: (id, words) => terms?.get(id ?? '') ?? terms?.get(words.toLowerCase()),
      link(url) {
        const own = special?.(url)
        if (own !== undefined) return own
        if (/^(?:https?:\/\/|mailto:)/i.test(url)) return url
        if (url.startsWith('//')) return `https:${url}`
        if (/^(?!\$)[a-z][a-z0-9+.-]*:/i.test(url)) return undefined
        const path = fileOf(file, url)
        if (path === undefined) return undefined
        const item = itemOf(path)
        if (item !== undefined) return item.includes(':') ? item : `${up}${item}`
        return isPage(path) ? undefined : `${up}${shelf.keep(path)}`
      },
      media(url) {
        if (url.startsWith('data:')) {
          const inline = readDataUrl(url)
          return inline && `${up}${shelf.add(`picture.${inline.ending}`, inline.bytes)}`
        }
        if (/^https?:\/\//i.test(url)) return url
        if (url.startsWith('//')) return `https:${url}`
        const path = fileOf(file, url)
        return path === undefined || isPage(path) ? undefined : `${up}${shelf.keep(path)}`
      },
    }),
  }
}

export const isPage = (path: string): boolean => /\.x?html?$/i.test(path)
