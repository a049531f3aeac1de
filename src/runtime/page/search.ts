/** The search itself, loaded when the learner first asks for it. */
import type {Search} from './search-dialog.js'
import {course} from './words.js'

/** As `render/search-index` writes it. */
type Entry = readonly [page: number, anchor: string, heading: string, words: string]

interface Place {
  readonly entry: Entry
  readonly title: string
  readonly heading: string
  readonly words: string
}

/** Letters without accents and case. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

let places: readonly Place[] | undefined

const read = (): readonly Place[] =>
  ((globalThis.coursewright?.search ?? []) as readonly Entry[]).map((entry) => ({
    entry,
    title: fold(course().pages[entry[0]]?.title ?? ''),
    heading: fold(entry[2]),
    words: fold(entry[3]),
  }))

const starts = (text: string, word: string): boolean =>
  new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(word)}`, 'u').test(text)

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

/** Every word must stand somewhere in the section, its heading or the page's title; headings weigh more than running text. */
const score = ({title, heading, words}: Place, wanted: readonly string[]): number => {
  let sum = 0
  for (const word of wanted) {
    const points =
      (starts(heading, word) ? 8 : 0) +
      (starts(title, word) ? 4 : 0) +
      (starts(words, word) ? 2 : words.includes(word) ? 1 : 0)
    if (points === 0) return 0
    sum += points
  }
  return sum + (wanted.length > 1 && words.includes(wanted.join(' ')) ? 4 : 0)
}

/** The words around the first hit, hits between U+0001 and U+0002. */
const excerpt = (text: string, wanted: readonly string[]): string => {
  const pattern = new RegExp(
    `(${wanted.map((word) => [...word].map((letter) => `${escaped(letter)}\\p{M}*`).join('')).join('|')})`,
    'giu',
  )
  const plain = text.normalize('NFD')
  const at = plain.search(pattern)
  const from = at < 60 ? 0 : plain.indexOf(' ', at - 60) + 1
  const piece = plain.slice(from, from + 180)
  const short = `${from > 0 ? '… ' : ''}${piece}${from + 180 < plain.length ? ' …' : ''}`
  return short.replace(pattern, '\u0001$1\u0002').normalize('NFC')
}

const search: Search = {
  find: (words, root) => {
    const wanted = fold(words).split(/\s+/).filter(Boolean)
    if (wanted.length === 0) return []
    places ??= read()
    return places
      .map((place) => ({place, points: score(place, wanted)}))
      .filter(({points}) => points > 0)
      .sort((a, b) => b.points - a.points)
      .map(({place: {entry}}) => {
        const page = course().pages[entry[0]]
        return {
          href: `${root}${page?.path ?? ''}${entry[1] ? `#${entry[1]}` : ''}`,
          page: page?.title ?? '',
          heading: entry[2],
          excerpt: excerpt(entry[3], wanted),
        }
      })
  },
}

globalThis.coursewrightSearch = search
