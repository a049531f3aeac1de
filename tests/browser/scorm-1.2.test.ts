import type {Page} from 'playwright-core'
import {beforeAll, describe, expect, test} from 'vitest'
import type {Watched} from '../../src/browser/watch.js'
import {type Holdings, heldOf, holdings} from '../../src/learner/holdings.js'
import {type Given, type Learner, learnerIn} from '../../src/learner/learner.js'
import {seconds, written} from '../../src/lms/strict.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import type {Call, Engine} from '../helpers/lms/calls.js'
import {leave, settled} from '../helpers/lms/leave.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'
import {type Commit, startLms} from '../helpers/lms/server.js'

const engines: readonly Engine[] = ['scorm-again', 'moodle', 'moodle-standards']

/** A learner's way through the course of one of each thing, in three sessions. */
interface Played {
  readonly watched: Watched
  readonly launchCalls: readonly Call[]
  /** Of each session. */
  readonly calls: readonly (readonly Call[])[]
  readonly illegal: readonly string[]
  readonly commits: readonly Commit[]
  readonly held: {
    readonly launched: string
    readonly half: Holdings
    readonly graded: Holdings
    readonly done: Holdings
  }
  readonly given: {readonly half: readonly Given[]; readonly all: readonly Given[]}
  readonly score: {readonly first: number; readonly second: number}
  /** What the learner saw after the second launch: page, and answers by the slot of the question. */
  readonly resumed: {readonly path: string; readonly answered: number; readonly saving: string}
  readonly record: ReadonlyMap<string, string>
}

const played = new Map<Engine, Played>()

describeInBrowser('SCORM 1.2 in a browser', (start) => {
  beforeAll(async () => {
    const files = await buildPackage('tests/fixtures/everything')
    const play = async (engine: Engine): Promise<void> => {
      const lms = await startLms(files, {engine})
      const opened = await openPage(start(), {origins: lms.origins})
      played.set(engine, await playThrough(opened.page, {files, lms, watched: opened.watched}))
      await opened.page.context().close()
      await lms.close()
    }
    await Promise.all(engines.map(play))
  }, 120_000)

  describe.each(engines)('under %s', (engine) => {
    const its = (): Played => played.get(engine) as Played

    test('MUST 1: the launch shows as incomplete at once', () => {
      expect(its().held.launched).toBe('incomplete')
      const committed = its().launchCalls.find((call) => call.name === 'Commit')
      expect((committed?.at ?? Number.NaN) - (its().launchCalls[0]?.at ?? 0)).toBeLessThan(3000)
    })

    test('MUST 2: after the exit of the LMS the learner is at the same place, with all answers', () => {
      expect(its().held.half.place).toBe('quizzes/graded-all.html')
      expect(its().held.half.attempts['graded-all']?.[0]?.given).toEqual(heldOf(its().given.half, false))
      expect(its().resumed).toEqual({
        path: 'quizzes/graded-all.html',
        answered: its().given.half.length,
        saving: expect.stringMatching(/^sav/),
      })
    })

    test('MUST 4: score and state of a quiz are on the server two seconds after it was handed in', () => {
      expect(its().held.graded.attempts['graded-all']?.[0]).toMatchObject({submitted: true, score: its().score.first})
      expect(its().held.graded.score).toBeCloseTo((its().score.first * 2) / 3, 1)
    })

    test('MUST 6: the course is completed when its last page was read, without leaving', () => {
      expect(its().held.done.status).toBe('completed')
      expect(its().held.done.read.toSorted()).toEqual([
        'assignments/essay.html',
        'discussions/views.html',
        'lessons/elements.html',
        'lessons/second.html',
      ])
    })

    test('MUST 7: the score is the weighted mean of both quizzes, from 0 to 100', () => {
      const {first, second} = its().score
      expect(its().held.done.score).toBeCloseTo((first * 2 + second) / 3, 1)
      expect(its().record.get('cmi.core.score.min')).toBe('0')
      expect(its().record.get('cmi.core.score.max')).toBe('100')
    })

    test('MUST 15: each session is started and ended exactly once', () => {
      for (const calls of its().calls) {
        expect(calls.filter((call) => call.name === 'Initialize')).toHaveLength(1)
        expect(calls.filter((call) => call.name === 'Finish')).toHaveLength(1)
        expect(calls[0]?.name).toBe('Initialize')
        expect(calls.at(-1)?.name).toBe('Finish')
      }
    })

    test('MUST 17, MUST 18, MUST 36: no call fails here, or would be refused elsewhere', () => {
      expect(its().illegal).toEqual([])
    })

    test('MUST 20, MUST 44: nothing is missing, nothing comes from elsewhere, and the console is clean', () => {
      expect(its().watched).toEqual({complaints: [], foreign: [], missing: []})
    })

    test('MUST 23: there is no score before the learner has answered', () => {
      expect(
        its().launchCalls.filter((call) => String(call.values[0]).includes('score') && call.name === 'SetValue'),
      ).toEqual([])
      expect(its().held.half.score).toBeNaN()
    })

    test('MUST 24: the course asks to be resumed before its first commit', () => {
      const names = its().launchCalls.map(written)
      expect(names.indexOf('SetValue("cmi.core.exit", "suspend")')).toBeGreaterThan(0)
      expect(names.indexOf('SetValue("cmi.core.exit", "suspend")')).toBeLessThan(names.indexOf('Commit("")'))
    })

    test('MUST 25: the session time grows with each commit, and is no longer than the session', () => {
      for (const calls of its().calls) {
        const times = calls
          .filter((call) => call.values[0] === 'cmi.core.session_time')
          .map((call) => seconds(String(call.values[1])))
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(times.at(-1)).toBeLessThanOrEqual(((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)) / 1000 + 0.6)
      }
    })

    test('MUST 30: traffic is light: 15 calls at launch, 25 for an answer, a commit a second', () => {
      const first = its().launchCalls.findIndex((call) => call.name === 'Commit')
      expect(first).toBeLessThan(15)
      for (const [session, calls] of its().calls.entries()) {
        const commits = calls.filter((call) => call.name === 'Commit' && !call.leaving).map((call) => call.at)
        const gaps = commits.slice(1).map((at, index) => at - (commits[index] as number))
        // The end of the session may follow a commit at once.
        expect(gaps.slice(0, -1).filter((gap) => gap < 950)).toEqual([])
        const told = calls.filter((call) => /interactions\.\d+\.id$/.test(String(call.values[0]))).length
        // Answers to a quiz that is not yet handed in are saved one by one, and told later.
        const answers = told + (session === 0 ? its().given.half.length : 0)
        if (answers > 0) expect(calls.length).toBeLessThan(15 + 25 * answers)
      }
    })

    test('MUST 31: each answer is one interaction, counted on from session to session', () => {
      const ids = [...its().record].flatMap(([element, value]) =>
        /interactions\.\d+\.id$/.test(element) ? [value] : [],
      )
      const [second, third] = [its().given.all.length, 3]
      // Two tries at the practice question came first.
      expect(ids).toHaveLength(2 + second + third)
      expect(ids.slice(0, 2)).toEqual(['practice-embedded_single', 'practice-embedded_single'])
    })

    test('MUST 40: the learner’s words survive as they are', () => {
      expect(its().given.all.map((answer) => answer.response)).toContain('None of “these” <b> & 😀')
      expect(its().held.done.attempts['graded-all']?.[0]?.given).toEqual(heldOf(its().given.all, true))
    })

    test('MUST 41: a course of one language leaves the preferences of the learner alone', () => {
      expect(
        its()
          .calls.flat()
          .filter((call) => /preference/.test(String(call.values[0]))),
      ).toEqual([])
    })
  })
})

