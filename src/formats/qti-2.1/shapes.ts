import {mediaTypeOf} from '../../model/media-types.js'
import {
  type Categorise,
  type Choice,
  type FillBlanks,
  type Hotspot,
  type Matching,
  type Numeric,
  never,
  type Ordering,
  type Question,
  type ShortAnswer,
} from '../../model/question.js'
import {foldText} from '../../model/scoring.js'
import type {Local} from '../../model/text.js'
import {plainText} from '../../model/walk.js'
import {opaque} from '../_content-packaging/identifiers.js'
import {shuffled} from '../_qti/reduce.js'
import type {XmlAttributes, XmlChild, XmlElement} from '../_xml/write.js'
import {type Context, flow, mediaAddress, phrase} from './context.js'
import {
  anyOf,
  condition,
  correct,
  count,
  ifAnswered,
  match,
  set,
  shareOf,
  show,
  value,
  variable,
} from './expressions.js'
import {numberWriting, pictureUnknown} from './losses.js'
import {patternOf} from './pattern.js'
import type {Aside, Shape} from './shape.js'

export interface Shaping {
  readonly context: Context
  /** Ids of the course and of the quiz or bank: what parts are named after. */
  readonly owner: readonly string[]
  /** Whether choices may change their places. */
  readonly shuffle: boolean
}

/** The question on its native interactions, marked as `mark` in model/scoring marks it. */
export const shapeOf = (question: Question<Local>, by: Shaping): Shape => {
  switch (question.type) {
    case 'multiple-choice':
      return choice(question, by, 'single', question.choices)
    case 'multiple-response':
      return question.scoring === 'partial' ? partial(question, by) : choice(question, by, 'multiple', question.choices)
    case 'true-false':
      return truth(question, by)
    case 'short-answer':
      return typed(question, by)
    case 'numeric':
      return number(question, by)
    case 'essay':
      return {
        interactions: ['extendedTextInteraction'],
        responses: [['responseDeclaration', {identifier: response, cardinality: 'single', baseType: 'string'}]],
        body: [['extendedTextInteraction', {responseIdentifier: response, expectedLines: 10}]],
        rules: [],
      }
    case 'matching':
      return matching(question, by)
    case 'ordering':
      return ordering(question, by)
    case 'fill-blanks':
      return question.mode === 'drag' ? dragged(question, by) : gaps(question, by)
    case 'categorise':
      return categorise(question, by)
    case 'hotspot':
      return hotspot(question, by)
    default:
      return never(question)
  }
}

const response = 'RESPONSE'
const parts = 'PARTS'

type Naming = (id: string) => string

/** Names of parts that are permanent and say nothing of which is right. */
const naming =
  (question: Question<Local>, {owner}: Shaping): Naming =>
  (id) =>
    `c${opaque('part', ...owner, question.id, id).slice(0, 12)}`

const declaration = (
  identifier: string,
  cardinality: 'single' | 'multiple' | 'ordered',
  baseType: string,
  right: readonly string[],
  mapped: readonly (readonly [key: string, value: number])[] = [],
  bounds: XmlAttributes = {},
): XmlElement => [
  'responseDeclaration',
  {identifier, cardinality, baseType},
  right.length > 0 && ['correctResponse', {}, ...right.map((text): XmlElement => ['value', {}, text])],
  mapped.length > 0 && [
    'mapping',
    {...bounds, defaultValue: 0},
    ...mapped.map(([mapKey, mappedValue]): XmlElement => ['mapEntry', {mapKey, mappedValue}]),
  ],
]

/** All points for exactly the right answer. */
const allOrNothing = ({points}: Question<Local>): readonly XmlElement[] => [
  condition([{when: match(variable(response), correct(response)), rules: [set('SCORE', value('float', points))]}]),
]

/** A share of the points for each unit of what the response is mapped to. */
const mappedShare = ({points}: Question<Local>, whole: number): readonly XmlElement[] => [
  ifAnswered(response, set('SCORE', shareOf(points, ['mapResponse', {identifier: response}], whole))),
]

