import {mediaIn} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import {besidesPrompt} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import {escapeHtml} from '../../render/html.js'
import type {QtiItem} from '../_qti/item.js'
import type {Dialect} from '../_qti/qti-1.2.js'
import {reduceQuestion} from '../_qti/reduce.js'
import {type CartridgeOptions, type Context, embeddedHtml, fileBase, named} from './context.js'
import {lossOf, sources} from './losses.js'
import type {Weights} from './weights.js'

/** A question that one file of the cartridge asks. `owner` is the quiz or bank whose file it stands in. */
export interface Asked {
  readonly owner: string
  /** The bank it comes from, where a quiz asks a question of a bank. */
  readonly bank?: string
  readonly question: Question<Local>
}

export interface Items {
  readonly items: readonly QtiItem[]
  readonly losses: readonly Loss[]
}

/** The items of a question, and what it loses; a copy of a bank's question reports nothing again. */
export const itemsOf = (context: Context, {owner, bank, question}: Asked): Items => {
  const {text} = context
  const ids = [...(bank === undefined ? [] : [bank]), question.id]
  const {items, losses} = reduceQuestion(question, {
    ident: named(context, 'question', owner, ...ids),
    owner: [context.course.id, owner, ...(bank === undefined ? [] : [bank])],
    html: (body, blank) => embeddedHtml(context, body, blank === undefined ? {} : {blank}),
    plain: plainText,
    image: (path, alt) => `<img src="${fileBase(context.mediaPath(path))}" alt="${escapeHtml(alt)}">`,
    words: {
      true: text('quiz.true'),
      false: text('quiz.false'),
      unit: (unit) => text('cartridge.unit', {unit}),
      place: (number) => text('cartridge.place', {number}),
      gap: (number) => text('cartridge.gap', {number}),
    },
  })
  if (bank !== undefined) return {items, losses: []}
  const thing = {id: `${owner}/${question.id}`, title: items[0]?.title ?? question.id, place: question.place}
  return {
    items,
    losses: [
      ...losses.map((loss) =>
        lossOf('question', thing, {
          ...loss,
          why: 'The profile has six kinds of question and their plain marks.',
          source: sources.qti,
        }),
      ),
      ...(question.type === 'multiple-response' && question.choices.some((choice) => choice.feedback !== undefined)
        ? [lossOf('question', thing, choiceFeedbackLost)]
        : []),
      ...(question.hints.length > 0 ? [lossOf('question', thing, hintsLost)] : []),
      ...(context.version.isForMoodle && mediaIn(besidesPrompt(question)).length > 0
        ? [lossOf('question', thing, picturesLost)]
        : []),
      ...(question.tags.length > 0 || question.difficulty !== undefined ? [lossOf('question', thing, tagsLost)] : []),
      ...(question.objectives.length > 0 ? [lossOf('question', thing, objectivesLost)] : []),
    ],
  }
}

const profiles = {
  choice: 'cc.multiple_choice.v0p1',
  choices: 'cc.multiple_response.v0p1',
  truth: 'cc.true_false.v0p1',
  text: 'cc.fib.v0p1',
  essay: 'cc.essay.v0p1',
} as const

/** QTI 1.2 as Common Cartridge 1.1 profiles it. */
export const dialect = (
  weights: Weights,
  shuffleChoices: boolean,
  category: ((item: QtiItem) => string | undefined) | undefined,
  options: CartridgeOptions,
): Dialect => ({
  shuffleChoices,
  metadata: (item) => {
    const kind = item.response.kind === 'choice' && item.response.several ? 'choices' : item.response.kind
    const group = category?.(item)
    return [
      ['cc_profile', profiles[kind]],
      ...(group === undefined ? [] : [['cc_question_category', group] as const]),
      ['cc_weighting', String(weights.of(item.points))],
      ['qmd_scoringpermitted', 'Yes'],
      ['qmd_computerscored', kind === 'essay' ? 'No' : 'Yes'],
      ...(options.points === 'twice' ? [['points_possible', String(weights.of(item.points))] as const] : []),
    ]
  },
})

const hintsLost = {
  feature: 'question/hints',
  kind: 'degraded',
  what: 'The hints stand in the cartridge, but Moodle and Canvas leave them out.',
  why: 'Their importers read no hints.',
  source: sources.hints,
  remedy: 'Put what learners must know into the question.',
} as const

const tagsLost = {
  feature: 'question/tags',
  kind: 'dropped',
  what: 'Tags and difficulty are left out.',
  why: 'The profile has no fields for them.',
  source: sources.qti,
  remedy:
    'Sort the questions by hand after the import, or use a format that keeps tags, such as QTI 2.1 or Moodle XML.',
} as const

const objectivesLost = {
  feature: 'question/objectives',
  kind: 'dropped',
  what: 'Which objectives the question tests is left out.',
  why: 'The profile has no fields for it.',
  source: sources.qti,
  remedy: 'Align the question by hand, where the system has outcomes.',
} as const

const choiceFeedbackLost = {
  feature: 'question/choice-feedback',
  kind: 'degraded',
  what: 'Feedback on single answers is left out by Canvas, and other systems may show it for one answer only.',
  why: 'Where several answers are right, Moodle shows every feedback that continues to everybody, so it does not continue.',
  source: sources.choiceFeedback,
  remedy: 'Say what matters in the feedback for right and wrong answers.',
} as const

const picturesLost = {
  feature: 'question/picture',
  kind: 'degraded',
  what: 'Pictures in answers and feedback stay empty in Moodle.',
  why: 'Its importer rewrites addresses in the question text only.',
  source: sources.pictures,
  remedy: 'Put the picture into the question, or use the Moodle formats.',
} as const
