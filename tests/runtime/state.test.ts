import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {changeAttempt, nothingYet, type Progress} from '../../src/runtime/session/progress.js'
import {stateBound} from '../../src/runtime/state/bound.js'
import {press} from '../../src/runtime/state/deflate.js'
import {degrees} from '../../src/runtime/state/degrade.js'
import {decodeState, encodeState} from '../../src/runtime/state/state.js'
import {anyCourse, anyCourseWithProgress} from './helpers/any-progress.js'
import {course, outline, page, quiz, submitted} from './helpers/course.js'

const head = {lineage: 65535, revision: 1048575}
const roomy = 1_000_000

/** What no shortage of room may take. */
const core = (progress: Progress) => ({
  ...progress,
  quizzes: progress.quizzes.map(({slot, attempts}) => ({
    slot,
    attempts: attempts.map(({number, seed, elapsed, submitted, score}) => ({number, seed, elapsed, submitted, score})),
  })),
})

describe('a state', () => {
  test('comes back as it was, whatever the learner did', () => {
    fc.assert(
      fc.property(anyCourseWithProgress, ({course, progress}) => {
        const reading = decodeState(encodeState(progress, course, head, roomy)?.state ?? '', course)
        expect(reading).toEqual({progress, ...head, finding: 'same'})
      }),
    )
  })

  test('MUST 8: is never longer than the bound that the build proves', () => {
    fc.assert(
      fc.property(anyCourseWithProgress, ({course, progress}) => {
        expect(encodeState(progress, course, head, roomy)?.state.length).toBeLessThanOrEqual(stateBound(course))
      }),
      {numRuns: 300},
    )
  })

  test('reaches its bound, or nearly so, when everything is at its widest', () => {
    const wide = course({
      pages: [page(1)],
      quizzes: [quiz(2, {attempts: 1, questions: [outline(0, {type: 'short-answer', parts: 0})]})],
    })
    const answers = changeAttempt({...nothingYet, read: [1], reported: 32767}, wide, 2, {
      ...submitted(1, 99.99, {elapsed: 131071, seed: 65535}),
      // Letters that deflate cannot shorten.
      questions: [{slot: 0, response: noise(64), checked: true, mark: 0.333, tries: 15, hints: 7}],
    })
    const length =
      encodeState({...answers, place: {slot: 1, scroll: 1}, score: 99.99}, wide, head, roomy)?.state.length ?? 0
    expect(length).toBeLessThanOrEqual(stateBound(wide))
    expect(length).toBeGreaterThan(stateBound(wide) * 0.95)
  })

  test('MUST 8: fits any limit that leaves room for the core, and keeps the core', () => {
    fc.assert(
      fc.property(anyCourseWithProgress, fc.nat(400), ({course, progress}, room) => {
        const barest = [...degrees(progress)].pop() as Progress
        const least = encodeState(barest, course, head, roomy)?.state.length ?? 0
        const limit = least + room
        const state = encodeState(progress, course, head, limit)?.state ?? ''
        expect(state.length).toBeGreaterThan(0)
        expect(state.length).toBeLessThanOrEqual(limit)
        const reading = decodeState(state, course)
        expect(reading.progress && core(reading.progress)).toEqual(core(progress))
      }),
    )
  })

  test('says that it cannot be written where not even the core fits', () => {
    expect(encodeState(nothingYet, course(), head, 10)).toBeNull()
  })

  test('MUST 40: has only characters that survive databases, XML and web forms', () => {
    fc.assert(
      fc.property(anyCourseWithProgress, ({course, progress}) => {
        expect(encodeState(progress, course, head, roomy)?.state).toMatch(/^[A-Za-z0-9_-]+$/)
      }),
      {numRuns: 30},
    )
  })

  test.each(['\ufeffΩ “ξένος” 😀', 'قانون "دولي"', '<b>&amp;</b>', "O'Brien \\ ]]>"])(
    'MUST 40: %s comes back letter by letter',
    (typed) => {
      const asked = course({quizzes: [quiz(3, {questions: [outline(0, {type: 'short-answer'})]})]})
      const progress = changeAttempt(nothingYet, asked, 3, {
        ...submitted(1, 0),
        questions: [{slot: 0, response: typed, checked: true, mark: 0, tries: 1, hints: 0}],
      })
      const back = decodeState(encodeState(progress, asked, head, roomy)?.state ?? '', asked).progress
      expect(back?.quizzes[0]?.attempts[0]?.questions[0]?.response).toBe(typed)
    },
  )
})

