import type {XmlAttributes, XmlElement} from '../_xml/write.js'
import type {QtiChoice, QtiItem, QtiResponse} from './item.js'

/** What readers of QTI 1.2 differ in. */
export interface Dialect {
  /** Label and entry of each metadata field of an item, in order. */
  readonly metadata: (item: QtiItem) => readonly (readonly [label: string, entry: string])[]
  readonly shuffleChoices: boolean
}

export const qtiNamespace = 'http://www.imsglobal.org/xsd/ims_qtiasiv1p2'

/** Readers know the kind of a feedback by these idents: Canvas by its own convention (qti_exporter, `get_feedback`). */
const idents = {
  general: 'general_fb',
  right: 'correct_fb',
  wrong: 'general_incorrect_fb',
  hint: 'hint',
  solution: 'solution',
}
const response = 'response1'

export const metadataTree = (fields: readonly (readonly [label: string, entry: string])[]): XmlElement => [
  'qtimetadata',
  {},
  ...fields.map(
    ([label, entry]): XmlElement => ['qtimetadatafield', {}, ['fieldlabel', {}, label], ['fieldentry', {}, entry]],
  ),
]

export const itemTree = (item: QtiItem, dialect: Dialect): XmlElement => {
  const conditions = conditionsOf(item)
  return [
    'item',
    {ident: item.ident, title: item.title},
    ['itemmetadata', {}, metadataTree(dialect.metadata(item))],
    ['presentation', {}, material(item.stem), presentationOf(item.response, dialect)],
    conditions.length > 0 && [
      'resprocessing',
      {},
      ['outcomes', {}, ['decvar', {varname: 'SCORE', vartype: 'Integer', minvalue: 0, maxvalue: 100}]],
      ...conditions,
    ],
    ...feedbackOf(item),
  ]
}

export const material = (html: string): XmlElement => ['material', {}, ['mattext', {texttype: 'text/html'}, html]]
export const flow = (html: string): XmlElement => ['flow_mat', {}, material(html)]

const presentationOf = (to: QtiResponse, dialect: Dialect): XmlElement => {
  switch (to.kind) {
    case 'choice':
      return choices(to.several ? 'Multiple' : 'Single', to.choices, dialect.shuffleChoices)
    case 'truth':
      return choices('Single', truths(to), false)
    case 'text':
      return ['response_str', {ident: response, rcardinality: 'Single'}, ['render_fib', {prompt: 'Dashline'}]]
    case 'essay':
      return [
        'response_str',
        {ident: response, rcardinality: 'Single'},
        ['render_fib', {prompt: 'Box', rows: 10, columns: 60}],
      ]
  }
}

const choices = (cardinality: string, list: readonly QtiChoice[], shuffle: boolean): XmlElement => [
  'response_lid',
  {ident: response, rcardinality: cardinality},
  [
    'render_choice',
    {shuffle: shuffle ? 'Yes' : 'No'},
    ...list.map((choice): XmlElement => ['response_label', {ident: choice.ident}, material(choice.html)]),
  ],
]

// Moodle ends the import unless the idents are exactly `true` and `false` (backup/cc/entity11.quiz.class.php:917).
const truths = (to: Extract<QtiResponse, {kind: 'truth'}>): readonly QtiChoice[] => [
  {ident: 'true', html: to.words.true, correct: to.answer},
  {ident: 'false', html: to.words.false, correct: !to.answer},
]

/**
 * Conditions are met from top to bottom; one without `continue="Yes"` ends it. Moodle shows whatever hangs on a
 * condition with `continue="Yes"` to everybody, as general feedback (entity11.quiz.class.php:430), so that only the
 * general feedback continues. A condition without `varequal` has no `setvar`: New Quizzes refuses such items.
 */
const conditionsOf = (item: QtiItem): readonly XmlElement[] => {
  const {feedback} = item
  const general = feedback.general !== undefined && condition([['other', {}]], [idents.general], {continues: true})
  const otherwise = feedback.wrong !== undefined && condition([['other', {}]], [idents.wrong])
  const hint = item.hints.length > 0 && condition([['other', {}]], [], {hint: true, continues: true})
  return [hint, general, ...judgement(item, otherwise)].filter((part) => part !== false)
}

