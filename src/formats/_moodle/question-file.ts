import {type Bank, type Course, type Draw, isQuestion, itemsOf, type Quiz, quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {inMoodle} from './losses.js'

/** The questions of a quiz or bank, which share a category of Moodle's question bank. */
export interface QuestionGroup {
  /** Id of the quiz or bank. */
  readonly owner: string
  readonly title: string
  readonly shuffleChoices: boolean
  readonly questions: readonly Question<Local>[]
}

/** Quizzes in the order of the course, then banks; those without questions of their own are left out. */
export const questionGroups = (course: Course<Local>): readonly QuestionGroup[] =>
  [
    ...quizzesOf(course).map((quiz) => ({
      owner: quiz.id,
      title: quiz.title,
      shuffleChoices: quiz.shuffleChoices,
      questions: quiz.entries.filter((entry): entry is Question<Local> => isQuestion(entry)),
    })),
    ...course.banks.map((bank) => ({
      owner: bank.id,
      title: bank.title,
      shuffleChoices: quizzesOf(course).some((quiz) => quiz.shuffleChoices && draws(quiz, bank)),
      questions: bank.questions,
    })),
  ].filter(({questions}) => questions.length > 0)

/**
 * The path of a group's category. It names no context, so that Moodle makes it wherever the file is imported. Slashes
 * are doubled (question/format.php, assemble_category_path), and a name has 255 characters at most.
 */
export const categoryPath = (course: Course<Local>, {title}: QuestionGroup): string =>
  ['top', ...[course.title, title].map(categoryName)].join('/')

const categoryName = (title: string): string => {
  const name = [
    ...title
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/<(?=\S)/g, '< '),
  ]
    .slice(0, 250)
    .join('')
  const escaped = name.replaceAll('/', '//')
  return `${escaped.startsWith('/') ? ' ' : ''}${escaped}${escaped.endsWith('/') ? ' ' : ''}`
}

/** What a file that holds questions, and no course, leaves behind. */
export const beyondQuestions = (course: Course<Local>): readonly Loss[] => [
  ...(itemsOf(course).some((item) => item.type !== 'quiz') ? [onlyQuestions(course)] : []),
  ...quizzesOf(course).map((quiz) => quizNotThere(course, quiz)),
]

const onlyQuestions = (course: Course<Local>): Loss => ({
  feature: 'course/content',
  item: {type: 'course', id: course.id, title: course.title},
  place: course.place,
  kind: 'dropped',
  what: 'Pages, discussions, assignments and all else that is no question are left out.',
  why: 'The file is for the question bank.',
  source: inMoodle('question/format.php (importprocess: nothing but questions and categories)'),
  remedy: 'Bring the course itself by another format, such as a Moodle backup, SCORM or Common Cartridge.',
})

const quizNotThere = (course: Course<Local>, quiz: Quiz<Local>): Loss => {
  const draws = quiz.entries.filter((entry): entry is Draw => !isQuestion(entry))
  const isOwn = draws.length < quiz.entries.length
  const drawn = draws.map((draw) => {
    const title = course.banks.find((bank) => bank.id === draw.bank)?.title ?? draw.bank
    return `${draw.count} random questions of the category “${title}”`
  })
  const added = [...(isOwn ? [`the questions of the category “${quiz.title}”`] : []), ...drawn]
  return {
    feature: 'quiz/settings',
    item: {type: 'quiz', id: quiz.id, title: quiz.title},
    place: quiz.place,
    kind: 'degraded',
    what: `The questions are there, but the quiz is not: ${settingsOf(quiz).join('; ')}.`,
    why: 'A question bank has categories, and no quizzes.',
    source: inMoodle('question/format.php (importprocess: nothing but questions and categories)'),
    remedy: `Make a quiz after the import, add ${added.join(' and ')}, and set the rest; or use a format that brings quizzes.`,
  }
}

const settingsOf = (quiz: Quiz<Local>): readonly string[] => [
  quiz.mode === 'practice' ? 'it is for practice' : `${quiz.passMark}% pass`,
  quiz.attempts === null
    ? 'any number of attempts'
    : `${quiz.attempts} ${quiz.attempts === 1 ? 'attempt' : 'attempts'}`,
  ...(quiz.timeLimit === null ? [] : [`${quiz.timeLimit} minutes`]),
  ...(quiz.shuffleQuestions ? ['the questions stand in random order'] : []),
  feedbackTimes[quiz.feedback],
  ...(quiz.description ? ['it has an introduction'] : []),
]

const feedbackTimes = {
  immediate: 'feedback follows each answer',
  'after-attempt': 'feedback follows the attempt',
  'after-last-attempt': 'feedback follows the last attempt',
  never: 'no feedback',
} as const

const draws = (quiz: Quiz<Local>, bank: Bank<Local>): boolean =>
  quiz.entries.some((entry) => !isQuestion(entry) && entry.bank === bank.id)
