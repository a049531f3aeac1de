import {afterAll, beforeAll, expect, test} from 'vitest'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {answerAll, everyKind, expectAccessible, visit, writeSite} from './helpers.js'

describeInBrowser('pages in a browser', (start) => {
  let made: ReturnType<typeof writeSite>
  beforeAll(() => {
    made = writeSite(everyKind)
  })
  afterAll(() => made.remove())

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in any state of any question, in %s colours',
    async (colorScheme) => {
      const {page, watched} = await openPage(start(), {colorScheme, reducedMotion: 'reduce'})
      for (const path of ['index.html', 'lessons/reading.html', 'glossary.html', 'about.html']) {
        await visit(page, made.url(path))
        await expectAccessible(page, path)
      }
      await visit(page, made.url('quizzes/practice.html'))
      await expectAccessible(page, 'practice, untouched')
      const press = (selector: string) =>
        page.evaluate((buttons) => {
          for (const button of document.querySelectorAll<HTMLElement>(buttons)) button.click()
        }, selector)
      await press('.actions .button:first-child')
      await expectAccessible(page, 'practice, nothing answered')
      await answerAll(page)
      await press('.actions .button:first-child')
      await press('.actions .plain')
      await expectAccessible(page, 'practice, judged, hints and answers shown')

      await visit(page, made.url('quizzes/exam.html'))
      await expectAccessible(page, 'exam, before')
      await page.click('.quiz-stage .button')
      await page.click('.quiz-end > .button')
      await expectAccessible(page, 'exam, unanswered')
      await answerAll(page)
      await page.click('.quiz-end > .button')
      await page.waitForSelector('.result')
      await expectAccessible(page, 'exam, result')
      for (const name of ['search', 'summary', 'settings', 'print']) {
        await page.click(`[data-opens="${name}"]`)
        await expectAccessible(page, name)
        await page.keyboard.press('Escape')
      }
      expect(watched).toEqual({complaints: [], foreign: [], missing: []})
      await page.context().close()
    },
  )

  test.each([320, 360, 768, 1280])('no page is wider than a window of %i pixels', async (width) => {
    const {page} = await openPage(start(), {viewport: {width, height: 800}, reducedMotion: 'reduce'})
    for (const path of [
      'index.html',
      'lessons/reading.html',
      'quizzes/practice.html',
      'quizzes/exam.html',
      'glossary.html',
    ]) {
      await visit(page, made.url(path))
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over, path).toBe(0)
    }
    await page.context().close()
  })

  test('every button, link of the contents and choice is at least 44 pixels high where fingers press', async () => {
    const {page} = await openPage(start(), {viewport: {width: 360, height: 800}})
    await visit(page, made.url('quizzes/practice.html'))
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main button, .bar button, main select, main .field input, .choice')]
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43.5)
        .map((each) => each.outerHTML.slice(0, 120)),
    )
    expect(small).toEqual([])
    await page.context().close()
  })

  test('without a script everything can be read, and the page says what is missing', async () => {
    const {page} = await openPage(start(), {javaScriptEnabled: false})
    await page.goto(made.url('quizzes/exam.html'))
    expect(await page.locator('.question').count()).toBe(11)
    expect(await page.locator('.question').first().isVisible()).toBe(true)
    expect(await page.locator('noscript').first().innerText()).toContain('JavaScript')
    expect(await page.locator('.bar-tools').isVisible()).toBe(false)
    await page.context().close()
  })

  test('search works from disk, and leads to the section', async () => {
    const {page} = await openPage(start())
    await visit(page, made.url('index.html'))
    await page.keyboard.press('/')
    await page.keyboard.type('end of PEACE')
    await page.locator('.results a').first().click()
    await page.waitForURL(/lessons\/reading\.html/)
    await page.context().close()
  })

  test('a setting shows at once, and on the next page before anything is painted', async () => {
    const {page} = await openPage(start())
    await visit(page, made.url('index.html'))
    await page.click('[data-opens="settings"]')
    await page.click('text=High contrast')
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(0, 0, 0)')
    await page.goto(made.url('lessons/reading.html'), {waitUntil: 'commit'})
    await page.waitForSelector('body', {state: 'attached'})
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('contrast')
    await page.context().close()
  })

  test('a lesson is read once its end was in view for a while, and then is ticked', async () => {
    const {page} = await openPage(start(), {viewport: {width: 800, height: 500}})
    await visit(page, made.url('lessons/reading.html'))
    await page.waitForTimeout(4500)
    expect(await page.locator('[data-tick][data-state="done"]').count()).toBe(0)
    await page.evaluate(() => scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'}))
    await page.locator('[data-tick][data-state="done"]').first().waitFor({state: 'attached'})
    await visit(page, made.url('index.html'))
    expect(await page.locator('.cover-progress').innerText()).toBe('1 of 4 done')
    await page.context().close()
  })

  test('single keys rest while the learner types, and when they are switched off', async () => {
    const {page} = await openPage(start())
    await visit(page, made.url('quizzes/practice.html'))
    await page.locator('.field input').first().focus()
    await page.keyboard.press('s')
    expect(await page.locator('dialog').count()).toBe(0)
    await page.locator('main').focus()
    await page.keyboard.press('s')
    await page.click('label:text-is("Off")')
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({state: 'detached'})
    await page.keyboard.press('s')
    expect(await page.locator('dialog').count()).toBe(0)
    await page.context().close()
  })
})
