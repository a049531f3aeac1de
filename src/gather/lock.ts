import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Course, Slots} from '../model/course.js'
import {itemsOf, questionsOf} from '../model/course.js'
import {compareText, type Place, startOf} from '../model/place.js'
import {partsOf} from '../model/question.js'
import type {Keyed} from '../model/text.js'
import type {SourceText} from '../source/source.js'
import {type WrittenLock, writtenLock} from '../written/lock.js'
import {readYaml} from '../yaml/read.js'
import {readTable, type Table, writeTable} from './lock-text.js'

/** The ledger of a course: every id that it ever had, with its permanent slot. */
export type Lock = WrittenLock

export const lockFile = 'course.lock.yaml'

export const emptyLock = (course: string): Lock => ({
  version: 1,
  course,
  files: {},
  modules: {},
  items: {},
  banks: {},
  questions: {},
  parts: {},
  base: {},
  retired: [],
})

export const readLock = (file: SourceText | undefined, course: string): Outcome<Lock> => {
  if (!file) return {value: emptyLock(course), diagnostics: []}
  const plain = writtenLock.safeParse(readTable(file.text))
  if (plain.success && plain.data.course === course)
    return {value: plain.data, diagnostics: collisions(plain.data, file.path)}
  const {value, diagnostics} = readYaml({file: file.path, text: file.text}, writtenLock)
  if (!value) return {value: emptyLock(course), diagnostics}
  if (value.value.course !== course) {
    const facts = {found: value.value.course, expected: course}
    return {value: value.value, diagnostics: [diagnose('lock/other-course', facts, value.placeOf(['course']))]}
  }
  return {value: value.value, diagnostics: collisions(value.value, file.path)}
}

/** The ledger as it is kept: sorted, so that two branches merge without conflicts more often than not. */
export const writeLock = (lock: Lock): string => {
  const sorted = {
    version: lock.version,
    course: lock.course,
    ...filled('files', sortKeys(lock.files)),
    ...filled('modules', lock.modules),
    ...filled('items', lock.items),
    ...filled('banks', lock.banks),
    ...filled('questions', sortKeys(lock.questions)),
    ...filled('parts', sortKeys(lock.parts)),
    ...filled('base', sortKeys(lock.base)),
    ...(lock.retired.length > 0 ? {retired: lock.retired} : {}),
  }
  return `# Written by coursewright: commit it, and do not edit it by hand (but for “retired:”).\n# It gives every id a permanent number, from which learners’ progress is kept.\n${writeTable(sorted as Table)}`
}

/** The ledger with all that the course has and the ledger had not. Nothing is changed or taken away. */
export const extendLock = (lock: Lock, course: Course<Keyed>, files: Readonly<Record<string, string>>): Lock => {
  const questions = {...lock.questions}
  const parts = {...lock.parts}
  const idsByOwner = new Map<string, string[]>()
  for (const {owner, question} of questionsOf(course)) {
    idsByOwner.set(owner, [...(idsByOwner.get(owner) ?? []), question.id])
    const ids = partsOf(question)
    const key = `${owner}/${question.id}`
    if (ids.length > 0) parts[key] = appended(parts[key] ?? {}, ids)
  }
  for (const [owner, ids] of idsByOwner) questions[owner] = appended(questions[owner] ?? {}, ids)
  return {
    ...lock,
    files: {...lock.files, ...files},
    modules: appended(
      lock.modules,
      course.modules.map((module) => module.id),
    ),
    items: appended(
      lock.items,
      [...itemsOf(course), ...course.practice].map((item) => item.id),
    ),
    banks: appended(
      lock.banks,
      course.banks.map((bank) => bank.id),
    ),
    questions,
    parts,
  }
}

/**
 * The ledger of an edition with the slots that the course's own ledger has for what the edition holds and does not know
 * yet, as far as nothing else has them: so an edition that changes nothing has the course's slots.
 */
export const adoptSlots = (lock: Lock, upstream: Lock, course: Course<Keyed>): Lock => {
  const held = extendLock(emptyLock(lock.course), course, {})
  const adopt = (
    own: Readonly<Record<string, number>> = {},
    theirs: Readonly<Record<string, number>> = {},
    ids: Readonly<Record<string, number>> = {},
  ): Record<string, number> => {
    const taken = new Set(Object.values(own))
    const free = Object.entries(theirs).filter(([id, slot]) => id in ids && !(id in own) && !taken.has(slot))
    return {...own, ...Object.fromEntries(free)}
  }
  const each = (name: 'questions' | 'parts') =>
    Object.fromEntries(
      Object.keys({...held[name], ...lock[name]}).map((key) => [
        key,
        adopt(lock[name][key], upstream[name][key], held[name][key]),
      ]),
    )
  return {
    ...lock,
    modules: adopt(lock.modules, upstream.modules, held.modules),
    items: adopt(lock.items, upstream.items, held.items),
    banks: adopt(lock.banks, upstream.banks, held.banks),
    questions: each('questions'),
    parts: each('parts'),
  }
}

