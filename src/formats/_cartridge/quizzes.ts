import type {Bank, Draw, Quiz} from '../../model/course.js'
import {mediaIn} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import {mediaOfQuestion} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {flow, itemTree, metadataTree, qtiNamespace} from '../_qti/qti-1.2.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {type Context, embeddedHtml, mediaResource, named, type Piece} from './context.js'
import {lossOf, sources} from './losses.js'
import {type Asked, dialect, itemsOf} from './questions.js'
import {type Weights, weightsFor} from './weights.js'

/** A quiz as an assessment of its own. A quiz that asks nothing has no place: Moodle stops at an empty one. */
export const quizPiece = (context: Context, quiz: Quiz<Local>): Piece => {
  const asked = quiz.entries.flatMap((entry) =>
    entry.type === 'draw' ? drawn(context, quiz, entry) : [{owner: quiz.id, question: entry}],
  )
  if (asked.length === 0) return {items: [], resources: [], files: [], losses: [lossOf('quiz', quiz, emptyQuiz)]}
  const written = asked.map((one) => itemsOf(context, one))
  const items = written.flatMap((one) => one.items)
  const weights = weightsFor(items.map((item) => item.points))
  const rules = dialect(weights, quiz.shuffleChoices, undefined, context.options)
  const resource = named(context, 'quiz', quiz.id)
  const path = `quizzes/${quiz.id}.xml`
  const document = questestinterop(context, [
    'assessment',
    {ident: named(context, 'assessment', quiz.id), title: quiz.title},
    metadataTree(settings(quiz)),
    quiz.description && ['presentation_material', {}, flow(embeddedHtml(context, quiz.description))],
    ['section', {ident: 'root_section'}, ...items.map((item) => itemTree(item, rules))],
  ])
  return {
    items: [{identifier: named(context, 'item', quiz.id), title: quiz.title, resource}],
    resources: [
      {
        identifier: resource,
        type: context.version.types.assessment,
        files: [path],
        dependencies: dependencies(context, asked, quiz.description ? mediaIn([quiz.description]) : []),
      },
    ],
    files: [{path, content: {text: document}}],
    losses: [...written.flatMap((one) => one.losses), ...quizLosses(context, quiz, weights)],
  }
}

/** All banks as the one question bank that a cartridge may have. */
export const bankPiece = (context: Context): Piece => {
  const banks = context.course.banks.filter((bank) => bank.questions.length > 0)
  const asked = banks.flatMap((bank) => bank.questions.map((question): Asked => ({owner: bank.id, question})))
  if (asked.length === 0) return {items: [], resources: [], files: [], losses: []}
  const written = asked.map((one) => itemsOf(context, one))
  const groups = new Map(
    written.flatMap(({items}, index) => {
      const bank = banks.find((candidate) => candidate.id === asked[index]?.owner)
      return items.map((item) => [item.ident, bank?.title ?? ''] as const)
    }),
  )
  const items = written.flatMap((one) => one.items)
  const weights = weightsFor(items.map((item) => item.points))
  const rules = dialect(weights, false, (item) => groups.get(item.ident), context.options)
  const path = 'banks/questions.xml'
  const document = questestinterop(context, [
    'objectbank',
    {ident: named(context, 'bank', 'questions')},
    metadataTree([['bank_title', banks.length === 1 ? (banks[0]?.title ?? '') : context.course.title]]),
    ...items.map((item) => itemTree(item, rules)),
  ])
  return {
    items: [],
    resources: [
      {
        identifier: named(context, 'bank', 'questions-file'),
        type: context.version.types.questionBank,
        files: [path],
        dependencies: dependencies(context, asked, []),
      },
    ],
    files: [{path, content: {text: document}}],
    losses: [
      ...written.flatMap((one) => one.losses),
      ...(banks.length > 1 ? banks.map((bank) => lossOf('bank', bank, mergedBank(banks.length))) : []),
    ],
  }
}

