import {type Draw, isQuestion, type Quiz} from '../../model/course.js'
import {mediaIn} from '../../model/media.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {type Context, flow, itemFolder, named} from './context.js'
import {value, variable} from './expressions.js'
import {type Item, instance, namespace, outcome, schema} from './item.js'
import {lossOf, settingsLost, unsaidSettings} from './losses.js'

/** A quiz as a test: one part, one section, and a section for each draw. */
export interface Test {
  readonly identifier: string
  readonly path: string
  readonly text: string
  /** The items that it may ask. */
  readonly items: readonly Item[]
  readonly media: readonly string[]
  readonly losses: readonly Loss[]
}

export const testOf = (context: Context, quiz: Quiz<Local>, itemsOf: (owner: string) => readonly Item[]): Test => {
  const identifier = named(context, 'test', quiz.id)
  const own = itemsOf(quiz.id)
  const drawn = new Map<string, number>()
  const entries = quiz.entries.map((entry): XmlElement => {
    if (isQuestion(entry)) return itemRef(context, quiz, own.find((item) => item.question.id === entry.id) as Item)
    const before = drawn.get(entry.bank) ?? 0
    drawn.set(entry.bank, before + 1)
    return drawSection(context, quiz, entry, itemsOf(entry.bank), before)
  })
  const asked = [...new Set(quiz.entries.flatMap((entry) => (isQuestion(entry) ? own : itemsOf(entry.bank))))]
  const unsaid = unsaidSettings(quiz)
  return {
    identifier,
    path: `tests/${quiz.id}.xml`,
    items: asked,
    media: quiz.description ? mediaIn([quiz.description]) : [],
    losses: unsaid.length > 0 ? [lossOf('quiz', quiz, settingsLost(unsaid))] : [],
    text: writeXml([
      'assessmentTest',
      {
        xmlns: namespace,
        'xmlns:xsi': instance,
        'xsi:schemaLocation': `${namespace} ${schema}`,
        identifier,
        title: quiz.title,
        toolName: 'coursewright',
      },
      outcome('SCORE', 'float', 0),
      outcome('MAXSCORE', 'float', 0),
      quiz.mode === 'graded' && outcome('PASS', 'boolean', false),
      quiz.timeLimit !== null && ['timeLimits', {maxTime: Math.max(60, Math.round(quiz.timeLimit * 60))}],
      [
        'testPart',
        {identifier: named(context, 'part', quiz.id), navigationMode: 'nonlinear', submissionMode: submission(quiz)},
        [
          'itemSessionControl',
          {
            maxAttempts: attempts(quiz),
            showFeedback: quiz.feedback !== 'never',
            allowReview: true,
            showSolution: quiz.feedback !== 'never',
            allowSkipping: true,
          },
        ],
        [
          'assessmentSection',
          // Canvas makes a question of the title of a section that is visible (assessment_test_converter.rb, `process_section`).
          {identifier: named(context, 'section', quiz.id), title: quiz.title, visible: false},
          quiz.shuffleQuestions && ['ordering', {shuffle: true}],
          quiz.description && [
            'rubricBlock',
            {view: 'candidate'},
            ...flow(context, quiz.description, undefined, `../${itemFolder}`),
          ],
          ...entries,
        ],
      ],
      outcomes(quiz),
    ]),
  }
}

/** Where feedback comes at once, each answer is sent by itself; else all are sent together, which ends the attempt. */
const submission = (quiz: Quiz<Local>): 'individual' | 'simultaneous' =>
  quiz.mode === 'practice' || quiz.feedback === 'immediate' ? 'individual' : 'simultaneous'

/**
 * How often an item may be answered within a test that is taken once; 0: without end. Where all answers are sent together
 * it can be only once, so that there the number is free for Canvas, which reads it as the attempts at the quiz
 * (assessment_test_converter.rb, `parse_quiz_data`).
 */
const attempts = (quiz: Quiz<Local>): number => {
  if (quiz.mode === 'practice') return 0
  return submission(quiz) === 'individual' ? 1 : (quiz.attempts ?? 0)
}

const byHand = 'by-hand'

const itemRef = (context: Context, quiz: Quiz<Local>, item: Item, again = ''): XmlElement => [
  'assessmentItemRef',
  {
    identifier: named(context, 'ref', quiz.id, item.owner, item.question.id, ...(again === '' ? [] : [again])),
    href: `../${item.path}`,
    category: item.question.type === 'essay' ? byHand : undefined,
  },
  // No rule below uses it: scores are in points already. Canvas takes the points of a question from here.
  ['weight', {identifier: 'POINTS', value: item.question.points}],
]

const drawSection = (
  context: Context,
  quiz: Quiz<Local>,
  draw: Draw,
  items: readonly Item[],
  before: number,
): XmlElement => {
  const again = before === 0 ? '' : `again-${before}`
  const bank = context.course.banks.find((candidate) => candidate.id === draw.bank)
  return [
    'assessmentSection',
    {
      identifier: named(context, 'draw', quiz.id, draw.bank, ...(again === '' ? [] : [again])),
      title: bank?.title ?? draw.bank,
      visible: false,
      keepTogether: false,
    },
    ['selection', {select: Math.min(draw.count, items.length)}],
    ['ordering', {shuffle: true}],
    ...items.map((item) => itemRef(context, quiz, item, again)),
  ]
}

/** All points and, as `percent` in model/scoring does it, whether those that are marked by machine are enough to pass. */
const outcomes = (quiz: Quiz<Local>): XmlElement => {
  const total = (name: string, without?: string): XmlElement => [
    'sum',
    {},
    ['testVariables', {variableIdentifier: name, baseType: 'float', excludeCategory: without}],
  ]
  const marked: XmlElement = total('MAXSCORE', byHand)
  // Percentages are rounded to two decimals before they are compared.
  const least = Math.max(0, (quiz.passMark - 0.005) / 100)
  const enough: XmlElement = ['gte', {}, total('SCORE', byHand), ['product', {}, marked, value('float', least)]]
  return [
    'outcomeProcessing',
    {},
    ['setOutcomeValue', {identifier: 'SCORE'}, total('SCORE')],
    ['setOutcomeValue', {identifier: 'MAXSCORE'}, total('MAXSCORE')],
    quiz.mode === 'graded' && [
      'outcomeCondition',
      {},
      [
        'outcomeIf',
        {},
        ['and', {}, ['gt', {}, variable('MAXSCORE'), value('float', 0)], enough],
        ['setOutcomeValue', {identifier: 'PASS'}, ['baseValue', {baseType: 'boolean'}, 'true']],
      ],
    ],
  ]
}
