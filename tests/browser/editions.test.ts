import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {beforeAll, expect, test} from 'vitest'
import type {Watched} from '../../src/browser/watch.js'
import {type Holdings, holdings} from '../../src/learner/holdings.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {leave, settled} from '../helpers/lms/leave.js'
import {buildPackage} from '../helpers/lms/package.js'
import {startLms} from '../helpers/lms/server.js'

const editions = ['scorm-1.2', 'scorm-2004-3rd', 'scorm-2004-4th'] as const
type Edition = (typeof editions)[number]

/** What is wrong in the learner's answers: one that is right or wrong, one that is partly right. */
const mistaken = ['graded-all/statement', 'graded-all/several']

interface Played {
  readonly held: Holdings
  /** As the server has them, in the words of SCORM 2004. */
  readonly status: {readonly completion: string; readonly success: string}
  /** Of each interaction its name and its result. */
  readonly results: Readonly<Record<string, string>>
  /** After another launch: what the page of the quiz says of the score. */
  readonly shown: string
  readonly illegal: readonly string[]
  readonly watched: Watched
}

/** The same options in each edition, and a course that is done when its quizzes are passed. */
const alike = async (folder: string): Promise<void> => {
  const file = join(folder, 'course.yaml')
  const text = await readFile(file, 'utf8')
  const changed = text
    .replace('{status: completed}', '')
    .replace('{passing-score: 60}', '')
    .replace(/^completion: .*$/m, 'completion: [passed]')
  await writeFile(file, changed)
}

const played = new Map<Edition, Played>()

describeInBrowser('one learner in three editions of SCORM', (start) => {
  beforeAll(async () => {
    const play = async (edition: Edition): Promise<void> => {
      const files = await buildPackage('tests/fixtures/everything', {format: edition, edit: alike})
      const family = edition === 'scorm-1.2' ? '1.2' : '2004'
      const lms = await startLms(files, {family})
      const {page, watched} = await openPage(start(), {origins: lms.origins})
      const learner = learnerIn(page, files)
      await page.goto(lms.address)
      await learner.arrive()
      await learner.go('quizzes/graded-all.html')
      const quiz = await learner.quiz()
      await quiz.start()
      for (const question of await quiz.asked()) await quiz.answer(question, !mistaken.includes(question.id))
      await quiz.submit()
      await learner.go('quizzes/graded-draw.html')
      await (await learner.quiz()).take()
      await settled(lms, 1500)
      await leave['the LMS removes the frame'](page)
      await settled(lms)
      const record = new Map(lms.record)
      await page.goto(lms.address)
      await learner.arrive('quizzes/graded-draw.html')
      await learner.go('quizzes/graded-all.html')
      const shown = await (await learner.pages()).locator('.result').innerText()
      await leave['the LMS goes to another page'](page)
      await settled(lms)
      await page.context().close()
      await lms.close()

      const word = (element: string) => record.get(element) ?? ''
      const short = word('cmi.core.lesson_status')
      played.set(edition, {
        held: holdings(record, learner.course, family),
        status: short
          ? {completion: short === 'incomplete' ? 'incomplete' : 'completed', success: short}
          : {completion: word('cmi.completion_status'), success: word('cmi.success_status')},
        results: Object.fromEntries(
          [...record].flatMap(([element, id]) => {
            const index = /^cmi\.interactions\.(\d+)\.id$/.exec(element)?.[1]
            return index && /graded-all/.test(id)
              ? [[id, word(`cmi.interactions.${index}.result`).replace('wrong', 'incorrect')]]
              : []
          }),
        ),
        shown,
        illegal: [1, 2].flatMap((launch) => lms.illegal(launch)),
        watched,
      })
    }
    await Promise.all(editions.map(play))
  }, 180_000)

  const its = (edition: Edition): Played => played.get(edition) as Played
  const inOrder = (attempts: Holdings['attempts'][string] = []) =>
    attempts.map(({given, ...attempt}) => ({...attempt, given: [...given].sort((a, b) => a.slot - b.slot)}))

  test.each(editions)('MUST 18, MUST 44: in %s no call is illegal, and the console is clean', (edition) => {
    expect(its(edition).illegal).toEqual([])
    expect(its(edition).watched).toEqual({complaints: [], foreign: [], missing: []})
  })

  test.each(['scorm-2004-3rd', 'scorm-2004-4th'] as const)(
    'MUST 60: %s holds the same score, status, answers and results as SCORM 1.2, and shows them again',
    (edition) => {
      const [one, other] = [its('scorm-1.2'), its(edition)]
      expect(one.status).toEqual({completion: 'completed', success: 'passed'})
      expect(one.held.score).toBeGreaterThan(50)
      expect(one.held.score).toBeLessThan(100)
      expect(Object.keys(one.results).length).toBeGreaterThan(9)
      expect(other.status).toEqual(one.status)
      expect(other.held.score).toBe(one.held.score)
      expect(other.held.place).toBe(one.held.place)
      expect(inOrder(other.held.attempts['graded-all'])).toEqual(inOrder(one.held.attempts['graded-all']))
      expect(other.held.attempts['graded-draw']?.map(({score}) => score)).toEqual([100])
      expect(other.results).toEqual(one.results)
      expect(other.shown).toBe(one.shown)
    },
  )
})
