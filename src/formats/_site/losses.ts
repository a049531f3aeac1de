import {type Course, type Item, isQuestion, type Quiz, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'

/** What pages that no system takes apart cannot do, in the reading order of the course. */
export const siteLosses = (course: Course<Local>, {teachers}: {readonly teachers: boolean}): readonly Loss[] => [
  ...course.modules.flatMap((module) => module.items.flatMap((item) => itemLosses(item, teachers, module.hidden))),
  ...quizzesOf(course).flatMap((quiz) => essayLosses(course, quiz)),
]

const itemLosses = (item: Item<Local>, teachers: boolean, isModuleHidden: boolean): readonly Loss[] => {
  if (item.placement.hidden || isModuleHidden) return [lossOf(item, hiddenLeftOut)]
  const gates = item.placement.requires.length > 0 ? [lossOf(item, requiresIgnored)] : []
  return [...gates, ...shownLosses(item, teachers)]
}

const shownLosses = (item: Item<Local>, teachers: boolean): readonly Loss[] => {
  if (item.type === 'tool') return [lossOf(item, toolLeftOut)]
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

const hiddenLeftOut = {
  feature: 'item/hidden',
  kind: 'dropped',
  what: 'The hidden item is left out.',
  why: 'Static pages have no teacher who could show it later.',
  source,
  remedy: 'Take `hidden` away when it is time, and release the package again.',
} as const

const requiresIgnored = {
  feature: 'item/requires',
  kind: 'approximated',
  what: 'The item can be opened before what it requires is done.',
  why: 'Pages that link to each other cannot be locked.',
  source,
  remedy: 'Tell learners in which order to work; or give the learning platform’s own format, which can release items.',
} as const

const toolLeftOut = {
  feature: 'tool/left-out',
  kind: 'dropped',
  what: 'The tool is left out.',
  why: 'Only a learning platform can launch it with the learner’s identity.',
  source,
  remedy: 'Add the tool beside the course in the learning platform.',
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
