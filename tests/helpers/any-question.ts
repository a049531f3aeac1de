import fc from 'fast-check'
import type {PlayerQuestion, Response} from '../../src/model/player.js'
import type {Question, QuestionType} from '../../src/model/question.js'
import type {Local} from '../../src/model/text.js'
import {md, place, question} from './model-course.js'

/** Questions of every type with every setting that bears on marks, and responses to them. All parts have words of their own. */
export const anyQuestion = (type?: QuestionType): fc.Arbitrary<Question<Local>> =>
  type === undefined ? fc.constantFrom(...Object.keys(each)).chain((name) => each[name as QuestionType]) : each[type]

/** What a learner may do with a question: nothing, something or everything, rightly or wrongly. */
export const anyResponse = (asked: PlayerQuestion): fc.Arbitrary<Response> =>
  fc.oneof({weight: 1, arbitrary: fc.constant(null)}, {weight: 12, arbitrary: given(asked)})

const points = fc.constantFrom(1, 2, 3, 0.5, 2.5, 7)
const count = (min: number, max: number) => fc.integer({min, max})
const numbered = (length: number) => Array.from({length}, (_, index) => index)

const choices = (least: number) =>
  fc.tuple(fc.array(fc.boolean(), {minLength: least, maxLength: 6}), fc.nat()).map(([correct, sure]) =>
    correct.map((isCorrect, index) => ({
      id: `choice-${index}`,
      place,
      text: md(`Choice ${index}`),
      correct: isCorrect || index === sure % correct.length,
    })),
  )

const one = <T extends {readonly correct: boolean}>(list: readonly T[]): readonly T[] => {
  const right = list.findIndex((each) => each.correct)
  return list.map((each, index) => ({...each, correct: index === right}))
}

/** Words with what learners vary: case, accents, apostrophes, blanks, signs that mean something in patterns. */
const typedWords = fc.constantFrom(
  'Westphalia',
  'Peace of Westphalia',
  'NaCl',
  'naïve',
  'Straße',
  'd’Alembert',
  "O'Neill",
  'C++ (2.0)',
  '$5 | [x]^2 \\ {y}?',
  'أمن',
  'ΟΔΟΣ',
  'a-b.c*',
)

const right = fc.constantFrom('Paris', 'Rome', 'Bonn', 'Lima', 'Oslo')