const questestinterop = ({version}: Context, what: XmlElement): string =>
  writeXml([
    'questestinterop',
    {
      xmlns: qtiNamespace,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${qtiNamespace} ${version.profile}/${version.prefix}_qtiasiv1p2p1_v1p0.xsd`,
    },
    what,
  ])

/** As many questions as the draw asks for, spread over the bank so that each of its subjects has a chance. */
const drawn = (context: Context, quiz: Quiz<Local>, draw: Draw): readonly Asked[] => {
  const {id: bank, questions} = bankOf(context, draw)
  const count = Math.min(draw.count, questions.length)
  return Array.from({length: count}, (_, index) => questions[Math.floor((index * questions.length) / count)])
    .filter((question) => question !== undefined)
    .map((question) => ({owner: quiz.id, bank, question}))
}

const bankOf = ({course}: Context, draw: Draw): Bank<Local> => {
  const bank = course.banks.find((candidate) => candidate.id === draw.bank)
  if (!bank) throw new Error(`There is no bank ${draw.bank}.`)
  return bank
}

const dependencies = (context: Context, asked: readonly Asked[], more: readonly string[]): readonly string[] => [
  ...new Set(
    [...more, ...asked.flatMap(({question}) => mediaOfQuestion(question))].map((path) => mediaResource(context, path)),
  ),
]

/** Attempts from 1 to 5 and `unlimited` are all that rule 1i knows. */
const mostAttempts = 5

const settings = (quiz: Quiz<Local>): readonly (readonly [string, string])[] => {
  const yes = (condition: boolean) => (condition ? 'Yes' : 'No')
  const attempts = quiz.attempts === null || quiz.attempts > mostAttempts ? 'unlimited' : String(quiz.attempts)
  return [
    ['cc_profile', 'cc.exam.v0p1'],
    ['qmd_assessmenttype', 'Examination'],
    ['qmd_scoretype', 'Percentage'],
    ['qmd_feedbackpermitted', yes(quiz.feedback !== 'never')],
    ['qmd_hintspermitted', yes(quiz.mode === 'practice')],
    ['qmd_solutionspermitted', yes(quiz.feedback !== 'never')],
    ...(quiz.timeLimit === null ? [] : [['qmd_timelimit', String(Math.max(1, Math.round(quiz.timeLimit)))] as const]),
    ['cc_maxattempts', attempts],
  ]
}

const quizLosses = (context: Context, quiz: Quiz<Local>, weights: Weights): readonly Loss[] => {
  const unsaid = unsaidSettings(quiz)
  return [
    ...quiz.entries.filter((entry) => entry.type === 'draw').map((draw) => drawLoss(context, quiz, draw)),
    ...(unsaid.length > 0 ? [lossOf('quiz', quiz, settingsLost(unsaid))] : []),
    ...(quiz.description ? [lossOf('quiz', quiz, descriptionLost)] : []),
    ...(weights.exact && weights.factor === 1 ? [] : [lossOf('quiz', quiz, pointsChanged(weights))]),
  ]
}

const unsaidSettings = (quiz: Quiz<Local>): readonly string[] => [
  ...(quiz.mode === 'practice' ? ['it is for practice and does not count'] : [`${quiz.passMark}% pass`]),
  ...(quiz.mode === 'graded' && quiz.weight !== 1 ? [`its weight in the course is ${quiz.weight}`] : []),
  ...(quiz.attempts !== null && quiz.attempts > mostAttempts
    ? [`${quiz.attempts} attempts (written as unlimited)`]
    : []),
  ...(quiz.shuffleQuestions ? ['the questions stand in random order'] : []),
  ...(quiz.feedback === 'immediate' || quiz.feedback === 'never' ? [] : [feedbackTimes[quiz.feedback]]),
]

const feedbackTimes = {
  'after-attempt': 'feedback shows after each attempt',
  'after-last-attempt': 'feedback shows after the last attempt',
} as const

const drawLoss = (context: Context, quiz: Quiz<Local>, draw: Draw): Loss => {
  const bank = bankOf(context, draw)
  const count = Math.min(draw.count, bank.questions.length)
  return {
    ...lossOf('quiz', quiz, {
      feature: 'quiz/draw',
      kind: 'approximated',
      what: `Every learner gets the same ${count} of the ${bank.questions.length} questions of “${bank.title}”; all of them are in the question bank.`,
      why: 'A cartridge has no random draws.',
      source: sources.qti,
      remedy: `After the import, replace them in the quiz by ${draw.count} random questions from the bank.`,
    }),
    place: draw.place,
  }
}

const settingsLost = (unsaid: readonly string[]): Omit<Loss, 'item' | 'place'> => ({
  feature: 'quiz/settings',
  kind: 'degraded',
  what: `The cartridge cannot say: ${unsaid.join('; ')}.`,
  why: 'The profile has no words for these settings.',
  source: sources.qti,
  remedy: 'Set them in the settings of the quiz after the import.',
})

const pointsChanged = (weights: Weights): Omit<Loss, 'item' | 'place'> => ({
  feature: 'quiz/points',
  kind: 'approximated',
  what: weights.exact
    ? `All marks are multiplied by ${weights.factor}; their proportions are kept.`
    : 'The marks are rounded to whole numbers from 1 to 99.',
  why: 'The profile knows whole marks from 1 to 99 only.',
  source: sources.qti,
  remedy: 'Set the highest grade of the quiz after the import.',
})

const descriptionLost = {
  feature: 'quiz/description',
  kind: 'degraded',
  what: 'The introduction stands in the cartridge, but Moodle and Canvas leave it out.',
  why: 'Their importers do not read it.',
  source: sources.description,
  remedy: 'Copy it into the description of the quiz after the import.',
} as const

const emptyQuiz = {
  feature: 'quiz/empty',
  kind: 'dropped',
  what: 'The quiz has no questions and is left out.',
  why: 'The profile has no empty quizzes, and one stops an import into Moodle.',
  source: sources.qti,
  remedy: 'Give it a question.',
} as const

const mergedBank = (count: number): Omit<Loss, 'item' | 'place'> => ({
  feature: 'bank/merged',
  kind: 'approximated',
  what: `The ${count} banks become one; each question names its bank as its category.`,
  why: 'A cartridge has one question bank at most.',
  source: `${sources.manifest}, rule 4a`,
  remedy: 'Sort the questions by category after the import.',
})
