import {type Held, type Snapshot, snapshotForm} from '../release/snapshot.js'
import {type Alignable, align} from './align.js'
import type {ContentItem, ContentQuestion, Contents} from './contents.js'

/** A version of a package, for comparing it with another. */
export interface PackageVersion {
  /** What to call it, such as the name of its file. */
  readonly name: string
  readonly contents: Contents
  readonly files: {readonly count: number; readonly size: number}
}

/**
 * Two versions of a package as releases have them (release/snapshot.ts), so that one comparison serves both. What is the
 * same thing has the same name in both, whatever the package calls it.
 */
export const snapshotsOf = (
  before: PackageVersion,
  after: PackageVersion,
): {readonly before: Snapshot; readonly after: Snapshot} => {
  const [old, now] = [placed(before.contents.items), placed(after.contents.items)]
  const items = alignItems(old, now)
  const questions = alignQuestions(old, now, items)
  const names = nameAll(old, now, items, questions)
  const titles = new Map([...items].map(([new_, old_]) => [old_, new_.title]))
  const orders = ordersOf(old, now, items, [before.contents, after.contents])
  const snapshot = ({name, contents, files}: PackageVersion, all: readonly Placed[]): Snapshot => {
    const titleOf = (item: Placed | undefined) => item && (titles.get(item) ?? item.title)
    const settled = (item: Placed | undefined, values: ContentItem['settings']) =>
      definedOnly({...values, order: orders.get(item ?? contents)})
    return {
      form: snapshotForm,
      course: {id: contents.id, version: name, title: contents.title || untitled, language: ''},
      held: [
        {
          name: 'course',
          title: contents.title || untitled,
          text: [],
          settings: {...settled(undefined, {version: contents.version}), ...sizesOf(files)},
        },
        ...all.map((item): Held => {
          const isFolder = item.kind === 'folder'
          return {
            name: names.get(item) ?? '',
            title: item.title || (item.item.file ?? item.id),
            // The title is told as such.
            text: plain(item.item.text ?? []).filter(
              (passage) => passage !== item.title && passage !== (titles.get(item) ?? items.get(item)?.title),
            ),
            settings: settled(item, {
              ...(isFolder ? {} : {type: item.kind === 'sco' ? 'SCO' : item.kind}),
              module: titleOf(item.parent),
              ...item.item.settings,
            }),
          }
        }),
        ...all.flatMap(({questions: own}) =>
          own.map((question) => {
            const {type, points} = question.question
            return {
              name: names.get(question) ?? '',
              title: question.title,
              within: question.owner.title,
              text: plain(question.text),
              settings: definedOnly({
                type,
                points: points === undefined ? undefined : String(points),
                key: keyOf(question, questions.get(question)),
                in: titleOf(question.owner),
              }),
            }
          }),
        ),
      ],
    }
  }
  return {before: snapshot(before, old), after: snapshot(after, now)}
}

/** Files of questions alone have no title. */
const untitled = 'Untitled'

/** An item with where it stands. */
interface Placed extends Alignable {
  readonly item: ContentItem
  readonly parent: Placed | undefined
  readonly questions: readonly PlacedQuestion[]
}

interface PlacedQuestion extends Alignable {
  readonly question: ContentQuestion
  readonly owner: Placed
}

const placed = (items: readonly ContentItem[], parent?: Placed): readonly Placed[] =>
  items.flatMap((item) => {
    const questions: PlacedQuestion[] = []
    const {id, type, title, text = [], questions: own = []} = item
    // A quiz is known by what it asks.
    const here: Placed = {
      id,
      kind: type,
      title,
      text: [...text, ...own.map((each) => each.title)],
      item,
      parent,
      questions,
    }
    for (const question of own)
      questions.push({
        id: question.id,
        kind: 'question',
        title: question.title,
        text: question.text,
        question,
        owner: here,
      })
    return [here, ...placed(item.items ?? [], here)]
  })

type Same<T> = ReadonlyMap<T, T>

/** Leaves first: a folder is known by what is in it, besides its title. */
const alignItems = (old: readonly Placed[], now: readonly Placed[]): Same<Placed> => {
  const isFolder = ({kind}: Placed) => kind === 'folder'
  const leaves = align(
    old.filter((item) => !isFolder(item)),
    now.filter((item) => !isFolder(item)),
  )
  const numbers = new Map(old.map((item, index) => [item, `n${index}`]))
  const below = new Map<Placed, string[]>()
  for (const [item, number] of [
    ...numbers,
    ...now.map((each) => [each, numbers.get(leaves.get(each) ?? each) ?? ''] as const),
  ])
    if (item.parent) push(below, item.parent, number)
  const known = (folder: Placed) => ({...folder, text: below.get(folder) ?? [], folder})
  const folders = align(old.filter(isFolder).map(known), now.filter(isFolder).map(known))
  return new Map([...leaves, ...[...folders].map(([a, b]) => [a.folder, b.folder] as const)])
}

