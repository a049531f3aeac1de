import type {Pointers} from '../model/package.js'

/**
 * Reads the ids and links of a document that we wrote: well-formed tags, so that a walk from tag to tag is enough.
 * Comments, scripts and styles hold none. A site of a thousand pages names each of them on each: this is a hot path.
 */
export const readPointers = (html: string): Pointers => {
  const ids = new Set<string>()
  const links = new Set<string>()
  const take = (element: string, key: string, value: string): void => {
    if (key === 'id') ids.add(unescaped(value))
    else if (key === 'srcset') for (const part of value.split(',')) add(part.trim().split(/\s+/)[0] ?? '')
    else if (isLink(element, key)) add(value)
  }
  const add = (value: string): void => {
    const link = unescaped(value)
    if (!elsewhere.test(link)) links.add(link)
  }
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4)
      if (end < 0) break
      at = end + 3
      continue
    }
    if (!isLetter(html.charCodeAt(at + 1))) {
      at += 1
      continue
    }
    let end = at + 2
    while (!isEndOfName(html.charCodeAt(end))) end += 1
    const element = html.slice(at + 1, end).toLowerCase()
    at = readAttributes(html, end, (key, value) => take(element, key, value))
    if (element !== 'script' && element !== 'style') continue
    const closing = element === 'script' ? /<\/script>/gi : /<\/style>/gi
    closing.lastIndex = at
    if (closing.test(html)) at = closing.lastIndex
  }
  return {ids, links}
}

/** Reads attributes up to the end of their tag; returns where the text goes on. */
const readAttributes = (html: string, from: number, take: (key: string, value: string) => void): number => {
  let at = from
  while (at < html.length) {
    const code = html.charCodeAt(at)
    if (code === greater) return at + 1
    if (isSpace(code) || code === slash) {
      at += 1
      continue
    }
    const start = at
    // A character that begins no name is passed over.
    do at += 1
    while (at < html.length && !isEndOfKey(html.charCodeAt(at)))
    const key = html.slice(start, at)
    while (isSpace(html.charCodeAt(at))) at += 1
    if (html.charCodeAt(at) !== equals) continue
    at += 1
    while (isSpace(html.charCodeAt(at))) at += 1
    const quote = html.charCodeAt(at)
    if (quote === double || quote === single) {
      const end = html.indexOf(quote === double ? '"' : "'", at + 1)
      if (end < 0) return html.length
      take(key, html.slice(at + 1, end))
      at = end + 1
    } else {
      const begin = at
      while (at < html.length && !isSpace(html.charCodeAt(at)) && html.charCodeAt(at) !== greater) at += 1
      take(key, html.slice(begin, at))
    }
  }
  return at
}

const isLink = (element: string, key: string): boolean =>
  key === 'src' ||
  key === 'poster' ||
  (key === 'href' && element !== 'base') ||
  (key === 'data' && element === 'object')

const [double, single, slash, equals, greater, less] = [0x22, 0x27, 0x2f, 0x3d, 0x3e, 0x3c]
const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d)
const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
/** `charCodeAt` answers NaN behind the end. */
const isEndOfName = (code: number): boolean => Number.isNaN(code) || isSpace(code) || code === slash || code === greater
const isEndOfKey = (code: number): boolean =>
  isSpace(code) ||
  code === equals ||
  code === greater ||
  code === slash ||
  code === double ||
  code === single ||
  code === less

/** Another origin, or a scheme of its own. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i

const unescaped = (text: string): string =>
  text.includes('&')
    ? text
        .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
        .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
    : text
