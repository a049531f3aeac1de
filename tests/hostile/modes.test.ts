import type {Frame, Page} from 'playwright-core'
import {describe, expect, test} from 'vitest'
import {heldOf} from '../../src/learner/holdings.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser} from '../helpers/browser.js'
import type {Engine} from '../helpers/lms/calls.js'
import {leave, settled} from '../helpers/lms/leave.js'
import {answerHalf, type Bed, eventually, hostileCourse, launch, pageFor, takeTest, troubles} from './bed.js'

const engines: readonly Engine[] = ['scorm-again', 'moodle']

const written = ({lms}: Bed): readonly string[] =>
  lms.calls().flatMap(({name, values}) => (name === 'SetValue' ? [`${values[0]} = ${values[1]}`] : []))

/** Elements that say something of the learner. */
const kept = ({lms}: Bed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...lms.record].filter(([element]) => !/(exit|session_time|total_time|entry|mode|credit)$/.test(element)),
  )

const outer = (page: Page): Frame => {
  const frame = page.frames().find((each) => each.url().includes('/player.html'))
  if (!frame) throw new Error('The player is not there.')
  return frame
}

/** Hides the document or shows it again, as a change of tabs does. */
const setHidden = (frame: Frame, hidden: boolean): Promise<void> =>
  frame.evaluate((isHidden) => {
    Object.defineProperty(document, 'visibilityState', {configurable: true, value: isHidden ? 'hidden' : 'visible'})
    document.dispatchEvent(new Event('visibilitychange'))
  }, hidden)

