import {type Course, type Item, isQuestion, itemsOf, type Quiz, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'

/** What pages that no system takes apart cannot do, in the reading order of the course. */
export const siteLosses = (course: Course<Local>, {teachers}: {readonly teachers: boolean}): readonly Loss[] => [
  ...itemsOf(course).flatMap((item) => itemLosses(item, teachers)),
  ...quizzesOf(course).flatMap((quiz) => essayLosses(course, quiz)),
]

const itemLosses = (item: Item<Local>, teachers: boolean): readonly Loss[] => {
  if (item.type === 'lesson' && item.audience === 'teachers' && !teachers) return [lossOf(item, teachersLeftOut)]
  if (item.type === 'discussion') return [lossOf(item, discussionIsPage)]
  if (item.type === 'assignment') return [lossOf(item, assignmentIsPage(item.points))]
  return []
}

/** Essays of the quiz itself and of banks that it draws from. */
const essayLosses = (course: Course<Local>, quiz: Quiz<Local>): readonly Loss[] =>
  quiz.entries
    .flatMap((entry) =>
      isQuestion<Local>(entry)
        ? [{owner: quiz.id, question: entry}]
        : (course.banks.find((bank) => bank.id === entry.bank)?.questions ?? []).map((question) => ({
            owner: entry.bank,
            question,
          })),
    )
    .filter(({question}) => question.type === 'essay')
    .map(({owner, question}) => ({
      ...essayUnmarked,
      item: {type: 'question', id: `${owner}/${question.id}`, title: quiz.title},
      place: question.place,
    }))

const lossOf = (item: Item<Local>, loss: Omit<Loss, 'item' | 'place'>): Loss => ({
  ...loss,
  item: {type: item.type, id: item.id, title: item.title},
  place: item.place,
})

const source = 'SCORM 1.2 Run-Time Environment, section 3.4 (the data model has no such things); the site has no server'

const teachersLeftOut = {
  feature: 'lesson/teachers',
  kind: 'dropped',
  what: 'The lesson for teachers is left out.',
  why: 'Everybody who opens the package sees all of it.',
  source,
  remedy: 'Set `teachers: true` for this format to keep it, or give teachers a package of their own.',
} as const

const discussionIsPage = {
  feature: 'discussion/page',
  kind: 'degraded',
  what: 'The discussion is a page with its question: nobody can answer there.',
  why: 'Static pages have no place where learners meet.',
  source,
  remedy: 'Open a forum beside the course and copy the question into it.',
} as const

const assignmentIsPage = (points: number): Omit<Loss, 'item' | 'place'> => ({
  feature: 'assignment/page',
  kind: 'degraded',
  what: 'The assignment is a page with its text and rubric: nothing can be handed in or marked there.',
  why: 'Static pages take nothing in.',
  source,
  remedy: `Make an assignment of ${points} points beside the course and copy the text into it.`,
})

const essayUnmarked = {
  feature: 'question/essay',
  kind: 'degraded',
  what: 'Nobody marks the essay: it counts for nothing in the score.',
  why: 'There is no place where a person could judge it.',
  source,
  remedy: 'Ask for it in an assignment of the learning platform.',
} as const
