import {type Course, itemsOf, questionsOf, quizzesOf} from './model/course.js'
import type {QuestionType} from './model/question.js'
import type {Local} from './model/text.js'
import {plainText, walk} from './model/walk.js'

/** Counts of what a course holds. */
export interface Statistics {
  readonly modules: number
  readonly lessons: readonly {
    readonly id: string
    readonly words: number
    readonly objectives: number
    readonly audience: string
  }[]
  readonly quizzes: {readonly practice: number; readonly graded: number}
  readonly questions: number
  readonly questionTypes: Readonly<Partial<Record<QuestionType, number>>>
  readonly banks: Readonly<Record<string, number>>
  readonly discussions: number
  readonly assignments: number
  readonly links: number
  readonly figures: number
  readonly glossary: number
  readonly works: number
  readonly resources: Readonly<Record<string, number>>
}

export const statisticsOf = (course: Course<Local>): Statistics => {
  const items = itemsOf(course)
  const questions = questionsOf(course)
  const quizzes = quizzesOf(course)
  const questionTypes: Partial<Record<QuestionType, number>> = {}
  for (const {question} of questions) questionTypes[question.type] = (questionTypes[question.type] ?? 0) + 1
  let figures = 0
  for (const item of items) {
    if (item.type === 'lesson') walk(item.body, (node) => (figures += node.type === 'figure' ? 1 : 0))
  }
  const count = (type: string) => items.filter((item) => item.type === type).length
  return {
    modules: course.modules.length,
    lessons: items.flatMap((item) =>
      item.type === 'lesson'
        ? [{id: item.id, words: wordsIn(item.body), objectives: item.objectives.length, audience: item.audience}]
        : [],
    ),
    quizzes: {
      practice: quizzes.filter((quiz) => quiz.mode === 'practice').length,
      graded: quizzes.filter((quiz) => quiz.mode === 'graded').length,
    },
    questions: questions.length,
    questionTypes,
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

/** Words that a reader reads: not long descriptions, references, formulas or code. */
export const wordsIn = (body: Local['rich']): number => {
  const skipped = new Set(['references', 'code', 'math', 'inlineMath', 'recording', 'citation'])
  const text = body.children
    .filter((node) => !skipped.has(node.type))
    .map((node) => (node.type === 'figure' ? plainText({type: 'root', children: node.children}) : plainText(node)))
    .join(' ')
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0
}