const each: Readonly<Record<QuestionType, fc.Arbitrary<Question<Local>>>> = {
  'multiple-choice': fc
    .record({points, choices: choices(2).map(one)})
    .map((parts) => question.multipleChoice('q', parts)),
  'multiple-response': fc
    .record({points, choices: choices(2), scoring: fc.constantFrom('all-or-nothing', 'partial')})
    .map((parts) => question.multipleResponse('q', parts)),
  'true-false': fc.record({points, answer: fc.boolean()}).map((parts) => question.trueFalse('q', parts)),
  'short-answer': fc
    .record({
      points,
      caseSensitive: fc.boolean(),
      answers: fc.array(fc.record({text: typedWords, score: fc.constantFrom(100, 100, 50, 0)}), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map((parts) => question.shortAnswer('q', parts)),
  numeric: fc
    .record({
      points,
      answers: fc.array(
        fc.record({
          answer: fc.constantFrom(0, 3.14, -7, 1648, 0.1, 1e6, 0.0001),
          tolerance: fc.constantFrom(0, 0.01, 0.5, 3),
          score: fc.constantFrom(100, 25, 0),
        }),
        {minLength: 1, maxLength: 3},
      ),
    })
    .map((parts) => question.numeric('q', parts)),
  matching: fc
    .record({points, rights: fc.array(right, {minLength: 2, maxLength: 5}), distractors: count(0, 2)})
    .map(({points: worth, rights, distractors}) =>
      question.matching('q', {
        points: worth,
        pairs: rights.map((text, index) => ({id: `pair-${index}`, place, left: md(`Left ${index}`), right: text})),
        distractors: numbered(distractors).map((index) => ({id: `odd-${index}`, text: `Odd ${index}`})),
      }),
    ),
  essay: points.map((worth) => question.essay('q', {points: worth})),
  ordering: fc.record({points, items: count(2, 6)}).map(({points: worth, items}) =>
    question.ordering('q', {
      points: worth,
      items: numbered(items).map((index) => ({id: `item-${index}`, place, text: md(`Item ${index}`)})),
    }),
  ),
  'fill-blanks': fc
    .record({
      points,
      caseSensitive: fc.boolean(),
      mode: fc.constantFrom('text', 'dropdown', 'drag'),
      blanks: fc.array(fc.uniqueArray(typedWords, {minLength: 1, maxLength: 3}), {minLength: 1, maxLength: 4}),
      distractors: count(0, 2),
    })
    .map(({blanks, distractors, ...parts}) =>
      question.fillBlanks('q', {
        ...parts,
        text: {
          type: 'root',
          children: [
            {
              type: 'paragraph',
              children: blanks.flatMap((_, index) => [
                {type: 'text', value: ` Gap ${index}: `} as const,
                {type: 'blank', id: `b${index + 1}`} as const,
              ]),
            },
          ],
        },
        blanks: blanks.map((accept, index) => ({id: `b${index + 1}`, accept})),
        distractors: numbered(distractors).map((index) => ({id: `odd-${index}`, text: `Odd ${index}`})),
      }),
    ),
  categorise: fc
    .record({points, categories: count(2, 3), items: fc.array(fc.nat(2), {minLength: 1, maxLength: 5})})
    .map(({points: worth, categories, items}) =>
      question.categorise('q', {
        points: worth,
        categories: numbered(categories).map((index) => ({id: `group-${index}`, place, title: `Group ${index}`})),
        items: items.map((group, index) => ({
          id: `item-${index}`,
          place,
          text: md(`Item ${index}`),
          category: `group-${group % categories}`,
        })),
      }),
    ),
  hotspot: fc.record({points, areas: choices(1)}).map(({points: worth, areas}) =>
    question.hotspot('q', {
      points: worth,
      areas: areas.map(({id, correct}, index) => ({
        id,
        place,
        label: `Area ${index}`,
        shape: 'rect',
        at: [index * 10, 10, 10, 10],
        correct,
      })),
    }),
  ),
}

const given = (asked: PlayerQuestion): fc.Arbitrary<Response> => {
  const slots = (parts: readonly {readonly slot: number}[]) => parts.map((part) => part.slot)
  /** Some of the places, each with one of the values. */
  const pairs = <T extends number | string>(places: readonly number[], values: fc.Arbitrary<T>) =>
    fc
      .tuple(
        ...places.map((place) =>
          fc.option(
            values.map((value) => [place, value] as const),
            {freq: 6},
          ),
        ),
      )
      .map((all) => all.filter((pair) => pair !== null))
      .map((all): Response => (all.length === 0 ? null : (all as Response)))
  switch (asked.type) {
    case 'multiple-choice':
    case 'hotspot':
      return fc.constantFrom(...slots(asked.parts))
    case 'multiple-response':
      return fc.subarray(slots(asked.parts)).map((picked) => (picked.length === 0 ? null : picked))
    case 'true-false':
      return fc.constantFrom(0, 1)
    case 'short-answer':
      return typing(asked.answers.map(({text}) => text))
    case 'numeric':
      return fc
        .oneof(
          fc
            .tuple(fc.constantFrom(...asked.answers), fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2))
            .map(([{answer, tolerance}, by]) => Number((answer + tolerance * by).toFixed(6))),
          fc.double({min: -10, max: 2000, noNaN: true}),
        )
        .map(String)
    case 'essay':
      return fc.string({minLength: 1})
    case 'ordering':
      return fc.shuffledSubarray(slots(asked.parts), {minLength: asked.parts.length})
    case 'matching':
      return pairs(slots(asked.left), fc.constantFrom(...slots(asked.right)))
    case 'categorise':
      return pairs(slots(asked.parts), fc.constantFrom(...slots(asked.categories)))
    case 'fill-blanks':
      return asked.mode === 'text'
        ? pairs(slots(asked.blanks), typing(asked.blanks.flatMap(({accept}) => accept)))
        : pairs(slots(asked.blanks), fc.constantFrom(...slots([...asked.blanks, ...asked.distractors])))
  }
}

/** A text as learners type it: as it is, or with other case, blanks, accents or apostrophes; or another text. */
const typing = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom(...habits))
    .map(([text, habit]) => habit(text))
    .filter((text) => text.trim() !== '')

const habits: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => `  ${text.replaceAll(' ', '   ')}\t`,
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.normalize('NFD'),
  (text) => text.replaceAll("'", '’').replaceAll('’', "'"),
  (text) => `${text}x`,
  (text) => text.slice(1) || 'y',
  (text) => text.replaceAll('.', 'x'),
]
