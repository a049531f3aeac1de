import {type Course, type Draw, type Item, isQuestion, type Quiz, quizzesOf, type Slots} from '../model/course.js'
import type {Body} from '../model/markdown.js'
import {never, partsOf, type Question} from '../model/question.js'
import {type StateLayout, stateLayout} from '../model/state-layout.js'
import type {Local} from '../model/text.js'
import {typedKey} from '../model/typed-key.js'
import {plainText} from '../model/walk.js'

/** Which form of `Snapshot` this is: a reader that does not know it refuses. */
export const snapshotForm = 1

/** A thing of a course as a release held it. */
export interface Held {
  /** As in the ledger: `item/x`, `question/quiz/q1`, `part/quiz/q1/a` … */
  readonly name: string
  readonly title: string
  /** What it stands in, for people, where ids say nothing to them: in packages of others. */
  readonly within?: string
  /** Permanent number from which learners’ state is coded; absent where there is none. */
  readonly slot?: number
  /** What it says, passage by passage, without mark-up. */
  readonly text: readonly string[]
  /** What decides about marks, progress or access, by name: `points`, `pass-mark`, `key` … Values are compared as text. */
  readonly settings: Readonly<Record<string, string>>
}

/**
 * What a release holds, in a form that later releases can be compared with: every thing by its permanent id, what it says,
 * what decides about marks. Kept in `release.json` and in the report of a build.
 */
export interface Snapshot {
  readonly form: typeof snapshotForm
  readonly course: {readonly id: string; readonly version: string; readonly title: string; readonly language: string}
  /** How its player keeps what learners did; absent where that is not known. */
  readonly state?: StateLayout
  readonly held: readonly Held[]
}

export const snapshotOf = (course: Course<Local>, slots: Slots, language: string): Snapshot => ({
  form: snapshotForm,
  course: {id: course.id, version: course.version, title: course.title, language},
  state: stateLayout,
  held: [
    courseHeld(course),
    ...course.modules.flatMap((module) => [
      {
        name: `module/${module.id}`,
        title: module.title,
        text: module.description ? passagesOf(module.description) : [],
        settings: settings({requires: module.requires, hidden: module.hidden}),
      },
      ...module.items.map((item) => itemHeld(item, module.id, slots)),
    ]),
    ...course.practice.map((quiz) => quizHeld(quiz, {}, slots)),
    ...course.banks.map((bank) => ({
      name: `bank/${bank.id}`,
      title: bank.title,
      ...slot(slots.banks[bank.id]),
      text: [],
      settings: {},
    })),
    ...quizzesOf(course).flatMap((quiz) =>
      quiz.entries.filter(isQuestion).flatMap((question) => questionHeld(quiz.id, question as Question<Local>, slots)),
    ),
    ...course.banks.flatMap((bank) => bank.questions.flatMap((question) => questionHeld(bank.id, question, slots))),
    ...course.glossary.map(({id, term, definition}) => plainHeld(`term/${id}`, term, passagesOf(definition))),
    ...course.resources.flatMap((tier) =>
      tier.resources.map(({id, title, by, year, url, why}) =>
        plainHeld(`resource/${id}`, title, [[by, year].filter(Boolean).join(', '), url, why]),
      ),
    ),
  ],
})

const courseHeld = (course: Course<Local>): Held => ({
  name: 'course',
  title: course.title,
  text: [course.description, ...(course.about ? passagesOf(course.about.body) : [])],
  settings: settings({
    completion: course.completion,
    licence: course.licence,
    groups: course.groups.map(({id, weight}) => `${id} ${weight}`),
    order: course.modules.map(({id}) => id),
  }),
})

const itemHeld = (item: Item<Local>, module: string, slots: Slots): Held => {
  const {requires, hidden, group, opens, due, closes} = item.placement
  const placed = {type: item.type, module, requires, hidden, group, opens, due, closes}
  const base = {name: `item/${item.id}`, title: item.title, ...slot(slots.items[item.id])}
  switch (item.type) {
    case 'quiz':
      return quizHeld(item, placed, slots)
    case 'lesson':
      return {
        ...base,
        text: [...item.objectives.map((objective) => objective.text), ...passagesOf(item.body)],
        settings: settings({...placed, audience: item.audience}),
      }
    case 'discussion':
      return {...base, text: passagesOf(item.body), settings: settings({...placed, points: item.points})}
    case 'assignment':
      return {
        ...base,
        text: [
          ...passagesOf(item.body),
          ...item.rubric.map(({title, levels}) => `${title}: ${levels.map((level) => level.title).join(', ')}`),
        ],
        settings: settings({
          ...placed,
          points: item.points,
          submission: item.submission,
          rubric: item.rubric.map(({id, levels}) => `${id} ${levels.map(({points}) => points).join('/')}`),
        }),
      }
    case 'link':
    case 'tool':
      return {
        ...base,
        text: item.description ? passagesOf(item.description) : [],
        settings: settings({
          ...placed,
          address: item.url,
          points: item.type === 'tool' ? item.points : undefined,
        }),
      }
    default:
      return never(item)
  }
}

