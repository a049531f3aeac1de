import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Style} from '../../src/render/body.js'
import {playerQuiz} from '../../src/render/player-quiz.js'
import {askedBy, partOrder} from '../../src/runtime/page/quiz/order.js'
import {course, editionOf, place, question, quiz} from '../helpers/model-course.js'

const style: Style = {
  link: () => undefined,
  media: (path) => path,
  practice: () => '',
  math: 'mathml',
  text: (key) => key,
}

const seeds = fc.integer({min: 0, max: 65535})
const slots = [0, 2, 4, 6, 8, 10, 12]
const plan = [100, {draw: 3, from: slots}, {draw: 2, from: slots}]

test('a seed always asks the same questions in the same order', () => {
  fc.assert(
    fc.property(seeds, fc.boolean(), (seed, shuffleQuestions) => {
      expect(askedBy({plan, shuffleQuestions}, seed)).toEqual(askedBy({plan, shuffleQuestions}, seed))
    }),
  )
})

test('two draws from one bank never ask a question twice', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const asked = askedBy({plan, shuffleQuestions: true}, seed)
      expect(new Set(asked).size).toBe(6)
    }),
  )
})

test('each question of a bank is drawn by some seed', () => {
  const drawn = new Set(
    Array.from({length: 200}, (_, seed) =>
      askedBy({plan: [{draw: 1, from: slots}], shuffleQuestions: false}, seed),
    ).flat(),
  )
  expect([...drawn].sort((a, b) => a - b)).toEqual(slots)
})

test('things to put in order never stand in the right order at first', () => {
  const made = course({practice: [quiz('q', [question.ordering('o')])]})
  const [asked] = playerQuiz(made.practice[0] ?? quiz('q', []), made, editionOf(made).slots, style).questions
  if (asked?.type !== 'ordering') throw new Error('The question is of another type.')
  const right = asked.parts.map((part) => part.slot)
  fc.assert(
    fc.property(seeds, (seed) => {
      expect(partOrder(asked, seed, right)).not.toEqual(right)
    }),
  )
})

test('a further question, or a further bank, leaves the numbers of the others alone', () => {
  const bank = (id: string, names: readonly string[]) => ({
    id,
    place,
    title: id,
    questions: names.map((name) => question.trueFalse(name)),
  })
  const draw = (id: string) => ({type: 'draw' as const, place, bank: id, count: 1})
  const before = course({
    banks: [bank('one', ['a', 'b'])],
    practice: [quiz('q', [question.trueFalse('own'), draw('one')])],
  })
  const after = course({
    banks: [bank('one', ['a', 'b', 'c']), bank('two', ['a'])],
    practice: [quiz('q', [draw('two'), question.trueFalse('own'), draw('one'), question.trueFalse('more')])],
  })
  const numbers = (made: typeof before) =>
    new Map(
      playerQuiz(made.practice[0] ?? quiz('q', []), made, editionOf(made).slots, style).questions.map(({id, slot}) => [
        id,
        slot,
      ]),
    )
  const now = numbers(after)
  for (const [id, slot] of numbers(before)) expect(now.get(id), id).toBe(slot)
  expect(new Set(now.values()).size).toBe(now.size)
})
