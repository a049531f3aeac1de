import {expect, test} from 'vitest'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {buildPackage} from '../helpers/lms/package.js'
import {startLms} from '../helpers/lms/server.js'

const policy =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; media-src 'self'"

describeInBrowser('under a strict content security policy', (start) => {
  test('MUST 20, MUST 43, MUST 44: every page, dialogue and quiz works, nothing is missing, nothing comes from elsewhere, and the console is clean', async () => {
    const files = await buildPackage('tests/fixtures/everything')
    const lms = await startLms(files, {policy})
    const {page, watched} = await openPage(start(), {origins: lms.origins})
    await page.goto(lms.address)
    const learner = learnerIn(page, files)
    await learner.arrive()
    for (const {path} of learner.course.pages) {
      if (path !== 'index.html') await learner.go(path)
      const frame = await learner.pages()
      await learner.scrollToEnd()
      for (const name of ['search', 'summary', 'settings']) {
        await frame.locator(`[data-opens="${name}"]`).first().click()
        await frame.locator('dialog[open]').waitFor()
        await page.keyboard.press('Escape')
      }
    }
    await learner.go('lessons/elements.html')
    const practice = await learner.quiz('practice-embedded')
    for (const question of await practice.asked()) {
      await practice.answer(question)
      await practice.check(question)
    }
    await learner.go('quizzes/graded-all.html')
    const {score} = await (await learner.quiz()).take()
    expect(score).toBe(100)
    expect(await learner.saving()).toMatch(/^sav/)
    expect(watched).toEqual({complaints: [], foreign: [], missing: []})
    await lms.close()
  }, 60_000)

  test('search finds words of the course', async () => {
    const files = await buildPackage('content/international-security')
    const lms = await startLms(files, {policy})
    const {page, watched} = await openPage(start(), {origins: lms.origins})
    await page.goto(lms.address)
    const learner = learnerIn(page, files)
    await learner.arrive()
    const frame = await learner.pages()
    await frame.locator('[data-opens="search"]').click()
    await page.keyboard.type('sovereign')
    await Promise.all([
      frame.waitForURL((url) => !url.pathname.endsWith('/index.html'), {waitUntil: 'commit'}),
      frame.locator('.results a').first().click(),
    ])
    await learner.arrive()
    expect((await learner.at()).path).not.toBe('index.html')
    expect(watched).toEqual({complaints: [], foreign: [], missing: []})
    await lms.close()
  })
})
