import {shareText} from '../_qti/decimal.js'
import {material, metadataTree} from '../_qti/qti-1.2.js'
import type {XmlElement} from '../_xml/write.js'
import type {CanvasItem, CanvasResponse} from './item.js'

/**
 * An item of QTI 1.2 in the shape that Canvas itself writes. Marks stand twice: New Quizzes reads `points_possible`
 * alone (gem qti 2.27.0, assessment_item.rb:38), others `cc_weighting`. `original`: the item of a bank that it is a copy of.
 */
export const canvasItemTree = (item: CanvasItem, original?: string): XmlElement => [
  'item',
  {ident: item.ident, title: item.title},
  [
    'itemmetadata',
    {},
    metadataTree([
      ['question_type', typeOf(item.response)],
      ['points_possible', String(item.points)],
      ...(original === undefined ? [] : [['assessment_question_identifierref', original] as const]),
      ['cc_weighting', String(item.points)],
      // Only New Quizzes read it (gem qti 2.27.0, choice_interaction.rb:47).
      ...(item.response.kind === 'choice' && item.response.allOrNothing
        ? [['scoring_algorithm', 'AllOrNothing'] as const]
        : []),
    ]),
  ],
  ['presentation', {}, material(item.stem), ...presentationOf(item.response)],
  [
    'resprocessing',
    {},
    ['outcomes', {}, ['decvar', {maxvalue: 100, minvalue: 0, varname: 'SCORE', vartype: 'Decimal'}]],
    // What shows feedback only comes first and continues: the last condition on an answer decides what it is worth.
    ...(item.feedback.general === undefined ? [] : [condition('Yes', [['other', {}]], [], 'general_fb')]),
    ...asides(item.response),
    ...judgement(item),
    ...(item.feedback.wrong === undefined ? [] : [condition('Yes', [['other', {}]], [], 'general_incorrect_fb')]),
  ],
  ...feedbacks(item).map(([ident, html]): XmlElement => ['itemfeedback', {ident}, ['flow_mat', {}, material(html)]]),
]

const response = 'response1'

const typeOf = (to: CanvasResponse): string => {
  switch (to.kind) {
    case 'choice':
    case 'gaps':
      return to.type
    case 'text':
      return 'short_answer_question'
    case 'number':
      return 'numerical_question'
    case 'matching':
      return 'matching_question'
    case 'essay':
      return 'essay_question'
  }
}

const presentationOf = (to: CanvasResponse): readonly XmlElement[] => {
  switch (to.kind) {
    case 'choice': {
      const rcardinality = to.type === 'multiple_answers_question' ? 'Multiple' : 'Single'
      const labels = to.choices.map(({ident, html}) => label(ident, material(html)))
      return [['response_lid', {ident: response, rcardinality}, ['render_choice', {}, ...labels]]]
    }
    case 'text':
    case 'essay':
      return [typed({})]
    case 'number':
      return [typed({fibtype: 'Decimal'})]
    case 'gaps':
      return to.gaps.map(
        ({name, labels}): XmlElement => [
          'response_lid',
          {ident: `response_${name}`},
          plain(name),
          ['render_choice', {}, ...labels.map(({ident, text}) => label(ident, plain(text)))],
        ],
      )
    case 'matching':
      return to.lefts.map(
        ({ident, html}): XmlElement => [
          'response_lid',
          {ident: `response_${ident}`},
          material(html),
          ['render_choice', {}, ...to.rights.map((right) => label(right.ident, plain(right.text)))],
        ],
      )
  }
}

const typed = (attributes: {readonly fibtype?: string}): XmlElement => [
  'response_str',
  {ident: response, rcardinality: 'Single'},
  ['render_fib', attributes, ['response_label', {ident: 'answer1'}]],
]

const label = (ident: string, what: XmlElement): XmlElement => ['response_label', {ident}, what]

const plain = (text: string): XmlElement => ['material', {}, ['mattext', {texttype: 'text/plain'}, text]]

