import type {Name, Work} from '../model/course.js'

/** Words that citations need in the language of the course. */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** What stands for the author in a citation: family names, or the body, or the editors, or the title. */
export const citedNames = (work: Work, words: Words): string => {
  const names = (work.author.length > 0 ? work.author : work.editor).map(shortName)
  const [first = '', second] = names
  if (names.length === 0) return work.title
  if (names.length === 1) return first
  if (names.length === 2) return words('cite.two', {first, second: second ?? ''})
  return words('cite.many', {first})
}

/** `Wolfers, A.`, `Buzan, B., Wæver, O. and de Wilde, J.`, `United Nations` */
export const listedNames = (names: readonly Name[], words: Words): string => {
  const listed = names.map(longName)
  const last = listed.at(-1) ?? ''
  if (listed.length < 2) return last
  return words('cite.two', {first: listed.slice(0, -1).join(', '), second: last})
}

/** The year of publication with the letter that tells works of one author and year apart. */
export const yearsOf = (works: readonly Work[], words: Words): ReadonlyMap<string, string> => {
  const groups = new Map<string, Work[]>()
  for (const work of works) {
    const key = `${citedNames(work, words)}|${yearOf(work)}`
    groups.set(key, [...(groups.get(key) ?? []), work])
  }
  const years = new Map<string, string>()
  for (const group of groups.values()) {
    group.forEach((work, index) => {
      const year = yearOf(work) ?? words('cite.no-date')
      years.set(work.id, group.length > 1 ? `${year}${String.fromCharCode(97 + (index % 26))}` : year)
    })
  }
  return years
}

const yearOf = (work: Work): string | undefined => /^-?\d{1,4}/.exec(work.issued ?? '')?.[0]

const shortName = (name: Name): string => name.literal ?? name.family ?? ''

const longName = (name: Name): string => {
  if (name.literal !== undefined) return name.literal
  const initials = (name.given ?? '')
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((part) =>
      part
        .split('-')
        .map((piece) => `${[...piece][0] ?? ''}.`)
        .join('-'),
    )
    .join(' ')
  return initials ? `${name.family}, ${initials}` : (name.family ?? '')
}
