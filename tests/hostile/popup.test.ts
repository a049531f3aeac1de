import type {Page} from 'playwright-core'
import {describe, expect, test} from 'vitest'
import {heldOf, holdings} from '../../src/learner/holdings.js'
import {type Learner, learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser} from '../helpers/browser.js'
import type {Engine} from '../helpers/lms/calls.js'
import {settled} from '../helpers/lms/leave.js'
import {eventually, hostileCourse, lmsFor, pageFor, type Stage, takeTest, troubles} from './bed.js'

const engines: readonly Engine[] = ['scorm-again', 'moodle']

/** Ways in which the LMS's own window goes away under a course that is open in a popup. */
const losses = {
  'goes to another page': async (page: Page) => {
    await page.goto(new URL('/elsewhere', page.url()).href)
  },
  'is closed': (page: Page) => page.close({runBeforeUnload: true}),
} as const
const ways = Object.keys(losses) as (keyof typeof losses)[]

const launch = async (stage: Stage, engine: Engine) => {
  const files = await hostileCourse()
  const lms = await lmsFor(stage, files, {show: 'popup', engine})
  const {page, watched} = await pageFor(stage, {origins: lms.origins})
  const open = async (from: Page, path?: string): Promise<{popup: Page; learner: Learner}> => {
    await from.goto(lms.address)
    const [popup] = await Promise.all([from.waitForEvent('popup'), from.getByRole('button', {name: 'Launch'}).click()])
    const learner = learnerIn(popup, files)
    await learner.arrive(path)
    return {popup, learner}
  }
  const {popup, learner} = await open(page)
  return {lms, page, watched, popup, learner, open, held: () => holdings(lms.record, learner.course)}
}

describeInBrowser('a course in a popup', (start) => {
  describe.each(engines)('under %s', (engine) => {
    test('MUST 2, MUST 4: a result is on the server though the popup is closed at once', async ({onTestFinished}) => {
      const {lms, popup, learner, held} = await launch({browser: start(), onTestFinished}, engine)
      const {given, score} = await takeTest(learner, 1)
      await popup.waitForTimeout(100)
      await popup.close({runBeforeUnload: true})
      await settled(lms)
      expect(held()).toMatchObject({status: 'passed', score, place: 'quizzes/final.html'})
      expect(held().attempts.final).toEqual([{submitted: true, score, given: heldOf(given, true)}])
      expect(lms.illegal()).toEqual([])
    })

    test.for(ways)(
      'MUST 19, MUST 28: where the window of the LMS %s, the learner is told once, and what they do is kept for the next launch',
      async (way, {onTestFinished}) => {
        const {lms, page, watched, popup, learner, open, held} = await launch(
          {browser: start(), onTestFinished},
          engine,
        )
        await learner.go('quizzes/final.html')
        await settled(lms, 1500)
        await losses[way](page)
        const {given, score} = await takeTest(learner, 1)
        await eventually(async () => expect(await learner.saving()).toBe('not-saved'))
        const notices = await learner.notices()
        expect(notices).toHaveLength(1)
        expect(notices[0]).toMatch(/window of the learning platform was closed/)
        expect(troubles(watched)).toEqual([])
        expect(
          await popup.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':unsaved:')).length),
        ).toBe(1)
        const portal = way === 'is closed' ? await popup.context().newPage() : page
        await popup.close({runBeforeUnload: true})

        await open(portal, 'quizzes/final.html')
        await eventually(() => {
          expect(held()).toMatchObject({status: 'passed', score})
          expect(held().attempts.final).toEqual([{submitted: true, score, given: heldOf(given, true)}])
        })
        expect(lms.illegal()).toEqual([])
        expect(troubles(watched)).toEqual([])
      },
    )
  })
})
