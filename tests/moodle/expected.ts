import {
  type Course,
  type Draw,
  type Item,
  isQuestion,
  itemsOf,
  type Module,
  type Quiz,
  quizzesOf,
} from '../../src/model/course.js'
import {practiceAfter} from '../../src/model/practice.js'
import {never, type Question} from '../../src/model/question.js'
import type {Local} from '../../src/model/text.js'

/** What a restored course must be, told from the course itself and not from what the format wrote. */
export const expectedSections = (course: Course<Local>, release: string) => {
  const after = practiceAfter(course)
  return course.modules.map((module) => ({
    name: module.title,
    visible: !module.hidden && (module.items.length === 0 || module.items.some((item) => isSeen(module, item))),
    waitsFor: namesOf(course, module.requires),
    activities: module.items.flatMap((item) => [
      expectedActivity(course, module, item, release),
      ...(after.get(item.id) ?? []).map((quiz) => ({
        ...expectedActivity(course, module, quiz, release),
        visible: isSeen(module, item),
      })),
    ]),
  }))
}

const isSeen = (module: Module<Local>, item: Item<Local>): boolean =>
  !module.hidden && !item.placement.hidden && !(item.type === 'lesson' && item.audience === 'teachers')

/** Activities that learners must have done, by their titles. */
const namesOf = (course: Course<Local>, ids: readonly string[]): readonly string[] =>
  ids.flatMap((id) =>
    course.modules.flatMap((module) =>
      module.items
        .filter((item) => (module.id === id || item.id === id) && isSeen(module, item))
        .map(({title}) => title),
    ),
  )

const expectedActivity = (course: Course<Local>, module: Module<Local>, item: Item<Local>, release: string) => {
  const {requires, opens, closes, group} = item.placement
  const hasOwn = {
    opens: item.type === 'quiz' || item.type === 'assignment',
    closes: ['quiz', 'assignment', 'discussion'].includes(item.type),
  }
  const max = pointsOf(item)
  const isPractice = item.type === 'quiz' && item.mode === 'practice'
  const counts = !isPractice && (course.groups.length === 0 || group !== undefined)
  const category = counts ? (course.groups.find(({id}) => id === group)?.title ?? null) : null
  return {
    type: moduleTypes[item.type],
    name: item.title,
    idnumber: item.id,
    visible: isSeen(module, item),
    completion: isSeen(module, item) ? 2 : 0,
    waitsFor: [
      ...namesOf(course, requires),
      ...(opens !== undefined && !hasOwn.opens ? ['date'] : []),
      ...(closes !== undefined && !hasOwn.closes ? ['date'] : []),
    ],
    grade:
      max === undefined
        ? null
        : {
            max,
            pass: item.type === 'quiz' && !isPractice ? item.passMark : 0,
            weight: counts ? (item.type === 'quiz' ? item.weight : 1) : 0,
            category,
          },
    dead: [],
    ...detailsOf(course, item, release),
  }
}

const moduleTypes = {
  lesson: 'page',
  quiz: 'quiz',
  discussion: 'forum',
  assignment: 'assign',
  link: 'url',
  tool: 'lti',
} as const

const pointsOf = (item: Item<Local>): number | undefined => {
  switch (item.type) {
    case 'lesson':
    case 'link':
      return undefined
    case 'quiz':
      return 100
    case 'assignment':
    case 'discussion':
    case 'tool':
      return item.points
    default:
      return never(item)
  }
}

const detailsOf = (course: Course<Local>, item: Item<Local>, release: string): object => {
  switch (item.type) {
    case 'lesson':
      return {}
    case 'link':
      return {address: item.url}
    case 'tool':
      return {
        address: item.url,
        parameters: Object.entries(item.custom)
          .map(([name, value]) => `${name}=${value}`)
          .join('\n'),
      }
    case 'discussion':
      return {kind: 'single', discussions: 1}
    case 'assignment':
      return {
        method: item.rubric.length > 0 ? 'rubric' : null,
        levels: item.rubric.map(({levels}) => levels.map(({points}) => points).sort((a, b) => b - a)),
        submission: [
          ...(item.submission.includes('file') ? ['file'] : []),
          ...(item.submission.some((way) => way !== 'file') ? ['onlinetext'] : []),
        ],
      }
    case 'quiz':
      return {
        attempts: item.attempts ?? 0,
        timelimit: Math.round((item.timeLimit ?? 0) * 60),
        shuffles: item.shuffleChoices,
        overall: item.mode === 'graded' ? (item.passMark > 0 ? 2 : 1) : 0,
        slots: item.entries.flatMap((entry) =>
          isQuestion<Local>(entry) ? [{mark: entry.points, random: false}] : drawnSlots(course, entry),
        ),
        right: itsOwn(item, release, true),
        wrong: itsOwn(item, release, false),
      }
    default:
      return never(item)
  }
}

const drawnSlots = ({banks}: Course<Local>, {bank: id, count}: Draw) => {
  const questions = banks.find((bank) => bank.id === id)?.questions ?? []
  const mean = questions.reduce((sum, {points}) => sum + points, 0) / questions.length
  return Array.from({length: Math.min(count, questions.length)}, () => ({
    mark: Math.round(mean * 100) / 100,
    random: true,
  }))
}

/** The quiz’s own questions, answered. Those of banks come as they are drawn, and are judged by their marks alone. */
const itsOwn = (quiz: Quiz<Local>, release: string, rightly: boolean) =>
  quiz.entries
    .filter((entry): entry is Question<Local> => isQuestion(entry))
    .map((question) => ({
      idnumber: `${quiz.id}/${question.id}`,
      type: typesOf(question, release),
      share: question.type === 'essay' ? null : Number(rightly),
      hints: question.type === 'essay' ? 0 : question.hints.length,
      tags:
        new Set([...question.tags, ...question.objectives.map((id) => `objective: ${id}`)]).size +
        Number(question.difficulty !== undefined),
    }))

/** The types of Moodle that a question may become. */
const typesOf = (question: Question<Local>, release: string): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return ['multichoice']
    case 'true-false':
      return ['truefalse']
    case 'short-answer':
      return ['shortanswer']
    case 'numeric':
      return ['numerical']
    case 'matching':
    case 'categorise':
      return ['match']
    case 'essay':
      return ['essay']
    case 'ordering':
      return release === '4.1' ? ['match'] : ['ordering']
    case 'fill-blanks':
      return {
        text: ['shortanswer', 'multianswer'],
        dropdown: ['gapselect', 'multianswer'],
        drag: ['ddwtos', 'multianswer'],
      }[question.mode]
    case 'hotspot':
      return ['ddmarker', 'multichoice']
    default:
      return never(question)
  }
}

/** How many activities the course asks for before it counts as completed. */
export const expectedCriteria = (course: Course<Local>): number =>
  course.modules.flatMap((module) =>
    module.items.filter((item) => {
      if (!isSeen(module, item)) return false
      if (item.type === 'quiz') return item.mode === 'graded' && course.completion.some((rule) => rule !== 'read')
      return course.completion.includes('read') && ['lesson', 'discussion', 'assignment'].includes(item.type)
    }),
  ).length

export const countsOf = (course: Course<Local>) => ({
  items: itemsOf(course).length,
  quizzes: quizzesOf(course).length,
  entries: course.glossary.length,
  aliases: course.glossary.reduce((sum, {also}) => sum + also.length, 0),
  resources: course.resources.reduce((sum, tier) => sum + tier.resources.length, 0),
  tiers: course.resources.length,
})
