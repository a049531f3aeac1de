import * as z from 'zod'
import type {PackageFile} from '../../model/package.js'
import {type Book, bookOf, fill, flat, type Medium, mediaIn, type Section, sectionsOf} from '../_book/book.js'
import {bookLosses} from '../_book/losses.js'
import {bookOptions} from '../_book/options.js'
import {defineFormat} from '../format.js'
import {brandCssOfBook} from './brand.js'
import {type EpubDocument, listedInPackage, packageFiles} from './package.js'

const options = z.strictObject(bookOptions)

/** EPUB 3.3: the course as a book that reading systems open, without a script. */
export const epub = defineFormat<z.infer<typeof options>>({
  id: 'epub',
  title: 'EPUB 3',
  summary:
    'The course as a book for e-readers, telephones and screen readers; self-check questions open their answers.',
  container: {kind: 'zip', extension: 'epub', first: 'mimetype'},
  options,
  listed: listedInPackage,
  write: (input) => {
    const book = bookOf(input, medium)
    const sections = sectionsOf(book)
    const written = flat(sections).map((section) => documentOf(book, section))
    const [title, ...rest] = written
    if (!title) throw new Error('A book has a title page.')
    const documents = [title, navigation(book, sections), ...rest]
    const media = mediaIn(
      book,
      documents.map(({text}) => text),
    )
    const style = {
      path: 'book.css',
      content: {text: input.templates.file('book.css') + brandCssOfBook(input.edition.brand)},
    }
    const inside: readonly PackageFile[] = [
      ...documents.map(({path, text}) => ({path, content: {text}})),
      style,
      ...media,
    ]
    return {
      files: [
        ...packageFiles(
          book,
          documents,
          [style, ...media].map(({path}) => path),
        ),
        ...inside.map((file) => ({...file, path: `epub/${file.path}`})),
      ],
      losses: bookLosses(book, source),
    }
  },
})

const source = 'EPUB 3.3, sections 3.2 (core media types), 5 (what may be linked), 6.2 (scripts are optional)'

const medium: Medium = {
  href: (from, to, anchor) => {
    const path = relative(pathOf(from), pathOf(to))
    if (anchor === '') return path
    return from === to ? `#${anchor}` : `${path}#${anchor}`
  },
  media: (from, path) => relative(pathOf(from), encodeURI(path)),
  // Formats of films are free; of sound, reading systems must play MP3 (EPUB 3.3, section 3.2).
  plays: (address) => !/^https?:/.test(address) && /\.(mp4|webm|mp3)$/i.test(address),
}

/** `page:home` is `title.xhtml`, `lesson:x` is `lessons/x.xhtml`. */
const pathOf = (key: string): string => {
  const [kind = '', id = ''] = key.split(':')
  if (kind === 'page') return id === 'home' ? 'title.xhtml' : `${id}.xhtml`
  return `${folders[kind] ?? kind}/${id}.xhtml`
}

const folders: Readonly<Record<string, string>> = {
  module: 'modules',
  lesson: 'lessons',
  quiz: 'quizzes',
  discussion: 'discussions',
  assignment: 'assignments',
}

/** No folder lies in another. */
const relative = (from: string, to: string): string => (from.includes('/') ? `../${to}` : to)

const documentOf = (book: Book, {key, title, html}: Section): EpubDocument => {
  const path = pathOf(key)
  return {path, text: shell(book, path, key === 'page:home' ? book.course.title : title, html, typeOf(key))}
}

const typeOf = (key: string): string => {
  if (key === 'page:home') return 'frontmatter'
  return key.startsWith('page:') ? 'backmatter' : 'bodymatter'
}

const shell = (book: Book, path: string, title: string, content: string, type?: string): string =>
  `${fill(book, 'page', {title, content, root: relative(path, ''), type})}\n`

const navigation = (book: Book, sections: readonly Section[]): EpubDocument => {
  const entry = ({key, title, parts}: Section): object => ({title, href: pathOf(key), parts: parts.map(entry)})
  const first = sections.find(({key}) => key.startsWith('module:'))
  const at = (key: string) => sections.find((section) => section.key === key)
  const landmark = (type: string, section: Section | undefined) =>
    section ? [{type, title: section.title, href: pathOf(section.key)}] : []
  const landmarks = [
    ...landmark('titlepage', at('page:home')),
    {type: 'toc', title: book.text('page.contents'), href: '#toc'},
    ...landmark('bodymatter', first),
    ...landmark('glossary', at('page:glossary')),
    ...landmark('bibliography', at('page:references')),
    ...landmark('colophon', at('page:about')),
  ]
  const html = fill(book, 'nav', {sections: sections.map(entry), landmarks})
  return {path: 'nav.xhtml', text: shell(book, 'nav.xhtml', book.text('page.contents'), html, 'frontmatter')}
}
