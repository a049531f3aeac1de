import {type Bank, type Course, isQuestion, quizzesOf} from '../../model/course.js'
import type {Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {type Context, idOf} from './context.js'
import {titleOf} from './titles.js'

/** A bank that the package adds, of all questions of quizzes that test the same objectives. */
export interface ObjectiveBank {
  readonly identifier: string
  readonly title: string
  readonly objectives: readonly string[]
  readonly questions: readonly {readonly owner: string; readonly question: Question<Local>}[]
}

/**
 * Canvas ties an outcome to whole banks, and a question of a quiz to its original in a bank. So a question of a quiz that
 * tests an objective has an original there (app/models/importers/learning_outcome_importer.rb and quiz_importer.rb,
 * `dedup_assessment_questions`).
 */
export const objectiveBanks = (context: Context): readonly ObjectiveBank[] => {
  const {course, text} = context.cartridge
  const groups = new Map<string, {owner: string; question: Question<Local>}[]>()
  for (const quiz of quizzesOf(course)) {
    for (const entry of quiz.entries) {
      if (!isQuestion<Local>(entry) || entry.objectives.length === 0) continue
      const key = tested(entry).join(' ')
      groups.set(key, [...(groups.get(key) ?? []), {owner: quiz.id, question: entry}])
    }
  }
  return [...groups].map(([key, questions]) => {
    const objectives = key.split(' ')
    const titles = objectives.map((id) => textOf(course, id)).join(' · ')
    return {
      identifier: idOf(context, 'objectives', ...objectives),
      title: titleOf(text('canvas.objective-bank', {objectives: titles})),
      objectives,
      questions,
    }
  })
}

/** The original of a question of a quiz in its bank, if it has one. */
export const originalOf = (context: Context, owner: string, question: Question<Local>): string | undefined =>
  question.objectives.length === 0 ? undefined : idOf(context, 'original', owner, question.id)

/** Banks all of whose questions test the objective. */
export const banksTesting = (context: Context, objective: string): readonly string[] => [
  ...context.cartridge.course.banks
    .filter(
      (bank) => bank.questions.length > 0 && bank.questions.every(({objectives}) => objectives.includes(objective)),
    )
    .map((bank) => idOf(context, 'bank', bank.id)),
  ...objectiveBanks(context)
    .filter(({objectives}) => objectives.includes(objective))
    .map(({identifier}) => identifier),
]

/** Whether some questions of a bank test what others do not: the bank can stand for no such objective. */
export const isMixed = ({questions}: Bank<Local>): boolean =>
  new Set(questions.map((question) => tested(question).join(' '))).size > 1

const tested = ({objectives}: Question<Local>): readonly string[] => [...new Set(objectives)].sort()

const textOf = (course: Course<Local>, id: string): string =>
  course.modules
    .flatMap((module) => module.items)
    .flatMap((item) => (item.type === 'lesson' ? item.objectives : []))
    .find((objective) => objective.id === id)?.text ?? id