/** A share of the points for each part that was counted. */
const countedShare = ({points}: Question<Local>, whole: number): XmlElement =>
  set('SCORE', shareOf(points, variable(parts), whole))

const choiceTree = (ident: string, content: readonly XmlChild[]): XmlElement => [
  'simpleChoice',
  {identifier: ident},
  ...content,
]

const asidesOf = (
  by: Shaping,
  list: readonly {readonly id: string; readonly label: string; readonly feedback?: Choice<Local>['feedback']}[],
  name: Naming,
  several: boolean,
): readonly Aside[] =>
  list.flatMap(({id, label, feedback}) => {
    if (feedback === undefined) return []
    const chosen = value('identifier', name(id))
    const when: XmlElement = several ? ['member', {}, chosen, variable(response)] : match(variable(response), chosen)
    return [{ident: `${name(id)}_fb`, when, content: flow(by.context, feedback), ...(several ? {to: label} : {})}]
  })

const labelledBy = (choice: Choice<Local>) => ({...choice, label: plainText(choice.text)})

const choiceInteraction = (
  by: Shaping,
  list: readonly Choice<Local>[],
  name: Naming,
  cardinality: 'single' | 'multiple',
): readonly XmlChild[] => [
  [
    'choiceInteraction',
    {responseIdentifier: response, shuffle: by.shuffle, maxChoices: cardinality === 'single' ? 1 : 0},
    ...list.map(({id, text}) => choiceTree(name(id), phrase(by.context, text))),
  ],
]

const choice = (
  question: Question<Local>,
  by: Shaping,
  cardinality: 'single' | 'multiple',
  list: readonly Choice<Local>[],
): Shape => {
  const name = naming(question, by)
  const right = list.filter((each) => each.correct).map(({id}) => name(id))
  return {
    interactions: ['choiceInteraction'],
    responses: [declaration(response, cardinality, 'identifier', right)],
    body: choiceInteraction(by, list, name, cardinality),
    rules: allOrNothing(question),
    asides: asidesOf(by, list.map(labelledBy), name, cardinality === 'multiple'),
  }
}

/** Right picks less wrong picks, never below nothing. */
const partial = (question: Extract<Question<Local>, {type: 'multiple-response'}>, by: Shaping): Shape => {
  const name = naming(question, by)
  const right = question.choices.filter((each) => each.correct).map(({id}) => name(id))
  const mapped = question.choices.map(({id, correct: isRight}) => [name(id), isRight ? 1 : -1] as const)
  return {
    interactions: ['choiceInteraction'],
    responses: [declaration(response, 'multiple', 'identifier', right, mapped, {lowerBound: 0})],
    body: choiceInteraction(by, question.choices, name, 'multiple'),
    rules: mappedShare(question, right.length),
    asides: asidesOf(by, question.choices.map(labelledBy), name, true),
  }
}

const truth = (question: Extract<Question<Local>, {type: 'true-false'}>, by: Shaping): Shape => ({
  interactions: ['choiceInteraction'],
  responses: [declaration(response, 'single', 'identifier', [String(question.answer)])],
  body: [
    [
      'choiceInteraction',
      {responseIdentifier: response, shuffle: false, maxChoices: 1},
      choiceTree('true', [by.context.text('quiz.true')]),
      choiceTree('false', [by.context.text('quiz.false')]),
    ],
  ],
  rules: allOrNothing(question),
})

/** Whether what was typed is one of the texts. Beside the exact pattern stand the texts themselves, which importers read. */
const isTyped = (identifier: string, texts: readonly string[], caseSensitive: boolean): XmlElement =>
  anyOf(
    texts.flatMap((text): XmlElement[] => [
      ['stringMatch', {caseSensitive}, variable(identifier), value('string', text)],
      ['patternMatch', {pattern: patternOf(text, caseSensitive)}, variable(identifier)],
    ]),
  )

