import {type Book, flat, type Section, sectionId} from '../_book/book.js'

/** What is left of the height between the margins, for the title page, less a line. */
const sizes = {a4: {name: 'A4', height: 238}, letter: {name: 'letter', height: 220}} as const

/**
 * Pages with numbers and running heads. The heads of a section stand on pages of a name of its own: no browser knows
 * `string-set` (CSS Generated Content for Paged Media, section 1).
 */
export const pagesCss = (book: Book, sections: readonly Section[], paper: keyof typeof sizes): string => {
  const {course, direction} = book
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const named = flat(sections).filter(({key}) => key !== 'page:home')
  return [
    `@page { size: ${sizes[paper].name}; @bottom-center { content: counter(page); } @top-${start} { content: ${cssString(course.title)}; } }`,
    '@page title { @bottom-center { content: none; } @top-left { content: none; } @top-right { content: none; } }',
    `.title-page { min-height: ${sizes[paper].height}mm; }`,
    `@page contents { @top-${end} { content: ${cssString(book.text('page.contents'))}; } }`,
    ...named.flatMap(({key, title}, index) => [
      `@page s${index + 1} { @top-${end} { content: ${cssString(title)}; } }`,
      `#${sectionId(key)} { page: s${index + 1}; }`,
    ]),
    '',
  ].join('\n')
}

/** A string of CSS; a line feed would end it. */
export const cssString = (text: string): string =>
  `"${text.replace(/[\\"\p{Cc}]/gu, (character) => `\\${character.charCodeAt(0).toString(16)} `)}"`
