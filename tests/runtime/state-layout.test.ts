import {expect, test} from 'vitest'
import {stateLayout} from '../../src/model/state-layout.js'
import {changeAttempt, nothingYet} from '../../src/runtime/session/progress.js'
import {press} from '../../src/runtime/state/deflate.js'
import {decodeState, encodeState} from '../../src/runtime/state/state.js'
import {course, outline, quiz, submitted} from './helpers/course.js'

const head = {lineage: 4711, revision: 12}
const taught = course({
  quizzes: [
    quiz(3, {
      attempts: null,
      questions: [
        outline(0),
        outline(1, {type: 'multiple-response'}),
        outline(2, {type: 'short-answer', parts: 0}),
        outline(3, {type: 'matching', parts: 3, targets: 3}),
      ],
    }),
  ],
})
const answered = (slot: number, response: never, mark: number) => ({
  slot,
  response,
  checked: true,
  mark,
  tries: 2,
  hints: 1,
})
const learner = changeAttempt(
  {
    ...nothingYet,
    read: [1, 2],
    place: {slot: 2, scroll: 0.5},
    outcome: {complete: false, success: 'failed', status: 'failed'},
    score: 66.67,
    reported: 3,
  },
  taught,
  3,
  submitted(1, 66.67, {
    questions: [
      answered(0, 1 as never, 1),
      answered(1, [0, 2] as never, 0.5),
      answered(2, 'a contested concept' as never, 1),
      answered(3, [[0, 1] as const, [1, 0] as const] as never, 0),
    ],
  }),
)

/** What players that learners have used wrote for this learner, by layout: plain and deflated. Nothing here is ever changed; layouts are added. */
const written: Readonly<Record<number, readonly string[]>> = {
  1: [
    'AnMs2Jp5wxTZiZxIMu6ANCdlwjIgDAM8LGoFEFWECcvoUQlMVgwIRMAVhIGNvbnRlc3RlZCBjb25jZXB0',
    'BnMs2JptXcNQsKV2IZ_cCXs6bBT0dzAznuaUaXUQTmYp-iTgFizYzCRqwJiok5-eVpBaXpKaAWMmpBSUA',
  ],
}

test.each(stateLayout.reads)('a state of layout %i resumes as it was', (layout) => {
  const states = written[layout] ?? []
  expect(states.length).toBe(2)
  for (const state of states)
    expect(decodeState(state, taught, press)).toEqual({progress: learner, ...head, finding: 'same'})
})

test('a state is written as its layout says: whoever changes how raises “writes”, and keeps the old in “reads”', () => {
  expect(encodeState(learner, taught, head, 4096)?.state).toBe(written[stateLayout.writes]?.[0])
})
