import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import type {PlayerCourse} from '../../src/model/player.js'
import type {SessionCore} from '../../src/runtime/session/session.js'
import {choiceQuestion, course, outline, page, quiz, report, submitted} from './helpers/course.js'
import {launch, pass} from './helpers/launch.js'
import {createLms, type Edition, type LmsOptions, relaunch} from './helpers/strict-lms.js'

beforeEach(() => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance']})
})
afterEach(() => {
  vi.useRealTimers()
})

const elements = {
  '1.2': {
    status: 'cmi.core.lesson_status',
    raw: 'cmi.core.score.raw',
    exit: 'cmi.core.exit',
    time: 'cmi.core.session_time',
    mode: 'cmi.core.lesson_mode',
    location: 'cmi.core.lesson_location',
  },
  '2004': {
    status: 'cmi.completion_status',
    raw: 'cmi.score.raw',
    exit: 'cmi.exit',
    time: 'cmi.session_time',
    mode: 'cmi.mode',
    location: 'cmi.location',
  },
} as const satisfies Record<Edition, Record<string, string>>

const readAll = (session: SessionCore, {pages}: PlayerCourse): void => {
  for (const {slot} of pages) session.call('read', {slot})
}

const take = (session: SessionCore, number: number, score: number): void => {
  session.call('attempt', {
    quiz: 3,
    attempt: submitted(number, score),
    reports: [report(choiceQuestion(), score === 100 ? 1 : 0, score === 100 ? 1 : 0)],
  })
}

/** Calls that change something at the LMS. */
const writesOf = (lms: ReturnType<typeof createLms>): string[] =>
  lms.calls.filter(({name}) => /SetValue|Commit/.test(name)).map(({values}) => values.join(' = '))

