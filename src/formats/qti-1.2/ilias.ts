import {flow, material, metadataTree} from '../_qti/qti-1.2.js'
import type {CanvasChoice, CanvasItem} from '../_qti-canvas/item.js'
import type {XmlChild, XmlElement} from '../_xml/write.js'

/**
 * An item as ILIAS reads it into a question pool: points stand in the conditions, and its own words name the type.
 * Source: ILIAS 8, Services/QTI/classes/class.ilQTIItem.php (types) and
 * Modules/TestQuestionPool/classes/import/qti12 (one reader for each type).
 */
export const iliasItemTree = (item: CanvasItem, author: string): XmlElement => {
  const {type, presentation, conditions, metadata = []} = shapeOf(item)
  return [
    'item',
    {ident: item.ident, title: item.title, maxattempts: 0},
    ['itemmetadata', {}, metadataTree([['QUESTIONTYPE', type], ['AUTHOR', author], ...metadata])],
    ['presentation', {label: item.title}, ['flow', {}, ...presentation]],
    [
      'resprocessing',
      {},
      // An essay takes its points from here.
      ['outcomes', {}, ['decvar', {maxvalue: item.points, minvalue: 0, varname: 'SCORE', vartype: 'Decimal'}]],
      ...conditions,
    ],
    ...feedbackOf(item),
  ]
}

interface Shape {
  readonly type: string
  readonly presentation: readonly XmlElement[]
  readonly conditions: readonly XmlElement[]
  readonly metadata?: readonly (readonly [string, string])[]
}

const shapeOf = (item: CanvasItem): Shape => {
  const {response: to, stem, points} = item
  // Feedback on the whole is looked for where a condition points to any.
  const says =
    item.feedback.right !== undefined || item.feedback.wrong !== undefined ? 'response_allcorrect' : undefined
  switch (to.kind) {
    case 'choice':
      return choiceShape(item, to.choices, to.type === 'multiple_answers_question')
    case 'text':
      return {
        type: 'CLOZE QUESTION',
        presentation: [material(stem), typedGap('gap_0', {fibtype: 'String'})],
        conditions: to.accept.map(({text}) => condition([equal('gap_0', text)], points, says)),
        metadata: [['textgaprating', to.caseSensitive ? 'cs' : 'ci']],
      }
    case 'number': {
      // A gap has one range only.
      const [answer] = to.answers
      return {
        type: 'CLOZE QUESTION',
        presentation: [
          material(stem),
          typedGap('gap_0', {fibtype: 'Decimal', minnumber: answer?.low, maxnumber: answer?.high}),
        ],
        conditions: [condition([equal('gap_0', answer?.exact ?? '')], points, says)],
      }
    }
    case 'gaps': {
      const typed = to.type === 'fill_in_multiple_blanks_question'
      const share = points / to.gaps.length
      const idOf = (name: string) => `gap_${to.gaps.findIndex((gap) => gap.name === name)}`
      const pieces = stem.split(new RegExp(`\\[(${to.gaps.map(({name}) => name).join('|')})\\]`))
      return {
        type: 'CLOZE QUESTION',
        presentation: pieces.map((piece, index) => {
          if (index % 2 === 0) return material(piece)
          if (typed) return typedGap(idOf(piece), {fibtype: 'String'})
          const labels = to.gaps.find((gap) => gap.name === piece)?.labels ?? []
          return menu(
            idOf(piece),
            labels.map(({text}) => text),
          )
        }),
        conditions: to.gaps.flatMap(({name, labels}) =>
          labels.filter(({correct}) => correct).map(({text}) => condition([equal(idOf(name), text)], share, says)),
        ),
      }
    }
    case 'matching': {
      const termOf = (ident: string) => 100 + to.rights.findIndex((right) => right.ident === ident)
      const again = new Set(to.lefts.map(({right}) => right)).size < to.lefts.length
      return {
        type: 'MATCHING QUESTION',
        presentation: [
          material(stem),
          [
            'response_grp',
            {ident: 'MQ', rcardinality: 'Multiple'},
            [
              'render_choice',
              {shuffle: 'Yes'},
              ...to.lefts.map(({html}, index) =>
                label(String(index + 1), html, {
                  match_max: 1,
                  match_group: to.rights.map((_, right) => 100 + right).join(','),
                }),
              ),
              ...to.rights.map(({text}, index) => label(String(100 + index), escaped(text))),
            ],
          ],
        ],
        conditions: to.lefts.map(({right}, index) =>
          condition(
            [['varsubset', {respident: 'MQ'}, `${termOf(right)},${index + 1}`]],
            points / to.lefts.length,
            says,
          ),
        ),
        metadata: [['matching_mode', again ? 'n:n' : '1:1']],
      }
    }
    case 'essay':
      return {
        type: 'TEXT QUESTION',
        presentation: [
          material(stem),
          [
            'response_str',
            {ident: 'TEXT', rcardinality: 'Ordered'},
            ['render_fib', {fibtype: 'String', prompt: 'Box'}],
          ],
        ],
        conditions: [],
      }
  }
}

