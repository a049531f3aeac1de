import type {Bank, Course, Draw, Quiz} from '../../model/course.js'
import type {Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {qtiNamespace} from '../_qti/qti-1.2.js'
import {writeXml, type XmlElement} from '../_xml/write.js'

/** What quizzes are in Canvas, whether they come in a cartridge or alone. */
export const questestinterop = (what: XmlElement): string =>
  writeXml([
    'questestinterop',
    {
      xmlns: qtiNamespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${qtiNamespace} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd`,
    },
    what,
  ])

export const bankIn = (course: Course<Local>, draw: Draw): Bank<Local> => {
  const bank = course.banks.find((candidate) => candidate.id === draw.bank)
  if (!bank) throw new Error(`There is no bank ${draw.bank}.`)
  return bank
}

/** Canvas gives all questions of a group the same marks. */
export const drawnPoints = (bank: Bank<Local>): number =>
  tidy(bank.questions.reduce((sum, question) => sum + question.points, 0) / Math.max(1, bank.questions.length))

export const tidy = (value: number): number => Math.round(value * 100) / 100

export const minutes = (limit: number): number => Math.max(1, Math.round(limit))

/** Canvas shuffles what it picks, so that a group of all questions is a quiz in random order. */
export const canShuffle = (quiz: Quiz<Local>, questions: readonly Question<Local>[]): boolean =>
  quiz.shuffleQuestions && questions.length > 1 && new Set(questions.map((question) => question.points)).size === 1

/** Time and attempts, as fields of the assessment. */
export const quizMetadata = (quiz: Quiz<Local>): readonly (readonly [string, string])[] => [
  ...(quiz.timeLimit === null ? [] : [['qmd_timelimit', String(minutes(quiz.timeLimit))] as const]),
  ['cc_maxattempts', quiz.attempts === null ? 'unlimited' : String(quiz.attempts)],
]

/** A question group: `count` of its own items, or of those of a bank. */
export const group = (
  ident: string,
  title: string,
  bank: string | undefined,
  count: number,
  points: number,
  items: readonly XmlElement[],
): XmlElement => [
  'section',
  {ident, title},
  [
    'selection_ordering',
    {},
    [
      'selection',
      {},
      bank !== undefined && ['sourcebank_ref', {}, bank],
      ['selection_number', {}, String(count)],
      ['selection_extension', {}, ['points_per_item', {}, String(points)]],
    ],
  ],
  ...items,
]

/** `assessment_meta.xml`: what Canvas knows of a quiz besides its questions. */
export const quizSettings = (
  quiz: Quiz<Local>,
  own: {
    readonly points: number
    /** HTML. */
    readonly description: string
    readonly published: boolean
    readonly dates: readonly XmlElement[]
  },
): readonly (XmlElement | false)[] => {
  const last = quiz.feedback === 'after-last-attempt' && quiz.attempts !== null
  return [
    ['title', {}, quiz.title],
    ['description', {}, own.description],
    ...own.dates,
    ['shuffle_answers', {}, String(quiz.shuffleChoices)],
    ['scoring_policy', {}, 'keep_highest'],
    quiz.feedback === 'never' && ['hide_results', {}, 'always'],
    last && ['hide_results', {}, 'until_after_last_attempt'],
    ['quiz_type', {}, quiz.mode === 'graded' ? 'assignment' : 'practice_quiz'],
    ['points_possible', {}, String(own.points)],
    ['show_correct_answers', {}, String(quiz.feedback !== 'never')],
    ['anonymous_submissions', {}, 'false'],
    ['could_be_locked', {}, String(quiz.placement.closes !== undefined)],
    quiz.timeLimit !== null && ['time_limit', {}, String(minutes(quiz.timeLimit))],
    ['allowed_attempts', {}, quiz.attempts === null ? '-1' : String(quiz.attempts)],
    ['one_question_at_a_time', {}, 'false'],
    ['cant_go_back', {}, 'false'],
    ['available', {}, String(own.published)],
    ['one_time_results', {}, 'false'],
    ['show_correct_answers_last_attempt', {}, String(last)],
  ]
}