describe.each(['1.2', '2004'] as const)('SCORM %s', (edition) => {
  const is = elements[edition]
  const complete = edition === '1.2' ? 'passed' : 'completed'
  const open = (options: Partial<LmsOptions> = {}) => createLms({edition, ...options})

  test('MUST 1: shows as launched and incomplete within three seconds', async () => {
    const lms = open()
    await launch(course(), lms)
    await pass(3000)
    expect(lms.server.get(is.status)).toBe('incomplete')
  })

  test('MUST 2: place and answers come back after a process that was killed five seconds after the last answer', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    session.call('hello', {slot: 2})
    session.call('attempt', {quiz: 3, attempt: submitted(1, 50), reports: []})
    await pass(5000)
    const again = (await launch(course(), relaunch(lms, {edition}))).snapshot()
    expect(again.resumed).toBe(2)
    expect(again.quizzes).toEqual([{slot: 3, attempts: [submitted(1, 50)]}])
  })

  test('MUST 2: an answer given a moment before the document goes is kept', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    take(session, 1, 50)
    session.record.hide(true)
    session.record.close()
    const again = (await launch(course(), relaunch(lms, {edition}))).snapshot()
    expect(again.quizzes).toEqual([{slot: 3, attempts: [submitted(1, 50)]}])
    expect(lms.server.get('cmi.interactions.0.id')).toBe('final_wolfers-symbol')
    expect(lms.illegal).toEqual([])
  })

  test('the place is found by the bookmark where an LMS has thrown the state away', async () => {
    const lms = open({server: {[is.location]: 'lesson/lesson-2'}})
    expect((await launch(course(), lms)).snapshot().resumed).toBe(2)
  })

  test('MUST 4: a result is at the server within two seconds, without any event of leaving', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(1500)
    readAll(session, course())
    take(session, 1, 100)
    await pass(2000)
    expect(lms.server.get(is.raw)).toBe('100')
    expect(lms.server.get(is.status)).toBe(complete)
    expect(lms.server.get('cmi.interactions.0.result')).toBe('correct')
    expect((await launch(course(), relaunch(lms, {edition}))).snapshot().score).toBe(100)
  })

  test('MUST 5: a pass and the best score stay, whatever comes later', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 100)
    await pass(3000)
    take(session, 2, 0)
    await pass(3000)
    expect(lms.server.get(is.raw)).toBe('100')
    expect(lms.server.get(is.status)).toBe(complete)
    const again = relaunch(lms, {edition})
    const later = await launch(course(), again)
    take(later, 3, 0)
    await pass(3000)
    later.record.close()
    expect(again.server.get(is.raw)).toBe('100')
    expect(again.server.get(is.status)).toBe(complete)
    expect([...lms.given(is.status), ...again.given(is.status)].slice(1)).not.toContain('incomplete')
  })

  test('MUST 5: what the LMS holds stays, where our own state is lost', async () => {
    const held =
      edition === '1.2' ? {[is.status]: 'passed'} : {[is.status]: 'completed', 'cmi.success_status': 'passed'}
    const lms = open({server: {...held, [is.raw]: '90'}})
    const session = await launch(course(), lms)
    take(session, 1, 50)
    await pass(3000)
    expect(lms.server.get(is.status)).toBe(complete)
    expect(lms.server.get(is.raw)).toBe('90')
    expect(session.snapshot()).toMatchObject({status: 'passed', score: 90})
  })

  test('MUST 5: a course that grew stays passed', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 100)
    await pass(3000)
    const grown = course({version: '1.1.0', pages: [...course().pages, page(8)]})
    const again = relaunch(lms, {edition})
    expect((await launch(grown, again)).snapshot()).toMatchObject({status: 'passed', notices: ['player.state-updated']})
    await pass(3000)
    expect(again.server.get(is.status)).toBe(complete)
  })

  test('MUST 6: completion is told when the last condition holds, without leaving', async () => {
    const lms = open()
    const simple = course({completion: ['read'], quizzes: []})
    const session = await launch(simple, lms)
    session.call('read', {slot: 1})
    await pass(3000)
    expect(lms.server.get(is.status)).toBe('incomplete')
    session.call('read', {slot: 2})
    await pass(2000)
    expect(lms.server.get(is.status)).toBe('completed')
  })

  test.each([0, 0.01, 33.333333, 66.67, 99.999, 100])(
    'MUST 7: %d arrives as a plain number with its range',
    async (score) => {
      const lms = open()
      const session = await launch(course(), lms)
      take(session, 1, score)
      await pass(3000)
      const start = edition === '1.2' ? 'cmi.core.score' : 'cmi.score'
      expect(lms.server.get(`${start}.min`)).toBe('0')
      expect(lms.server.get(`${start}.max`)).toBe('100')
      expect(lms.server.get(`${start}.raw`)).toMatch(/^\d{1,3}(\.\d{1,2})?$/)
      expect(Number(lms.server.get(`${start}.raw`))).toBeCloseTo(score, 2)
      if (edition === '2004') expect(Number(lms.server.get(`${start}.scaled`))).toBeCloseTo(score / 100, 4)
      expect(lms.illegal).toEqual([])
    },
  )

  test.each([4000, 2500])(
    'MUST 8: an LMS that keeps %i characters gets less detail, and the core',
    async (stateLimit) => {
      const many = course({
        quizzes: Array.from({length: 90}, (_, index) =>
          quiz(100 + index, {
            attempts: 10,
            questions: Array.from({length: 12}, (_, slot) => ({...quiz(0).questions[0]!, slot})),
          }),
        ),
      })
      const lms = open({stateLimit})
      const session = await launch(many, lms)
      for (const {slot} of many.quizzes)
        session.call('attempt', {
          quiz: slot,
          attempt: submitted(1, 80, {
            questions: Array.from({length: 12}, (_, question) => ({
              slot: question,
              response: (question * slot) % 4,
              checked: true,
              mark: slot % 2,
              tries: (question * slot) % 7,
              hints: (question + slot) % 3,
            })),
          }),
          reports: [],
        })
      await pass(5000)
      const state = lms.server.get('cmi.suspend_data') ?? ''
      expect(state.length).toBeGreaterThan(0)
      expect(state.length).toBeLessThanOrEqual(stateLimit)
      const again = (await launch(many, relaunch(lms, {edition}))).snapshot()
      expect(again.quizzes.map(({attempts}) => attempts.map((attempt) => attempt.score))).toEqual(
        many.quizzes.map(() => [80]),
      )
    },
  )

  test('MUST 8: long texts are pressed rather than dropped, and the next launch reads them', async () => {
    const questions = Array.from({length: 60}, (_, slot) => outline(slot, {type: 'short-answer', parts: 0}))
    const wordy = course({quizzes: [quiz(3, {questions})]})
    const lms = open({stateLimit: 4000})
    const session = await launch(wordy, lms)
    const attempt = submitted(1, 50, {
      questions: questions.map(({slot}) => ({
        slot,
        response: `In ${1500 + 9 * slot} the sovereignty of states was affirmed, or so they say`,
        checked: true,
        mark: 1,
        tries: 1,
        hints: 0,
      })),
    })
    session.call('attempt', {quiz: 3, attempt, reports: []})
    await pass(5000)
    expect(lms.server.get('cmi.suspend_data')).toMatch(/^B/)
    const again = (await launch(wordy, relaunch(lms, {edition}))).snapshot()
    expect(again.quizzes).toEqual([{slot: 3, attempts: [attempt]}])
  })

  describe.each([
    ['an error of the server', 'error'],
    ['a cut line that the LMS does not notice', 'cut'],
  ] as const)('MUST 9: after %s', (_, line) => {
    test.each([false, true])('the server holds everything (forgetful: %s)', async (forgets) => {
      const lms = open({forgets: forgets && edition === '1.2'})
      const session = await launch(course(), lms)
      await pass(3000)
      lms.line = line
      readAll(session, course())
      take(session, 1, 100)
      await pass(5000)
      expect(session.snapshot().save).toBe('not-saved')
      lms.line = 'open'
      await pass(20000)
      expect(session.snapshot().save).toBe('saved')
      expect(lms.server.get(is.raw)).toBe('100')
      expect(lms.server.get(is.status)).toBe(complete)
      expect(lms.server.get('cmi.interactions.0.result') ?? lms.server.get('cmi.interactions.1.result')).toBe('correct')
      expect((await launch(course(), relaunch(lms, {edition}))).snapshot()).toMatchObject({
        status: 'passed',
        quizzes: [{slot: 3, attempts: [submitted(1, 100)]}],
      })
      expect(lms.illegal).toEqual([])
    })
  })

  test.each([false, true])('MUST 9: a state alone is sent again too (forgetful: %s)', async (forgets) => {
    const lms = open({forgets: forgets && edition === '1.2'})
    const session = await launch(course(), lms)
    await pass(3000)
    lms.line = 'error'
    session.call('read', {slot: 1})
    await pass(2000)
    lms.line = 'open'
    await pass(10000)
    expect(session.snapshot().save).toBe('saved')
    expect((await launch(course(), relaunch(lms, {edition}))).snapshot().read).toEqual([1])
  })

  test('MUST 9: an answer whose report was lost on its way is reported behind it', async () => {
    const lms = open({forgets: edition === '1.2'})
    const session = await launch(course(), lms)
    await pass(3000)
    take(session, 1, 100)
    // SCORM 1.2 tells of the answer in a commit behind the one that saved its state.
    await pass(edition === '1.2' ? 600 : 50)
    lms.line = 'error'
    await pass(3000)
    lms.line = 'open'
    await pass(20000)
    expect(lms.named('SetValue').some(({values}) => values[1] === 'correct')).toBe(true)
    const arrived = [...lms.server].filter(([element, value]) => element.endsWith('.result') && value === 'correct')
    expect(arrived).toHaveLength(1)
    expect(lms.illegal).toEqual([])
  })

  test('MUST 29: good news of an earlier commit does not hide the failure of a later one', async () => {
    const lms = open()
    let hold: ((line: 'open') => void) | undefined
    let slow = false
    const session = await launch(course(), lms, () => (slow ? new Promise((resolve) => (hold ??= resolve)) : 'open'))
    await pass(3000)
    slow = true
    session.call('read', {slot: 1})
    await pass(1000)
    lms.line = 'error'
    session.call('read', {slot: 2})
    await pass(1000)
    hold?.('open')
    await pass(100)
    expect(session.snapshot().save).toBe('not-saved')
  })

  test('MUST 9: the way round a lost value never shows less than the learner has', async () => {
    const lms = open({forgets: true})
    const session = await launch(course(), lms)
    await pass(3000)
    lms.line = 'error'
    readAll(session, course())
    take(session, 1, 100)
    await pass(5000)
    lms.line = 'open'
    await pass(20000)
    const passed = lms.given(is.status).slice(1)
    expect(new Set(passed)).toEqual(new Set(edition === '1.2' ? ['passed', 'completed'] : ['completed']))
    for (const raw of lms.given(is.raw)) expect(Number(raw)).toBeGreaterThanOrEqual(99.99)
  })

  test('MUST 10: what was reached is told again where the LMS returns nothing', async () => {
    const silent = {[is.status]: '', [is.raw]: '', 'cmi.success_status': '', [is.mode]: ''}
    const lms = open()
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 100)
    await pass(3000)
    const again = createLms({
      edition,
      answers: silent,
      server: {'cmi.suspend_data': lms.server.get('cmi.suspend_data') ?? ''},
    })
    await launch(course(), again)
    await pass(3000)
    expect(again.server.get(is.status)).toBe(complete)
    expect(again.server.get(is.raw)).toBe('100')
    expect(again.given(is.status)).not.toContain('incomplete')
  })

  test.each(['review', 'browse'])('MUST 11: in %s mode nothing is written but how the session ends', async (mode) => {
    const lms = open({server: {[is.mode]: mode, [is.status]: edition === '1.2' ? 'passed' : 'completed'}})
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 100)
    await pass(70000)
    session.record.hide(true)
    session.record.close()
    expect(writesOf(lms)).toEqual([`${is.exit} = suspend`])
    expect(session.snapshot()).toMatchObject({mode, save: 'nowhere', notices: [`player.${mode}`]})
    expect(lms.named(edition === '1.2' ? 'LMSFinish' : 'Terminate')).toHaveLength(1)
  })

  test('MUST 11: an empty mode is the normal one', async () => {
    const lms = open({answers: {[is.mode]: ''}})
    await launch(course(), lms)
    await pass(3000)
    expect(lms.server.get(is.status)).toBe('incomplete')
  })

  test('MUST 15: the session starts and ends once, and nothing is said outside it', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    session.record.hide(true)
    session.record.close()
    session.record.hide(false)
    session.record.close()
    session.call('read', {slot: 1})
    session.call('exit', {})
    await pass(120000)
    const [begin, end] = edition === '1.2' ? ['LMSInitialize', 'LMSFinish'] : ['Initialize', 'Terminate']
    expect(lms.calls[0]?.name).toBe(begin)
    expect(lms.calls.at(-1)?.name).toBe(end)
    expect(lms.named(begin as string)).toHaveLength(1)
    expect(lms.illegal).toEqual([])
  })

  test('MUST 16: a tab that was hidden and shown again goes on recording', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    session.record.hide(false)
    await pass(3000)
    take(session, 1, 100)
    await pass(3000)
    expect(lms.named(edition === '1.2' ? 'LMSFinish' : 'Terminate')).toHaveLength(0)
    expect(lms.server.get(is.raw)).toBe('100')
  })

  test('MUST 21: the LMS decides what a pass is, where it says so', async () => {
    const mastery: Record<string, string> =
      edition === '1.2' ? {'cmi.student_data.mastery_score': '90'} : {'cmi.scaled_passing_score': '0.9'}
    const lms = open({server: mastery})
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 80)
    await pass(3000)
    expect(session.snapshot().status).toBe('incomplete')
    take(session, 2, 90)
    await pass(3000)
    expect(session.snapshot().status).toBe('passed')
    expect(lms.server.get(is.status)).toBe(complete)
  })

  test('MUST 23: there is no score before an answer', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    readAll(session, course())
    session.call('attempt', {quiz: 3, attempt: {...submitted(1, 0), submitted: false, score: null}, reports: []})
    await pass(3000)
    session.record.close()
    expect([...lms.server.keys()].filter((element) => element.includes('score'))).toEqual([])
  })

  test('MUST 24: the exit is suspend from the start, and changes at completion only if the author says so', async () => {
    const lms = open()
    const session = await launch(course({exitWhenComplete: 'normal'}), lms)
    await pass(1000)
    expect(lms.server.get(is.exit)).toBe('suspend')
    readAll(session, course())
    take(session, 1, 100)
    await pass(3000)
    expect(lms.server.get(is.exit)).toBe(edition === '1.2' ? '' : 'normal')
    expect(lms.illegal).toEqual([])
  })

  test('MUST 24: by default a completed course is suspended too', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    readAll(session, course())
    take(session, 1, 100)
    await pass(3000)
    session.record.close()
    expect(lms.given(is.exit)).toEqual(['suspend'])
  })

  test('MUST 25: each commit carries the time of this session, which only grows', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    for (const {slot} of course().pages) {
      session.call('read', {slot})
      await pass(61000)
    }
    session.record.close()
    const times = lms.given(is.time)
    const commits = lms.named('Commit')
    expect(times.length).toBeGreaterThanOrEqual(4)
    expect(times.length).toBeGreaterThanOrEqual(commits.length)
    const seconds = times.map(
      (time) => time.match(/\d+(\.\d+)?/g)?.reduce((sum, part) => sum * 60 + Number(part), 0) ?? -1,
    )
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
    expect(seconds.at(-1)).toBeCloseTo(183, 0)
    expect(lms.illegal).toEqual([])
  })

  test('MUST 26: parts of the standard that an LMS lacks are tried once, and nobody is told', async () => {
    const optional = [
      'cmi.interactions',
      'cmi.student_data',
      'cmi.core.score.min',
      'cmi.core.score.max',
      'cmi.score.min',
      'cmi.score.max',
      'cmi.progress_measure',
      'cmi.core.lesson_mode',
      'cmi.scaled_passing_score',
    ]
    const lms = open({unsupported: optional})
    const session = await launch(course(), lms)
    take(session, 1, 50)
    await pass(3000)
    take(session, 2, 60)
    await pass(3000)
    const tried = lms.calls.filter(({values}) => optional.some((start) => values[0]?.startsWith(start)))
    expect(new Set(tried.map(({values}) => values[0])).size).toBe(tried.length)
    expect(session.snapshot()).toMatchObject({save: 'saved', notices: []})
    expect(lms.server.get(is.raw)).toBe('60')
  })

  test('MUST 28: an API whose window has gone is told of once, and throws nothing at the learner', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    lms.zombie = true
    take(session, 1, 100)
    await pass(60000)
    session.record.hide(true)
    session.record.close()
    expect(session.snapshot()).toMatchObject({save: 'not-saved', notices: ['player.window-gone'], score: 100})
  })

  test('MUST 29: a dead line is told of, tried again, and the notice goes when all is saved', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    lms.line = 'cut'
    session.call('read', {slot: 1})
    await pass(2000)
    expect(session.snapshot()).toMatchObject({save: 'not-saved', notices: ['player.not-saved']})
    lms.line = 'open'
    await pass(10000)
    expect(session.snapshot()).toMatchObject({save: 'saved', notices: []})
  })

  test('MUST 29: whoever asks to save is not made to wait, though the first try was too early', async () => {
    const lms = open()
    const session = await launch(course(), lms, () => (lms.line === 'open' ? 'open' : 'dead'))
    await pass(3000)
    lms.line = 'cut'
    session.call('read', {slot: 1})
    await pass(120_000)
    session.call('save', {})
    await pass(500)
    lms.line = 'open'
    await pass(4000)
    expect(session.snapshot()).toMatchObject({save: 'saved', notices: []})
  })

  test('MUST 29: an expired session is told of as such', async () => {
    const lms = open()
    let expired = false
    const session = await launch(course(), lms, () => (expired ? 'expired' : 'open'))
    await pass(3000)
    expired = true
    lms.line = 'error'
    session.call('read', {slot: 1})
    await pass(5000)
    expect(session.snapshot().notices).toEqual(['player.session-expired'])
    expired = false
    lms.line = 'open'
    session.call('save', {})
    await pass(2500)
    expect(session.snapshot()).toMatchObject({save: 'saved', notices: []})
  })

  test('MUST 30: a launch takes at most fifteen calls', async () => {
    const fresh = open()
    const session = await launch(course(), fresh)
    await pass(3000)
    expect(fresh.calls.length).toBeLessThanOrEqual(15)
    session.call('hello', {slot: 2})
    take(session, 1, 50)
    await pass(3000)
    session.record.close()
    const again = relaunch(fresh, {edition})
    await launch(course(), again)
    await pass(3000)
    expect(again.calls.length).toBeLessThanOrEqual(15)
  })

  test('MUST 30: an answer takes at most 25 calls, also the first and the most talkative', async () => {
    const lms = open()
    const session = await launch(course({completion: ['graded-done']}), lms)
    await pass(3000)
    const before = lms.calls.length
    const question = choiceQuestion({objectives: ['a', 'b', 'c', 'd']})
    session.call('attempt', {quiz: 3, attempt: submitted(1, 100), reports: [report(question, 1, 1)]})
    await pass(5000)
    expect(lms.calls.length - before).toBeLessThanOrEqual(25)
    expect(lms.server.get(is.raw)).toBe('100')
  })

  test('MUST 30: there is at most one commit a second, however busy the learner is', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    for (let moment = 0; moment < 100; moment += 1) {
      session.call('at', {slot: 1, scroll: moment / 100})
      if (moment % 7 === 0) take(session, 1 + Math.floor(moment / 35), moment)
      await pass(120)
    }
    const times = lms.named('Commit').map(({at}) => at)
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(999)
  })

  test('scrolling alone is saved now and then, not at every step', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    await pass(3000)
    const before = lms.named('Commit').length
    for (let moment = 0; moment < 20; moment += 1) {
      session.call('at', {slot: 1, scroll: moment / 20})
      await pass(1500)
    }
    expect(lms.named('Commit').length - before).toBeLessThanOrEqual(5)
  })

  test('MUST 31: interactions continue where those of earlier sessions end', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    take(session, 1, 0)
    await pass(3000)
    take(session, 2, 100)
    await pass(3000)
    const again = relaunch(lms, {edition})
    take(await launch(course(), again), 3, 100)
    await pass(3000)
    expect([0, 1, 2].map((index) => again.server.get(`cmi.interactions.${index}.result`))).toEqual([
      edition === '1.2' ? 'wrong' : 'incorrect',
      'correct',
      'correct',
    ])
    expect(again.illegal).toEqual([])
  })

  test('MUST 31: our own count serves where the LMS keeps none', async () => {
    const answers = {'cmi.interactions._count': ''}
    const lms = open({answers})
    const session = await launch(course(), lms)
    take(session, 1, 0)
    await pass(5000)
    const again = relaunch(lms, {edition, answers})
    take(await launch(course(), again), 2, 100)
    await pass(3000)
    expect(again.server.get('cmi.interactions.1.result')).toBe('correct')
    expect(again.illegal).toEqual([])
  })

  test('MUST 38: an unreadable state is a fresh start that says so, and the next save is whole', async () => {
    const lms = open({server: {'cmi.suspend_data': '{"page":3}'}})
    const session = await launch(course(), lms)
    expect(session.snapshot()).toMatchObject({read: [], resumed: null, notices: ['player.state-unreadable']})
    session.call('read', {slot: 1})
    await pass(3000)
    expect((await launch(course(), relaunch(lms, {edition}))).snapshot()).toMatchObject({read: [1], notices: []})
  })

  test('a word for nothing is nothing', async () => {
    const lms = open({answers: {'cmi.suspend_data': 'null', [is.mode]: 'undefined'}})
    expect((await launch(course(), lms)).snapshot()).toMatchObject({mode: 'normal', notices: []})
  })

  test('leaving by the exit link ends the session with everything saved', async () => {
    const lms = open()
    const session = await launch(course(), lms)
    take(session, 1, 100)
    expect(session.call('exit', {}).save).toBe('saved')
    expect(lms.server.get(is.raw)).toBe('100')
    expect(lms.calls.at(-1)?.name).toMatch(/Finish|Terminate/)
  })
})

test('MUST 60: one learner gets the same score, status and answers in SCORM 1.2 and 2004', async () => {
  const held = await Promise.all(
    (['1.2', '2004'] as const).map(async (edition) => {
      const lms = createLms({edition})
      const session = await launch(course(), lms)
      readAll(session, course())
      take(session, 1, 0)
      await pass(2000)
      take(session, 2, 100)
      await pass(2000)
      const {status, score, read, quizzes} = (await launch(course(), relaunch(lms, {edition}))).snapshot()
      return {status, score, read, quizzes, raw: Number(lms.server.get(elements[edition].raw))}
    }),
  )
  expect(held[0]).toEqual(held[1])
  expect(held[0]).toMatchObject({status: 'passed', score: 100, raw: 100})
})

test('MUST 27: navigation is never asked of the LMS', async () => {
  const lms = createLms({edition: '2004'})
  const session = await launch(course(), lms)
  take(session, 1, 100)
  await pass(3000)
  session.call('exit', {})
  expect(lms.calls.filter(({values}) => values[0]?.startsWith('adl.nav'))).toEqual([])
})
