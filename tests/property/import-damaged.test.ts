import fc from 'fast-check'
import {describe, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {readGift} from '../../src/import/gift/index.js'
import {readMoodleXml} from '../../src/import/moodle-xml/index.js'
import {readPackage} from '../../src/import/package.js'
import {readXml} from '../../src/import/xml.js'
import {compileFolder, templates} from '../helpers/compile.js'
import {archiveOf, compileDraft} from '../helpers/import.js'

const everything = await compileFolder('tests/fixtures/everything')

const textsOf = (id: string): Record<string, string> => {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  const {files} = format.write({
    edition: everything.gathered.edition,
    course: everything.course,
    language: everything.config.language,
    templates,
    options: format.options.parse({}),
  })
  return Object.fromEntries(
    files.map(({path, content}) => [
      path,
      'text' in content
        ? content.text
        : 'parts' in content
          ? content.parts.filter((part) => typeof part === 'string').join('iVBORw0KGgo=')
          : 'media',
    ]),
  )
}

const token = fc.constantFrom(
  '',
  '<',
  '>',
  '&',
  '"',
  '</p>',
  '<table><tr><td>',
  '&lt;script&gt;',
  '../../x',
  ':::note',
  '```',
  '{{',
  '}}',
  '\\(\\frac{',
  '$$',
  '[@x]',
  '\u0000',
  '\u200b',
  '😀',
  '- \n\n1.',
  '    ',
  '<h1>#</h1>',
  '<img src="">',
  '<ol><li><p>',
  '-1e999',
  '<a href="lesson:none">',
  '0',
)

/** A place in one of the files, how much goes there, and what comes instead. */
const damage = fc.array(
  fc.record({file: fc.nat(), at: fc.double({min: 0, max: 1, noNaN: true}), length: fc.nat(60), token}),
  {
    minLength: 1,
    maxLength: 6,
  },
)

const damaged = (
  files: Record<string, string>,
  hits: readonly {file: number; at: number; length: number; token: string}[],
) => {
  const result = {...files}
  const paths = Object.keys(files)
  for (const {file, at, length, token: instead} of hits) {
    const path = paths[file % paths.length] ?? ''
    const text = result[path] ?? ''
    const start = Math.floor(at * text.length)
    result[path] = text.slice(0, start) + instead + text.slice(start + length)
  }
  return result
}

const runs = {numRuns: 8}

describe('a damaged package', () => {
  for (const id of ['cc-1.1', 'canvas']) {
    const files = textsOf(id)
    it(`of ${id} is refused, or becomes a course without errors`, async () => {
      await fc.assert(
        fc.asyncProperty(damage, async (hits) => {
          const archive = archiveOf(damaged(files, hits))
          const {value} = await readPackage(archive, 'package.imscc')
          if (value?.course.modules.some(({items = []}) => items.length > 0)) await compileDraft(value, archive)
        }),
        runs,
      )
    })
  }

  const [xml = ''] = Object.values(textsOf('moodle-xml'))
  it('of moodle-xml is refused, or becomes a course without errors', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (hits) => {
        const {value} = readXml('q.xml', new TextEncoder().encode(damaged({xml}, hits).xml))
        const draft = value && readMoodleXml(value, 'q.xml', 'Questions')
        if (draft && draft.quizzes.length > 0) await compileDraft(draft)
      }),
      runs,
    )
  })

  const [gift = ''] = Object.values(textsOf('gift'))
  it('of gift is refused, or becomes a course without errors', async () => {
    await fc.assert(
      fc.asyncProperty(damage, async (hits) => {
        const draft = readGift(damaged({gift}, hits).gift ?? '', 'q.txt', 'Questions')
        if (draft.quizzes.length > 0) await compileDraft(draft)
      }),
      runs,
    )
  })
})
