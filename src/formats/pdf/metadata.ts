import type {Book} from '../_book/book.js'
import {bookDate} from '../_book/date.js'
import {aboutCourse} from '../_content-packaging/about.js'
import {opaque, packageIds} from '../_content-packaging/identifiers.js'
import {writeXml, type XmlElement} from '../_xml/write.js'

/** What catalogues want to know, as the page says it; what prints it tells the printed file. */
export const pageFacts = (book: Book): readonly {readonly name: string; readonly value: string}[] => {
  const {about, authors, date, identifier} = factsOf(book)
  return [
    {name: 'author', value: authors.join('; ')},
    {name: 'description', value: about.description},
    {name: 'keywords', value: about.keywords.join(', ')},
    {name: 'generator', value: tool},
    {name: 'date', value: date},
    {name: 'identifier', value: identifier},
  ]
}

const tool = 'coursewright'

/** The same as XMP (ISO 16684-1), with the rights, the publisher and the source, for which PDF has no other place. */
export const xmp = (book: Book): string => {
  const {about, authors, date, identifier} = factsOf(book)
  const {language} = book.input
  const said = (text: string): XmlElement => ['rdf:Alt', {}, ['rdf:li', {'xml:lang': 'x-default'}, text]]
  const listed = (kind: 'Bag' | 'Seq', texts: readonly string[]): XmlElement => [
    `rdf:${kind}`,
    {},
    ...texts.map((text): XmlElement => ['rdf:li', {}, text]),
  ]
  const description: XmlElement = [
    'rdf:Description',
    {
      'rdf:about': '',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:xmp': 'http://ns.adobe.com/xap/1.0/',
      'xmlns:pdf': 'http://ns.adobe.com/pdf/1.3/',
    },
    ['dc:format', {}, 'application/pdf'],
    ['dc:identifier', {}, identifier],
    ['dc:title', {}, said(about.title)],
    ...(authors.length > 0 ? [['dc:creator', {}, listed('Seq', authors)] as const] : []),
    ['dc:description', {}, said(about.description)],
    ['dc:language', {}, listed('Bag', [language])],
    ...(about.keywords.length > 0 ? [['dc:subject', {}, listed('Bag', about.keywords)] as const] : []),
    ...(about.publisher ? [['dc:publisher', {}, listed('Bag', [about.publisher])] as const] : []),
    ['dc:rights', {}, said(about.rights)],
    ...(about.official ? [['dc:source', {}, about.official] as const] : []),
    ['xmp:CreatorTool', {}, tool],
    ['xmp:CreateDate', {}, date],
    ['xmp:ModifyDate', {}, date],
    ['pdf:Keywords', {}, about.keywords.join(', ')],
  ]
  const tree: XmlElement = [
    'x:xmpmeta',
    {'xmlns:x': 'adobe:ns:meta/'},
    ['rdf:RDF', {'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'}, description],
  ]
  const body = writeXml(tree).replace(/^<\?xml[^>]*\?>\s*/, '')
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n${body}<?xpacket end="r"?>`
}

const factsOf = ({course, input}: Book) => {
  const {edition, language, made} = input
  const {provenance} = edition
  const about = aboutCourse(course, language)
  return {
    about,
    authors: [...about.authors, ...(provenance ? [provenance.by] : [])],
    date: bookDate(made, provenance?.date),
    identifier: opaque('pdf', ...packageIds(course.id, edition)),
  }
}
