import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {type Course, type Item, isQuestion} from '../model/course.js'
import type {Place} from '../model/place.js'
import {never, type Question} from '../model/question.js'
import type {Local} from '../model/text.js'

interface Named {
  readonly kind: string
  readonly id: string
  readonly place: Place
}

/** Ids that are used twice where they must be unique. */
export const duplicates = (items: readonly Item<Local>[], course: Course<Local>): Diagnostic[] => {
  const quizzes = items.filter((item) => item.type === 'quiz')
  const questionLists = [
    ...quizzes.map((quiz) => quiz.entries.filter(isQuestion) as readonly Question<Local>[]),
    ...course.banks.map((bank) => bank.questions),
  ]
  const scopes: readonly (readonly Named[])[] = [
    // A bank and a quiz both own questions, so that they share one space of names.
    [...items.map((item) => ({...item, kind: item.type})), ...course.banks.map((bank) => ({...bank, kind: 'bank'}))],
    course.modules.map((module) => ({...module, kind: 'module'})),
    items.flatMap((item) =>
      item.type === 'lesson' ? item.objectives.map((objective) => ({...objective, kind: 'objective'})) : [],
    ),
    course.glossary.map((entry) => ({...entry, kind: 'glossary entry'})),
    course.works.map((work) => ({...work, kind: 'work'})),
    course.resources.map((tier) => ({...tier, kind: 'tier'})),
    course.resources.flatMap((tier) => tier.resources).map((resource) => ({...resource, kind: 'resource'})),
    ...items.map((item) =>
      item.type === 'assignment' ? item.rubric.map((criterion) => ({...criterion, kind: 'criterion'})) : [],
    ),
    ...questionLists.map((questions) => questions.map((question) => ({...question, kind: 'question'}))),
    ...questionLists.flatMap((questions) => questions.map(partsWithPlaces)),
  ]
  return scopes.flatMap(findTwice)
}

const findTwice = (names: readonly Named[]): Diagnostic[] => {
  const first = new Map<string, Named>()
  return names.flatMap((name) => {
    const earlier = first.get(name.id)
    if (!earlier) {
      first.set(name.id, name)
      return []
    }
    const where = `${earlier.place.file}:${earlier.place.line}`
    return [diagnose('id/duplicate', {id: name.id, kind: name.kind, first: where}, name.place)]
  })
}

const partsWithPlaces = (question: Question<Local>): Named[] => {
  const named = (parts: readonly {readonly id: string; readonly place?: Place}[], kind: string): Named[] =>
    parts.map((part) => ({kind, id: part.id, place: part.place ?? question.place}))
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return named(question.choices, 'choice')
    case 'matching':
      return named([...question.pairs, ...question.distractors], 'pair')
    case 'ordering':
      return named(question.items, 'item')
    case 'fill-blanks':
      return named(question.distractors, 'distractor')
    case 'categorise':
      return named([...question.categories, ...question.items], 'category or item')
    case 'hotspot':
      return named(question.areas, 'area')
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return []
    default:
      return never(question)
  }
}