describe('a state that is too long as it is', () => {
  const asked = course({
    quizzes: [
      quiz(3, {questions: Array.from({length: 40}, (_, slot) => outline(slot, {type: 'short-answer', parts: 0}))}),
    ],
  })
  const progress = changeAttempt(nothingYet, asked, 3, {
    ...submitted(1, 50),
    questions: Array.from({length: 40}, (_, slot) => ({
      slot,
      response: `The sovereignty of states was affirmed in ${1600 + slot * 7}, some say.`,
      checked: true,
      mark: 1,
      tries: 1,
      hints: 0,
    })),
  })
  const plain = encodeState(progress, asked, head, roomy)
  const limit = Math.floor((plain?.state.length ?? 0) * 0.6)

  test('is deflated where that saves every answer', () => {
    const encoded = encodeState(progress, asked, head, limit, press)
    expect(encoded?.whole).toBe(true)
    expect(encoded?.state.length).toBeLessThanOrEqual(limit)
    expect(decodeState(encoded?.state ?? '', asked, press).progress).toEqual(progress)
  })

  test('loses detail where there is nothing to deflate it with, and says so', () => {
    const encoded = encodeState(progress, asked, head, limit)
    expect(encoded?.whole).toBe(false)
    expect(encoded?.state.length).toBeLessThanOrEqual(limit)
  })

  test('is not deflated where it fits as it is', () => {
    expect(encodeState(progress, asked, head, roomy, press)).toEqual(plain)
  })

  test('MUST 38: is a fresh start where what deflated it is missing or the bytes are damaged', () => {
    const state = encodeState(progress, asked, head, limit, press)?.state ?? ''
    expect(decodeState(state, asked).finding).toBe('unreadable')
    for (let place = 0; place < state.length; place += 7) {
      const damaged = state.slice(0, place) + (state[place] === 'A' ? 'Q' : 'A') + state.slice(place + 1)
      expect(decodeState(damaged, asked, press).progress, `at ${place}`).toBeNull()
    }
  })
})

describe('degrading', () => {
  const asked = course({
    quizzes: [quiz(3, {questions: [outline(0, {type: 'short-answer'}), outline(1)]}), quiz(4)],
  })
  const answered = (number: number, typed: string) => ({
    ...submitted(number, 50),
    questions: [
      {slot: 0, response: typed, checked: true, mark: 1, tries: 1, hints: 0},
      {slot: 1, response: 2, checked: true, mark: 0, tries: 1, hints: 0},
    ],
  })
  let progress = changeAttempt(nothingYet, asked, 3, answered(1, 'Westphalia'))
  progress = changeAttempt(progress, asked, 3, answered(2, 'Utrecht'))
  progress = changeAttempt(progress, asked, 4, {...submitted(1, 0), submitted: false})
  const stages = [...degrees(progress)].map(({quizzes}) =>
    quizzes.map(({attempts}) => attempts.map(({questions}) => questions.map(({response}) => response))),
  )

  test('goes in the stated order: earlier attempts, typed words, submitted answers, answers under way', () => {
    expect(stages).toEqual([
      [
        [
          ['Westphalia', 2],
          ['Utrecht', 2],
        ],
        [[1, 2]],
      ],
      [[[], ['Utrecht', 2]], [[1, 2]]],
      [[[], ['', 2]], [[1, 2]]],
      [[[], []], [[1, 2]]],
      [[[], []], [[]]],
    ])
  })
})

describe('reading a state', () => {
  const state = encodeState({...nothingYet, read: [1, 2]}, course(), head, roomy)?.state ?? ''

  test('MUST 38: garbage means a fresh start that says so', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({unit: 'binary'})), (garbage) => {
        fc.pre(garbage !== '')
        expect(decodeState(garbage, course())).toMatchObject({progress: null, finding: 'unreadable'})
      }),
    )
  })

  test('MUST 38: any damaged character is noticed', () => {
    for (let place = 0; place < state.length; place += 1) {
      const other = state[place] === 'A' ? 'Q' : 'A'
      const damaged = state.slice(0, place) + other + state.slice(place + 1)
      expect(decodeState(damaged, course()).progress, `at ${place}`).toBeNull()
    }
  })

  test('MUST 38: a state that an LMS has cut off is noticed', () => {
    for (let length = 1; length < state.length; length += 1)
      expect(decodeState(state.slice(0, length), course()).finding).toBe('unreadable')
  })

  test('nothing is a fresh start, and nothing to speak of', () => {
    expect(decodeState('', course()).finding).toBe('fresh')
  })

  test('MUST 39: the state of another course is ignored', () => {
    expect(decodeState(state, course({id: 'other'}))).toMatchObject({progress: null, finding: 'other-course'})
  })

  test('MUST 39: when only texts have changed, everything is kept', () => {
    expect(decodeState(state, course({version: '1.0.1', title: 'Security'}))).toMatchObject({
      progress: {read: [1, 2]},
      finding: 'updated',
    })
  })

  test('a later version keeps what still applies, by the numbers of the ledger', () => {
    const before = course({quizzes: [quiz(3, {questions: [outline(0), outline(1), outline(2)], length: 2})]})
    const progress = changeAttempt({...nothingYet, read: [1, 2], place: {slot: 2, scroll: 0.5}}, before, 3, {
      ...submitted(1, 50),
    })
    const after = course({
      version: '2.0.0',
      pages: [page(9), page(1)],
      quizzes: [quiz(3, {questions: [outline(7), outline(1)], length: 2})],
    })
    const back = decodeState(encodeState(progress, before, head, roomy)?.state ?? '', after).progress
    expect(back).toMatchObject({read: [1], place: null, quizzes: [{slot: 3, attempts: [{number: 1, score: 50}]}]})
    expect(back?.quizzes[0]?.attempts[0]?.questions.map(({slot}) => slot)).toEqual([1])
  })

  test('progress of one course never throws in another', () => {
    fc.assert(
      fc.property(anyCourseWithProgress, anyCourse, ({course: from, progress}, to) => {
        const reading = decodeState(encodeState(progress, from, head, roomy)?.state ?? '', {...to, version: '9.9.9'})
        expect(reading.finding).toBe('updated')
      }),
      {numRuns: 50},
    )
  })
})

/** Letters without a pattern, the same each time. */
function noise(length: number): string {
  let seed = 1
  return Array.from({length}, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return String.fromCharCode(33 + ((seed >> 8) % 94))
  }).join('')
}