/** What an answer in a list earns, and what is said to it. */
const verdict = (
  question: ShortAnswer<Local> | Numeric<Local>,
  by: Shaping,
  index: number,
): {readonly rules: readonly XmlElement[]; readonly asides: readonly Aside[]} => {
  const answer = question.answers[index]
  const score = ((answer?.score ?? 0) * question.points) / 100
  const ident = `answer${index + 1}_fb`
  return {
    rules: [set('SCORE', value('float', score)), ...(answer?.feedback === undefined ? [] : [show(ident)])],
    asides: answer?.feedback === undefined ? [] : [{ident, content: flow(by.context, answer.feedback)}],
  }
}

const field: XmlElement = ['textEntryInteraction', {responseIdentifier: response}]

const typed = (question: ShortAnswer<Local>, by: Shaping): Shape => {
  const verdicts = question.answers.map((_, index) => verdict(question, by, index))
  const best = bestOf(question.answers)
  return {
    interactions: ['textEntryInteraction'],
    responses: [declaration(response, 'single', 'string', best === undefined ? [] : [best.text])],
    body: [['p', {}, '', field]],
    rules: [
      ifAnswered(
        response,
        condition(
          question.answers.map(({text}, index) => ({
            when: isTyped(response, [text], question.caseSensitive),
            rules: verdicts[index]?.rules ?? [],
          })),
        ),
      ),
    ],
    asides: verdicts.flatMap(({asides}) => asides),
  }
}

const number = (question: Numeric<Local>, by: Shaping): Shape => {
  const verdicts = question.answers.map((_, index) => verdict(question, by, index))
  const best = bestOf(question.answers)
  return {
    interactions: ['textEntryInteraction'],
    responses: [declaration(response, 'single', 'float', best === undefined ? [] : [String(best.answer)])],
    body: [['p', {}, '', field, ...(question.unit === undefined ? [] : [` ${question.unit}`])]],
    rules: [
      condition(
        question.answers.map(({answer, tolerance}, index) => ({
          when: ['equal', nearness(answer, tolerance), variable(response), value('float', answer)],
          rules: verdicts[index]?.rules ?? [],
        })),
      ),
    ],
    asides: verdicts.flatMap(({asides}) => asides),
    losses: [numberWriting],
  }
}

/** The same slack for the last bit of binary fractions as `isNear` in model/scoring gives: 3.13 is within 3.14 ± 0.01. */
const nearness = (answer: number, tolerance: number): XmlAttributes => {
  if (tolerance === 0) return {toleranceMode: 'exact'}
  const slack = tolerance + (Math.abs(answer) + tolerance) * 1e-12
  return {toleranceMode: 'absolute', tolerance: `${slack} ${slack}`}
}

const bestOf = <T extends {readonly score: number}>(answers: readonly T[]): T | undefined =>
  answers.find((answer) => answer.score === Math.max(...answers.map(({score}) => score)))

interface Option {
  readonly id: string
  readonly text: string
}

/** Options with the same words are one. */
const distinct = (options: readonly Option[]): readonly Option[] =>
  options.filter(({text}, index) => options.findIndex((option) => option.text === text) === index)

const idOfText = (options: readonly Option[], text: string): string =>
  options.find((option) => option.text === text)?.id ?? ''

const associable = (ident: string, matchMax: number, content: readonly XmlChild[]): XmlElement => [
  'simpleAssociableChoice',
  {identifier: ident, matchMax},
  ...content,
]

/** Each of the `lefts` goes to one of the `rights`, which take as many as there are. */
const matchShape = (
  question: Matching<Local> | Categorise<Local>,
  by: Shaping,
  lefts: readonly {readonly ident: string; readonly content: readonly XmlChild[]; readonly right: string}[],
  rights: readonly {readonly ident: string; readonly text: string}[],
): Shape => {
  const pairs = lefts.map(({ident, right}) => `${ident} ${right}`)
  return {
    interactions: ['matchInteraction'],
    responses: [
      declaration(
        response,
        'multiple',
        'directedPair',
        pairs,
        pairs.map((pair) => [pair, 1] as const),
      ),
    ],
    body: [
      [
        'matchInteraction',
        {responseIdentifier: response, shuffle: by.shuffle, maxAssociations: lefts.length},
        ['simpleMatchSet', {}, ...lefts.map(({ident, content}) => associable(ident, 1, content))],
        ['simpleMatchSet', {}, ...rights.map(({ident, text}) => associable(ident, 0, [text]))],
      ],
    ],
    rules: mappedShare(question, lefts.length),
  }
}

