import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {Frame, Page} from 'playwright-core'
import {expect, test} from 'vitest'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'
import {type Lms, startLms} from '../helpers/lms/server.js'

type Resume = 'always' | 'ask' | 'never'

const built = new Map<Resume, Promise<Package>>()

/** The course with this option, built once. */
const packageWith = (resume: Resume): Promise<Package> => {
  const made =
    built.get(resume) ??
    buildPackage('tests/hostile/course', {
      edit: async (folder) => {
        const file = join(folder, 'course.yaml')
        const text = await readFile(file, 'utf8')
        await writeFile(file, text.replace('  scorm-1.2:\n', `  scorm-1.2: {resume: ${resume}}\n`))
      },
    })
  built.set(resume, made)
  return made
}

const outerOf = (page: Page): Frame => {
  const frame = page.frames().find((each) => each.url().includes('/player.html'))
  if (!frame) throw new Error('There is no player.')
  return frame
}

describeInBrowser('the player', (start) => {
  const open = async (resume: Resume, clear: (undo: () => Promise<void>) => void) => {
    const files = await packageWith(resume)
    const lms = await startLms(files)
    const {page, watched} = await openPage(start(), {origins: lms.origins})
    clear(async () => {
      await page.context().close()
      await lms.close()
    })
    const learner = learnerIn(page, files)
    const visit = async (path?: string) => {
      await page.goto(lms.address)
      await learner.arrive(path)
    }
    await visit()
    return {lms, page, watched, learner, visit}
  }
  /** Lets the learner go to the second lesson, and waits until the LMS knows. */
  const settle = async (page: Page, lms: Lms) => {
    await page.waitForTimeout(1600)
    expect(lms.record.get('cmi.core.lesson_location')).toBe('lesson/second')
  }

  test('keeps the title and the address of the outer document in step, and adds nothing to the history', async ({
    onTestFinished,
  }) => {
    const {page, learner, watched} = await open('always', onTestFinished)
    const before = await page.evaluate(() => history.length)
    await learner.go('lessons/second.html')
    const outer = outerOf(page)
    expect(await outer.title()).toMatch(/^.+ – A course among enemies$/)
    expect(await outer.evaluate(() => location.hash)).toBe('#lesson/second')
    // The learner's own step is the only one.
    expect(await page.evaluate(() => history.length)).toBe(before + 1)
    await page.evaluate(() => history.back())
    await learner.arrive('index.html')
    expect(await outerOf(page).title()).toBe('A course among enemies')
    expect(watched.complaints).toEqual([])
  })

  test('resumes where the learner was, without a step back to the start', async ({onTestFinished}) => {
    const {lms, page, learner, visit} = await open('always', onTestFinished)
    await learner.go('lessons/second.html')
    await settle(page, lms)
    await page.goto('about:blank')
    const before = await page.evaluate(() => history.length)
    await visit('lessons/second.html')
    expect(await page.evaluate(() => history.length)).toBe(before + 1)
  })

  test('says that the learner is back where they were, until they move on', async ({onTestFinished}) => {
    const {lms, page, learner, visit} = await open('always', onTestFinished)
    expect(await learner.notices()).toEqual([])
    await learner.go('lessons/second.html')
    await settle(page, lms)
    await visit('lessons/second.html')
    expect(await learner.notices()).toEqual([expect.stringMatching(/back where you left off/)])
    await outerOf(page).getByRole('button', {name: 'Go to the start'}).click()
    await learner.arrive('index.html')
    await expect.poll(() => learner.notices()).toEqual([])
  })

  test('asks first, if the author wishes, and does as it is told', async ({onTestFinished}) => {
    const {lms, page, learner, visit} = await open('ask', onTestFinished)
    await learner.go('lessons/second.html')
    await settle(page, lms)
    await visit('index.html')
    const notice = outerOf(page).locator('.player-notice')
    expect(await notice.innerText()).toMatch(/Last time you were at/)
    await notice.getByRole('button').first().click()
    await learner.arrive('lessons/second.html')
    expect(await notice.count()).toBe(0)
  })

  test('starts at the start, if the author wishes, with all that was done', async ({onTestFinished}) => {
    const {lms, page, learner, visit} = await open('never', onTestFinished)
    await learner.go('lessons/second.html')
    await learner.read()
    await settle(page, lms)
    await visit('index.html')
    expect(await learner.notices()).toEqual([])
    expect(await (await learner.pages()).locator('[data-tick][data-state="done"]').count()).toBeGreaterThan(0)
  })

  test('opens the page that its address names', async ({onTestFinished}) => {
    const {lms, page, learner} = await open('always', onTestFinished)
    await page.goto(`${lms.courseAddress}#lesson/second`)
    await learner.arrive('lessons/second.html')
    await outerOf(page).evaluate(() => {
      location.hash = '#quiz/final'
    })
    await learner.arrive('quizzes/final.html')
  })

  test('MUST 42: two windows with the same course are told of each other', async ({onTestFinished}) => {
    const {lms, page, learner} = await open('always', onTestFinished)
    expect(await learner.notices()).toEqual([])
    const second = await page.context().newPage()
    await second.goto(lms.address)
    const other = learnerIn(second, await packageWith('always'))
    await other.arrive()
    for (const each of [page, second])
      await expect
        .poll(() => outerOf(each).locator('.player-notice').allInnerTexts())
        .toEqual([expect.stringMatching(/open in another tab or window/)])
  })

  test('MUST 3: a document that comes back from the cache of the browser offers to load the course again', async ({
    onTestFinished,
  }) => {
    const {lms, page, learner} = await open('always', onTestFinished)
    await outerOf(page).evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))
      dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))
    })
    await expect.poll(() => learner.notices()).toEqual([expect.stringMatching(/has ended/)])
    await outerOf(page).locator('.player-notice button').click()
    await learner.arrive()
    expect(lms.calls().filter(({name}) => name === 'Finish')).toHaveLength(1)
  })

  test('listens to nobody but the page in its frame', async ({onTestFinished}) => {
    const {lms, page, learner} = await open('always', onTestFinished)
    await page.evaluate(() => {
      for (const message of [
        {coursewright: 'page', kind: 'connect', token: 'mine'},
        {coursewright: 'page', kind: 'call', token: 'mine', id: 1, call: {name: 'read', argument: {slot: 0}}},
      ])
        for (const frame of Array.from(frames)) frame.postMessage(message, '*')
    })
    await learner.go('lessons/second.html')
    await settle(page, lms)
    expect(await (await learner.pages()).locator('[data-tick][data-state="done"]').count()).toBe(0)
  })
})
