/**
 * Takes the pictures of the handbook's pages on question types: the example of each page, in the player, after an
 * answer. Run it after a change of an example or of the player's looks, and look at what it made.
 */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {indexedPng} from './pictures/png.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const handbook = path.join(root, 'content', 'handbook')
const largest = 40_000

/** How the learner of the pictures answers: mostly not quite rightly, so that marks and feedback can be seen. */
const answers = {
  'multiple-choice': (question) => pick(question, 'A social contract'),
  'multiple-response': async (question) => {
    await pick(question, 'Article 2(4)')
    await pick(question, 'Article 18')
  },
  'true-false': (question) => pick(question, 'False'),
  'short-answer': (question) => question.locator('input').fill('Peace of Münster'),
  numeric: (question) => question.locator('input').fill('8800'),
  matching: (question) => choose(question, ['Individual', 'Region', 'System']),
  ordering: (question) =>
    bring(question, ['Congress of Vienna', 'Peace of Westphalia', 'League of Nations', 'United Nations']),
  'fill-blanks': (question) => choose(question, ['duty', 'market', 'timely']),
  categorise: async (question) => {
    for (const [item, category] of [
      ['An invasion', 'Military'],
      ['A naval blockade', 'Military'],
      ['A drought', 'Environmental'],
      ['The rise of the sea', 'Military'],
    ])
      await pick(question.locator('.sort').filter({hasText: item}), category)
  },
  hotspot: (question) => pick(question, 'The circle'),
  essay: (question) =>
    question
      .locator('textarea')
      .fill(
        'The person should come first, since states exist for people. But a person without a state is often the least safe of all.',
      ),
}

const pick = (question, label) => question.locator('.choice label').filter({hasText: label}).first().click()

const choose = async (question, labels) => {
  for (const [index, label] of labels.entries()) await question.locator('select').nth(index).selectOption({label})
}

/** Items come mixed anew each time: their order is made by the buttons. */
const bring = async (question, order) => {
  for (const [place, words] of order.entries()) {
    const up = question.locator('.order li').filter({hasText: words}).locator('[data-way="up"]')
    const at = async () =>
      (await question.locator('.order li').allTextContents()).findIndex((text) => text.includes(words))
    while ((await at()) > place) await up.click()
  }
}

const scratch = mkdtempSync(path.join(tmpdir(), 'coursewright-pictures-'))
try {
  const site = await buildSite(examples())
  const browser = await startBrowser()
  try {
    await takePictures(browser, site)
  } finally {
    await browser.close()
  }
} finally {
  rmSync(scratch, {recursive: true, force: true})
}

/** The first YAML of each page, by type. */
function examples() {
  return Object.keys(answers).map((type) => {
    const page = readFileSync(path.join(handbook, 'lessons', `type-${type}.md`), 'utf8')
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(page) ?? []
    if (!yaml) throw new Error(`The page of ${type} has no example.`)
    return yaml
  })
}

/** A course with a practice quiz of the examples; the folder of its pages. */
async function buildSite(questions) {
  const course = path.join(scratch, 'course')
  for (const folder of ['lessons', 'quizzes', 'media']) mkdirSync(path.join(course, folder), {recursive: true})
  cpSync(path.join(handbook, 'media', 'boxes.svg'), path.join(course, 'media', 'boxes.svg'))
  const write = (file, text) => writeFileSync(path.join(course, file), text)
  write(
    'course.yaml',
    'id: pictures\nversion: 1.0.0\ntitle: Pictures\nlanguage: en-GB\ndescription: Pictures.\nlicence: CC-BY-4.0\ncompletion: [read]\nmodules:\n  - {id: one, title: One, items: [{lesson: examples}]}\n',
  )
  write('lessons/examples.md', '---\ntitle: Examples\n---\n\n::practice{quiz=check}\n')
  write(
    'quizzes/check.yaml',
    `id: check\ntitle: Examples\nshuffle: []\nquestions:\n${questions.join('').replace(/^(?=.)/gm, '  ')}`,
  )
  const out = path.join(scratch, 'out')
  const command = path.join(root, 'dist', 'cli', 'main.js')
  execFileSync(process.execPath, [command, 'build', course, '--format', 'html', '--out', out], {stdio: 'pipe'})
  const [folder] = readdirSync(out, {withFileTypes: true}).filter((entry) => entry.isDirectory())
  return path.join(out, folder.name)
}

/** The browser of the tests. */
async function startBrowser() {
  const {startBrowser: start} = await import(
    pathToFileURL(path.join(root, 'dist', 'lib', 'browser', 'browser.js')).href
  )
  const {value, diagnostics} = await start({prefer: 'npm'})
  if (!value) throw new Error(diagnostics.map(({code}) => code).join(', '))
  return value
}

async function takePictures(browser, site) {
  const page = await browser.newPage({
    viewport: {width: 700, height: 900},
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  })
  await page.goto(pathToFileURL(path.join(site, 'lessons', 'examples.html')).href)
  await page.addStyleTag({content: '.question { padding: 1rem; border: 0; margin: 0 } .bar { display: none }'})
  for (const [type, answer] of Object.entries(answers)) {
    const question = page.locator(`.question[data-type="${type}"]`)
    await answer(question)
    await question.locator('.actions .button').first().click()
    await question.locator('.verdict, .rating').first().waitFor()
    await page.evaluate(() => document.activeElement?.blur())
    const png = indexedPng(await pixels(page, await question.screenshot()))
    if (png.length > largest) throw new Error(`The picture of ${type} has ${png.length} bytes; ${largest} are allowed.`)
    writeFileSync(path.join(handbook, 'media', `type-${type}.png`), png)
    console.log(`type-${type}.png  ${png.length}`)
  }
}

/** What the browser itself reads in a PNG. */
async function pixels(page, png) {
  const {width, height, base64} = await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const bytes = context.getImageData(0, 0, image.width, image.height).data
    let text = ''
    for (let start = 0; start < bytes.length; start += 32768)
      text += String.fromCharCode(...bytes.subarray(start, start + 32768))
    return {width: image.width, height: image.height, base64: btoa(text)}
  }, png.toString('base64'))
  return {width, height, rgba: Buffer.from(base64, 'base64')}
}
