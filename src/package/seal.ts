import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Format} from '../formats/format.js'
import {resolvePath} from '../model/names.js'
import type {PackageFile} from '../model/package.js'
import {compareText} from '../model/place.js'

/**
 * The last look at a package before it is written: no path twice (nor when upper and lower case are folded), the
 * manifest lists the files and nothing else, and every link from one file to another lands, anchors included.
 * Returns the files ordered by path, so that the same package has the same bytes.
 */
export const seal = (
  format: Pick<Format, 'id' | 'listed' | 'addresses'>,
  files: readonly PackageFile[],
): Outcome<readonly PackageFile[]> => ({
  value: [...files].sort((a, b) => compareText(a.path, b.path)),
  diagnostics: [...duplicates(format.id, files), ...unlisted(format, files), ...brokenLinks(format, files)],
})

function* duplicates(format: string, files: readonly PackageFile[]): Iterable<Diagnostic> {
  const seen = new Set<string>()
  for (const {path} of files) {
    const folded = path.toLowerCase()
    if (seen.has(folded)) yield diagnose('package/duplicate-path', {format, path})
    seen.add(folded)
  }
}

function* unlisted(format: Pick<Format, 'id' | 'listed'>, files: readonly PackageFile[]): Iterable<Diagnostic> {
  if (!format.listed) return
  const listed = format.listed(files)
  const present = new Set(files.map((file) => file.path))
  for (const path of present) {
    if (!listed.has(path)) yield diagnose('package/unlisted', {format: format.id, path, where: 'there, but not listed'})
  }
  for (const path of listed) {
    if (!present.has(path))
      yield diagnose('package/unlisted', {format: format.id, path, where: 'listed, but not there'})
  }
}

function* brokenLinks(format: Pick<Format, 'id' | 'addresses'>, files: readonly PackageFile[]): Iterable<Diagnostic> {
  const documents = new Map(
    files.flatMap((file) =>
      /\.x?html$/.test(file.path) && 'text' in file.content ? [[file.path, read(file.content.text)] as const] : [],
    ),
  )
  const present = new Set(files.map((file) => file.path))
  for (const [from, {links}] of documents) {
    for (const to of new Set(links)) {
      const stands = format.addresses?.(to)
      if (!lands(from, stands === undefined ? to : `/${stands}`, present, documents))
        yield diagnose('package/broken-link', {format: format.id, from, to})
    }
  }
}

interface Document {
  readonly ids: ReadonlySet<string>
  readonly links: readonly string[]
}

const lands = (
  from: string,
  to: string,
  present: ReadonlySet<string>,
  documents: ReadonlyMap<string, Document>,
): boolean => {
  const [, address = '', anchor = ''] = /^([^?#]*)(?:\?[^#]*)?#?(.*)$/s.exec(to) ?? []
  const path = address === '' ? from : resolvePath(from, decoded(address))
  if (path === undefined || !present.has(path)) return false
  const document = documents.get(path)
  return anchor === '' || document === undefined || document.ids.has(decoded(anchor)) || document.ids.has(anchor)
}

/** The ids of a document and its links to other files of the package. Comments, scripts and styles hold none. */
const read = (html: string): Document => {
  const ids = new Set<string>()
  const links: string[] = []
  for (const [, name = '', attributes = ''] of html.replace(hidden, '$1').matchAll(tag)) {
    for (const [, key = '', quoted, apostrophed, bare] of attributes.matchAll(attribute)) {
      const value = unescaped(quoted ?? apostrophed ?? bare ?? '')
      if (key === 'id') ids.add(value)
      else if (isLink(name.toLowerCase(), key)) links.push(value)
      else if (key === 'srcset') links.push(...value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? ''))
    }
  }
  return {ids, links: links.filter((link) => !elsewhere.test(link))}
}

const isLink = (element: string, key: string): boolean =>
  key === 'src' ||
  key === 'poster' ||
  (key === 'href' && element !== 'base') ||
  (key === 'data' && element === 'object')

const hidden = /<!--.*?-->|(<(?:script|style)\b[^>]*>).*?<\/(?:script|style)>/gis
const tag = /<([a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gi
const attribute = /([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g
/** Another origin, or a scheme of its own. */
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i

const unescaped = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
