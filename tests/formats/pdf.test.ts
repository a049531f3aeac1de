import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {findBrowser} from '../../src/browser/find.js'
import {soundCourse} from '../../src/check/rules/examples.js'
import {formatsFor} from '../../src/formats/choose.js'
import {pdf} from '../../src/formats/pdf/index.js'
import {cssString} from '../../src/formats/pdf/pages.js'
import {qrCode} from '../../src/formats/pdf/qr.js'
import {seal} from '../../src/package/seal.js'
import {fillNumbers} from '../../src/print/numbers.js'
import {printPackages} from '../../src/print/print.js'
import {readPackage} from '../../src/verify/read.js'
import {compileFiles, describeFinding} from '../helpers/compile.js'
import {course, inputOf, lesson, module, question, quiz} from '../helpers/model-course.js'
import {readXml, textOf} from '../helpers/read-xml.js'

const questions = [question.multipleChoice('a')]
const small = course({
  title: 'Say "no" \\ or\nnot',
  modules: [
    module('m', [
      lesson('one', 'Words.'),
      quiz('try', questions, {mode: 'practice'}),
      quiz('final', questions, {mode: 'graded'}),
    ]),
  ],
})

const write = (options: object = {}, made = small) => pdf.write(inputOf(made, pdf.options.parse(options)))
const bookOf = (options: object = {}, made = small) => textOf(write(options, made).files, 'book.xhtml')
const styleOf = (options: object = {}) => textOf(write(options).files, 'print.css')

describe('the document that is printed', () => {
  it('is XML in which each link lands', () => {
    expect(seal(pdf, write().files).diagnostics).toEqual([])
    expect(() => readXml(bookOf())).not.toThrow()
  })

  it('has no id twice, though two lessons have the same headings', () => {
    const heading = {type: 'heading' as const, depth: 2 as const, data: {hProperties: {id: 'same'}}, children: []}
    const body = {type: 'root' as const, children: [heading]}
    const twins = course({modules: [module('m', [lesson('one', '', {body}), lesson('two', '', {body})])]})
    expect(bookOf({}, twins)).toContain('id="lesson-two.same"')
    const ids = [...bookOf({}, twins).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('keeps the key apart, of practice quizzes unless more or less is asked for', () => {
    const keyOf = (options: object) => bookOf(options).split('class="answers"')[1] ?? ''
    expect(keyOf({})).toContain('quiz-try')
    expect(keyOf({})).not.toContain('quiz-final')
    expect(keyOf({key: 'all'})).toContain('quiz-final')
    expect(bookOf({key: 'none'})).not.toContain('class="answers"')
  })

  it('is for A4, or for Letter', () => {
    expect(styleOf()).toContain('size: A4;')
    expect(styleOf({paper: 'letter'})).toContain('size: letter;')
  })

  it('has running heads that no title can break', () => {
    expect(cssString('Say "no" \\ or\nnot')).toBe('"Say \\22 no\\22  \\5c  or\\a not"')
    expect(styleOf()).toContain('content: "Say \\22 no')
  })

  it('takes the numbers of pages that are found', () => {
    const place = '<span class="page-of" data-of="lesson-one"></span>'
    expect(fillNumbers(place, new Map([['lesson-one', 7]]))).toBe(place.replace('><', '>7<'))
    // Within a passage that was written as XML it is an empty element.
    expect(fillNumbers(place.replace('></span>', '/>'), new Map([['lesson-one', 7]]))).toBe(place.replace('><', '>7<'))
    expect(bookOf()).toContain(place)
  })
})

it('a QR code has its three corners within a quiet zone', () => {
  // Seven dark modules in a row, after four that are light (ISO/IEC 18004, sections 6.3.3 and 6.3.8).
  const code = qrCode('https://example.org/', 'Leads to “example.org”')
  const size = Number(/viewBox="0 0 (\d+) /.exec(code)?.[1])
  expect(code).toContain('M4 4h7v1H4z')
  expect(code).toContain(`M${size - 11} 4h7v1H${size - 11}z`)
  expect(code).toContain(`M4 ${size - 5}h7v1H4z`)
})

const browser = (await findBrowser({prefer: 'npm'})).value

it.skipIf(browser?.from !== 'npm')(
  'what was printed before comes from the cache, and no browser is started',
  async () => {
    const kept = new TextEncoder().encode('%PDF')
    const keys: string[][] = []
    const cache = {
      bytes: async (_: string, from: () => readonly string[]) => {
        keys.push([...from()])
        return kept
      },
    }
    const print = async (options: object) => {
      const sealed = {format: pdf, name: 'small-pdf.pdf', options: {}, ...write(options)}
      return (await printPackages([sealed], '.', {}, cache)).value[0]?.files
    }
    expect(await print({})).toEqual([{path: 'small-pdf.pdf', content: {bytes: kept}}])
    await print({})
    await print({paper: 'letter'})
    expect(keys[1]).toEqual(keys[0])
    expect(keys[2]).not.toEqual(keys[0])
    expect(keys[0]?.[0]).toMatch(/^chromium-/)
  },
)

it.skipIf(browser?.from !== 'npm')(
  'what another core wrote the sheets of is printed here, and not written there',
  async () => {
    const cache = {bytes: async () => new Uint8Array([37])}
    const sealed = {format: pdf, name: 'a.pdf', options: {}, ...write(), writeElsewhere: async () => undefined}
    const {value} = await printPackages([sealed], '.', {}, cache)
    expect(value[0]?.writeElsewhere).toBeUndefined()
  },
)

it('verify knows a PDF, and one that was cut off', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-pdf-'))
  const path = join(folder, 'book.pdf')
  const whole = '%PDF-1.7\nmany objects\nstartxref\n9\n%%EOF\n'
  writeFileSync(path, whole)
  expect(await readPackage(path)).toMatchObject({kind: 'PDF', bytes: whole.length, diagnostics: []})
  writeFileSync(path, whole.slice(0, -6))
  expect((await readPackage(path)).diagnostics.map(({code}) => code)).toEqual(['verify/unreadable'])
  rmSync(folder, {recursive: true})
})

describe('without a browser', () => {
  it('a build of all formats leaves it out, and one that names it says what is missing', async () => {
    const {compiled} = await compileFiles(soundCourse)
    expect(formatsFor(compiled!.config, undefined).value.map(({id}) => id)).not.toContain('pdf')
    expect(formatsFor(compiled!.config, ['pdf']).value).toEqual([pdf])
    const {files, losses} = write()
    const sealed = {format: pdf, name: 'small-pdf.pdf', options: {}, files, losses}
    const {value, diagnostics} = await printPackages([sealed], '.', {path: '/nowhere/chrome'})
    expect(value).toEqual([])
    expect(diagnostics.map(describeFinding)).toEqual([
      expect.stringContaining('--browser names the browser /nowhere/chrome, and there is no such file.'),
    ])
  })
})
