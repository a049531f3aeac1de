import type {Host} from '../host/host.js'
import {compareText} from '../model/place.js'
import type {Source} from '../source/source.js'

/** SHA-256 over all that was read of a course's folder, whatever its line ends. */
export const sourceDigest = (host: Pick<Host, 'digest'>, {texts, media}: Pick<Source, 'texts' | 'media'>): string => {
  const ofText = (text: string) => host.digest(new TextEncoder().encode(text))
  const lines = [
    ...[...media].map(([path, file]) => [path, file.digest] as const),
    ...[...texts].map(([path, {text}]) => [path, ofText(text)] as const),
  ]
  return ofText(
    lines
      .sort(([a], [b]) => compareText(a, b))
      .map(([path, digest]) => `${digest}  ${path}\n`)
      .join(''),
  )
}
