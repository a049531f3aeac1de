import {type Course, itemsOf, type Lesson, questionsOf, quizzesOf} from './model/course.js'
import {type Memo, remembered} from './model/memo.js'
import type {Question, QuestionType} from './model/question.js'
import type {Local} from './model/text.js'
import {type BodyNode, mapBody, plainText, walk} from './model/walk.js'
import {type Readability, readabilityOf} from './readability.js'

/** Counts of what a course holds. */
export interface Statistics {
  readonly modules: number
  readonly lessons: readonly ({
    readonly id: string
    readonly objectives: number
    /** Questions that name an objective of the lesson. */
    readonly testedBy: number
    readonly audience: string
  } & Readability)[]
  readonly quizzes: {readonly practice: number; readonly graded: number}
  readonly questions: number
  readonly questionTypes: Readonly<Partial<Record<QuestionType, number>>>
  readonly keys: Keys
  readonly banks: Readonly<Record<string, number>>
  readonly discussions: number
  readonly assignments: number
  readonly links: number
  readonly figures: number
  readonly glossary: number
  readonly works: number
  readonly resources: Readonly<Record<string, number>>
}

/** Where and what the right answers are: what a learner could guess by. */
export interface Keys {
  /** Multiple-choice questions whose right choice is the first, the second and so on, as authored. */
  readonly places: readonly number[]
  /** Multiple-choice questions whose right choice is longer than every other. */
  readonly longest: number
  readonly true: number
  readonly false: number
}

export const statisticsOf = (course: Course<Local>, language: string, memo?: Memo): Statistics => {
  const items = itemsOf(course)
  const questions = questionsOf(course)
  const quizzes = quizzesOf(course)
  const questionTypes: Partial<Record<QuestionType, number>> = {}
  for (const {question} of questions) questionTypes[question.type] = (questionTypes[question.type] ?? 0) + 1
  const testing = new Map<string, (typeof questions)[number][]>()
  for (const each of questions)
    for (const id of each.question.objectives) testing.set(id, [...(testing.get(id) ?? []), each])
  let figures = 0
  for (const item of items) {
    if (item.type === 'lesson') walk(item.body, (node) => (figures += node.type === 'figure' ? 1 : 0))
  }
  const count = (type: string) => items.filter((item) => item.type === type).length
  return {
    modules: course.modules.length,
    lessons: items.flatMap((item) =>
      item.type === 'lesson'
        ? [
            {
              id: item.id,
              objectives: item.objectives.length,
              testedBy: new Set(item.objectives.flatMap(({id}) => testing.get(id) ?? [])).size,
              audience: item.audience,
              ...readability(item, language, memo),
            },
          ]
        : [],
    ),
    quizzes: {
      practice: quizzes.filter((quiz) => quiz.mode === 'practice').length,
      graded: quizzes.filter((quiz) => quiz.mode === 'graded').length,
    },
    questions: questions.length,
    questionTypes,
    keys: keysOf(questions.map(({question}) => question)),
    banks: Object.fromEntries(course.banks.map((bank) => [bank.id, bank.questions.length])),
    discussions: count('discussion'),
    assignments: count('assignment'),
    links: count('link'),
    figures,
    glossary: course.glossary.length,
    works: course.works.length,
    resources: Object.fromEntries(course.resources.map((tier) => [tier.id, tier.resources.length])),
  }
}

const readability = (lesson: Lesson<Local>, language: string, memo?: Memo): Readability =>
  remembered(
    memo,
    'readability',
    ({stamp}) => [language, stamp(lesson)],
    () => readabilityOf(readText(lesson.body), language),
  )

const keysOf = (questions: readonly Question<Local>[]): Keys => {
  const places: number[] = []
  let longest = 0
  const answers = {true: 0, false: 0}
  for (const question of questions) {
    if (question.type === 'true-false') answers[question.answer ? 'true' : 'false'] += 1
    if (question.type !== 'multiple-choice') continue
    const key = question.choices.findIndex((choice) => choice.correct)
    const lengths = question.choices.map((choice) => plainText(choice.text).length)
    while (places.length <= key) places.push(0)
    if (key >= 0) places[key] = (places[key] ?? 0) + 1
    if (lengths.every((length, index) => index === key || length < (lengths[key] ?? 0))) longest += 1
  }
  return {places, longest, ...answers}
}

/** What a reader reads: not long descriptions, references, formulas or code. */
const readText = (body: Local['rich']): string => {
  const skipped = new Set(['references', 'notes', 'code', 'math', 'recording', 'practice', 'embed'])
  const texts: string[] = []
  const read = (nodes: readonly BodyNode[]): void => {
    for (const node of nodes) {
      if (skipped.has(node.type)) continue
      if (blockTypes.has(node.type))
        texts.push(plainText(mapBody({type: 'root', children: [node as never]}, withoutCitations)))
      else if (node.type === 'figure') read(node.children)
      else if ('children' in node) read(node.children as BodyNode[])
    }
  }
  read(body.children)
  // A heading or a list entry without a full stop is a sentence of its own.
  return texts.map((text) => (/[.!?:…”’)]$/.test(text) ? text : `${text}.`)).join('\n')
}

const blockTypes = new Set(['paragraph', 'heading', 'table'])

const withoutCitations = (node: BodyNode): BodyNode | readonly BodyNode[] => (node.type === 'citation' ? [] : node)
