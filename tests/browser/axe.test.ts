import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {axeFindings} from '../../src/learner/axe.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'
import {type Lms, startLms} from '../helpers/lms/server.js'

const schemes = ['light', 'dark'] as const

/** The graded quiz of all types as a practice quiz, whose questions are judged one by one. */
const asPractice = async (folder: string): Promise<void> => {
  const file = join(folder, 'quizzes', 'graded-all.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text
      .replace('mode: graded', 'mode: practice')
      .replace(/^(pass-mark|attempts|time-limit|feedback|weight): .*\n/gm, '')
      .replace('- id: statement', '- id: statement\n    hints: [It is not true., It is false.]'),
  )
}

describeInBrowser('axe finds nothing', (start) => {
  let files: Package
  let practice: Package
  let lms: Lms
  let page: Page
  beforeAll(async () => {
    const built = await Promise.all([
      buildPackage('tests/fixtures/everything', {format: 'html'}),
      buildPackage('tests/fixtures/everything', {format: 'html', edit: asPractice}),
    ])
    files = built[0]
    practice = built[1]
    lms = await startLms(files)
  })
  afterAll(() => lms?.close())

  const open = async (path: string, served: Package = files) => {
    lms.settings.files = served
    ;({page} = await openPage(start(), {reducedMotion: 'reduce'}))
    await page.goto(new URL(`/package/${path}`, lms.address).href)
    const learner = learnerIn(page, served)
    await learner.arrive()
    return learner
  }
  /** In both colour schemes. */
  const findings = async (): Promise<readonly string[]> => {
    const found: string[] = []
    for (const colorScheme of schemes) {
      await page.emulateMedia({colorScheme, reducedMotion: 'reduce'})
      found.push(...(await axeFindings(page)).map((finding) => `${colorScheme} ${finding}`))
    }
    return found
  }

  test('on any page', async () => {
    const learner = await open('index.html')
    const found: Record<string, readonly string[]> = {}
    for (const {path} of learner.course.pages) {
      await page.goto(new URL(`/package/${path}`, lms.address).href)
      await learner.arrive(path)
      found[path] = await findings()
    }
    expect(Object.entries(found).filter(([, each]) => each.length > 0)).toEqual([])
  }, 60_000)

  test('on a narrow window, with the contents open', async () => {
    await open('lessons/elements.html')
    await page.setViewportSize({width: 360, height: 640})
    await page.locator('.contents-fold > summary').click()
    expect(await findings()).toEqual([])
  })

  test.each(['search', 'summary', 'settings', 'print'])('in the dialogue %s', async (name) => {
    await open('lessons/elements.html')
    await page.locator(`[data-opens="${name}"]`).click()
    await page.locator('dialog[open]').waitFor()
    if (name === 'search') {
      await page.keyboard.type('figure')
      await page.locator('.results li').first().waitFor()
    }
    expect(await findings()).toEqual([])
  })

  test('in the sheet of shortcuts', async () => {
    await open('lessons/elements.html')
    await page.keyboard.press('?')
    await page.locator('dialog[open]').waitFor()
    expect(await findings()).toEqual([])
  })

  test('on a key term that shows its meaning', async () => {
    await open('lessons/elements.html')
    await page.locator('a.term').first().click()
    expect(await findings()).toEqual([])
  })

  describe('in a practice quiz', () => {
    test('with wrong answers, and with hints', async () => {
      const quiz = await (await open('quizzes/graded-all.html', practice)).quiz()
      for (const question of await quiz.asked()) {
        await quiz.answer(question, false)
        if (question.hints.length > 0) await quiz.element(question).getByRole('button', {name: /hint/i}).click()
        await quiz.check(question)
      }
      expect(await findings()).toEqual([])
    })

    test('with right answers', async () => {
      const quiz = await (await open('quizzes/graded-all.html', practice)).quiz()
      for (const question of await quiz.asked()) {
        await quiz.answer(question)
        await quiz.check(question)
      }
      await quiz.section.locator('.result').waitFor()
      expect(await findings()).toEqual([])
    })

    test('with answers that are missing, and with answers that are shown', async () => {
      const quiz = await (await open('quizzes/graded-all.html', practice)).quiz()
      const asked = await quiz.asked()
      for (const question of asked) await quiz.element(question).locator('.actions button').first().click()
      await quiz.section.locator('.question[data-error]').first().waitFor()
      const missing = await findings()
      for (const question of asked.filter((each) => each.type !== 'essay')) {
        await quiz.answer(question, false)
        await quiz.check(question)
        await quiz.element(question).getByRole('button', {name: 'Show the answer'}).click()
      }
      expect([...missing, ...(await findings())]).toEqual([])
    })
  })

  describe('in a graded quiz', () => {
    test('before, in all questions, and in one question at a time', async () => {
      const quiz = await (await open('quizzes/graded-all.html')).quiz()
      const before = await findings()
      await quiz.start()
      const running = await findings()
      await quiz.section.locator('.step-choice input').check()
      expect([...before, ...running, ...(await findings())]).toEqual([])
    })

    test('when answers are missing, and when it is handed in', async () => {
      const quiz = await (await open('quizzes/graded-all.html')).quiz()
      await quiz.start()
      await quiz.section.locator('.quiz-end button').first().click()
      await quiz.section.locator('.unanswered-word').waitFor()
      const warned = await findings()
      await quiz.submit()
      expect([...warned, ...(await findings())]).toEqual([])
    })

    test('in the review of right and of wrong answers', async () => {
      const quiz = await (await open('quizzes/graded-all.html')).quiz()
      await quiz.take(7)
      expect(await findings()).toEqual([])
    })
  })

  test('around a page in the player, with notices', async () => {
    const scorm = await buildPackage('tests/fixtures/everything')
    lms.settings.files = scorm
    ;({page} = await openPage(start(), {reducedMotion: 'reduce'}))
    await page.goto(new URL('/package/player.html', lms.address).href)
    await learnerIn(page, scorm).arrive()
    await page.locator('.player-notice').first().waitFor()
    expect(await findings()).toEqual([])
  })
})
