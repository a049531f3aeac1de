import type {Course, Edition, Item, Lesson, Module, Quiz, Slots} from '../model/course.js'
import type {PlayerPage, PlayerQuestionOutline, PlayerQuizOutline} from '../model/player.js'
import type {Question} from '../model/question.js'
import {never} from '../model/question.js'
import type {Local} from '../model/text.js'
import {walk} from '../model/walk.js'

/** Reference pages have numbers of their own, below those of items. */
export const referenceSlots = {home: -1, glossary: -2, references: -3, resources: -4, about: -5} as const
export type ReferencePage = keyof typeof referenceSlots

/** Which documents a package has, where they are, and which quiz stands in which. */
export interface Outline {
  /** Modules with what learners (or, by option, teachers) may see; none is empty. */
  readonly modules: readonly Module<Local>[]
  /** In reading order. */
  readonly items: readonly Item<Local>[]
  /** Every document, home first, then items in reading order, then reference pages. */
  readonly pages: readonly PlayerPage[]
  readonly pageOf: ReadonlyMap<string, PlayerPage>
  /** Quizzes that stand in a document, by id, with the document. */
  readonly quizzes: ReadonlyMap<string, {readonly quiz: Quiz<Local>; readonly page: PlayerPage}>
  /** Ids of the practice quizzes that a lesson embeds. */
  readonly embedded: ReadonlyMap<string, readonly string[]>
}

/** `titles` are those of the reference pages, in the language of the package. */
export const outline = (
  course: Course<Local>,
  slots: Slots,
  {teachers, titles}: {readonly teachers: boolean; readonly titles: Readonly<Record<ReferencePage, string>>},
): Outline => {
  const modules = course.modules
    .map((module) => ({...module, items: module.items.filter((item) => isShown(module, item, teachers))}))
    .filter((module) => module.items.length > 0)
  const items = modules.flatMap((module) => module.items)
  const itemPages = modules.flatMap((module) =>
    module.items.flatMap((item) =>
      item.type === 'link' || item.type === 'tool' ? [] : [itemPage(item, module.title, slots)],
    ),
  )
  const reference = (id: ReferencePage, path: string): PlayerPage => ({
    slot: referenceSlots[id],
    id,
    kind: id === 'home' ? 'home' : 'reference',
    path,
    title: titles[id],
    required: false,
  })
  const pages = [
    reference('home', 'index.html'),
    ...itemPages,
    ...(course.glossary.length > 0 ? [reference('glossary', 'glossary.html')] : []),
    ...(course.works.length > 0 ? [reference('references', 'references.html')] : []),
    ...(course.resources.length > 0 ? [reference('resources', 'resources.html')] : []),
    reference('about', 'about.html'),
  ]
  const pageOf = new Map(pages.map((page) => [pageKey(page), page]))
  const embedded = new Map(
    items.flatMap((item) => (item.type === 'lesson' ? [[item.id, practiceOf(item)] as const] : [])),
  )
  return {modules, items, pages, pageOf, embedded, quizzes: placeQuizzes(course, items, pageOf, embedded)}
}

/** Names a page among all: `lesson:x`, or `page:glossary`. */
export const pageKey = (page: Pick<PlayerPage, 'kind' | 'id'>): string =>
  page.kind === 'home' || page.kind === 'reference' ? `page:${page.id}` : `${page.kind}:${page.id}`

/** What a session must know of the quizzes. */
export const quizOutline = (
  quiz: Quiz<Local>,
  page: PlayerPage,
  course: Course<Local>,
  {slots}: Pick<Edition, 'slots'>,
): PlayerQuizOutline => {
  const asked = questionsOf(quiz, course, slots)
  return {
    slot: needSlot(slots.items, quiz.id),
    id: quiz.id,
    title: quiz.title,
    path: page.path,
    mode: quiz.mode,
    passMark: quiz.passMark,
    attempts: quiz.attempts,
    weight: quiz.weight,
    questions: asked.map(
      ({slot, owner, question}): PlayerQuestionOutline => ({
        slot,
        owner,
        id: question.id,
        type: question.type,
        parts: Object.values(slots.parts[`${owner}/${question.id}`] ?? {}).reduce(
          (most, part) => Math.max(most, part + 1),
          0,
        ),
        targets: targetsOf(question),
        points: question.points,
      }),
    ),
    length: quiz.entries.reduce((sum, entry) => sum + (entry.type === 'draw' ? entry.count : 1), 0),
  }
}