const judgement = (item: QtiItem, otherwise: XmlElement | false): readonly (XmlElement | false)[] => {
  const {feedback, response: to} = item
  const right = feedback.right === undefined ? [] : [idents.right]
  const wrong = feedback.wrong === undefined ? [] : [idents.wrong]
  switch (to.kind) {
    case 'choice':
      if (to.several) return [allOf(to.choices, right), ...aside(to.choices), otherwise]
      return [...to.choices.map((choice) => pick(choice, choice.correct ? right : wrong)), otherwise]
    case 'truth':
      return [...truths(to).map((choice) => pick(choice, choice.correct ? right : wrong)), otherwise]
    case 'text':
      return [
        condition(
          to.accept.map((text) => equal(text, to.caseSensitive ? 'Yes' : 'No')),
          right,
          {score: 100},
        ),
        otherwise,
      ]
    case 'essay':
      return [to.solution !== undefined && condition([['other', {}]], [], {solution: true})]
  }
}

/** A right choice scores 100; a choice's own feedback goes before that of the question. */
const pick = (choice: QtiChoice, shared: readonly string[]): XmlElement =>
  condition(
    [equal(choice.ident)],
    [...(choice.feedback === undefined ? [] : [ownFeedback(choice)]), ...shared],
    choice.correct ? {score: 100} : {},
  )

/** All right choices and no other. Moodle finds the right ones by `case="Yes"` (entity11.quiz.class.php:745). */
const allOf = (list: readonly QtiChoice[], shown: readonly string[]): XmlElement =>
  condition(
    [
      [
        'and',
        {},
        ...list.map(
          (choice): XmlElement => (choice.correct ? equal(choice.ident, 'Yes') : ['not', {}, equal(choice.ident)]),
        ),
      ],
    ],
    shown,
    {score: 100},
  )

/** The feedback of single choices among several: without a score. */
const aside = (list: readonly QtiChoice[]): readonly XmlElement[] =>
  list
    .filter((choice) => choice.feedback !== undefined)
    .map((choice) => condition([equal(choice.ident)], [ownFeedback(choice)]))

const ownFeedback = (choice: QtiChoice): string => `${choice.ident}_fb`

const equal = (text: string, matters?: 'Yes' | 'No'): XmlElement => [
  'varequal',
  {respident: response, case: matters},
  text,
]

const condition = (
  met: readonly XmlElement[],
  shown: readonly string[],
  how: {
    readonly score?: number
    readonly continues?: boolean
    readonly hint?: boolean
    readonly solution?: boolean
  } = {},
): XmlElement => {
  const show = (feedbacktype: string, linkrefid: string): XmlElement => ['displayfeedback', {feedbacktype, linkrefid}]
  const attributes: XmlAttributes = {continue: how.continues ? 'Yes' : 'No'}
  return [
    'respcondition',
    attributes,
    ['conditionvar', {}, ...met],
    how.score !== undefined && ['setvar', {varname: 'SCORE', action: 'Set'}, String(how.score)],
    ...shown.map((ident) => show('Response', ident)),
    how.hint === true && show('Hint', idents.hint),
    how.solution === true && show('Solution', idents.solution),
  ]
}

const feedbackOf = (item: QtiItem): readonly XmlElement[] => {
  const {feedback, hints, response: to} = item
  const shown: (readonly [string, string | undefined])[] = [
    [idents.general, feedback.general],
    [idents.right, feedback.right],
    [idents.wrong, feedback.wrong],
    ...(to.kind === 'choice' ? to.choices.map((choice) => [ownFeedback(choice), choice.feedback] as const) : []),
  ]
  return [
    ...shown.flatMap(([ident, html]) => (html === undefined ? [] : [said(ident, flow(html))])),
    ...(hints.length > 0
      ? [said(idents.hint, ['hint', {}, ...hints.map((html): XmlElement => ['hintmaterial', {}, flow(html)])])]
      : []),
    ...(to.kind === 'essay' && to.solution !== undefined
      ? [said(idents.solution, ['solution', {}, ['solutionmaterial', {}, flow(to.solution)]])]
      : []),
  ]
}

const said = (ident: string, what: XmlElement): XmlElement => ['itemfeedback', {ident}, what]
