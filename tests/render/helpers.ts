import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import type {Page} from 'playwright-core'
import {expect} from 'vitest'
import {assetPath} from '../../src/host/installation.js'
import type {Course} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {site} from '../../src/render/site.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz} from '../helpers/model-course.js'

/** A course with one of each question, to practise and to be graded. */
export const everyKind: Course<Local> = course({
  modules: [
    module('one', [
      lesson('reading', `## First\n\n${'A paragraph of some words. '.repeat(40)}\n\n## Second\n\nThe end of peace.`, {
        summary: 'What it is about.',
        objectives: [{id: 'know', place, text: 'Know it.'}],
      }),
      quiz('practice', withFeedback(), {mode: 'practice', shuffleChoices: true}),
      quiz('exam', oneOfEach('e'), {feedback: 'after-attempt', attempts: 2, passMark: 60, shuffleQuestions: true}),
      quiz('timed', [question.trueFalse('t')], {timeLimit: 2, feedback: 'never'}),
    ]),
  ],
  glossary: [{id: 'peace', place, term: 'Peace', also: [], definition: md('No war.'), see: []}],
})

function withFeedback() {
  return oneOfEach('p').map((each) => ({
    ...each,
    feedback: {right: md('Well done.'), wrong: md('Think again.')},
    hints: [md('A first hint.'), md('A second hint.')],
  }))
}

/** Writes a course's pages to a folder. Gives the address of a page, and a way to remove the folder. */
export const writeSite = (made: Course<Local>, language?: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-site-'))
  const shape = fileURLToPath(new URL('../fixtures/everything/media/shape.svg', import.meta.url))
  for (const {path, content} of site(inputOf(made, {}, ['media/map.svg'], language)).files) {
    const target = join(folder, path)
    mkdirSync(dirname(target), {recursive: true})
    if ('text' in content) writeFileSync(target, content.text)
    else if ('asset' in content) copyFileSync(assetPath(content.asset), target)
    else copyFileSync(shape, target)
  }
  return {
    url: (path: string) => pathToFileURL(join(folder, path)).href,
    remove: () => rmSync(folder, {recursive: true, force: true}),
  }
}

/** Opens a page and waits until its script has begun. */
export const visit = async (page: Page, address: string): Promise<void> => {
  await page.goto(address)
  await page.waitForFunction(() => document.querySelector<HTMLElement>('#save')?.dataset.save !== undefined)
}

/** Gives every question on the page an answer, for the most part a wrong one. */
export const answerAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const fill = (field: Element, value: string) => {
      ;(field as HTMLInputElement).value = value
      field.dispatchEvent(new Event(field.matches('select') ? 'change' : 'input', {bubbles: true}))
    }
    const each = (selector: string, act: (element: HTMLElement) => void) => {
      for (const element of document.querySelectorAll<HTMLElement>(`.question:not([hidden]) ${selector}`)) act(element)
    }
    each('.choices', (choices) => choices.querySelector('label')?.click())
    each('.field input, .field textarea, input.blank', (field) =>
      fill(field, field.closest('.field-number') ? '12' : 'some words'),
    )
    each('.match select, select.blank', (select) => fill(select, (select as HTMLSelectElement).options[1]?.value ?? ''))
    each('.order', (order) => order.querySelector<HTMLElement>('[data-way="down"]')?.click())
  })

/** What axe finds on the page as it is. */
export const expectAccessible = async (page: Page, state: string): Promise<void> => {
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.addScriptTag({path: fileURLToPath(import.meta.resolve('axe-core/axe.min.js'))})
  }
  const found = await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const {axe} = window as unknown as {
      axe: {run(root: Document, options: object): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>}
    }
    const {violations} = await axe.run(document, {runOnly: tags, preload: false})
    return violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
  expect(found, state).toEqual([])
}
