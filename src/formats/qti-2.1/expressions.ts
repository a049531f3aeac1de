import type {XmlElement} from '../_xml/write.js'

/** What response processing is written in. Source: IMS QTI 2.1, Information Model, sections 8 to 15. */

export const variable = (identifier: string): XmlElement => ['variable', {identifier}]

export const correct = (identifier: string): XmlElement => ['correct', {identifier}]

export const value = (baseType: 'float' | 'identifier' | 'string', text: string | number): XmlElement => [
  'baseValue',
  {baseType},
  String(text),
]

export const match = (a: XmlElement, b: XmlElement): XmlElement => ['match', {}, a, b]

/** Any of these; one alone stands for itself. */
export const anyOf = (expressions: readonly XmlElement[]): XmlElement => {
  const [only, ...more] = expressions
  return only !== undefined && more.length === 0 ? only : ['or', {}, ...expressions]
}

/** Rules for an answer that was given: some engines stop where an expression meets none (qti3-item-player 1.1.20, stringMatch). */
export const ifAnswered = (identifier: string, rule: XmlElement): XmlElement =>
  condition([{when: ['not', {}, ['isNull', {}, variable(identifier)]], rules: [rule]}])

/** `points` × (`part` ÷ `whole`): all parts earn the points to the last bit, as they do in the model. */
export const shareOf = (points: number, part: XmlElement, whole: number): XmlElement => [
  'product',
  {},
  value('float', points),
  ['divide', {}, part, value('float', whole)],
]

export const set = (identifier: string, to: XmlElement): XmlElement => ['setOutcomeValue', {identifier}, to]

/** Adds one to a count. */
export const count = (identifier: string): XmlElement =>
  set(identifier, ['sum', {}, variable(identifier), value('float', 1)])

/** In this form Canvas reads which feedback an answer has (qti_exporter, assessment_item_converter.rb, `get_feedback_id`). */
export const show = (feedback: string): XmlElement =>
  set('FEEDBACK', ['multiple', {}, variable('FEEDBACK'), value('identifier', feedback)])

interface Branch {
  readonly when: XmlElement
  readonly rules: readonly XmlElement[]
}

/** The first branch whose test is true, else `otherwise`. */
export const condition = (branches: readonly Branch[], otherwise: readonly XmlElement[] = []): XmlElement => [
  'responseCondition',
  {},
  ...branches.map(
    ({when, rules}, index): XmlElement => [index === 0 ? 'responseIf' : 'responseElseIf', {}, when, ...rules],
  ),
  otherwise.length > 0 && ['responseElse', {}, ...otherwise],
]
