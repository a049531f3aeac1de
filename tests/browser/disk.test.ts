import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {buildPackage, type Package, writeFolder} from '../helpers/lms/package.js'

describeInBrowser('a course opened from disk', (start) => {
  let files: Package
  let folder: string
  const address = (path: string) => pathToFileURL(join(folder, path)).href
  beforeAll(async () => {
    files = await buildPackage('tests/fixtures/everything', {format: 'html'})
    folder = await mkdtemp(join(tmpdir(), 'coursewright disk é-'))
    await writeFolder(files, folder)
  })
  afterAll(() => rm(folder, {recursive: true, force: true}))

  test('shows every page with a clean console, and nothing from another origin', async () => {
    const {page, watched} = await openPage(start())
    const learner = learnerIn(page, files)
    await page.goto(address('index.html'))
    for (const {path} of learner.course.pages) {
      if (path !== 'index.html') await learner.go(path)
      await learner.scrollToEnd()
    }
    expect({...watched, complaints: watched.complaints.filter(isNoCaption)}).toEqual({
      complaints: [],
      foreign: [],
      missing: [],
    })
  })

  test('remembers place and answers on the device', async () => {
    const {page} = await openPage(start())
    const learner = learnerIn(page, files)
    await page.goto(address('quizzes/graded-all.html'))
    await learner.arrive()
    expect(await learner.saving()).toBe('device')
    const {score} = await (await learner.quiz()).take(3)
    await page.goto(address('index.html'))
    await learner.arrive()
    expect(await page.locator('#start').getAttribute('href')).toBe('quizzes/graded-all.html')
    await page.goto(address('quizzes/graded-all.html'))
    await page.locator('.result-score').waitFor()
    // Shown to two places, as the score was told: 70.59, not 71.
    const shown = Number.parseFloat((await page.locator('.result-score').textContent())?.match(/[\d.]+/)?.[0] ?? '')
    expect(shown).toBeCloseTo(score, 1)
  })

  test('is searched', async () => {
    const {page, watched} = await openPage(start())
    await page.goto(address('lessons/second.html'))
    await learnerIn(page, files).arrive()
    await page.keyboard.press('/')
    await page.keyboard.type('quotation')
    await page.locator('.results a').first().click()
    await page.waitForURL(/elements\.html/)
    expect(watched.complaints.filter(isNoCaption)).toEqual([])
  })
})

/** Browsers read no captions from disk: each file there is an origin of its own, and a track must come from the page's. */
const isNoCaption = (complaint: string): boolean => !/Unsafe attempt to load URL file:.*\.vtt/.test(complaint)
