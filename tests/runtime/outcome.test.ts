import {describe, expect, test} from 'vitest'
import type {PlayerCourse} from '../../src/model/player.js'
import {judge, shareDone} from '../../src/runtime/session/outcome.js'
import {changeAttempt, markRead, nothingYet, type Progress} from '../../src/runtime/session/progress.js'
import {course, quiz, submitted} from './helpers/course.js'

/** What a learner has done: pages read, and scores of attempts by quiz. */
const reached = (
  asked: PlayerCourse,
  {read = [], scores = {}}: {read?: readonly number[]; scores?: Readonly<Record<number, readonly number[]>>},
  mastery?: number,
): Progress => {
  const told = mastery === undefined ? {} : {mastery}
  let progress = judge(nothingYet, asked, told)
  for (const slot of read) progress = judge(markRead(progress, asked, slot), asked, told)
  for (const [slot, list] of Object.entries(scores))
    for (const [index, score] of list.entries())
      progress = judge(changeAttempt(progress, asked, Number(slot), submitted(index + 1, score)), asked, told)
  return progress
}
const everything = [1, 2]

describe('MUST 22: a judged course', () => {
  test('is incomplete until its rule holds', () => {
    expect(reached(course(), {read: everything}).outcome.status).toBe('incomplete')
    expect(reached(course(), {scores: {3: [100]}}).outcome.status).toBe('incomplete')
  })

  test('is passed when all is read and the quiz is passed', () => {
    const {outcome} = reached(course(), {read: everything, scores: {3: [100]}})
    expect(outcome).toEqual({complete: true, success: 'passed', status: 'passed'})
  })

  test('stays incomplete after a miss while attempts are left: LMSs close a failed course', () => {
    expect(reached(course(), {read: everything, scores: {3: [50, 60]}}).outcome.status).toBe('incomplete')
  })

  test('is failed when no attempt is left', () => {
    const {outcome} = reached(course(), {read: everything, scores: {3: [50, 60, 10]}})
    expect(outcome).toEqual({complete: false, success: 'failed', status: 'failed'})
  })

  test('is never failed where attempts have no end', () => {
    const endless = course({quizzes: [quiz(3, {attempts: null})]})
    expect(reached(endless, {read: everything, scores: {3: [0, 0, 0, 0]}}).outcome.status).toBe('incomplete')
  })

  test('that asks only for taking its quiz is complete when it is taken, and failed below the mark', () => {
    const lenient = course({completion: ['graded-done']})
    expect(reached(lenient, {scores: {3: [50]}}).outcome).toEqual({complete: true, success: 'failed', status: 'failed'})
    expect(reached(lenient, {scores: {3: [50, 80]}}).outcome).toMatchObject({success: 'passed', status: 'passed'})
  })

  test('says completed in the words of completion, if the author prefers them', () => {
    const plain = course({status: 'completed'})
    expect(reached(plain, {read: everything, scores: {3: [100]}}).outcome.status).toBe('completed')
    expect(reached(plain, {read: everything, scores: {3: [0, 0, 0]}}).outcome.status).toBe('incomplete')
  })

  test('needs a pass in each of its quizzes', () => {
    const two = course({quizzes: [quiz(3), quiz(4, {passMark: 50})]})
    expect(reached(two, {read: everything, scores: {3: [100]}}).outcome.success).toBe('unknown')
    expect(reached(two, {read: everything, scores: {3: [100], 4: [40]}}).outcome.success).toBe('unknown')
    expect(reached(two, {read: everything, scores: {3: [100], 4: [50]}}).outcome.success).toBe('passed')
  })
})

test('MUST 22: a course without graded quizzes is completed, never passed', () => {
  const reading = course({quizzes: [quiz(3, {mode: 'practice'})]})
  expect(reached(reading, {read: everything}).outcome).toEqual({
    complete: true,
    success: 'unknown',
    status: 'completed',
  })
})

