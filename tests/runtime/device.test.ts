import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {openNone} from '../../src/runtime/record/none.js'
import {openScorm} from '../../src/runtime/record/scorm/scorm.js'
import {createSession} from '../../src/runtime/session/session.js'
import {course, outline, page, quiz, submitted} from './helpers/course.js'
import {launch, pass} from './helpers/launch.js'
import {createLms, relaunch} from './helpers/strict-lms.js'

/** A browser's storage and the events that other tabs cause. */
const device = () => {
  const kept = new Map<string, string>()
  const listeners: ((event: {key: string; newValue: string | null}) => void)[] = []
  const localStorage = Object.create({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value)
      localStorage[key] = value
    },
    removeItem: (key: string) => {
      kept.delete(key)
      delete localStorage[key]
    },
  })
  vi.stubGlobal('window', {
    localStorage,
    addEventListener: (_: string, listener: (typeof listeners)[number]) => void listeners.push(listener),
  })
  return {
    kept,
    /** What a write in another tab looks like from here. */
    change: (key: string) => {
      for (const listener of listeners) listener({key, newValue: kept.get(key) ?? null})
    },
  }
}

const denied = () =>
  vi.stubGlobal('window', {
    get localStorage() {
      throw new DOMException('Denied', 'SecurityError')
    },
    addEventListener: () => {},
  })

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance']})
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('MUST 12: without an LMS', () => {
  test('a course works, and the device remembers', async () => {
    device()
    const session = createSession(course(), openNone(course(), ['player.no-lms']))
    expect(session.snapshot()).toMatchObject({save: 'device', notices: ['player.no-lms']})
    session.call('hello', {slot: 2})
    session.call('read', {slot: 2})
    session.call('attempt', {quiz: 3, attempt: submitted(1, 100), reports: []})
    const again = createSession(course(), openNone(course())).snapshot()
    expect(again).toMatchObject({
      resumed: 2,
      read: [2],
      score: 100,
      quizzes: [{slot: 3, attempts: [submitted(1, 100)]}],
    })
  })

  test('a course works where storage is denied, and says that nothing is kept', async () => {
    denied()
    const session = createSession(course(), openNone(course()))
    expect(session.call('read', {slot: 2})).toMatchObject({save: 'nowhere', read: [2]})
  })

  test('what the device holds may be damaged, of an older course, or of no course at all', async () => {
    const {kept} = device()
    createSession(course(), openNone(course())).call('read', {slot: 1})
    const [key] = [...kept.keys()]
    const fresh = () => createSession(course(), openNone(course())).snapshot()
    expect(createSession(course({version: '2.0.0', pages: [page(1)]}), openNone(course())).snapshot().read).toEqual([1])
    for (const damage of ['{', '[]', 'null', '{"format":1}', '{"format":7}', '{"format":1,"progress":{"read":3}}']) {
      kept.set(key as string, damage)
      expect(fresh(), damage).toMatchObject({read: [], notices: ['player.state-unreadable']})
    }
  })

  test('two tabs agree: the newest word counts', async () => {
    const storage = device()
    const one = createSession(course(), openNone(course()))
    one.call('read', {slot: 1})
    const two = createSession(course(), openNone(course()))
    two.call('read', {slot: 2})
    for (const key of storage.kept.keys()) storage.change(key)
    expect(one.snapshot().read).toEqual([1, 2])
  })

  test('the learner may have everything forgotten', async () => {
    device()
    const session = createSession(course(), openNone(course()))
    session.call('read', {slot: 1})
    expect(session.call('reset', {})).toMatchObject({read: [], place: null, score: null})
    expect(createSession(course(), openNone(course())).snapshot().read).toEqual([])
  })
})

describe('essays', () => {
  const asked = course({quizzes: [quiz(3, {questions: [outline(0, {type: 'essay', parts: 0})]})]})
  const written = submitted(1, 0, {
    questions: [
      {slot: 0, response: 'Security is contested. '.repeat(400), checked: true, mark: null, tries: 1, hints: 0},
    ],
  })

  test('come back from the device, and are not in the state', async () => {
    device()
    const lms = createLms({edition: '1.2'})
    const session = await launch(asked, lms)
    session.call('attempt', {quiz: 3, attempt: written, reports: []})
    await pass(3000)
    expect(lms.server.get('cmi.suspend_data')?.length).toBeLessThan(100)
    const again = await launch(asked, relaunch(lms, {edition: '1.2'}))
    expect(again.snapshot().quizzes).toEqual([{slot: 3, attempts: [written]}])
  })

  test('of one learner do not show to another on the same device', async () => {
    device()
    const session = await launch(asked, createLms({edition: '1.2'}))
    session.call('attempt', {quiz: 3, attempt: written, reports: []})
    const other = await launch(asked, createLms({edition: '1.2'}))
    other.call('attempt', {
      quiz: 3,
      attempt: {...written, questions: [{...written.questions[0]!, response: ''}]},
      reports: [],
    })
    expect(other.snapshot().quizzes[0]?.attempts[0]?.questions[0]?.response).toBe('')
  })
})

describe('MUST 9: what could not be saved', () => {
  test('is taken up from the device at the next launch', async () => {
    const {kept} = device()
    const lms = createLms({edition: '1.2'})
    const session = await launch(course(), lms)
    session.call('read', {slot: 1})
    await pass(3000)
    lms.line = 'error'
    session.call('read', {slot: 2})
    session.call('attempt', {quiz: 3, attempt: submitted(1, 100), reports: []})
    await pass(3000)
    session.record.close()
    expect(kept.size).toBe(1)
    const again = relaunch(lms, {edition: '1.2'})
    const later = await launch(course(), again)
    expect(later.snapshot()).toMatchObject({read: [1, 2], score: 100, status: 'passed'})
    await pass(3000)
    expect(again.server.get('cmi.core.lesson_status')).toBe('passed')
    expect(kept.size).toBe(0)
  })

  test('of an attempt that the LMS has begun anew is left alone', async () => {
    device()
    const lms = createLms({edition: '1.2'})
    const session = await launch(course(), lms)
    await pass(3000)
    lms.line = 'error'
    session.call('read', {slot: 1})
    await pass(3000)
    expect((await launch(course(), createLms({edition: '1.2'}))).snapshot().read).toEqual([])
  })
})

test('an LMS that refuses to start a session is not written to', async () => {
  const lms = createLms({edition: '1.2', refuses: true})
  const found = {family: '1.2' as const, api: lms.api, home: {} as Window}
  expect(await openScorm(course(), found, {probe: async () => 'open', fetchPress: async () => undefined})).toBeNull()
  expect(lms.calls.map(({name}) => name)).toEqual(['LMSInitialize'])
})
