import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Format} from '../formats/format.js'
import {resolvePath} from '../model/names.js'
import type {PackageFile, Pointers} from '../model/package.js'
import {compareText} from '../model/place.js'
import {readPointers} from './pointers.js'

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
      /\.x?html$/.test(file.path) && 'text' in file.content
        ? [[file.path, file.content.pointers ?? readPointers(file.content.text)] as const]
        : [],
    ),
  )
  const present = new Set(files.map((file) => file.path))
  // Pages of one folder say the same of the same links: a table of contents stands on each.
  const landed = new Map<string, Set<string>>()
  for (const [from, {links}] of documents) {
    const folder = from.slice(0, from.lastIndexOf('/') + 1)
    const known = landed.get(folder) ?? new Set<string>()
    landed.set(folder, known)
    for (const to of links) {
      if (known.has(to)) continue
      const stands = format.addresses?.(to)
      const isThere = lands(from, stands === undefined ? to : `/${stands}`, present, documents)
      if (!isThere) yield diagnose('package/broken-link', {format: format.id, from, to})
      else if (!isOwn(to)) known.add(to)
    }
  }
}

/** Whether a link stays in its own document, so that it says nothing of others. */
const isOwn = (link: string): boolean => link === '' || link.startsWith('#') || link.startsWith('?')

const lands = (
  from: string,
  to: string,
  present: ReadonlySet<string>,
  documents: ReadonlyMap<string, Pointers>,
): boolean => {
  const [, address = '', anchor = ''] = /^([^?#]*)(?:\?[^#]*)?#?(.*)$/s.exec(to) ?? []
  const path = address === '' ? from : resolvePath(from, decoded(address))
  if (path === undefined || !present.has(path)) return false
  const document = documents.get(path)
  return anchor === '' || document === undefined || document.ids.has(decoded(anchor)) || document.ids.has(anchor)
}

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
