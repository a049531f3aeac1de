import type {Quiz} from '../../model/course.js'
import {mediaIn} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import type {Place} from '../../model/place.js'
import type {Question} from '../../model/question.js'
import {bodiesOf} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {innerLinks} from '../../model/walk.js'
import type {QuestionLoss} from '../_qti/losses.js'
import type {CanvasItem} from '../_qti-canvas/item.js'
import {canvasQuestionSource} from '../_qti-canvas/losses.js'
import {bankIn, canShuffle} from '../_qti-canvas/quiz.js'
import type {Context} from './context.js'

type Lost = Omit<Loss, 'item' | 'place'>

export const lossOf = (
  type: string,
  thing: {readonly id: string; readonly title: string; readonly place: Place},
  loss: Lost,
): Loss => ({...loss, item: {type, id: thing.id, title: thing.title}, place: thing.place})

export const source = 'IMS QTI 1.2.1, ASI Information Model'
const iliasSource = 'ILIAS 8, Modules/TestQuestionPool/classes/import/qti12 (read, not run)'
const metaSource = 'canvas-lms, lib/cc/importer/canvas/quiz_metadata_converter.rb'

export const emptyQuiz: Lost = {
  feature: 'quiz/empty',
  kind: 'dropped',
  what: 'The quiz has no questions and is left out.',
  why: 'A section must have an item.',
  source,
  remedy: 'Give it a question.',
}

export const lossesOfQuiz = (
  context: Context,
  quiz: Quiz<Local>,
  questions: readonly Question<Local>[],
): readonly Lost[] => {
  const {requires, group, opens, due, closes} = quiz.placement
  const forCanvas = context.options.for === 'canvas'
  const draws = quiz.entries.flatMap((entry) => (entry.type === 'draw' ? [bankIn(context.course, entry)] : []))
  const unsaid = [
    ...(quiz.mode === 'graded' ? [`${quiz.passMark}% pass`] : []),
    ...(quiz.mode === 'graded' && quiz.weight !== 1 ? [`its weight in the course is ${quiz.weight}`] : []),
    ...(requires.length > 0 ? ['what must be done before'] : []),
    ...(group === undefined ? [] : ['its assignment group']),
    ...([opens, due, closes].some((day) => day !== undefined) ? ['when it opens, is due and closes'] : []),
    ...(quiz.feedback === 'immediate' ? ['feedback comes at once'] : []),
    ...(forCanvas
      ? [
          ...(quiz.shuffleQuestions && questions.length > 1 && !canShuffle(quiz, questions)
            ? ['the questions, which are not all worth the same, stand in random order']
            : []),
          ...(draws.some((bank) => new Set(bank.questions.map(({points}) => points)).size > 1)
            ? ['questions of one draw are worth different marks']
            : []),
        ]
      : [
          ...(quiz.mode === 'practice' ? ['it is for practice'] : []),
          ...(quiz.timeLimit === null ? [] : [`it may take ${quiz.timeLimit} minutes`]),
          ...(quiz.attempts === null ? [] : [`it may be taken ${quiz.attempts} times`]),
          ...(quiz.shuffleQuestions ? ['the questions stand in random order'] : []),
          ...(quiz.description ? ['its introduction'] : []),
        ]),
  ]
  return [
    ...(unsaid.length > 0 ? [settingsLost(unsaid, forCanvas ? metaSource : iliasSource)] : []),
    ...(!forCanvas && draws.length > 0 ? [drawsLost] : []),
    ...(forCanvas && draws.length > 0 ? [bankCopied] : []),
  ]
}

