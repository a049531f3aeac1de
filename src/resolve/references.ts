import type {PhrasingContent} from 'mdast'
import type {Work} from '../model/course.js'
import {compareText} from '../model/place.js'
import {citedNames, listedNames, type Words, yearsOf} from './authors.js'

/** Citations in author–date style, over the bibliography of one course. */
export interface Bibliography {
  readonly works: ReadonlyMap<string, Work>
  /** What stands in the text: `Wolfers 1952, p. 483`, or the year alone. */
  label(key: string, locator: string | undefined, suppressAuthor: boolean): string
  /** The entry of a list of references. */
  entry(work: Work): readonly PhrasingContent[]
  /** Orders works as a list of references has them. */
  compare(a: Work, b: Work): number
}

export const bibliography = (works: readonly Work[], language: string, words: Words): Bibliography => {
  const years = yearsOf(works, words)
  const byKey = new Map(works.map((work) => [work.id, work]))
  const collator = new Intl.Collator(language, {sensitivity: 'base', numeric: true})
  const sortKey = (work: Work) => `${citedNames(work, words)} ${years.get(work.id)} ${work.title}`
  return {
    works: byKey,
    label(key, locator, suppressAuthor) {
      const work = byKey.get(key)
      if (!work) return key
      const year = years.get(key) ?? ''
      const base = suppressAuthor ? year : `${citedNames(work, words)} ${year}`
      return locator ? `${base}, ${locator}` : base
    },
    entry: (work) => entryOf(work, years.get(work.id) ?? '', words),
    compare: (a, b) => collator.compare(sortKey(a), sortKey(b)) || compareText(a.id, b.id),
  }
}

/** Works whose own title is set in italics; those that stand inside another work have theirs in quotation marks. */
const contained = new Set([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'chapter',
  'paper-conference',
  'entry-encyclopedia',
  'post-weblog',
])

const entryOf = (work: Work, year: string, words: Words): PhrasingContent[] => {
  const parts: PhrasingContent[] = []
  const text = (value: string) => parts.push({type: 'text', value})
  const italic = (value: string) => parts.push({type: 'emphasis', children: [{type: 'text', value}]})
  const names = work.author.length > 0 ? work.author : work.editor
  const edited = work.author.length === 0 && work.editor.length > 0
  if (names.length > 0) {
    text(`${listedNames(names, words)}${edited ? ` ${words('cite.editors', {count: names.length})}` : ''} (${year}) `)
    writeTitle(work, text, italic, words)
  } else {
    writeTitle(work, text, italic, words)
    text(` (${year})`)
  }
  if (work.genre) text(` [${work.genre}]`)
  if (work.edition)
    text(`, ${/^\d+$/.test(work.edition) ? words('cite.edition', {number: work.edition}) : work.edition}`)
  if (work.containerTitle) {
    if (work.type === 'chapter') {
      const editors =
        work.editor.length > 0
          ? `${listedNames(work.editor, words)} ${words('cite.editors', {count: work.editor.length})}, `
          : ''
      text(`, ${words('cite.in')} ${editors}`)
    } else text(', ')
    italic(work.containerTitle)
  }
  if (work.volume) text(`, ${work.volume}${work.issue ? `(${work.issue})` : ''}`)
  else if (work.issue) text(`, ${work.issue}`)
  if (work.number) text(`, ${work.number}`)
  if (work.page)
    text(`, ${words(/[-–,]/.test(work.page) ? 'cite.pages' : 'cite.page', {pages: work.page.replace(/-/g, '–')})}`)
  const published = [work.publisherPlace, work.publisher].filter(Boolean).join(': ')
  if (published) text(`. ${published}`)
  text('. ')
  const url = work.doi ? `https://doi.org/${work.doi}` : work.url
  if (url) parts.push({type: 'link', url, children: [{type: 'text', value: work.doi ? `doi:${work.doi}` : url}]})
  return parts
}

const writeTitle = (work: Work, text: (value: string) => void, italic: (value: string) => void, words: Words): void => {
  // Straight quotation marks within a title become a pair, which differs from the marks around it.
  const title = work.title.replace(/"([^"]*)"/g, '“$1”')
  if (contained.has(work.type)) text(words('cite.quoted', {title}))
  else italic(title)
}