const matching = (question: Matching<Local>, by: Shaping): Shape => {
  const name = naming(question, by)
  const all = [...question.pairs.map(({id, right}) => ({id, text: right})), ...question.distractors]
  const rights = distinct(all).map(({id, text}) => ({id, text, ident: name(`${id}/right`)}))
  const lefts = question.pairs.map(({id, left, right}) => ({
    ident: name(id),
    content: phrase(by.context, left),
    right: name(`${idOfText(rights, right)}/right`),
  }))
  return matchShape(question, by, lefts, shuffled(rights))
}

const categorise = (question: Categorise<Local>, by: Shaping): Shape => {
  const name = naming(question, by)
  const items = question.items.map(({id, text, category}) => ({
    ident: name(id),
    content: phrase(by.context, text),
    right: name(category),
  }))
  const categories = question.categories.map(({id, title}) => ({ident: name(id), text: title}))
  return matchShape(question, by, shuffled(items), categories)
}

/** The authored order is the right one, so that another is written; learners see yet another where a system shuffles. */
const ordering = (question: Ordering<Local>, by: Shaping): Shape => {
  const name = naming(question, by)
  const right = question.items.map(({id}) => name(id))
  const items = shuffled(question.items.map(({id, text}) => ({ident: name(id), content: phrase(by.context, text)})))
  return {
    interactions: ['orderInteraction'],
    responses: [declaration(response, 'ordered', 'identifier', right)],
    body: [
      [
        'orderInteraction',
        {responseIdentifier: response, shuffle: true},
        ...items.map(({ident, content}) => choiceTree(ident, content)),
      ],
    ],
    counts: true,
    rules: [
      ...right.map((ident, index) =>
        condition([
          {
            when: match(['index', {n: index + 1}, variable(response)], value('identifier', ident)),
            rules: [count(parts)],
          },
        ]),
      ),
      countedShare(question, right.length),
    ],
  }
}

const wordsOf = (question: FillBlanks<Local>): readonly Option[] =>
  distinct([...question.blanks.map(({id, accept}) => ({id, text: accept[0] ?? ''})), ...question.distractors])

/** The words that fill a gap rightly: among menus and words to move, several may. */
const fitting = (
  question: FillBlanks<Local>,
  words: readonly Option[],
  accept: readonly string[],
): readonly Option[] => {
  const folded = accept.map((text) => foldText(text, question.caseSensitive))
  return words.filter(({text}) => folded.includes(foldText(text, question.caseSensitive)))
}

const gaps = (question: FillBlanks<Local>, by: Shaping): Shape => {
  const name = naming(question, by)
  const words = shuffled(wordsOf(question).map((word) => ({...word, ident: name(`${word.id}/word`)})))
  const fields = question.blanks.map(({id, accept}, index) => {
    const identifier = question.blanks.length === 1 ? response : `${response}_${index + 1}`
    if (question.mode === 'text') {
      const when = isTyped(identifier, accept, question.caseSensitive)
      const interaction: XmlElement = ['textEntryInteraction', {responseIdentifier: identifier}]
      return {
        id,
        identifier,
        when,
        interaction,
        declared: declaration(identifier, 'single', 'string', accept.slice(0, 1)),
      }
    }
    const right = fitting(question, words, accept).map((word) => name(`${word.id}/word`))
    const interaction: XmlElement = [
      'inlineChoiceInteraction',
      {responseIdentifier: identifier, shuffle: by.shuffle},
      ...words.map(({ident, text}): XmlElement => ['inlineChoice', {identifier: ident}, text]),
    ]
    const when = anyOf(right.map((ident) => match(variable(identifier), value('identifier', ident))))
    return {
      id,
      identifier,
      when,
      interaction,
      declared: declaration(identifier, 'single', 'identifier', right.slice(0, 1)),
    }
  })
  return {
    interactions: [question.mode === 'text' ? 'textEntryInteraction' : 'inlineChoiceInteraction'],
    responses: fields.map(({declared}) => declared),
    body: [['div', {}, ...flow(by.context, question.text, (id) => fields.find((each) => each.id === id)?.interaction)]],
    counts: true,
    rules: [
      ...fields.map(({identifier, when}) => ifAnswered(identifier, condition([{when, rules: [count(parts)]}]))),
      countedShare(question, fields.length),
    ],
  }
}

