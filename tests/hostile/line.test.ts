import {describe, expect, test} from 'vitest'
import {heldOf} from '../../src/learner/holdings.js'
import {describeInBrowser} from '../helpers/browser.js'
import type {Engine} from '../helpers/lms/calls.js'
import {leave, settled} from '../helpers/lms/leave.js'
import type {Line} from '../helpers/lms/server.js'
import {answerHalf, type Bed, eventually, launch, takeTest, troubles} from './bed.js'

const engines: readonly Engine[] = ['scorm-again', 'moodle']
const lines: readonly Line[] = ['error', 'login', 'cut']

type Taken = Awaited<ReturnType<typeof takeTest>>

describeInBrowser('a line that breaks', (start) => {
  describe.each(engines)('under %s', (engine) => {
    describe.each(lines)('with “%s”', (line) => {
      test('MUST 9, MUST 29: what is done meanwhile is “not saved”, and arrives when the line is back', async ({
        onTestFinished,
      }) => {
        const bed = await launch({browser: start(), onTestFinished}, {engine})
        await bed.learner.go('quizzes/final.html')
        await settled(bed.lms, 1500)
        bed.lms.line = line
        const taken = await takeTest(bed.learner, 1)
        await eventually(async () => expect(await bed.learner.saving()).toBe('not-saved'))
        await eventually(async () => {
          const notices = await bed.learner.notices()
          expect(notices).toHaveLength(1)
          expect(notices[0]).toMatch(line === 'login' ? /has expired/ : /not saved yet/)
        })
        expect(bed.held().score).toBeNaN()
        bed.lms.line = 'open'
        await arrived(bed, taken)
      })

      test('MUST 9: what is done until the learner leaves arrives at the next launch', async ({onTestFinished}) => {
        const bed = await launch({browser: start(), onTestFinished}, {engine})
        await bed.learner.go('quizzes/final.html')
        await settled(bed.lms, 1500)
        bed.lms.line = line
        const taken = await takeTest(bed.learner, 1)
        await eventually(async () => expect(await bed.learner.saving()).toBe('not-saved'))
        await leave['the LMS goes to another page'](bed.page)
        await settled(bed.lms)
        bed.lms.line = 'open'
        await bed.relaunch('quizzes/final.html')
        await eventually(() => {
          expect(bed.held()).toMatchObject({status: 'passed', score: taken.score})
          expect(bed.held().attempts.final).toEqual([
            {submitted: true, score: taken.score, given: heldOf(taken.given, true)},
          ])
        })
        expect(bed.lms.illegal()).toEqual([])
        expect(troubles(bed.watched)).toEqual([])
      })
    })

    test('MUST 9: a course whose very first commit fails is saved all the same', async ({onTestFinished}) => {
      const stage = {browser: start(), onTestFinished}
      const bed = await launch(stage, {engine}, {}, 'error')
      await eventually(async () => expect(await bed.learner.saving()).toBe('not-saved'))
      bed.lms.line = 'open'
      await arrived(bed, await takeTest(bed.learner, 1))
    })

    test('MUST 29: a server that hangs blocks the course no longer than itself', async ({onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished}, {engine})
      await bed.learner.go('quizzes/final.html')
      await settled(bed.lms, 1500)
      const hang = setTimeout(() => {
        bed.lms.line = 'hang'
      }, 0)
      onTestFinished(() => clearTimeout(hang))
      const taking = takeTest(bed.learner, 1)
      await new Promise((resolve) => setTimeout(resolve, 4000))
      bed.lms.line = 'cut'
      const taken = await taking
      await eventually(async () => expect(await bed.learner.saving()).toBe('not-saved'))
      bed.lms.line = 'open'
      await arrived(bed, taken)
    })

    test('MUST 29: a browser without a network saves as soon as it has one again', async ({onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished}, {engine})
      await bed.learner.go('quizzes/final.html')
      await settled(bed.lms, 1500)
      await bed.page.context().setOffline(true)
      const taken = await takeTest(bed.learner, 1)
      await eventually(async () => expect(await bed.learner.saving()).toBe('not-saved'))
      await bed.page.waitForTimeout(7000)
      await bed.page.context().setOffline(false)
      await eventually(() => expect(bed.held()).toMatchObject({status: 'passed', score: taken.score}), 6000)
      bed.lms.learn(await bed.page.evaluate('calls'))
      await arrived(bed, taken)
    })

    test('MUST 9, MUST 29: a line that breaks again and again loses nothing', async ({onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished}, {engine})
      await answerHalf(bed.learner)
      const quiz = await bed.learner.quiz()
      const all = await quiz.asked()
      const given = []
      for (const [index, question] of all.entries()) {
        bed.lms.line = lines[index % lines.length] as Line
        given.push(await quiz.answer(question, index > 0))
        await bed.page.waitForTimeout(1300)
        bed.lms.line = 'open'
        await bed.page.waitForTimeout(index * 500)
      }
      bed.lms.line = 'error'
      await quiz.submit()
      await bed.page.waitForTimeout(3000)
      bed.lms.line = 'open'
      const points = all.map((question) => question.points)
      const score =
        Math.round(
          (10000 * (points.slice(1).reduce((a, b) => a + b, 0) + (given[0]?.mark ?? 0))) /
            points.reduce((a, b) => a + b, 0),
        ) / 100
      await arrived(bed, {given, score})
    })
  })
})

/** What the learner did, and nothing else, is on the server; and they see that it is. */
const arrived = async (bed: Bed, {given, score}: Taken): Promise<void> => {
  await eventually(() => {
    expect(bed.held()).toMatchObject({status: 'passed', score})
    expect(bed.held().attempts.final).toEqual([{submitted: true, score, given: heldOf(given, true)}])
    expect(interactionsOf(bed).toSorted()).toEqual(['final_capital', 'final_primes', 'final_sea', 'final_sizes'])
  }, 30_000)
  await eventually(async () => expect(await bed.learner.saving()).toBe('saved'))
  await eventually(async () => expect(await bed.learner.notices()).toEqual([]))
  expect(bed.lms.illegal()).toEqual([])
  expect(troubles(bed.watched)).toEqual([])
}

/** Each id once: a line that breaks may well bring an answer twice. */
const interactionsOf = ({lms}: Bed): readonly string[] => [
  ...new Set([...lms.record].flatMap(([element, value]) => (/interactions\.\d+\.id$/.test(element) ? [value] : []))),
]
