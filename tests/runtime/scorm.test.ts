import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {choiceQuestion, course, report, submitted} from './helpers/course.js'
import {launch, pass} from './helpers/launch.js'
import {createLms, type Edition, relaunch} from './helpers/strict-lms.js'

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance']})
})
afterEach(() => {
  vi.useRealTimers()
})

const status = (edition: Edition) => (edition === '1.2' ? 'cmi.core.lesson_status' : 'cmi.completion_status')
const raw = (edition: Edition) => (edition === '1.2' ? 'cmi.core.score.raw' : 'cmi.score.raw')

describe.each(['1.2', '2004'] as const)('SCORM %s', (edition) => {
  test('MUST 1: the launch shows as incomplete within three seconds', async () => {
    const lms = createLms({edition})
    launch(course(), lms)
    await pass(3000)
    expect(lms.server.get(status(edition))).toBe('incomplete')
    expect(lms.illegal).toEqual([])
  })

  test('MUST 4: a quiz result is on the server within two seconds, without any event of leaving', async () => {
    const lms = createLms({edition})
    const session = launch(course(), lms)
    session.call('read', {slot: 1})
    session.call('read', {slot: 2})
    await pass(1500)
    session.call('attempt', {
      quiz: 3,
      attempt: submitted(1, 100),
      reports: [report(choiceQuestion(), 1, 1)],
    })
    await pass(2000)
    expect(lms.server.get(raw(edition))).toBe('100')
    expect(lms.server.get(status(edition))).toBe(edition === '1.2' ? 'passed' : 'completed')
    expect(lms.server.get('cmi.interactions.0.result')).toBe('correct')
    expect(lms.illegal).toEqual([])
  })

  test('MUST 2: the same place and answers come back after a process that was killed', async () => {
    const lms = createLms({edition})
    const session = launch(course(), lms)
    session.call('hello', {slot: 2})
    session.call('at', {slot: 2, scroll: 0.5})
    session.call('attempt', {quiz: 3, attempt: submitted(1, 50), reports: []})
    await pass(5000)
    const again = launch(course(), relaunch(lms, {edition})).snapshot()
    expect(again.resumed).toBe(2)
    expect(again.place).toEqual({slot: 2, scroll: 0.5})
    expect(again.quizzes).toEqual([{slot: 3, attempts: [submitted(1, 50)]}])
  })
})