describe('MUST 21: the pass mark of the LMS', () => {
  test('wins over those of the quizzes', () => {
    expect(reached(course(), {read: everything, scores: {3: [80]}}, 90).outcome.status).toBe('incomplete')
    expect(reached(course(), {read: everything, scores: {3: [60]}}, 50).outcome.status).toBe('passed')
  })

  test('judges the score of the course', () => {
    const two = course({quizzes: [quiz(3), quiz(4)]})
    expect(reached(two, {read: everything, scores: {3: [100], 4: [40]}}, 70).outcome.status).toBe('passed')
  })
})

describe('the score', () => {
  test('is the weighted mean of the graded quizzes; one not taken counts nothing', () => {
    const two = course({quizzes: [quiz(3), quiz(4, {weight: 3}), quiz(5, {mode: 'practice'})]})
    expect(reached(two, {scores: {3: [100], 5: [100]}}).score).toBe(25)
    expect(reached(two, {scores: {3: [100], 4: [50]}}).score).toBe(62.5)
  })

  test('counts the best attempt, the last, or the first', () => {
    const scores = {3: [60, 90, 30]}
    expect(reached(course(), {scores}).score).toBe(90)
    expect(reached(course({scoring: 'last'}), {scores}).score).toBe(30)
    expect(reached(course({scoring: 'first'}), {scores}).score).toBe(60)
  })

  test('MUST 5: a pass by the last attempt is not taken back by a worse one', () => {
    const last = course({scoring: 'last'})
    expect(reached(last, {read: everything, scores: {3: [100, 0]}}).outcome.status).toBe('passed')
  })

  test('MUST 23: is none before a graded quiz was handed in', () => {
    expect(reached(course(), {read: everything}).score).toBeNull()
  })
})

describe('attempts', () => {
  const attemptsOf = (progress: Progress) => progress.quizzes[0]?.attempts.map(({number}) => number)

  test('beyond the allowed number do not count', () => {
    expect(attemptsOf(reached(course(), {scores: {3: [10, 20, 30, 100]}}))).toEqual([1, 2, 3])
  })

  test('that came late change nothing', () => {
    let progress = changeAttempt(nothingYet, course(), 3, submitted(2, 80))
    progress = changeAttempt(progress, course(), 3, submitted(1, 100))
    progress = changeAttempt(progress, course(), 3, {...submitted(2, 0), submitted: false})
    expect(progress.quizzes).toEqual([{slot: 3, attempts: [submitted(2, 80)]}])
  })

  test('without end: the first, the best and the newest three are kept, the answers of the newest', () => {
    const endless = course({quizzes: [quiz(3, {attempts: null})]})
    const {quizzes} = reached(endless, {scores: {3: [10, 20, 90, 30, 40, 50, 60]}})
    expect(quizzes[0]?.attempts.map(({number, questions}) => [number, questions.length])).toEqual([
      [1, 0],
      [3, 0],
      [5, 2],
      [6, 2],
      [7, 2],
    ])
  })

  test('at practice: the best and the newest are kept', () => {
    const practice = course({quizzes: [quiz(3, {attempts: null, mode: 'practice'})]})
    expect(attemptsOf(reached(practice, {scores: {3: [10, 90, 30, 40]}}))).toEqual([2, 4])
  })

  test('ask only what the quiz has', () => {
    const progress = changeAttempt(nothingYet, course(), 3, {
      ...submitted(1, 0),
      questions: [{slot: 77, response: 1, checked: true, mark: 1, tries: 1, hints: 0}],
    })
    expect(progress.quizzes[0]?.attempts[0]?.questions).toEqual([])
  })
})

test('the share that is done reaches 1 only when the course is complete', () => {
  expect(shareDone(reached(course(), {}), course())).toBe(0)
  expect(shareDone(reached(course(), {read: [1]}), course())).toBe(0.33)
  expect(shareDone(reached(course(), {read: everything, scores: {3: [10]}}), course())).toBe(0.99)
  expect(shareDone(reached(course(), {read: everything, scores: {3: [100]}}), course())).toBe(1)
})
