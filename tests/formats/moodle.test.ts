import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {moodle} from '../../src/formats/moodle/index.js'
import type {PackageFile} from '../../src/model/package.js'
import {anyCourse} from '../helpers/any-course.js'
import {compileSound, templates} from '../helpers/compile.js'
import {writeEverything} from '../helpers/golden.js'
import {readBackup} from '../helpers/moodle-backup.js'
import {textOf} from '../helpers/read-xml.js'

const write = async (files: Readonly<Record<string, string>>, options: object = {}) => {
  const {gathered, course, config} = await compileSound(files)
  return moodle.write({
    edition: gathered.edition,
    course,
    language: config.language,
    templates,
    options: moodle.options.parse(options),
  })
}

describe('a Moodle backup', () => {
  it('of a course with one of each names nothing that is not there', async () => {
    const {files} = await writeEverything('moodle')
    expect(readBackup(files).problems).toEqual([])
  })

  it('names each file by the SHA-1 of its bytes', async () => {
    const {files} = await writeEverything('moodle')
    const folder = fileURLToPath(new URL('../fixtures/everything', import.meta.url))
    const pool = files.filter(({path}) => path.startsWith('files/'))
    expect(pool.length).toBeGreaterThan(4)
    for (const {path, content} of pool) {
      if (!('media' in content)) throw new Error(`${path} is no file of the course.`)
      const hash = createHash('sha1')
        .update(readFileSync(join(folder, content.media)))
        .digest('hex')
      expect(path).toBe(`files/${hash.slice(0, 2)}/${hash}`)
    }
  })

  for (const release of ['4.1', '4.4', '5.0']) {
    it(`of any course, for ${release}, names nothing that is not there`, async () => {
      await fc.assert(
        fc.asyncProperty(anyCourse, async (files) => {
          expect(readBackup((await write(files, {release})).files).problems).toEqual([])
        }),
        {numRuns: 30},
      )
    })
  }
})

/** A small course with one lesson and one quiz. */
const small = (course = '', quiz = '') => ({
  'course.yaml': `id: small\nversion: 1.0.0\ntitle: Small\nlanguage: en\ndescription: A course.\nlicence: CC0-1.0\nmodules:\n  - id: m\n    title: Module\n    items: [lesson: one, quiz: check]\n${course}`,
  'lessons/one.md': '---\ntitle: One\n---\n\n## Page\n\nWords of [\\$@NULL@\\$](#page).\n',
  'quizzes/check.yaml': `title: Check\nmode: graded\nquestions:\n  - {id: a, type: true-false, prompt: So?, answer: true, points: 2.5}\n  - {id: b, type: true-false, prompt: No?, answer: false}\n${quiz}`,
})
const fileOf = (files: readonly PackageFile[], path: RegExp) => {
  const file = files.find((each) => path.test(each.path))
  return textOf(files, file?.path ?? String(path))
}

describe('what Moodle trips over', () => {
  it('is never written: a container of hints that holds none', async () => {
    const {files} = await write(small())
    expect(fileOf(files, /^questions\.xml$/)).not.toContain('question_hints')
    const hinted = await write(small('', '  - {id: c, type: true-false, prompt: Or?, answer: true, hints: [Think.]}\n'))
    expect(fileOf(hinted.files, /^questions\.xml$/)).toMatch(/<question_hints>\s*<question_hint id="\d+">/)
  })

  it('is taken from the name of the course: a sign that looks like markup', async () => {
    const {files, losses} = await write({
      ...small(),
      'course.yaml': small()['course.yaml'].replace('title: Small', 'title: Using the <div> tag, 1 < 2'),
    })
    expect(fileOf(files, /^moodle_backup\.xml$/)).toContain(
      '<original_course_fullname>Using the ‹div&gt; tag, 1 &lt; 2</original_course_fullname>',
    )
    expect(losses.map(({feature}) => feature)).toContain('text/title')
  })

  it('is added up by us: the sum of the marks', async () => {
    expect(fileOf((await write(small())).files, /quiz\.xml$/)).toContain('<sumgrades>3.50000</sumgrades>')
  })

  it('is said in full: when learners see what of an attempt', async () => {
    const bits = async (feedback: string) => {
      const {files} = await write(small('', `feedback: ${feedback}\n`))
      return [...fileOf(files, /quiz\.xml$/).matchAll(/<review(\w+)>(\d+)</g)].map(
        ([, name, value]) => `${name} ${value}`,
      )
    }
    expect(await bits('immediate')).toEqual([
      'attempt 69904',
      'correctness 69904',
      'maxmarks 69904',
      'marks 69904',
      'specificfeedback 69904',
      'generalfeedback 69904',
      'rightanswer 69904',
      'overallfeedback 4368',
    ])
    expect(await bits('after-attempt')).toContain('rightanswer 4368')
    expect(await bits('never')).toEqual(expect.arrayContaining(['rightanswer 0', 'specificfeedback 0', 'marks 4368']))
  })

  it('is named where it is needed: the categories of a quiz', async () => {
    const {files} = await write(small())
    const ids = [...fileOf(files, /^questions\.xml$/).matchAll(/<question_category id="(\d+)"/g)].map(([, id]) => id)
    expect(ids).toHaveLength(2)
    for (const id of ids)
      expect(fileOf(files, /quiz_\d+\/inforef\.xml$/)).toMatch(new RegExp(`<question_category>\\s*<id>${id}<`))
  })

  it('is kept out of texts: its own signs, and ids of its own pages', async () => {
    const page = fileOf((await write(small())).files, /page_1\/page\.xml$/)
    expect(page).toContain('href="#cw-page"&gt;$&amp;#64;NULL@$')
    expect(page).toContain('h2 id="cw-page"')
  })

  it('leaves the numbers of activities as they are when the text of another changes', async () => {
    const paths = async (lesson: string) =>
      (await write({...small(), 'lessons/one.md': lesson})).files
        .map(({path}) => path)
        .filter((path) => !/^files/.test(path))
    expect(await paths('---\ntitle: One\n---\n\n[The quiz](../quizzes/check.yaml) first.\n')).toEqual(
      await paths('---\ntitle: One\n---\n\nWords.\n'),
    )
  })
})