const quizHeld = (quiz: Quiz<Local>, placed: Readonly<Record<string, Setting>>, slots: Slots): Held => ({
  name: `item/${quiz.id}`,
  title: quiz.title,
  ...slot(slots.items[quiz.id]),
  text: quiz.description ? passagesOf(quiz.description) : [],
  settings: settings({
    type: 'quiz',
    ...placed,
    mode: quiz.mode,
    'pass-mark': quiz.passMark,
    attempts: quiz.attempts ?? 'unlimited',
    'time-limit': quiz.timeLimit ?? 'none',
    feedback: quiz.feedback,
    weight: quiz.weight,
    length: quiz.entries.reduce((sum, entry) => sum + (isQuestion(entry) ? 1 : (entry as Draw).count), 0),
    draws: quiz.entries.flatMap((entry) => (isQuestion(entry) ? [] : [`${(entry as Draw).count} of ${entry.bank}`])),
  }),
})

const questionHeld = (owner: string, question: Question<Local>, slots: Slots): readonly Held[] => {
  const name = `${owner}/${question.id}`
  const [prompt = ''] = [plainText(question.prompt)]
  return [
    {
      name: `question/${name}`,
      title: prompt.length > 80 ? `${prompt.slice(0, 79).trimEnd()}…` : prompt,
      ...slot(slots.questions[owner]?.[question.id]),
      text: [prompt, ...wordsOf(question), ...feedbackOf(question)],
      settings: settings({type: question.type, points: question.points, key: keyOf(question)}),
    },
    ...partsOf(question).map((part) => ({
      name: `part/${name}/${part}`,
      title: partText(question, part),
      ...slot(slots.parts[name]?.[part]),
      text: [],
      settings: {},
    })),
  ]
}

/** What earns the marks, in terms of permanent ids where there are any, so that a change of wording is no change of key. */
const keyOf = (question: Question<Local>): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot': {
      const list = question.type === 'hotspot' ? question.areas : question.choices
      return list.filter(({correct}) => correct).map(({id}) => id)
    }
    case 'multiple-response':
      return [...question.choices.filter(({correct}) => correct).map(({id}) => id), `(${question.scoring})`]
    case 'true-false':
      return [String(question.answer)]
    case 'short-answer':
    case 'numeric':
      return typedKey(question)
    case 'matching':
      return question.pairs.map(({id}) => id)
    case 'ordering':
      return question.items.map(({id}) => id)
    case 'fill-blanks':
      return [
        ...question.blanks.map(({id, accept}) => `${id}: ${accept.join(' / ')}`),
        ...(question.caseSensitive ? ['(case matters)'] : []),
      ]
    case 'categorise':
      return question.items.map(({id, category}) => `${id} in ${category}`)
    case 'essay':
      return []
    default:
      return never(question)
  }
}

/** The words of the question beside its prompt. */
const wordsOf = (question: Question<Local>): readonly string[] =>
  question.type === 'fill-blanks' ? [plainText(question.text)] : partsOf(question).map((id) => partText(question, id))

const partText = (question: Question<Local>, id: string): string => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response': {
      const choice = question.choices.find((candidate) => candidate.id === id)
      return choice ? plainText(choice.text) : ''
    }
    case 'matching': {
      const pair = question.pairs.find((candidate) => candidate.id === id)
      return pair ? `${plainText(pair.left)} – ${pair.right}` : distractor(question.distractors, id)
    }
    case 'ordering': {
      const item = question.items.find((candidate) => candidate.id === id)
      return item ? plainText(item.text) : ''
    }
    case 'fill-blanks': {
      const blank = question.blanks.find((candidate) => candidate.id === id)
      return blank ? blank.accept.join(' / ') : distractor(question.distractors, id)
    }
    case 'categorise': {
      const item = question.items.find((candidate) => candidate.id === id)
      if (item) return plainText(item.text)
      return question.categories.find((candidate) => candidate.id === id)?.title ?? ''
    }
    case 'hotspot':
      return question.areas.find((candidate) => candidate.id === id)?.label ?? ''
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return ''
    default:
      return never(question)
  }
}

const distractor = (list: readonly {readonly id: string; readonly text: string}[], id: string): string =>
  list.find((candidate) => candidate.id === id)?.text ?? ''

const feedbackOf = (question: Question<Local>): readonly string[] => {
  const {right, wrong, general} = question.feedback
  const ofParts =
    question.type === 'multiple-choice' || question.type === 'multiple-response'
      ? question.choices.map(({feedback}) => feedback)
      : question.type === 'hotspot'
        ? question.areas.map(({feedback}) => feedback)
        : question.type === 'short-answer' || question.type === 'numeric'
          ? question.answers.map(({feedback}) => feedback)
          : []
  return [...ofParts, right, wrong, general, ...question.hints].flatMap((text) => (text ? [plainText(text)] : []))
}

/** Each block of a body as its words: what a reader takes in at a time. */
const passagesOf = (body: Body): readonly string[] =>
  body.children
    .map((block) => plainText(block as Body['children'][number]))
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')

const plainHeld = (name: string, title: string, text: readonly string[]): Held => ({name, title, text, settings: {}})

const slot = (number: number | undefined): {readonly slot?: number} => (number === undefined ? {} : {slot: number})

type Setting = string | number | boolean | readonly string[] | undefined

/** Settings as text; what is not set, off or empty is left out, so that a new setting is no change. */
const settings = (values: Readonly<Record<string, Setting>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined || value === false) return []
      const text = typeof value === 'object' ? value.join(', ') : String(value)
      return text === '' ? [] : [[name, text]]
    }),
  )