/** Losses of the shapes that both dialects share, as they are in this one. */
export const lossesOfQuestion = (
  context: Context,
  question: Question<Local>,
  item: CanvasItem,
  losses: readonly QuestionLoss[],
): readonly Lost[] => {
  const links = bodiesOf(question).reduce((sum, body) => sum + innerLinks(body), 0)
  const linked = links > 0 ? [linksAreWords(links)] : []
  const objectives = question.objectives.length > 0 ? [objectivesLost] : []
  if (context.options.for === 'canvas') {
    const why = 'Classic Quizzes have types and marks of their own.'
    return [...losses.map((loss) => ({...loss, why, source: canvasQuestionSource})), ...objectives, ...linked]
  }
  const why = 'The importer of ILIAS reads its own types and fields.'
  const {general} = item.feedback
  const onTyped =
    (question.type === 'short-answer' || question.type === 'numeric') &&
    question.answers.some(({feedback}) => feedback !== undefined)
  return [
    ...losses.filter(({feature}) => !canvasOnly.has(feature)).map((loss) => ({...loss, why, source: iliasSource})),
    ...(question.type === 'multiple-response' && question.scoring === 'all-or-nothing' ? [sharesOnly] : []),
    ...(item.response.kind === 'number' && item.response.answers.length > 1 ? [oneRange] : []),
    ...(general === undefined ? [] : [generalLost]),
    ...(onTyped ? [typedFeedbackLost] : []),
    ...(mediaIn(bodiesOf(question)).length > 0 || question.type === 'hotspot' ? [picturesLost] : []),
    ...objectives,
    ...linked,
  ]
}

/** What only Canvas does to its questions, or what is said below in other words. */
const canvasOnly = new Set([
  'question/all-or-nothing',
  'question/case',
  'question/entities',
  'question/long-text',
  'question/answer-feedback',
])

const settingsLost = (unsaid: readonly string[], from: string): Lost => ({
  feature: 'quiz/settings',
  kind: 'degraded',
  what: `The package cannot say: ${unsaid.join('; ')}.`,
  why: 'The importer reads questions, and few settings of a quiz.',
  source: from,
  remedy: 'Set them in the settings of the quiz after the import.',
})

const drawsLost: Lost = {
  feature: 'quiz/draw',
  kind: 'degraded',
  what: 'The draws from banks are left out; each bank is a file of its own.',
  why: 'Questions come into pools; a test that draws is made there.',
  source: iliasSource,
  remedy: 'Import the bank into a pool and make a test with a random selection of its questions.',
}

const bankCopied: Lost = {
  feature: 'bank/copied',
  kind: 'approximated',
  what: 'The questions of the bank stand in the quiz that draws them, as a group of its own.',
  why: 'A plain zip of questions has no banks that a quiz could refer to.',
  source: canvasQuestionSource,
  remedy: 'Use the format canvas where the bank should stay one.',
}

const objectivesLost: Lost = {
  feature: 'question/objectives',
  kind: 'dropped',
  what: 'Which objectives the question tests is left out.',
  why: 'There is no field for it.',
  source,
  remedy: 'Align the question by hand, where the system has outcomes.',
}

const linksAreWords = (count: number): Lost => ({
  feature: 'text/links',
  kind: 'approximated',
  what: `${count === 1 ? 'One link' : `${count} links`} to other parts of the course ${count === 1 ? 'is' : 'are'} words without a link.`,
  why: 'The package holds questions only.',
  source,
  remedy: 'None is needed; link by hand where it matters.',
})

const sharesOnly: Lost = {
  feature: 'question/all-or-nothing',
  kind: 'approximated',
  what: 'Each right choice earns a share of the marks, and each wrong one takes a share away.',
  why: 'ILIAS adds up the points of choices.',
  source: iliasSource,
  remedy: 'Say so in the question, or change the points of the choices after the import.',
}

const oneRange: Lost = {
  feature: 'question/numeric',
  kind: 'degraded',
  what: 'Only the first of the right numbers is accepted.',
  why: 'A numeric gap of ILIAS has one range.',
  source: iliasSource,
  remedy: 'Ask for one number, or accept the others by hand.',
}

const generalLost: Lost = {
  feature: 'question/general-feedback',
  kind: 'dropped',
  what: 'What is said whatever the answer was is left out; so is a model answer.',
  why: 'ILIAS has feedback for right and for wrong answers only.',
  source: iliasSource,
  remedy: 'Say it in both.',
}

const typedFeedbackLost: Lost = {
  feature: 'question/answer-feedback',
  kind: 'degraded',
  what: 'The feedback of single typed answers is left out.',
  why: 'Gaps have feedback for right and for wrong answers only.',
  source: iliasSource,
  remedy: 'Enter it by hand after the import.',
}

const picturesLost: Lost = {
  feature: 'question/picture',
  kind: 'degraded',
  what: 'Pictures stay empty: they are in the package, and ILIAS does not take them from there.',
  why: 'It reads pictures from its own exports only.',
  source: iliasSource,
  remedy: 'Insert the picture by hand after the import.',
}