/** One text of a package put in the place of another, as a careless writer would. */
const spoilt = (
  files: readonly PackageFile[],
  path: RegExp,
  from: string | RegExp,
  to: string,
): readonly PackageFile[] => {
  const found = files.find((file) => path.test(file.path) && 'text' in file.content && spoil(file, from, to) !== file)
  if (!found) throw new Error(`No file ${path} holds ${from}.`)
  return files.map((file) => (file === found ? spoil(file, from, to) : file))
}

const spoil = (file: PackageFile, from: string | RegExp, to: string): PackageFile => {
  if (!('text' in file.content)) return file
  const text = file.content.text.replace(from, to)
  return text === file.content.text ? file : {path: file.path, content: {text}}
}

describe('the reader of backups', () => {
  const faults: readonly (readonly [what: string, path: RegExp, from: string | RegExp, to: string])[] = [
    [
      'a comment before the root',
      /^moodle_backup\.xml$/,
      '<moodle_backup>',
      `<!-- ${'x'.repeat(200)} --><moodle_backup>`,
    ],
    ['an activity of no section', /^moodle_backup\.xml$/, /<sectionid>\d+</, '<sectionid>9999<'],
    ['a setting of no activity', /^moodle_backup\.xml$/, /<activity>page_\d+</, '<activity>page_9999<'],
    ['another context', /quiz\.xml$/, /contextid="\d+"/, 'contextid="9999"'],
    ['an older module', /module\.xml$/, 'version="2022112800"', 'version="2021051700"'],
    ['a condition on nothing', /module\.xml$/, /"cm":\d+/, '"cm":9999'],
    ['a link to nothing', /page\.xml$/, /VIEWBYID\*\d+@/, 'VIEWBYID*9999@'],
    ['a file of another name', /page\.xml$/, '@@PLUGINFILE@@/', '@@PLUGINFILE@@/other-'],
    ['a hash of nothing', /^files\.xml$/, /<contenthash>./, '<contenthash>z'],
    ['a file of no text', /^files\.xml$/, /(<filearea>questiontext<\/filearea>\s*)<itemid>\d+/, '$1<itemid>9999'],
    [
      'a category that inforef does not name',
      /quiz_\d+\/inforef\.xml$/,
      /<question_category>\s*<id>\d+/,
      '<question_category><id>9999',
    ],
    ['a grade that inforef does not name', /inforef\.xml$/, /<grade_item>\s*<id>\d+/, '<grade_item><id>9999'],
    ['a wrong sum of marks', /quiz\.xml$/, /<sumgrades>\d+/, '<sumgrades>99'],
    ['a review that is not said', /quiz\.xml$/, /<reviewmarks>\d+<\/reviewmarks>/, ''],
    ['a slot without its question', /quiz\.xml$/, /<questionbankentryid>\d+/, '<questionbankentryid>9999'],
    ['a draw from nothing', /quiz\.xml$/, /"questioncategoryid":\d+/, '"questioncategoryid":9999'],
    ['empty hints', /^questions\.xml$/, '</question>', '<question_hints/></question>'],
    ['a true answer that is none', /^questions\.xml$/, /<trueanswer>\d+/, '<trueanswer>9999'],
    ['a gap of another question', /^questions\.xml$/, /<sequence>\d+/, '<sequence>9999'],
    ['a stamp that is used twice', /^questions\.xml$/, /<stamp>[^<]+(<[\s\S]*?<stamp>)([^<]+)/, '<stamp>$2$1$2'],
    ['a best answer of nine tenths', /^questions\.xml$/, '<fraction>1.0000000', '<fraction>0.9000000'],
  ]
  it.each(faults)('finds %s', async (_, path, from, to) => {
    const {files} = await writeEverything('moodle')
    expect(readBackup(spoilt(files, path, from, to)).problems).not.toEqual([])
  })

  it('finds bytes that are missing, and bytes that nothing uses', async () => {
    const {files} = await writeEverything('moodle')
    expect(readBackup(files.filter(({path}) => !path.startsWith('files/'))).problems).not.toEqual([])
    const more = {path: 'files/00/0000000000000000000000000000000000000000', content: {text: ''}}
    expect(readBackup([...files, more]).problems).toHaveLength(1)
  })
})