const dragged = (question: FillBlanks<Local>, by: Shaping): Shape => {
  const name = naming(question, by)
  const words = shuffled(wordsOf(question).map((word) => ({...word, ident: name(`${word.id}/word`)})))
  const fits = question.blanks.map(({id, accept}) => ({
    gap: name(id),
    words: fitting(question, words, accept).map((word) => name(`${word.id}/word`)),
  }))
  const mapped = fits.flatMap(({gap, words: right}) => right.map((word) => [`${word} ${gap}`, 1] as const))
  const right = fits.map(({gap, words: [first = '']}) => `${first} ${gap}`)
  return {
    interactions: ['gapMatchInteraction'],
    responses: [declaration(response, 'multiple', 'directedPair', right, mapped)],
    body: [
      [
        'gapMatchInteraction',
        {responseIdentifier: response, shuffle: by.shuffle},
        ...words.map(({ident, text}): XmlElement => ['gapText', {identifier: ident, matchMax: 0}, text]),
        ...flow(by.context, question.text, (id) => ['gap', {identifier: name(id)}]),
      ],
    ],
    rules: mappedShare(question, question.blanks.length),
  }
}

const hotspot = (question: Hotspot<Local>, by: Shaping): Shape => {
  const {context} = by
  const name = naming(question, by)
  const size = context.edition.media.get(question.image)?.picture
  const data = mediaAddress(context, question.image)
  const right = question.areas.filter((area) => area.correct).map(({id}) => name(id))
  const shared = {
    responses: [declaration(response, 'single', 'identifier', right.slice(0, 1))],
    rules: [
      condition([
        {
          when: anyOf(right.map((ident) => match(variable(response), value('identifier', ident)))),
          rules: [set('SCORE', value('float', question.points))],
        },
      ]),
    ],
    asides: asidesOf(by, question.areas, name, false),
  }
  if (size === undefined) {
    return {
      ...shared,
      interactions: ['choiceInteraction'],
      body: [
        ['p', {}, '', ['img', {src: data, alt: question.alt}]],
        [
          'choiceInteraction',
          {responseIdentifier: response, shuffle: by.shuffle, maxChoices: 1},
          ...question.areas.map(({id, label}) => choiceTree(name(id), [label])),
        ],
      ],
      losses: [pictureUnknown],
    }
  }
  // Coordinates are whole pixels: a drawing that is small by nature is shown larger.
  const scale = Math.max(1, Math.ceil(leastWidth / size.width))
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)]
  return {
    ...shared,
    interactions: ['hotspotInteraction'],
    body: [
      [
        'hotspotInteraction',
        {responseIdentifier: response, maxChoices: 1},
        ['object', {data, type: mediaTypeOf(question.image), width, height}, question.alt],
        ...question.areas.map(
          ({id, label, shape, at}): XmlElement => [
            'hotspotChoice',
            {identifier: name(id), shape, coords: coordinates(shape, at, width, height), hotspotLabel: label},
          ],
        ),
      ],
    ],
  }
}

const leastWidth = 300

/** Pixels of the picture: the edges of a rectangle, or the centre and the radius of a circle. */
const coordinates = (shape: 'rect' | 'circle', at: readonly number[], width: number, height: number): string => {
  const [x = 0, y = 0, third = 0, fourth = 0] = at
  const across = (percent: number) => Math.round((percent * width) / 100)
  const down = (percent: number) => Math.round((percent * height) / 100)
  return shape === 'rect'
    ? [across(x), down(y), across(x + third), down(y + fourth)].join(',')
    : [across(x), down(y), Math.max(1, across(third))].join(',')
}
