import type {Host} from '../host/host.js'
import {compareText} from '../model/place.js'
import type {Source} from '../source/source.js'

/** Files that the program itself writes: they say nothing of the content. */
const written = /^(course\.lock|overlay\.lock)\.yaml$|^base\//

/** SHA-256 over all that was read of a folder, whatever its line ends: the same course has the same everywhere. */
export const digestOf = (host: Pick<Host, 'digest'>, {texts, media}: Pick<Source, 'texts' | 'media'>): string => {
  const lines = new Map([...media].map(([path, file]) => [path, file.digest]))
  for (const [path, {text}] of texts) lines.set(path, textDigest(host, text))
  const list = [...lines]
    .filter(([path]) => !written.test(path))
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, digest]) => `${digest}  ${path}\n`)
  return textDigest(host, list.join(''))
}

export const textDigest = (host: Pick<Host, 'digest'>, text: string): string =>
  host.digest(new TextEncoder().encode(text))