export const slotsOf = (lock: Lock): Slots => ({
  items: lock.items,
  banks: lock.banks,
  questions: lock.questions,
  parts: lock.parts,
})

/** Every id in the ledger, as `kind/id`, in the order of the slots. */
export const idsIn = (lock: Lock): readonly string[] => [
  ...Object.keys(lock.modules).map((id) => `module/${id}`),
  ...Object.keys(lock.items).map((id) => `item/${id}`),
  ...Object.keys(lock.banks).map((id) => `bank/${id}`),
  ...Object.entries(lock.questions).flatMap(([owner, ids]) => Object.keys(ids).map((id) => `question/${owner}/${id}`)),
  ...Object.entries(lock.parts).flatMap(([owner, ids]) => Object.keys(ids).map((id) => `part/${owner}/${id}`)),
]

/** With --frozen nothing may be added to the ledger. */
export const judgeFrozen = (lock: Lock, extended: Lock, file = lockFile): Diagnostic[] => {
  const before = new Set(idsIn(lock))
  const added = idsIn(extended).filter((name) => !before.has(name))
  const files = Object.keys(extended.files).filter((file) => !(file in lock.files))
  const bases = Object.keys(extended.base)
    .filter((target) => !(target in lock.base))
    .map((target) => `base/${target}`)
  const changes = [...added, ...files, ...bases]
  return changes.length > 0 ? [diagnose('lock/frozen', {changes}, startOf(file))] : []
}

/** What vanished, and what came back from retirement. */
export const judgeLock = (lock: Lock, course: Course<Keyed>, file = lockFile): Diagnostic[] => {
  const before = new Set(idsIn(lock))
  const now = new Set(idsIn(extendLock(emptyLock(course.id), course, {})))
  const retired = new Set(lock.retired)
  const place: Place = startOf(file)
  const found: Diagnostic[] = []
  for (const name of before) {
    if (now.has(name)) {
      if (retired.has(name)) found.push(diagnose('id/reused', {kind: kindOf(name), id: idOf(name)}, place))
      continue
    }
    if (retired.has(name) || coveredBy(name, retired) || parentVanished(name, before, now)) continue
    found.push(diagnose('id/vanished', {kind: kindOf(name), id: idOf(name), cost: costOf(name), name}, place))
  }
  return found
}

const kindOf = (name: string): string => name.slice(0, name.indexOf('/'))
const idOf = (name: string): string => name.slice(name.indexOf('/') + 1)

/** A question goes with its quiz, a choice with its question: the owner is reported alone. */
const parentVanished = (name: string, before: ReadonlySet<string>, now: ReadonlySet<string>): boolean => {
  const [kind, owner = '', question = ''] = name.split('/')
  if (kind === 'part') {
    const parent = `question/${owner}/${question}`
    return (before.has(parent) && !now.has(parent)) || parentVanished(parent, before, now)
  }
  if (kind === 'question') {
    return [`item/${owner}`, `bank/${owner}`].some((parent) => before.has(parent) && !now.has(parent))
  }
  return false
}

const coveredBy = (name: string, retired: ReadonlySet<string>): boolean => {
  const [kind, owner, question] = name.split('/')
  if (kind === 'part' && retired.has(`question/${owner}/${question}`)) return true
  return (kind === 'part' || kind === 'question') && (retired.has(`item/${owner}`) || retired.has(`bank/${owner}`))
}

const costOf = (name: string): string => {
  switch (kindOf(name)) {
    case 'item':
      return 'Learners lose their progress in it, and their marks if it was graded.'
    case 'question':
    case 'bank':
      return 'Learners lose their answers to it.'
    case 'part':
      return 'Answers that picked it are lost.'
    default:
      return 'An LMS that kept its place will make a new one.'
  }
}

const collisions = (lock: Lock, file: string): Diagnostic[] => {
  const tables = [lock.modules, lock.items, lock.banks, ...Object.values(lock.questions), ...Object.values(lock.parts)]
  return tables.flatMap((table) => {
    const numbers = Object.values(table)
    if (new Set(numbers).size === numbers.length) return []
    const twice = Object.keys(table).find((id, index) => numbers.indexOf(table[id] ?? -1) !== index) ?? ''
    return [diagnose('lock/invalid', {reason: `“${twice}” has the number of another entry`}, startOf(file))]
  })
}

const appended = (table: Readonly<Record<string, number>>, ids: readonly string[]): Record<string, number> => {
  const result = {...table}
  let next = Math.max(-1, ...Object.values(table)) + 1
  for (const id of ids) {
    if (Object.hasOwn(result, id)) continue
    result[id] = next
    next += 1
  }
  return result
}

const filled = <T extends object>(key: string, value: T): Record<string, T> =>
  Object.keys(value).length > 0 ? {[key]: value} : {}

const sortKeys = <V>(record: Readonly<Record<string, V>>): Record<string, V> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)))
