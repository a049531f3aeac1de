import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {epub} from '../../src/formats/epub/index.js'
import type {Course} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {arabicEverything, temporaryBooks, writeBook} from '../helpers/books.js'
import {epubCheck, noEpubCheck} from '../helpers/epubcheck.js'
import {unzip} from '../helpers/lms/package.js'
import {course, inputOf, lesson, md, module, question, quiz} from '../helpers/model-course.js'
import {all, readXml, textOf} from '../helpers/read-xml.js'

const questions = [question.multipleChoice('a')]
const small = course({
  modules: [
    module('m', [
      lesson('one', 'Words.'),
      quiz('try', questions, {mode: 'practice'}),
      quiz('final', questions, {mode: 'graded'}),
    ]),
  ],
})

const write = (made: Course<Local> = small, options: object = {}, media: readonly string[] = []) =>
  epub.write(inputOf(made, epub.options.parse(options), media))

const metaOf = (made: Course<Local>, name: string, media: readonly string[] = []): readonly string[] =>
  all(readXml(textOf(write(made, {}, media).files, 'epub/package.opf')), 'meta').flatMap(({attributes, text}) =>
    attributes.property === `schema:${name}` ? [text] : [],
  )

const missing = noEpubCheck()

describe('a book', () => {
  const books = temporaryBooks()
  let path = ''
  beforeAll(async () => {
    const {course: folder, overlays} = arabicEverything(books.folder)
    path = await writeBook('epub', folder, {overlays, out: join(books.folder, 'out')})
  })
  afterAll(() => books.remove())

  it.skipIf(missing !== undefined)(
    `gives EPUBCheck nothing to say, from right to left too (${missing ?? 'tested'})`,
    () => {
      expect(epubCheck(path)).toEqual([])
    },
  )

  it('says what it is in its first bytes', () => {
    const bytes = readFileSync(path)
    expect(bytes.readUInt16LE(8), 'stored').toBe(0)
    expect(bytes.readUInt16LE(28), 'no extra field').toBe(0)
    expect(bytes.toString('latin1', 30, 58)).toBe('mimetypeapplication/epub+zip')
  })

  it('turns its pages from right to left where its language runs so', async () => {
    const files = await unzip(path)
    expect(files.get('epub/package.opf')?.toString()).toContain('<spine page-progression-direction="rtl">')
    expect(files.get('epub/title.xhtml')?.toString()).toContain('lang="ar" xml:lang="ar" dir="rtl"')
  })
})

it('has the answers of practice quizzes behind them, and none of graded ones', () => {
  const {files} = write()
  expect(textOf(files, 'epub/quizzes/try.xhtml')).toContain('<details class="answer">')
  expect(textOf(files, 'epub/quizzes/final.xhtml')).not.toContain('<details')
})

it('leaves out what it is told to, and says so', () => {
  const {files, losses} = write(small, {quizzes: 'practice', key: 'none'})
  expect(files.map(({path}) => path)).not.toContain('epub/quizzes/final.xhtml')
  expect(textOf(files, 'epub/quizzes/try.xhtml')).not.toContain('<details')
  expect(losses.filter(({kind}) => kind === 'dropped').map(({feature, item}) => `${feature} ${item?.id}`)).toEqual([
    'quiz/left-out final',
  ])
})

describe('the accessibility metadata', () => {
  it('of plain text claims neither pictures nor formulas', () => {
    expect(metaOf(small, 'accessMode')).toEqual(['textual'])
    expect(metaOf(small, 'accessibilityHazard')).toEqual(['none'])
    expect(metaOf(small, 'accessibilityFeature')).not.toContain('MathML')
  })
  it('says that text alone is not enough where a recording has no transcript', () => {
    const film = (children: Local['rich']['children']): Course<Local> => {
      const recording = {
        type: 'recording' as const,
        kind: 'video' as const,
        title: 'Film',
        src: 'media/f.mp4',
        children,
      }
      return course({modules: [module('m', [lesson('one', '', {body: {type: 'root', children: [recording]}})])]})
    }
    expect(metaOf(film([]), 'accessModeSufficient', ['media/f.mp4'])).toEqual(['textual,auditory,visual'])
    expect(metaOf(film(md('Said.').children), 'accessModeSufficient', ['media/f.mp4'])).toEqual(['textual'])
    expect(metaOf(film([]), 'accessibilityHazard', ['media/f.mp4'])).toEqual(['unknown'])
  })
})

it('lists a file that it lacks as a fault', () => {
  const {files} = write()
  const broken = files.filter(({path}) => path !== 'epub/lessons/one.xhtml')
  expect(seal(epub, broken).diagnostics.map(({code}) => code)).toContain('package/unlisted')
})
