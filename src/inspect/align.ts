/** Something of a package that may be there in another version of it too. */
export interface Alignable {
  readonly id: string
  /** Only what is of one kind can be the same thing. */
  readonly kind: string
  readonly title: string
  readonly text: readonly string[]
}

/**
 * Finds what is the same thing in two versions of a package: by its id and title, else by its title, else by
 * what it says, and only then by its id alone. Many tools make new ids for each export, or number what they find.
 */
export const align = <T extends Alignable>(before: readonly T[], after: readonly T[]): ReadonlyMap<T, T> => {
  const found = new Map<T, T>()
  const taken = new Set<T>()
  const take = (old: T, now: T) => {
    found.set(now, old)
    taken.add(old)
  }
  const left = () => ({
    old: before.filter((each) => !taken.has(each)),
    now: after.filter((each) => !found.has(each)),
  })
  const words = new Map([...before, ...after].map((each) => [each, wordsIn(each.text)]))
  const likeness = (a: T, b: T) => likenessOf(words.get(a) ?? new Set(), words.get(b) ?? new Set())
  const byId = ({kind, id}: T) => (id === '' ? undefined : `${kind}\n${id}`)
  const byTitle = ({kind, title}: T) => (title === '' ? undefined : `${kind}\n${title}`)
  pair(left(), byId, take, (old, now) => old.title === now.title)
  pair(left(), byId, take, (old, now) => likeness(old, now) >= 0.8)
  pair(left(), (each) => byTitle(each) && `${byTitle(each)}\n${each.text.join('\n')}`, take)
  pair(left(), byTitle, take)
  pair(left(), byId, take, (old, now) => likeness(old, now) >= 0.3)
  const {old, now} = left()
  if (old.length * now.length <= mostPairs) {
    const pairs = now
      .flatMap((each) =>
        old.filter(({kind}) => kind === each.kind).map((other) => ({each, other, like: likeness(other, each)})),
      )
      .filter(({like}) => like >= 0.5)
      .sort((a, b) => b.like - a.like)
    for (const {each, other} of pairs) if (!found.has(each) && !taken.has(other)) take(other, each)
  }
  pair(left(), byId, take)
  return found
}

/** More are not compared with each other word by word. */
const mostPairs = 250_000

/** Takes what has the same key on both sides, in order. */
const pair = <T>(
  {old, now}: {readonly old: readonly T[]; readonly now: readonly T[]},
  keyOf: (each: T) => string | undefined,
  take: (old: T, now: T) => void,
  agree: (old: T, now: T) => boolean = () => true,
): void => {
  const waiting = new Map<string, T[]>()
  for (const each of old) {
    const key = keyOf(each)
    const others = key === undefined ? undefined : waiting.get(key)
    if (others) others.push(each)
    else if (key !== undefined) waiting.set(key, [each])
  }
  for (const list of waiting.values()) list.reverse()
  for (const each of now) {
    const candidates = waiting.get(keyOf(each) ?? '') ?? []
    const first = candidates.at(-1)
    if (first === undefined || !agree(first, each)) continue
    take(first, each)
    candidates.pop()
  }
}

const wordsIn = (text: readonly string[]): ReadonlySet<string> =>
  new Set(text.flatMap((passage) => passage.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []))

/** The share of words that two texts have in common. */
const likenessOf = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0
  let common = 0
  for (const word of a) if (b.has(word)) common += 1
  return (2 * common) / (a.size + b.size)
}