/** Choices are numbered: ILIAS keeps the feedback of an answer under its number. */
const choiceShape = (item: CanvasItem, choices: readonly CanvasChoice[], several: boolean): Shape => {
  const right = choices.filter(({correct}) => correct).length
  const share = several ? item.points / right : item.points
  const respident = several ? 'MCMR' : 'MCSR'
  const worth = (correct: boolean) => (correct ? share : several ? -share : 0)
  return {
    type: several ? 'MULTIPLE CHOICE QUESTION' : 'SINGLE CHOICE QUESTION',
    presentation: [
      material(item.stem),
      [
        'response_lid',
        {ident: respident, rcardinality: several ? 'Multiple' : 'Single'},
        ['render_choice', {shuffle: 'Yes'}, ...choices.map(({html}, index) => label(String(index), html))],
      ],
    ],
    conditions: choices.flatMap(({correct}, index) => [
      condition([equal(respident, String(index))], worth(correct), `response_${index}`),
      ...(several ? [condition([['not', {}, equal(respident, String(index))]], 0)] : []),
    ]),
  }
}

const label = (ident: string, html: string, more: Readonly<Record<string, string | number>> = {}): XmlElement => [
  'response_label',
  {ident, ...more},
  material(html),
]

const typedGap = (ident: string, how: Readonly<Record<string, string | undefined>>): XmlElement => [
  'response_str',
  {ident, rcardinality: 'Single'},
  ['render_fib', {prompt: 'Box', ...how}],
]

const menu = (ident: string, texts: readonly string[]): XmlElement => [
  'response_str',
  {ident, rcardinality: 'Single'},
  ['render_choice', {shuffle: 'Yes'}, ...texts.map((text, index) => label(String(index), text))],
]

const equal = (respident: string, text: string): XmlElement => ['varequal', {respident}, text]

const condition = (met: readonly XmlElement[], points: number, feedback?: string): XmlElement => [
  'respcondition',
  {continue: 'Yes'},
  ['conditionvar', {}, ...met],
  ['setvar', {action: 'Add'}, String(Number(points.toFixed(6)))],
  feedback !== undefined && ['displayfeedback', {feedbacktype: 'Response', linkrefid: feedback}],
]

const feedbackOf = ({feedback, response: to}: CanvasItem): readonly XmlChild[] => {
  const choices = to.kind === 'choice' ? to.choices : []
  // Readers look for feedback on the whole where an answer has one, so that each has.
  return [
    ...choices.map(({feedback: said}, index) => itemFeedback(`response_${index}`, said ?? '')),
    feedback.right !== undefined && itemFeedback('response_allcorrect', feedback.right),
    feedback.wrong !== undefined && itemFeedback('response_onenotcorrect', feedback.wrong),
  ]
}

const itemFeedback = (ident: string, html: string): XmlElement => ['itemfeedback', {ident, view: 'All'}, flow(html)]

const escaped = (text: string): string => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))
