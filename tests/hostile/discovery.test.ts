import {describe, expect, test} from 'vitest'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser} from '../helpers/browser.js'
import type {LmsSettings} from '../helpers/lms/server.js'
import {answerHalf, eventually, hostileCourse, launch, lmsFor, pageFor, type Stage, takeTest, troubles} from './bed.js'

/** Launches a course that shows in a popup. */
const launchPopup = async (stage: Stage, settings: Partial<LmsSettings>) => {
  const files = await hostileCourse()
  const lms = await lmsFor(stage, files, {show: 'popup', ...settings})
  const {page, watched} = await pageFor(stage, {origins: lms.origins})
  await page.goto(lms.address)
  const inside = settings.show === 'popup from a frame' ? page.frameLocator('iframe') : page
  const [popup] = await Promise.all([page.waitForEvent('popup'), inside.getByRole('button', {name: 'Launch'}).click()])
  const learner = learnerIn(popup, files)
  await learner.arrive()
  return {lms, watched, learner}
}

describeInBrowser('looking for the API', (start) => {
  test.for([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'MUST 14: it is found with %d frames between',
    async (depth, {onTestFinished}) => {
      const {lms} = await launch({browser: start(), onTestFinished}, {depth})
      await eventually(() => expect(lms.record.get('cmi.core.lesson_status')).toBe('incomplete'), 3000)
      expect(lms.illegal()).toEqual([])
    },
  )

  test('MUST 14: it is found in the opener', async ({onTestFinished}) => {
    const {lms} = await launchPopup({browser: start(), onTestFinished}, {})
    await eventually(() => expect(lms.record.get('cmi.core.lesson_status')).toBe('incomplete'), 3000)
  })

  test('MUST 14: it is found above the opener', async ({onTestFinished}) => {
    const {lms} = await launchPopup({browser: start(), onTestFinished}, {show: 'popup from a frame'})
    await eventually(() => expect(lms.record.get('cmi.core.lesson_status')).toBe('incomplete'), 3000)
  })

  test('MUST 14: it is found two seconds late, and answers given meanwhile are not lost', async ({onTestFinished}) => {
    const bed = await launch({browser: start(), onTestFinished}, {late: 2000})
    const {score} = await takeTest(bed.learner)
    await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score}), 8000)
    expect(bed.lms.illegal()).toEqual([])
  })

  test('MUST 13: a frame of another origin in between is survived, and the opener behind it is used', async ({
    onTestFinished,
  }) => {
    const {lms, watched} = await launchPopup({browser: start(), onTestFinished}, {otherOrigin: 'between'})
    await eventually(() => expect(lms.record.get('cmi.core.lesson_status')).toBe('incomplete'), 3000)
    expect(troubles(watched)).toEqual([])
  })

  describe.each([
    ['an LMS without an API', {late: -1}],
    ['an LMS whose API belongs to another origin', {otherOrigin: 'course'}],
  ] as const)('under %s', (_, settings) => {
    test('MUST 12, MUST 13: the course works, says that nothing is reported, and remembers on the device', async ({
      onTestFinished,
    }) => {
      const bed = await launch({browser: start(), onTestFinished}, settings)
      await eventually(async () => expect((await bed.learner.notices()).join()).toMatch(/No learning platform/), 10_000)
      await answerHalf(bed.learner)
      expect(await bed.learner.saving()).toBe('device')
      await bed.relaunch('quizzes/final.html')
      const quiz = await bed.learner.quiz()
      await eventually(async () => expect(await quiz.section.locator('.steps a[data-answered]').count()).toBe(2))
      expect(bed.lms.calls()).toEqual([])
      expect(bed.watched).toEqual({complaints: [], foreign: [], missing: []})
    })
  })

  test('MUST 12: the course works without anything around it', async ({onTestFinished}) => {
    const stage = {browser: start(), onTestFinished}
    const files = await hostileCourse()
    const lms = await lmsFor(stage, files)
    const {page, watched} = await pageFor(stage, {origins: lms.origins})
    await page.goto(lms.courseAddress)
    const learner = learnerIn(page, files)
    await learner.arrive()
    expect((await learner.notices()).join()).toMatch(/No learning platform/)
    const {score} = await takeTest(learner)
    expect(score).toBe(100)
    expect(watched).toEqual({complaints: [], foreign: [], missing: []})
  })
})
