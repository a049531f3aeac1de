import {PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFRef} from '@cantoo/pdf-lib'
import {sha256} from '../host/node.js'

const load = (bytes: Uint8Array): Promise<PDFDocument> => PDFDocument.load(bytes, {updateMetadata: false})

/** On which page, counted from 1, each named place of a printed document stands. */
export const pagesOf = async (bytes: Uint8Array): Promise<ReadonlyMap<string, number>> => {
  const document = await load(bytes)
  const {catalog, context} = document
  const numbers = new Map(document.getPages().map(({ref}, index) => [ref.toString(), index + 1]))
  const destinations = catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)
  const pages = new Map<string, number>()
  for (const [name, value] of destinations?.entries() ?? []) {
    const [page] = context.lookup(value, PDFArray).asArray()
    const number = page instanceof PDFRef ? numbers.get(page.toString()) : undefined
    if (number !== undefined) pages.set(name.decodeText(), number)
  }
  return pages
}

/** What a document says of itself. */
export interface Facts {
  /** The `meta` elements of its page, by name. */
  readonly metas: Readonly<Record<string, string>>
  /** All its headings, in order. */
  readonly headings: readonly string[]
}

/**
 * Gives a printed document what its page says of itself, and takes from it what differs from one printing to the next: the
 * times of the clock. `metadata`: the same as XMP. `digest`: of what was printed.
 */
export const finish = async (
  bytes: Uint8Array,
  {metas, headings}: Facts,
  {metadata, digest}: {readonly metadata: Uint8Array; readonly digest: string},
): Promise<Uint8Array> => {
  const document = await load(bytes)
  const {catalog, context} = document
  const date = new Date(metas.date ?? 0)
  document.setAuthor(metas.author ?? '')
  document.setSubject(metas.description ?? '')
  document.setKeywords([metas.keywords ?? ''])
  document.setCreator(metas.generator ?? '')
  document.setCreationDate(date)
  document.setModificationDate(date)
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(metadata, {Type: 'Metadata', Subtype: 'XML'})))
  // Of a document and its later versions the first is the same (ISO 32000-2, section 14.4).
  const ids = [sha256(metas.identifier ?? ''), digest].map((id) => PDFHexString.of(id.slice(0, 32)))
  context.trailerInfo.ID = context.obj(ids)
  // pdf-lib keeps the streams that objects were read from beside the objects themselves.
  for (const [ref, object] of context.enumerateIndirectObjects())
    if (object instanceof PDFRawStream && isStructural(object.dict)) context.delete(ref)
  nameOutline(document, headings)
  return document.save({useObjectStreams: true, updateFieldAppearances: false})
}

/** Chromium (143) reads titles from what is painted: twice at the top of a page, and without the blank where a line ends. */
const nameOutline = ({catalog, context}: PDFDocument, headings: readonly string[]): void => {
  const entries: PDFDict[] = []
  const walk = (parent: PDFDict): void => {
    let entry = parent.lookupMaybe(PDFName.of('First'), PDFDict)
    for (; entry; entry = entry.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      entries.push(entry)
      walk(entry)
    }
  }
  walk(catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict) ?? context.obj({}))
  if (entries.length !== headings.length)
    throw new Error(`the outline has ${entries.length} entries for ${headings.length} headings`)
  for (const [index, entry] of entries.entries())
    entry.set(PDFName.of('Title'), PDFHexString.fromText(headings[index] ?? ''))
}

const isStructural = (dictionary: PDFDict): boolean =>
  ['ObjStm', 'XRef'].some((type) => dictionary.get(PDFName.of('Type')) === PDFName.of(type))
