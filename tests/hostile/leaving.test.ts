import {describe, expect, test} from 'vitest'
import {heldOf} from '../../src/learner/holdings.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser} from '../helpers/browser.js'
import type {Engine} from '../helpers/lms/calls.js'
import {leave, settled, type WayToLeave} from '../helpers/lms/leave.js'
import {answerHalf, hostileCourse, launch, pageFor, takeTest, troubles} from './bed.js'

const engines: readonly Engine[] = ['scorm-again', 'moodle']
const ways = Object.keys(leave) as WayToLeave[]
const unloads = [
  ['unload events as they are', false],
  ['unload events switched off', true],
] as const

describeInBrowser('leaving', (start) => {
  describe.each(engines)('under %s', (engine) => {
    describe.each(unloads)('with %s', (_, unloadOff) => {
      describe.each(ways)('when %s', (way) => {
        // A process that is killed runs no code at all: what was committed as the learner went is all there is.
        const after = way === 'the renderer is killed' ? 5000 : 1000

        test('MUST 2, MUST 3: place and answers are on the server, and come back at the next launch', async ({
          onTestFinished,
        }) => {
          const stage = {browser: start(), onTestFinished}
          const bed = await launch(stage, {engine, unloadOff})
          const given = await answerHalf(bed.learner)
          await bed.page.waitForTimeout(after)
          await leave[way](bed.page)
          await settled(bed.lms)
          expect(bed.held()).toMatchObject({status: 'incomplete', place: 'quizzes/final.html'})
          expect(bed.held().attempts.final).toEqual([{submitted: false, score: null, given: heldOf(given, false)}])
          expect(bed.lms.illegal()).toEqual([])

          const {page} = await pageFor(stage, {origins: bed.lms.origins})
          await page.goto(bed.lms.address)
          const again = learnerIn(page, await hostileCourse())
          await again.arrive('quizzes/final.html')
          await (await again.quiz()).section.locator('.question:not([hidden])').first().waitFor()
          expect(await (await again.quiz()).section.locator('.steps a[data-answered]').count()).toBe(2)
          expect(bed.lms.illegal()).toEqual([])
          expect(troubles(bed.watched)).toEqual([])
        })

        test('MUST 4, MUST 15, MUST 31: a result is on the server though the learner leaves at once, and each answer once', async ({
          onTestFinished,
        }) => {
          const stage = {browser: start(), onTestFinished}
          const bed = await launch(stage, {engine, unloadOff})
          const {given, score} = await takeTest(bed.learner, 1)
          await bed.page.waitForTimeout(way === 'the renderer is killed' ? 2000 : 100)
          await leave[way](bed.page)
          await settled(bed.lms)
          expect(bed.held()).toMatchObject({status: 'passed', score})
          expect(bed.held().attempts.final).toEqual([{submitted: true, score, given: heldOf(given, true)}])
          expect(bed.lms.illegal()).toEqual([])
          // Answers are told behind the score, so a process that is killed this soon may not have told them.
          const told = [...bed.lms.record].flatMap(([element, value]) =>
            /interactions\.\d+\.id$/.test(element) ? [value] : [],
          )
          if (way !== 'the renderer is killed')
            expect(told.toSorted()).toEqual(['final_capital', 'final_primes', 'final_sea', 'final_sizes'])
          const ends = bed.lms.calls().filter((call) => call.name === 'Finish')
          expect(ends).toHaveLength(way === 'the renderer is killed' ? 0 : 1)
        })
      })
    })

    test('MUST 2: what is being typed as the tab is closed is on the server', async ({onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished}, {engine})
      await bed.learner.go('quizzes/final.html')
      const quiz = await bed.learner.quiz()
      await quiz.start()
      const typed = (await quiz.asked()).find(({type}) => type === 'short-answer')
      if (!typed) throw new Error('Nothing is typed in the test.')
      const given = await quiz.answer(typed)
      await leave['the tab is closed'](bed.page)
      await settled(bed.lms)
      expect(bed.held().attempts.final).toEqual([{submitted: false, score: null, given: heldOf([given], false)}])
    })
  })
})
