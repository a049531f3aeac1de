import * as z from 'zod'
import type {PackageFile} from '../../model/package.js'
import {brandCss} from '../../render/brand.js'
import {
  type Book,
  bookOf,
  fill,
  flat,
  idPrefix,
  type Medium,
  mediaIn,
  type Section,
  sectionId,
  sectionsOf,
} from '../_book/book.js'
import {bookLosses} from '../_book/losses.js'
import {bookOptions} from '../_book/options.js'
import {defineFormat} from '../format.js'
import {pageFacts, xmp} from './metadata.js'
import {pagesCss} from './pages.js'
import {qrCode} from './qr.js'

const options = z.strictObject({
  ...bookOptions,
  /** The size of its pages. */
  paper: z.enum(['a4', 'letter']).default('a4'),
})

const page = 'book.xhtml'
const metadata = 'metadata.xmp'

/** The course as a book on paper. What is written here is one document; a browser prints it. */
export const pdf = defineFormat<z.infer<typeof options>>({
  id: 'pdf',
  title: 'PDF',
  summary: 'The course as a book for paper and for screen readers, tagged, with page numbers; a browser prints it.',
  container: {kind: 'print', extension: 'pdf', page, metadata},
  options,
  onlyNamed: true,
  write: (input) => {
    const book = bookOf(input, medium)
    const sections = sectionsOf(book)
    const [title, ...rest] = sections
    if (!title) throw new Error('A book has a title page.')
    const content = [title.html, contents(book, rest), ...flat(rest).map(({html}) => html)].join('\n')
    const text = `${fill(book, 'print', {content: onPaper(content), facts: pageFacts(book)})}\n`
    const style = [
      input.templates.file('tokens.css'),
      input.templates.file('paper.css'),
      input.templates.file('print.css'),
      brandCss(input.edition.brand),
      pagesCss(book, sections, input.options.paper),
    ].join('\n')
    const files: readonly PackageFile[] = [
      {path: page, content: {text}},
      {path: 'print.css', content: {text: style}},
      {path: metadata, content: {text: xmp(book)}},
      ...mediaIn(book, [text]),
    ]
    return {files, losses: bookLosses(book, source)}
  },
})

const source = 'ISO 32000-2, section 14.8 (tagged PDF); paper'

const medium: Medium = {
  isOne: true,
  href: (_, to, anchor) => `#${anchor === '' ? sectionId(to) : `${idPrefix(medium, to)}${anchor}`}`,
  media: (_, path) => encodeURI(path),
  plays: () => false,
  qr: qrCode,
}

const contents = (book: Book, sections: readonly Section[]): string => {
  const entry = ({key, title, parts}: Section): object => ({id: sectionId(key), title, parts: parts.map(entry)})
  return fill(book, 'contents', {sections: sections.map(entry)})
}

/**
 * On paper nothing opens. A figure in a tagged PDF is a picture with its alternative; one that holds it has none. A formula
 * that is a block of its own would begin a page where pages have names: Chromium 143 forgets the name there, and not within
 * another block.
 */
const onPaper = (html: string): string =>
  html
    .replaceAll('<details', '<details open="open"')
    .replaceAll('<figure', '<figure role="group"')
    .replace(/<math [^>]*display="block".*?<\/math>/gs, '<div class="formula">$&</div>')