interface Bed {
  readonly files: Package
  readonly lms: Awaited<ReturnType<typeof startLms>>
  readonly watched: Watched
}

const playThrough = async (page: Page, {files, lms, watched}: Bed): Promise<Played> => {
  const held = () => holdings(lms.record, learner.course)
  const learner = learnerIn(page, files)
  const visit = async (path?: string): Promise<void> => {
    await page.goto(lms.address)
    await learner.arrive(path)
  }

  await visit()
  await page.waitForTimeout(300)
  const launched = lms.record.get('cmi.core.lesson_status') ?? ''
  const launchCalls = lms.calls()
  await learner.go('lessons/elements.html')
  await practise(learner)
  await learner.read()
  await learner.go('quizzes/graded-all.html')
  const quiz = await learner.quiz()
  await quiz.start()
  const questions = await quiz.asked()
  const half: Given[] = []
  const wrong = [questions[0], questions[1], questions.find((question) => question.type === 'short-answer')]
  for (const question of questions.slice(0, 8)) half.push(await quiz.answer(question, !wrong.includes(question)))
  await leave['the learner presses the LMS’s exit'](page)
  await settled(lms)
  const halfHeld = held()

  await visit('quizzes/graded-all.html')
  const again = await learner.quiz()
  await again.section.locator('.question:not([hidden])').first().waitFor()
  const answered = await again.section.locator('.steps a[data-answered]').count()
  const resumed = {path: (await learner.at()).path, answered, saving: await learner.saving()}
  const all = [...half]
  for (const question of questions.slice(8)) all.push(await again.answer(question, !wrong.includes(question)))
  await again.submit()
  await page.waitForTimeout(2000)
  const graded = held()
  const first = graded.attempts['graded-all']?.[0]?.score ?? Number.NaN
  // Answers are told behind the score.
  await settled(lms, 1500)
  await leave['the LMS goes to another page'](page)
  await settled(lms)

  await visit('quizzes/graded-all.html')
  await learner.go('quizzes/graded-draw.html')
  const {score: second} = await (await learner.quiz()).take(0)
  for (const path of ['lessons/second.html', 'discussions/views.html', 'assignments/essay.html']) {
    await learner.go(path)
    await learner.read()
  }
  await page.waitForTimeout(2000)
  const done = held()
  await leave['the LMS removes the frame'](page)
  await settled(lms)

  return {
    watched,
    launchCalls,
    calls: [1, 2, 3].map((launch) => lms.calls(launch)),
    illegal: [1, 2, 3].flatMap((launch) => lms.illegal(launch)),
    commits: lms.commits,
    held: {launched, half: halfHeld, graded, done},
    given: {half, all},
    score: {first, second},
    resumed,
    record: new Map(lms.record),
  }
}

/** Wrong first, then right. */
const practise = async (learner: Learner): Promise<void> => {
  const quiz = await learner.quiz('practice-embedded')
  const [question] = await quiz.asked()
  if (!question) throw new Error('The practice quiz asks nothing.')
  await quiz.answer(question, false)
  await quiz.check(question)
  await quiz.answer(question, true)
  await quiz.check(question)
}
