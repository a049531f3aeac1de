import type {Loss} from '../../model/package.js'
import type {Question} from '../../model/question.js'
import {bodiesOf, mediaOfQuestion} from '../../model/question-bodies.js'
import type {Local} from '../../model/text.js'
import {shortTitle} from '../../model/title.js'
import {innerLinks, plainText, walk} from '../../model/walk.js'
import {writeXml, type XmlChild, type XmlElement} from '../_xml/write.js'
import {type Context, flow, itemFolder, named} from './context.js'
import {condition, show, value, variable} from './expressions.js'
import {
  essayFeedback,
  hintsMayHide,
  type Lost,
  linksAreWords,
  lossOf,
  plainer,
  plainerText,
  shuffleDiffers,
} from './losses.js'
import type {Shape} from './shape.js'
import {shapeOf} from './shapes.js'

/** A question as one file of the package. */
export interface Item {
  readonly identifier: string
  /** The quiz or bank that it belongs to. */
  readonly owner: string
  readonly question: Question<Local>
  readonly path: string
  readonly text: string
  /** Names of its interactions, each once. */
  readonly interactions: readonly string[]
  /** Files of the course that it shows. */
  readonly media: readonly string[]
  readonly losses: readonly Loss[]
}

/** Whether the choices of a question are shuffled, by the quizzes that ask it. */
export type Shuffling = 'all' | 'some' | 'none'

export const namespace = 'http://www.imsglobal.org/xsd/imsqti_v2p1'
export const schema = 'http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p2.xsd'
export const instance = 'http://www.w3.org/2001/XMLSchema-instance'

export const itemOf = (context: Context, owner: string, question: Question<Local>, shuffling: Shuffling): Item => {
  const shape = shapeOf(question, {context, owner: [context.course.id, owner], shuffle: shuffling !== 'none'})
  const identifier = named(context, 'question', owner, question.id)
  const title = shortTitle(plainText(question.prompt)) || question.id
  const feedback = feedbackOf(context, question, shape)
  const thing = {id: `${owner}/${question.id}`, title, place: question.place}
  return {
    identifier,
    owner,
    question,
    path: `${itemFolder}${identifier}.xml`,
    interactions: shape.interactions,
    media: mediaOfQuestion(question),
    losses: lossesOf(question, shape, shuffling).map((loss) => lossOf('question', thing, loss)),
    text: writeXml([
      'assessmentItem',
      {
        xmlns: namespace,
        'xmlns:xsi': instance,
        'xsi:schemaLocation': `${namespace} ${schema}`,
        identifier,
        title,
        'xml:lang': context.language,
        adaptive: false,
        timeDependent: false,
      },
      ...shape.responses,
      // New Quizzes takes the points from here (gem qti 2.27.0, v2/models/assessment_item.rb, `points_possible`).
      outcome('SCORE', 'float', 0, {normalMaximum: question.points, normalMinimum: 0}),
      outcome('MAXSCORE', 'float', question.points),
      shape.counts === true && outcome('PARTS', 'float', 0),
      feedback.length > 0 && [
        'outcomeDeclaration',
        {identifier: 'FEEDBACK', cardinality: 'multiple', baseType: 'identifier'},
      ],
      // Canvas takes the text from paragraphs and divisions right below the body (assessment_item_converter.rb).
      [
        'itemBody',
        {},
        ['div', {class: 'prompt'}, ...flow(context, question.prompt)],
        ...shape.body,
        ...question.hints.map(
          (hint, index): XmlElement => [
            'infoControl',
            {title: context.text('run.hint.title', {number: index + 1})},
            ...flow(context, hint),
          ],
        ),
      ],
      processing(question, shape, feedback),
      ...feedback.map(
        ({ident, to, content}): XmlElement => [
          'modalFeedback',
          {outcomeIdentifier: 'FEEDBACK', identifier: ident, showHide: 'show', title: to},
          ...content,
        ],
      ),
    ]),
  }
}

export const outcome = (
  identifier: string,
  baseType: 'float' | 'boolean',
  defaultValue: number | boolean,
  more: Readonly<Record<string, number>> = {},
): XmlElement => [
  'outcomeDeclaration',
  {identifier, cardinality: 'single', baseType, ...more},
  ['defaultValue', {}, ['value', {}, String(defaultValue)]],
]

interface Feedback {
  readonly ident: string
  readonly to?: string | undefined
  readonly content: readonly XmlChild[]
  /** Rules that show it, unless those of the score do. */
  readonly rules: readonly XmlElement[]
}

/** Canvas knows the kind of a feedback by its identifier (assessment_item_converter.rb, `get_feedback`). */
const idents = {right: 'correct_fb', wrong: 'incorrect_fb', general: 'general_fb', solution: 'solution'}

/** In the order in which the player shows it: to the single answer, to the whole, to everybody. */
const feedbackOf = (context: Context, question: Question<Local>, shape: Shape): readonly Feedback[] => {
  const {right, wrong, general} = question.feedback
  const judged = question.type !== 'essay'
  const isRight: XmlElement = ['gte', {}, variable('SCORE'), value('float', question.points)]
  const solution = question.type === 'essay' ? question.modelAnswer : undefined
  const entry = (ident: string, body: typeof right, rule: XmlElement): readonly Feedback[] =>
    body === undefined ? [] : [{ident, content: flow(context, body), rules: [rule]}]
  return [
    ...(shape.asides ?? []).map(({ident, when, to, content}) => ({
      ident,
      to,
      content,
      rules: when === undefined ? [] : [condition([{when, rules: [show(ident)]}])],
    })),
    ...(judged ? entry(idents.right, right, condition([{when: isRight, rules: [show(idents.right)]}])) : []),
    ...(judged
      ? entry(idents.wrong, wrong, condition([{when: ['not', {}, isRight], rules: [show(idents.wrong)]}]))
      : []),
    ...entry(idents.general, general, show(idents.general)),
    ...entry(idents.solution, solution, show(idents.solution)),
  ]
}

const processing = (question: Question<Local>, shape: Shape, feedback: readonly Feedback[]): XmlElement | false => {
  const rules = [...shape.rules, ...feedback.flatMap((each) => each.rules)]
  // An engine that runs no rules leaves SCORE as it is, so that an essay waits for its marker with none.
  if (question.type === 'essay' && rules.length === 0) return false
  return ['responseProcessing', {}, ...rules]
}

const lossesOf = (question: Question<Local>, shape: Shape, shuffling: Shuffling): readonly Lost[] => {
  const bodies = bodiesOf(question)
  const links = bodies.reduce((sum, body) => sum + innerLinks(body), 0)
  const types = new Set<string>()
  for (const body of bodies) walk(body, (node) => types.add(node.type))
  const changes = Object.entries(plainer).flatMap(([type, what]) => (types.has(type) ? [what] : []))
  const {right, wrong} = question.feedback
  return [
    ...(shape.losses ?? []),
    ...(shuffling === 'some' && shape.interactions.some((name) => shuffles.has(name)) ? [shuffleDiffers] : []),
    ...(question.hints.length > 0 ? [hintsMayHide] : []),
    ...(question.type === 'essay' && (right !== undefined || wrong !== undefined) ? [essayFeedback] : []),
    ...(links > 0 ? [linksAreWords(links)] : []),
    ...(changes.length > 0 ? [plainerText(changes)] : []),
  ]
}

const shuffles = new Set(['choiceInteraction', 'matchInteraction', 'inlineChoiceInteraction', 'gapMatchInteraction'])