/** The feedback of single answers. */
const asides = (to: CanvasResponse): readonly XmlElement[] => {
  if (to.kind === 'choice') {
    return to.choices.flatMap(({ident, feedback}) =>
      feedback === undefined ? [] : [condition('Yes', [equal(ident)], [], `${ident}_fb`)],
    )
  }
  if (to.kind === 'text') {
    return to.accept.flatMap(({text, feedback}, index) =>
      feedback === undefined ? [] : [condition('Yes', [equal(text)], [], answerFeedback(index))],
    )
  }
  return []
}

const judgement = (item: CanvasItem): readonly XmlElement[] => {
  const {response: to, feedback} = item
  const right = feedback.right === undefined ? undefined : 'correct_fb'
  switch (to.kind) {
    case 'choice': {
      const several = to.type === 'multiple_answers_question'
      const met = to.choices.flatMap(({ident, correct}): XmlElement[] =>
        correct ? [equal(ident)] : several ? [['not', {}, equal(ident)]] : [],
      )
      return [condition('No', several ? [['and', {}, ...met]] : met, [scored('Set', 100)], right)]
    }
    case 'text': {
      // Only New Quizzes read `case` (gem qti 2.27.0, fill_blank_interaction.rb:152).
      const met = to.accept.map(({text}) => equal(text, response, to.caseSensitive ? 'Yes' : undefined))
      return [condition('No', met, [scored('Set', 100)], right)]
    }
    case 'number':
      return to.answers.map((answer, index) =>
        condition(
          'No',
          [['or', {}, equal(answer.exact), between(answer.low, answer.high)]],
          [scored('Set', 100)],
          ...(answer.feedback === undefined ? [] : [answerFeedback(index)]),
          right,
        ),
      )
    case 'gaps':
      return to.gaps.flatMap(({name, labels}) =>
        labels
          .filter(({correct}) => correct)
          .slice(0, 1)
          .map(({ident}) =>
            condition(undefined, [equal(ident, `response_${name}`)], [scored('Add', shareText(to.gaps.length))]),
          ),
      )
    case 'matching':
      return to.lefts.map(({ident, right: match}) =>
        condition(undefined, [equal(match, `response_${ident}`)], [scored('Add', shareText(to.lefts.length))]),
      )
    case 'essay':
      return [condition('No', [['other', {}]], [])]
  }
}

const between = (low: string, high: string): XmlElement => [
  'and',
  {},
  ['vargte', {respident: response}, low],
  ['varlte', {respident: response}, high],
]

const equal = (text: string, respident = response, matters?: 'Yes'): XmlElement => [
  'varequal',
  {respident, case: matters},
  text,
]

const scored = (action: 'Set' | 'Add', by: number | string): XmlElement => [
  'setvar',
  {varname: 'SCORE', action},
  String(by),
]

const condition = (
  continues: 'Yes' | 'No' | undefined,
  met: readonly XmlElement[],
  sets: readonly XmlElement[],
  ...shown: readonly (string | undefined)[]
): XmlElement => [
  'respcondition',
  {continue: continues},
  ['conditionvar', {}, ...met],
  ...sets,
  ...shown
    .filter((ident) => ident !== undefined)
    .map((linkrefid): XmlElement => ['displayfeedback', {feedbacktype: 'Response', linkrefid}]),
]

const answerFeedback = (index: number): string => `answer${index + 1}_fb`

const feedbacks = ({feedback, response: to}: CanvasItem): readonly (readonly [string, string])[] => {
  const all: (readonly [string, string | undefined])[] = [
    ['general_fb', feedback.general],
    ['correct_fb', feedback.right],
    ['general_incorrect_fb', feedback.wrong],
    ...(to.kind === 'choice' ? to.choices.map((choice) => [`${choice.ident}_fb`, choice.feedback] as const) : []),
    ...(to.kind === 'text' ? to.accept.map((answer, index) => [answerFeedback(index), answer.feedback] as const) : []),
    ...(to.kind === 'number'
      ? to.answers.map((answer, index) => [answerFeedback(index), answer.feedback] as const)
      : []),
  ]
  return all.flatMap(([ident, html]) => (html === undefined ? [] : [[ident, html] as const]))
}
