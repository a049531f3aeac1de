import {packagePaths} from '../package/path.js'
import type {DraftMedia} from './draft.js'

/** The pictures, recordings and papers that a course takes over: each is asked for by what its text calls it. */
export interface MediaShelf {
  /** Path below the course folder of a file of the package. The file is taken over from then on. */
  readonly keep: (path: string) => string
  /** Path below the course folder of bytes that stand in a text. */
  readonly add: (name: string, bytes: Uint8Array) => string
  readonly all: () => readonly DraftMedia[]
}

/** `paths`: every file of the package that may become media. Two that differ in case alone get names of their own. */
export const mediaShelf = (paths: readonly string[], root = ''): MediaShelf => {
  const names = packagePaths(paths.map((path) => short(path, root)))
  const kept = new Map<string, DraftMedia>()
  const used = new Set<string>()
  const free = (wanted: string): string => {
    const [, stem = wanted, ending = ''] = /^(.*?)(\.[^./]*)?$/.exec(wanted) ?? []
    let path = wanted
    for (let number = 2; used.has(path); number++) path = `${stem}-${number}${ending}`
    used.add(path)
    return path
  }
  return {
    keep(path) {
      const there = kept.get(path)
      if (there) return there.path
      const made = {path: free(`media/${names.get(short(path, root)) ?? 'file'}`), from: path}
      kept.set(path, made)
      return made.path
    },
    add(name, bytes) {
      const same = [...kept.values()].find(
        ({from}) =>
          typeof from !== 'string' && from.length === bytes.length && from.every((byte, at) => byte === bytes[at]),
      )
      if (same) return same.path
      const [plain = 'file'] = packagePaths([name || 'file']).values()
      const made = {path: free(`media/${plain}`), from: bytes}
      kept.set(`\0${made.path}`, made)
      return made.path
    },
    all: () => [...kept.values()],
  }
}

/** Folders that only say that these are files add nothing. */
const short = (path: string, root: string): string =>
  path
    .slice(path.startsWith(root) ? root.length : 0)
    .replace(/^(?:web_resources\/)?(?:(?:media|assets|resources?|files)\/)?/i, '')

/** Bytes and ending of a `data:` address; undefined for what is no picture or sound, or is broken. */
export const readDataUrl = (url: string): {readonly ending: string; readonly bytes: Uint8Array} | undefined => {
  const [, kind = '', base64, data = ''] = /^data:((?:image|audio|video)\/[\w.+-]+)(;base64)?,(.*)$/s.exec(url) ?? []
  const ending = endings[kind] ?? kind.replace(/^.*\//, '').replace(/[^a-z0-9]/g, '')
  if (kind === '') return undefined
  return {ending, bytes: base64 ? readBase64(data) : new TextEncoder().encode(decodeURIComponent(data))}
}

export const readBase64 = (text: string): Uint8Array => {
  const plain = text.replace(/[^A-Za-z0-9+/]/g, '')
  const binary = atob(plain.slice(0, plain.length - (plain.length % 4 === 1 ? 1 : 0)))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'video/quicktime': 'mov',
}

/** An address without its percent signs. */
export const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