/** Within their quiz first, then wherever they went. */
const alignQuestions = (old: readonly Placed[], now: readonly Placed[], items: Same<Placed>): Same<PlacedQuestion> => {
  const inPlace = now.flatMap((item) => {
    const was = items.get(item)
    return was ? [...align(was.questions, item.questions)] : []
  })
  const found = new Map(inPlace)
  const gone = new Set(found.values())
  const moved = align(
    old.flatMap(({questions}) => questions.filter((question) => !gone.has(question))),
    now.flatMap(({questions}) => questions.filter((question) => !found.has(question))),
  )
  return new Map([...found, ...moved])
}

/** As the ledger would call them; the newer version takes the names of the older one. */
const nameAll = (
  old: readonly Placed[],
  now: readonly Placed[],
  items: Same<Placed>,
  questions: Same<PlacedQuestion>,
): ReadonlyMap<Placed | PlacedQuestion, string> => {
  const names = new Map<Placed | PlacedQuestion, string>()
  const taken = new Map<string, number>()
  const free = (prefix: string, id: string): string => {
    const wanted = `${prefix}/${id.replaceAll('/', '-') || 'untitled'}`
    const count = (taken.get(wanted) ?? 0) + 1
    taken.set(wanted, count)
    // A number of its own kind, so that no other id looks like it.
    return count === 1 ? wanted : `${wanted}~${count}`
  }
  const kindOf = ({kind}: Placed) => (kind === 'folder' ? 'module' : kind === 'bank' ? 'bank' : 'item')
  for (const item of [...old, ...now]) {
    const was = items.get(item)
    names.set(item, (was && names.get(was)) ?? free(kindOf(item), item.id || item.title))
  }
  for (const question of [...old, ...now].flatMap((item) => item.questions)) {
    const was = questions.get(question)
    const owner = (names.get(question.owner) ?? '').replace(/^[^/]*\//, '')
    names.set(question, (was && names.get(was)) ?? free(`question/${owner}`, question.id || question.title))
  }
  return names
}

/** Where what is there in both versions changed its order: the titles in the order of each, by folder or, for the top, by package. */
const ordersOf = (
  old: readonly Placed[],
  now: readonly Placed[],
  items: Same<Placed>,
  [oldTop, nowTop]: readonly [Contents, Contents],
): ReadonlyMap<Placed | Contents, string> => {
  const orders = new Map<Placed | Contents, string>()
  const back = new Map([...items].map(([new_, old_]) => [old_, new_]))
  const [oldBelow, nowBelow] = [childrenOf(old), childrenOf(now)]
  for (const [was, folder] of [
    [undefined, undefined] as const,
    ...[...items].map(([new_, old_]) => [old_, new_] as const),
  ]) {
    const before = (oldBelow.get(was) ?? []).flatMap((item) => {
      const same = back.get(item)
      return same && same.parent === folder ? [same] : []
    })
    const stayed = new Set(before)
    const after = (nowBelow.get(folder) ?? []).filter((item) => stayed.has(item))
    if (before.every((item, index) => item === after[index])) continue
    orders.set(was ?? oldTop, before.map(({title}) => title).join(', '))
    orders.set(folder ?? nowTop, after.map(({title}) => title).join(', '))
  }
  return orders
}

const childrenOf = (all: readonly Placed[]): ReadonlyMap<Placed | undefined, readonly Placed[]> => {
  const below = new Map<Placed | undefined, Placed[]>()
  for (const item of all) push(below, item.parent, item)
  return below
}

const push = <K, V>(lists: Map<K, V[]>, key: K, value: V): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/**
 * What earns the marks, as text. A right answer that was only put otherwise, at the same place, is no other key: it is told
 * as the wording that it is.
 */
const keyOf = ({question}: PlacedQuestion, was: PlacedQuestion | undefined): string | undefined => {
  const {key, text} = question
  const old = was?.question
  if (!key) return undefined
  return key
    .map((part) => {
      if (!old?.key || old.key.includes(part) || old.text.includes(part)) return part
      const before = old.text[text.indexOf(part)]
      return before !== undefined && old.key.includes(before) && !text.includes(before) ? before : part
    })
    .join(', ')
}

const sizesOf = ({count, size}: PackageVersion['files']): Readonly<Record<string, string>> => ({
  files: String(count),
  size: size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.ceil(size / 1000)} kB`,
})

/** Questions are read as Markdown, in which some signs are escaped. */
const plain = (text: readonly string[]): readonly string[] =>
  text
    .map((passage) =>
      passage
        .replace(/\\([!-/:-@[-`{-~])/g, '$1')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((passage) => passage !== '')

const definedOnly = (settings: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  )