describeInBrowser('an LMS with its own ideas', (start) => {
  describe.each(engines)('under %s', (engine) => {
    test.for(['review', 'browse'] as const)(
      'MUST 11: in %s nothing of the learner is written',
      async (mode, {onTestFinished}) => {
        const bed = await launch({browser: start(), onTestFinished}, {engine})
        await takeTest(bed.learner)
        await settled(bed.lms, 1500)
        await leave['the LMS removes the frame'](bed.page)
        await settled(bed.lms)
        const before = kept(bed)

        bed.lms.settings.mode = mode
        await bed.relaunch('quizzes/final.html')
        expect((await bed.learner.notices()).join()).toMatch(/Nothing you do now is recorded/)
        await bed.learner.go('quizzes/practice.html')
        const quiz = await bed.learner.quiz()
        const [question] = await quiz.asked()
        if (question && mode === 'browse') await quiz.answer(question)
        await bed.page.waitForTimeout(2000)
        await leave['the LMS removes the frame'](bed.page)
        await settled(bed.lms)
        expect(kept(bed)).toEqual(before)
        expect(written(bed).filter((set) => !/^cmi\.core\.(exit|session_time) /.test(set))).toEqual([])
        expect(bed.lms.illegal()).toEqual([])
        expect(troubles(bed.watched)).toEqual([])
      },
    )

    test('MUST 10: an LMS that never tells status, score and mode is told again, and never worse', async ({
      onTestFinished,
    }) => {
      const mute = [
        'cmi.core.lesson_status',
        'cmi.core.score.raw',
        'cmi.core.lesson_mode',
        'cmi.core.entry',
        'cmi.interactions._count',
      ]
      const bed = await launch({browser: start(), onTestFinished}, {engine, mute})
      await takeTest(bed.learner, 1)
      await settled(bed.lms, 1500)
      await leave['the LMS removes the frame'](bed.page)
      await settled(bed.lms)
      for (const element of mute) bed.lms.record.delete(element)
      await bed.relaunch('quizzes/final.html')
      await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score: 75}))
      expect(written(bed)).not.toContain('cmi.core.lesson_status = incomplete')
      expect(bed.lms.illegal()).toEqual([])
    })

    test('MUST 5: a pass and its score stay, in the same session and in the next, however the learner goes on', async ({
      onTestFinished,
    }) => {
      const bed = await launch({browser: start(), onTestFinished}, {engine})
      const {score} = await takeTest(bed.learner)
      await takeTest(bed.learner, 3)
      await settled(bed.lms, 1500)
      expect(bed.held()).toMatchObject({status: 'passed', score})
      await leave['the LMS removes the frame'](bed.page)
      await settled(bed.lms)
      await bed.relaunch('quizzes/final.html')
      await takeTest(bed.learner, 4)
      await settled(bed.lms, 1500)
      expect(bed.held()).toMatchObject({status: 'passed', score})
      expect(bed.held().attempts.final?.map((attempt) => attempt.submitted)).toContain(true)
      expect([1, 2].flatMap((number) => bed.lms.illegal(number))).toEqual([])
    })
  })

  test('MUST 11: an empty mode is a normal one', async ({onTestFinished}) => {
    const bed = await launch({browser: start(), onTestFinished}, {mode: '', mute: ['cmi.core.lesson_mode']})
    await takeTest(bed.learner)
    await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score: 100}))
  })

  test.for([
    ['90', 1, 75, /^(incomplete|failed)$/],
    ['90', 0, 100, /^passed$/],
    ['40', 2, 50, /^passed$/],
  ] as const)(
    'MUST 21: where the LMS demands %s, %d wrong answers of four (%d) are judged by that',
    async ([mastery, wrong, score, status], {onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished}, {mastery})
      const taken = await takeTest(bed.learner, wrong)
      await eventually(() => expect(bed.held().score).toBe(taken.score))
      await settled(bed.lms)
      expect(taken.score).toBe(score)
      expect(bed.held().status).toMatch(status)
      expect(bed.lms.illegal()).toEqual([])
    },
  )

  test('MUST 26: an LMS without interactions is asked for them once, and everything else arrives', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished}, {unknown: ['cmi.interactions', 'cmi.student_data']})
    await takeTest(bed.learner)
    await takeTest(bed.learner)
    await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score: 100}))
    await settled(bed.lms, 1500)
    expect(
      bed.lms.calls().filter(({name, values}) => name === 'SetValue' && String(values[0]).includes('interactions')),
    ).toHaveLength(1)
    expect(troubles(bed.watched)).toEqual([])
  })

  test('MUST 3, MUST 16: a course that was hidden is saved then, and goes on when it is shown again', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished})
    const half = await answerHalf(bed.learner)
    await bed.page.waitForTimeout(1100)
    await setHidden(outer(bed.page), true)
    await settled(bed.lms)
    expect(bed.held().attempts.final?.[0]?.given).toEqual(heldOf(half, false))
    await setHidden(outer(bed.page), false)
    const quiz = await bed.learner.quiz()
    const given = [...half]
    for (const question of (await quiz.asked()).slice(2)) given.push(await quiz.answer(question))
    await quiz.submit()
    await eventually(() =>
      expect(bed.held().attempts.final?.[0]).toMatchObject({submitted: true, given: heldOf(given, true)}),
    )
    expect(bed.lms.calls().filter((call) => call.name === 'Finish')).toEqual([])
    expect(bed.lms.illegal()).toEqual([])
  })

  test('MUST 15: a page that comes back from the browser’s cache stays closed, and offers to load again', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished})
    await takeTest(bed.learner)
    await settled(bed.lms, 1500)
    // The cache never takes pages here, so its events come by hand.
    await outer(bed.page).evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))
      dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))
    })
    await eventually(async () => expect((await bed.learner.notices()).join()).toMatch(/session has ended/))
    await bed.learner.go('lessons/first.html')
    await bed.page.waitForTimeout(2000)
    expect(bed.lms.illegal()).toEqual([])
    expect(bed.lms.calls().at(-1)?.name).toBe('Finish')
  })

  test('a browser that denies storage changes nothing', async ({onTestFinished}) => {
    const bed = await launch({browser: start(), onTestFinished}, {}, {denyStorage: true})
    const {given, score} = await takeTest(bed.learner, 1)
    await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score}))
    expect(bed.held().attempts.final?.[0]?.given).toEqual(heldOf(given, true))
    expect(await bed.learner.saving()).toMatch(/^sav/)
    expect(bed.watched).toEqual({complaints: [], foreign: [], missing: []})
  })

  test('MUST 12: without an LMS and without storage the course works, and says that nothing is kept', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished}, {late: -1}, {denyStorage: true})
    const {score} = await takeTest(bed.learner)
    expect(score).toBe(100)
    expect(await bed.learner.saving()).toBe('nowhere')
    expect(bed.watched).toEqual({complaints: [], foreign: [], missing: []})
  })

  test('MUST 42: two windows of the same course both warn', async ({onTestFinished}) => {
    const stage = {browser: start(), onTestFinished}
    const bed = await launch(stage)
    expect(await bed.learner.notices()).toEqual([])
    const second = await bed.page.context().newPage()
    await second.goto(bed.lms.address)
    const other = learnerIn(second, await hostileCourse())
    await other.arrive()
    await eventually(async () => {
      expect((await bed.learner.notices()).join()).toMatch(/open in another tab/)
      expect((await other.notices()).join()).toMatch(/open in another tab/)
    })
    const {page: elsewhere} = await pageFor(stage)
    await elsewhere.goto(bed.lms.address)
    expect(await learnerIn(elsewhere, await hostileCourse()).notices()).toEqual([])
  })
})