/** A question as one quiz asks it. */
export interface AskedQuestion {
  /** By which the quiz's state names the question. */
  readonly slot: number
  /** Id of the quiz or bank that the question belongs to. */
  readonly owner: string
  readonly question: Question<Local>
}

/**
 * Every question that a quiz asks or may draw, in the order of its entries, each once. A question's number is made of its
 * number in the ledger and of its owner: as many low bits of 1, then a 0, as the owner's place says (the quiz itself, then
 * its banks as they came into the ledger). So neither a further question nor a further bank moves a number.
 */
export const questionsOf = (quiz: Quiz<Local>, course: Course<Local>, slots: Slots): readonly AskedQuestion[] => {
  const drawn = [...new Set(quiz.entries.flatMap((entry) => (entry.type === 'draw' ? [entry.bank] : [])))]
  const banks = drawn.sort((a, b) => needSlot(slots.banks, a) - needSlot(slots.banks, b))
  const asked = new Map<string, AskedQuestion>()
  const add = (owner: string, place: number, question: Question<Local>) => {
    const ledger = needSlot(slots.questions[owner] ?? {}, question.id)
    const slot = ledger * 2 ** (place + 1) + 2 ** place - 1
    asked.set(`${owner}/${question.id}`, {slot, owner, question})
  }
  for (const entry of quiz.entries) {
    if (entry.type !== 'draw') add(quiz.id, 0, entry)
    else
      for (const question of bankOf(course, entry.bank).questions) {
        add(entry.bank, banks.indexOf(entry.bank) + 1, question)
      }
  }
  return [...asked.values()]
}

/** Throws where the ledger lacks an id: `lock` runs before. */
export const needSlot = (slots: Readonly<Record<string, number>>, id: string): number => {
  const slot = slots[id]
  if (slot === undefined) throw new Error(`The ledger has no number for ${id}.`)
  return slot
}

const bankOf = (course: Course<Local>, id: string) => {
  const bank = course.banks.find((candidate) => candidate.id === id)
  if (!bank) throw new Error(`There is no bank ${id}.`)
  return bank
}

/** Static pages cannot launch a tool, nor show later what is hidden now. */
const isShown = (module: Module<Local>, item: Item<Local>, teachers: boolean): boolean => {
  if (item.type === 'tool' || item.placement.hidden || module.hidden) return false
  return teachers || item.type !== 'lesson' || item.audience !== 'teachers'
}

const folders = {lesson: 'lessons', quiz: 'quizzes', discussion: 'discussions', assignment: 'assignments'} as const

const itemPage = (item: Exclude<Item<Local>, {type: 'link' | 'tool'}>, module: string, slots: Slots): PlayerPage => ({
  slot: needSlot(slots.items, item.id),
  id: item.id,
  kind: item.type,
  path: `${folders[item.type]}/${item.id}.html`,
  title: item.title,
  module,
  ...(item.type === 'lesson' && item.time !== undefined ? {time: item.time} : {}),
  required: item.type !== 'quiz',
})

const practiceOf = (lesson: Lesson<Local>): readonly string[] => {
  const found = new Set<string>()
  walk(lesson.body, (node) => {
    if (node.type === 'practice') found.add(node.quiz)
  })
  return [...found]
}

const placeQuizzes = (
  course: Course<Local>,
  items: readonly Item<Local>[],
  pageOf: ReadonlyMap<string, PlayerPage>,
  embedded: ReadonlyMap<string, readonly string[]>,
): Outline['quizzes'] => {
  const placed = new Map<string, {quiz: Quiz<Local>; page: PlayerPage}>()
  const pageNamed = (key: string): PlayerPage => {
    const page = pageOf.get(key)
    if (!page) throw new Error(`There is no page ${key}.`)
    return page
  }
  for (const item of items) {
    if (item.type === 'quiz') placed.set(item.id, {quiz: item, page: pageNamed(`quiz:${item.id}`)})
    for (const id of embedded.get(item.id) ?? []) {
      const quiz = course.practice.find((candidate) => candidate.id === id)
      if (quiz && !placed.has(id)) placed.set(id, {quiz, page: pageNamed(`lesson:${item.id}`)})
    }
  }
  return placed
}

const targetsOf = (question: Question<Local>): number => {
  switch (question.type) {
    case 'fill-blanks':
      return question.blanks.length
    case 'matching':
      return question.pairs.length
    case 'categorise':
      return question.categories.length
    case 'multiple-choice':
    case 'multiple-response':
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
    case 'ordering':
    case 'hotspot':
      return 0
    default:
      return never(question)
  }
}
