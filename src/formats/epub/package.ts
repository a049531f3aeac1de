import type {Person} from '../../model/course.js'
import {mediaTypeOf} from '../../model/media-types.js'
import type {PackageFile} from '../../model/package.js'
import type {Book} from '../_book/book.js'
import {bookDate} from '../_book/date.js'
import {aboutCourse} from '../_content-packaging/about.js'
import {opaque, packageIds} from '../_content-packaging/identifiers.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {accessibilityOf} from './accessibility.js'

/** Where things are. Names with capitals are fixed by OCF 3.3. */
export const packagePath = 'epub/package.opf'
const containerPath = 'META-INF/container.xml'
const typePath = 'mimetype'

/** A document of the book, in reading order. */
export interface EpubDocument {
  readonly path: string
  readonly text: string
}

/** The files by which a reading system knows what it has: `mimetype`, the container, the package document. */
export const packageFiles = (
  book: Book,
  documents: readonly EpubDocument[],
  others: readonly string[],
): readonly PackageFile[] => [
  {path: typePath, content: {text: 'application/epub+zip'}},
  {path: containerPath, content: {text: writeXml(container)}},
  {path: packagePath, content: {text: writeXml(packageDocument(book, documents, others))}},
]

/** The files of the package document and those by which it is found. */
export const listedInPackage = (files: readonly PackageFile[]): ReadonlySet<string> => {
  const listed = new Set([typePath, containerPath, packagePath])
  for (const file of files) {
    if (file.path !== packagePath || !('text' in file.content)) continue
    for (const [, href = ''] of file.content.text.matchAll(/<item [^>]*href="([^"]*)"/g))
      listed.add(`epub/${decodeURI(href)}`)
  }
  return listed
}

const container: XmlElement = [
  'container',
  {version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container'},
  ['rootfiles', {}, ['rootfile', {'full-path': packagePath, 'media-type': 'application/oebps-package+xml'}]],
]

const packageDocument = (book: Book, documents: readonly EpubDocument[], others: readonly string[]): XmlElement => {
  const {input, direction} = book
  return [
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'id',
      'xml:lang': input.language,
      dir: direction,
    },
    metadata(book),
    [
      'manifest',
      {},
      ...documents.map(({path, text}): XmlElement => {
        const properties = [...(path === 'nav.xhtml' ? ['nav'] : []), ...(text.includes('<math') ? ['mathml'] : [])]
        return [
          'item',
          {
            id: idOf(path),
            href: path,
            'media-type': 'application/xhtml+xml',
            properties: properties.length > 0 ? properties.join(' ') : undefined,
          },
        ]
      }),
      ...others.map(
        (path): XmlElement => ['item', {id: idOf(path), href: encodeURI(path), 'media-type': mediaTypeOf(path)}],
      ),
    ],
    [
      'spine',
      {'page-progression-direction': direction},
      ...documents.map(({path}): XmlElement => ['itemref', {idref: idOf(path)}]),
    ],
  ]
}

/** An NCName. */
const idOf = (path: string): string => `f-${path.replaceAll('/', '--')}`

const metadata = (book: Book): XmlElement => {
  const {course, input} = book
  const {edition, language} = input
  const about = aboutCourse(course, language)
  const {provenance} = edition
  const access = accessibilityOf(book)
  const schema = Object.entries(access).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map(
      (value: string): XmlElement => ['meta', {property: `schema:${name}`}, value],
    ),
  )
  return [
    'metadata',
    {'xmlns:dc': 'http://purl.org/dc/elements/1.1/'},
    ['dc:identifier', {id: 'id'}, `urn:uuid:${uuid(opaque('epub', ...packageIds(course.id, edition)))}`],
    ['dc:title', {id: 'title'}, course.title],
    ['dc:language', {}, language],
    ...course.authors.flatMap(person),
    ...(provenance
      ? [
          ['dc:contributor', {id: 'editor'}, provenance.by] as const,
          ['meta', {refines: '#editor', property: 'role', scheme: 'marc:relators'}, 'edt'] as const,
        ]
      : []),
    ...(about.publisher ? [['dc:publisher', {}, about.publisher] as const] : []),
    ['dc:description', {}, about.description],
    ...about.keywords.map((keyword): XmlElement => ['dc:subject', {}, keyword]),
    ['dc:type', {}, 'textbook'],
    ['dc:rights', {}, about.rights],
    ...(about.official ? [['dc:source', {}, about.official] as const] : []),
    ['meta', {property: 'schema:version'}, about.version],
    ['meta', {property: 'dcterms:modified'}, bookDate(input.made, provenance?.date)],
    ...schema,
  ]
}

const person = ({name}: Person, index: number): XmlElement[] => [
  ['dc:creator', {id: `author-${index + 1}`}, name],
  ['meta', {refines: `#author-${index + 1}`, property: 'role', scheme: 'marc:relators'}, 'aut'],
]

const uuid = (digits: string): string => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
