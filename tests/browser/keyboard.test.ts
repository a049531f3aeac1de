import {expect, test} from 'vitest'
import {answerTo} from '../../src/learner/answers.js'
import {holdings} from '../../src/learner/holdings.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {keyboardOf} from '../helpers/keyboard.js'
import {buildPackage} from '../helpers/lms/package.js'
import {startLms} from '../helpers/lms/server.js'

describeInBrowser('a learner with nothing but a keyboard', (start) => {
  test('reads a lesson, takes a quiz with every type of question, and always sees the focus', async () => {
    const files = await buildPackage('tests/fixtures/everything')
    const lms = await startLms(files)
    const {page} = await openPage(start(), {reducedMotion: 'reduce'})
    const learner = learnerIn(page, files)
    const keyboard = keyboardOf(page, learner.pages)
    await page.goto(lms.address)
    await learner.arrive()

    await keyboard.open((await learner.pages()).locator('#start'))
    await learner.arrive('lessons/elements.html')
    const lesson = await learner.pages()
    await keyboard.open(lesson.locator('.skip'))
    await keyboard.open(lesson.locator('a.term').first())
    await lesson.locator('.popover').waitFor()
    await page.keyboard.press('Escape')
    expect(
      await lesson
        .locator('a.term')
        .first()
        .evaluate((link) => link === document.activeElement),
    ).toBe(true)
    await keyboard.open(lesson.locator('details.reveal > summary, .reveal summary').first())
    for (let pages = 0; pages < 40; pages += 1) await page.keyboard.press('PageDown')
    await lesson.locator('[data-tick][data-state="done"]').first().waitFor({state: 'attached', timeout: 15_000})

    await page.keyboard.press('c')
    await learner.arrive('index.html')
    const home = await learner.pages()
    const {slot} = learner.course.pages.find((each) => each.path === 'quizzes/graded-all.html') ?? {}
    await keyboard.open(home.locator(`a[data-slot="${slot}"]`).first())
    await learner.arrive('quizzes/graded-all.html')
    const quiz = await learner.quiz()
    await keyboard.open(quiz.section.locator('.quiz-stage button').first())
    await quiz.section.locator('.question:not([hidden])').first().waitFor()
    const asked = await quiz.asked()
    for (const question of asked) await keyboard.answer(quiz.element(question), question, answerTo(question, true))
    await keyboard.open(quiz.section.locator('.quiz-end button').first())
    await quiz.section.locator('.result').waitFor()
    await page.waitForTimeout(2000)
    const {read, attempts} = holdings(lms.record, learner.course)
    expect({read, score: attempts['graded-all']?.[0]?.score}).toEqual({read: ['lessons/elements.html'], score: 100})
    expect(keyboard.unseen).toEqual([])
    await lms.close()
  }, 60_000)
})
