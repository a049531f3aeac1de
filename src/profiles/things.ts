import {type Course, type Item, itemsOf, questionsOf} from '../model/course.js'
import type {Question} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {Thing} from './profile.js'

/** Finders for effects: which things of a course an importer changes. */

export const wholeCourse = (course: Course<Local>): readonly Thing[] => [
  {item: {type: 'course', id: course.id, title: course.title}, place: course.place},
]

export const itemsWith =
  (matches: (item: Item<Local>) => boolean) =>
  (course: Course<Local>): readonly Thing[] =>
    itemsOf(course)
      .filter(matches)
      .map(({type, id, title, place}) => ({item: {type, id, title}, place}))

export const questionsWith =
  (matches: (question: Question<Local>) => boolean) =>
  (course: Course<Local>): readonly Thing[] =>
    questionsOf(course)
      .filter(({question}) => matches(question))
      .map(({owner, question}) => ({
        item: {type: 'question', id: `${owner}/${question.id}`, title: question.id},
        place: question.place,
      }))

export const banks = (course: Course<Local>): readonly Thing[] =>
  course.banks.map(({id, title, place}) => ({item: {type: 'bank', id, title}, place}))
