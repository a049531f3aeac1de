import type {Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {Watched} from '../../src/browser/watch.js'
import {axeFindings} from '../../src/learner/axe.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {settled} from '../helpers/lms/leave.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'
import {type Lms, startLms} from '../helpers/lms/server.js'

const everything = 'tests/fixtures/everything'

describeInBrowser('editions of a course', (start) => {
  describe('with a brand', () => {
    let files: Package
    let lms: Lms
    let page: Page
    let watched: Watched
    beforeAll(async () => {
      files = await buildPackage(everything, {format: 'html', overlay: 'university'})
      lms = await startLms(files)
    })
    afterAll(() => lms?.close())
    const open = async (path: string, colorScheme: 'light' | 'dark' = 'light') => {
      ;({page, watched} = await openPage(start(), {reducedMotion: 'reduce', colorScheme, origins: lms.origins}))
      await page.goto(new URL(`/package/${path}`, lms.address).href)
      const learner = learnerIn(page, files)
      await learner.arrive()
      return learner
    }

    test('show its logo for the ground at hand, whether the device or the learner chose it', async () => {
      await open('lessons/second.html')
      const shown = () =>
        page.locator('.bar-logo img:visible').evaluateAll((all) => all.map((img) => img.getAttribute('src')))
      expect(await shown()).toEqual(['../brand/university/logo.svg'])
      expect(
        await page.locator('.bar-logo img:visible').evaluate((img: HTMLImageElement) => img.naturalWidth),
      ).toBeGreaterThan(0)
      await page.emulateMedia({colorScheme: 'dark'})
      expect(await shown()).toEqual(['../brand/university/logo-dark.svg'])
      await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'))
      expect(await shown()).toEqual(['../brand/university/logo.svg'])
      expect(watched).toEqual({complaints: [], foreign: [], missing: []})
    })

    test('have its colours, its fonts, its footer and whom to ask', async () => {
      await open('lessons/second.html')
      const style = (selector: string, name: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), name)
      expect(await style('.contents .item[aria-current]', 'color')).toBe('rgb(122, 31, 61)')
      expect(await style('.prose', 'font-family')).toContain('Georgia')
      expect(await page.locator('.foot-brand').innerText()).toBe('Words at the foot.')
      expect(await page.locator('.foot-contact a').first().getAttribute('href')).toBe('mailto:help@example.edu')
    })

    test('speak its words, in the pages and in what the script says', async () => {
      await open('lessons/ours.html')
      expect(await page.locator('main').innerText()).toContain('Unit 2 of')
      await page.goto(new URL('/package/index.html', lms.address).href)
      expect(await page.locator('.facts li').first().innerText()).toMatch(/^\d+ units$/)
    })

    test('say what they are and what they change', async () => {
      await open('about.html')
      const text = await page.locator('main').innerText()
      expect(text).toContain('About this edition')
      expect(text).toContain(
        'A University made this edition of “Everything & more: “one of each””, version 1.2.3, on 2026-09-01.',
      )
      expect(text).toContain('Replaced: The second lesson')
      expect(text).toContain('Left out: A film')
    })

    test('have nothing that axe finds, on any page, light and dark', async () => {
      const learner = await open('index.html')
      const found: string[] = []
      for (const {path} of learner.course.pages) {
        await page.goto(new URL(`/package/${path}`, lms.address).href)
        await learner.arrive(path)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({colorScheme, reducedMotion: 'reduce'})
          found.push(...(await axeFindings(page)).map((finding) => `${colorScheme} ${path} ${finding}`))
        }
      }
      expect(found).toEqual([])
    }, 90_000)
  })

  describe('in several languages', () => {
    let site: Package
    let scorm: Package
    let lms: Lms
    beforeAll(async () => {
      ;[site, scorm] = (await Promise.all(
        ['html', 'scorm-1.2'].map((format) => buildPackage(everything, {format, overlay: 'translated'})),
      )) as [Package, Package]
      lms = await startLms(scorm)
    })
    afterAll(() => lms?.close())

    test('are written from right to left where the language is', async () => {
      lms.settings.files = site
      const {page} = await openPage(start(), {origins: lms.origins, viewport: {width: 1280, height: 800}})
      await page.goto(new URL('/package/ar/lessons/second.html', lms.address).href)
      const box = async (selector: string) => page.locator(selector).first().boundingBox()
      const [contents, main] = [await box('.contents'), await box('main')]
      expect(contents?.x ?? 0).toBeGreaterThan(main?.x ?? 0)
      const direction = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((element) => getComputedStyle(element).direction)
      expect(await direction('html')).toBe('rtl')
      // The lesson is not translated, and says so.
      expect(await direction('.prose > [lang="en-GB"] > p')).toBe('ltr')
    })

    test('have nothing that axe finds, in any language', async () => {
      lms.settings.files = site
      const {page} = await openPage(start(), {origins: lms.origins, reducedMotion: 'reduce'})
      const found: string[] = []
      for (const folder of ['', 'ar/', 'en-gb/']) {
        for (const path of [
          'index.html',
          'lessons/elements.html',
          'lessons/second.html',
          'about.html',
          'glossary.html',
        ]) {
          await page.goto(new URL(`/package/${folder}${path}`, lms.address).href)
          await page.locator('#save[data-save]').waitFor({state: 'attached'})
          found.push(...(await axeFindings(page)).map((finding) => `${folder}${path} ${finding}`))
        }
      }
      expect(found).toEqual([])
    }, 60_000)

    test('keep on the device what was done, from one language to the other, and the language itself', async () => {
      lms.settings.files = site
      const {page, watched} = await openPage(start(), {origins: lms.origins})
      await page.goto(new URL('/package/lessons/elements.html', lms.address).href)
      await practise(page, 'Sí: esta.')
      await page.locator('.languages a[hreflang="en-GB"]').click()
      await page.waitForURL(/\/en-gb\/lessons\/elements\.html/)
      await page.locator('.verdict').waitFor()
      expect(await page.locator('.quiz').first().innerText()).toContain('Yes: this.')
      // A page of the main language leads on to the one that the learner has chosen.
      await page.goto(new URL('/package/index.html', lms.address).href)
      await page.waitForURL(/\/en-gb\/index\.html/)
      expect(watched.complaints).toEqual([])
    })

    test('keep in an LMS what was done, from one language to the other and to the next session', async () => {
      lms.settings.files = scorm
      const {page, watched} = await openPage(start(), {origins: lms.origins})
      await page.goto(lms.address)
      const learner = learnerIn(page, scorm)
      await learner.arrive()
      await learner.go('lessons/elements.html')
      const frame = await learner.pages()
      await practise(frame, 'Sí: esta.')
      await frame.locator('.languages a[hreflang="en-GB"]').click()
      await frame.waitForURL(/\/en-gb\/lessons\/elements\.html/)
      await frame.locator('.verdict').waitFor()
      expect(await frame.locator('.quiz').first().innerText()).toContain('Yes: this.')
      await settled(lms)
      const state = lms.record.get('cmi.suspend_data') ?? ''
      expect(state.length).toBeGreaterThan(0)

      await page.goto(lms.address)
      const again = () => page.frames().find((each) => each.url().includes('/en-gb/lessons/elements.html'))
      await expect.poll(() => again()?.url() ?? '', {timeout: 10_000}).toContain('/en-gb/lessons/elements.html')
      await again()?.locator('.verdict').waitFor()
      expect(watched.complaints).toEqual([])
    }, 60_000)
  })
})

/** Answers the practice question of the lesson rightly, and sees what it says. */
const practise = async (top: Pick<Page, 'locator'>, said: string): Promise<void> => {
  await top.locator('#save[data-save]').waitFor({state: 'attached'})
  const question = top.locator('.question').first()
  await question.locator('.choice label').first().click()
  await question.locator('.actions button').first().click()
  await question.locator('.verdict').waitFor()
  expect(await question.innerText()).toContain(said)
}
