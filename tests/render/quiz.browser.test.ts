import type {Page} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {answerAll, everyKind, visit, writeSite} from './helpers.js'

describeInBrowser('quizzes in a browser', (start) => {
  let made: ReturnType<typeof writeSite>
  beforeAll(() => {
    made = writeSite(everyKind)
  })
  afterAll(() => made.remove())
  const open = async (path: string, options: Parameters<typeof openPage>[1] = {}): Promise<Page> => {
    const {page} = await openPage(start(), {reducedMotion: 'reduce', ...options})
    await visit(page, made.url(path))
    return page
  }
  const question = (page: Page, type: string) => page.locator(`.question[data-type="${type}"]`)

  test('a wrong answer to practice is told without the right one, and may be mended', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'multiple-choice')
    await mine.getByText('Red').click()
    await mine.getByRole('button', {name: 'Check answer'}).click()
    expect(await mine.locator('.verdict').innerText()).toMatch(/Not yet[\s\S]*Think again/)
    expect(await mine.getByText('Right answer').count()).toBe(0)
    await mine.getByText('Blue').click()
    expect(await mine.locator('.verdict').count()).toBe(0)
    await mine.getByRole('button', {name: 'Check answer'}).click()
    expect(await mine.locator('.verdict').innerText()).toMatch(/Right[\s\S]*Well done/)
    expect(await mine.locator('.choice[data-verdict="right"]').innerText()).toContain('Blue')
    await page.context().close()
  })

  test('what is missing is said beside the question, and the focus goes there', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'numeric')
    await mine.locator('input').fill('many')
    await mine.getByRole('button', {name: 'Check answer'}).click()
    expect(await mine.locator('.field-error').innerText()).toBe('Write a number, such as 12 or 3.5.')
    expect(await mine.locator('input').evaluate((input) => input === document.activeElement)).toBe(true)
    await page.context().close()
  })

  test('hints come one at a time, and are still there after a return', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'true-false')
    await mine.getByRole('button', {name: 'Hint (2 left)'}).click()
    expect(await mine.locator('.hint').allInnerTexts()).toEqual([expect.stringContaining('A first hint.')])
    await visit(page, made.url('quizzes/practice.html'))
    expect(await mine.locator('.hint').count()).toBe(1)
    await page.context().close()
  })

  test('things are put in order with the keyboard alone, and each move is announced', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'ordering')
    const words = () => mine.locator('.order-text').allInnerTexts()
    for (const [place, wanted] of ['First', 'Second', 'Third'].entries()) {
      while ((await words()).indexOf(wanted) > place) {
        await mine.getByRole('button', {name: `Move up: ${wanted}`}).focus()
        await page.keyboard.press('Enter')
      }
    }
    expect(await words()).toEqual(['First', 'Second', 'Third'])
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[role="status"]')].some((each) => /: now \d of 3\./.test(each.textContent ?? '')),
    )
    await mine.getByRole('button', {name: 'Check answer'}).focus()
    await page.keyboard.press('Enter')
    expect(await mine.locator('.verdict').innerText()).toContain('Right')
    await page.context().close()
  })

  test('a row is moved by dragging its handle too', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'ordering')
    await mine.scrollIntoViewIfNeeded()
    const before = await mine.locator('.order-text').allInnerTexts()
    const from = await mine.locator('.order-handle').first().boundingBox()
    const to = await mine.locator('.order li').last().boundingBox()
    if (!from || !to) throw new Error('The list is not shown.')
    await page.mouse.move(from.x + 5, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(from.x + 5, to.y + to.height - 3, {steps: 8})
    await page.mouse.up()
    expect(await mine.locator('.order-text').allInnerTexts()).toEqual([before[1], before[2], before[0]])
    await page.context().close()
  })

  test('a place in a picture is chosen by pressing it, or from the list', async () => {
    const page = await open('quizzes/practice.html')
    const mine = question(page, 'hotspot')
    await mine.locator('.area').first().click()
    expect(await mine.getByLabel('North').isChecked()).toBe(true)
    await mine.getByLabel('North').focus()
    await page.keyboard.press('ArrowDown')
    expect(await mine.locator('.area[data-checked]').getAttribute('title')).toBe('South')
    await page.context().close()
  })

  test('answers, the order of the questions and their judgements come back after a return', async () => {
    const page = await open('quizzes/exam.html')
    await page.click('.quiz-stage .button')
    await answerAll(page)
    const shown = () =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.question:not([hidden])')].map((each) => [
          each.dataset.question,
          each.dataset.type === 'essay'
            ? ''
            : [...each.querySelectorAll<HTMLInputElement>('input:checked, .field input, select, .blank')].map(
                (field) => field.value,
              ),
          [...each.querySelectorAll<HTMLElement>('.order li')].map((row) => row.dataset.part),
        ]),
      )
    const before = await shown()
    await page.waitForTimeout(900)
    await visit(page, made.url('quizzes/exam.html'))
    expect(await shown()).toEqual(before)
    await page.context().close()
  })

  test('handing in with questions open asks once, names them, and then takes what is there', async () => {
    const page = await open('quizzes/exam.html')
    await page.click('.quiz-stage .button')
    await page.click('.quiz-end > .button')
    expect(await page.locator('.unanswered-word').innerText()).toBe('11 questions are not fully answered')
    await page.click('.quiz-end > .button')
    expect(await page.locator('.result-score').innerText()).toBe('0%')
    expect(await page.locator('.result').innerText()).toContain('You have one attempt left.')
    await page.context().close()
  })

  test('after the last attempt there is no further one', async () => {
    const page = await open('quizzes/exam.html')
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await page.click('.quiz-stage .button')
      await page.click('.quiz-end > .button')
      await page.click('.quiz-end > .button')
      await page.waitForSelector('.result')
    }
    expect(await page.locator('.quiz-stage .button').count()).toBe(0)
    await page.context().close()
  })

  test('when the time is over, what was answered is handed in; a warning comes before', async () => {
    const {page} = await openPage(start(), {reducedMotion: 'reduce'})
    await page.clock.install()
    await visit(page, made.url('quizzes/timed.html'))
    await page.click('.quiz-stage .button')
    await page.getByText('False').click()
    await page.clock.runFor(61_000)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('[role="status"]')].some((each) => each.textContent === 'One minute left.'),
    )
    await page.clock.runFor(61_000)
    expect(await page.locator('.result').innerText()).toMatch(/The time is over[\s\S]*100%/)
    expect(await page.locator('.question:visible').count()).toBe(0)
    await page.context().close()
  })

  test('one question at a time is a matter of taste, and remembered', async () => {
    const page = await open('quizzes/exam.html')
    await page.click('.quiz-stage .button')
    await page.getByLabel('One question at a time').check()
    expect(await page.locator('.question:visible').count()).toBe(1)
    await page.getByRole('button', {name: 'Next question'}).click()
    expect(await page.locator('.question:visible .question-number').innerText()).toBe('Question 2 of 11')
    await visit(page, made.url('quizzes/exam.html'))
    expect(await page.locator('.question:visible').count()).toBe(1)
    await page.context().close()
  })
})
