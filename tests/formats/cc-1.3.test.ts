import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {commonCartridge11} from '../../src/formats/cc-1.1/index.js'
import {commonCartridge13} from '../../src/formats/cc-1.3/index.js'
import {type Assignment, type Course, type Discussion, plainPlacement} from '../../src/model/course.js'
import type {Body} from '../../src/model/markdown.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, quiz, words} from '../helpers/model-course.js'
import {plain} from '../helpers/qti-1.2-interpreter.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

const media = ['media/map.svg']
const written = (made: Course<Local>) => commonCartridge13.write(inputOf(made, {points: 'standard'}, media))

const assignment = (parts: Partial<Assignment<Local>> = {}): Assignment<Local> => ({
  type: 'assignment',
  id: 'essay',
  place,
  title: 'An essay',
  placement: plainPlacement,
  points: 12.5,
  submission: ['text', 'file'],
  rubric: [
    {
      id: 'style',
      place,
      title: 'Style',
      levels: [
        {title: 'Good', points: 5},
        {title: 'Poor', points: 0},
      ],
    },
  ],
  body: md('Write *well*.\n\n![A map](media:media/map.svg)'),
  ...parts,
})

const discussion = (body: Body): Discussion<Local> => ({
  type: 'discussion',
  id: 'talk',
  place,
  title: 'Talk',
  placement: plainPlacement,
  body,
})

const resourceOf = (manifest: ReadElement, identifier: string | undefined): ReadElement => {
  const found = all(manifest, 'resource').find((each) => each.attributes.identifier === identifier)
  if (!found) throw new Error(`There is no resource ${identifier}.`)
  return found
}

describe('Common Cartridge 1.3', () => {
  const made = course({
    modules: [module('m', [lesson('one'), quiz('quiz', oneOfEach()), assignment(), discussion(md('Talk.'))])],
  })

  it('calls everything by the names of 1.3', () => {
    const {files} = written(made)
    const manifest = readXml(textOf(files, 'imsmanifest.xml'))
    expect(manifest.attributes.xmlns).toBe('http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1')
    expect(only(manifest, 'schemaversion').text).toBe('1.3.0')
    expect([...new Set(all(manifest, 'resource').map((each) => each.attributes.type))].sort()).toEqual([
      'assignment_xmlv1p0',
      'imsdt_xmlv1p3',
      'imsqti_xmlv1p2/imscc_xmlv1p3/assessment',
      'webcontent',
    ])
    for (const file of files) if ('text' in file.content) expect(file.content.text).not.toMatch(/ccv1p1/)
    expect(seal(commonCartridge13, files).diagnostics).toEqual([])
  })

  it('leads to an assignment by way of a page, which is all that other systems see', () => {
    const {files} = written(made)
    const manifest = readXml(textOf(files, 'imsmanifest.xml'))
    const item = all(manifest, 'item').find((each) => each.children[0]?.text === 'An essay')
    const page = resourceOf(manifest, item?.attributes.identifierref)
    expect(page.attributes).toMatchObject({type: 'webcontent', href: 'assignments/essay.html'})
    const task = resourceOf(manifest, only(page, 'cpx:variant').attributes.identifierref)
    expect(task.attributes.type).toBe('assignment_xmlv1p0')
    expect(only(task, 'file').attributes.href).toBe('assignments/essay.xml')
    expect(all(task, 'dependency')).toHaveLength(1)
  })

  it('tells the points, the ways to hand in, the text and the rubric of an assignment', () => {
    const read = readXml(textOf(written(made).files, 'assignments/essay.xml'))
    expect(only(read, 'title').text).toBe('An essay')
    expect(only(read, 'gradable').attributes.points_possible).toBe('12.5')
    expect(all(read, 'format').map((each) => each.attributes.type)).toEqual(['html', 'file'])
    const text = only(read, 'text').text
    expect(text).toContain('<em>well</em>')
    expect(text).toContain('src="$IMS-CC-FILEBASE$../media/map.svg"')
    expect(plain(text)).toMatch(/Style[\s\S]*Good \(5 points\)/)
  })

  it('has no way to hand in where the author names none', () => {
    const bare = course({modules: [module('m', [assignment({submission: [], rubric: []})])]})
    const {files, losses} = written(bare)
    expect(all(readXml(textOf(files, 'assignments/essay.xml')), 'submission_formats')).toEqual([])
    expect(losses.map(({feature}) => feature)).toEqual(['course/completion'])
  })

  it('writes formulas as MathML and guards against no importer of another version', () => {
    const body: Body = {type: 'root', children: [{type: 'paragraph', children: [{type: 'inlineMath', value: 'a<b'}]}]}
    const {files} = written(course({modules: [module('m', [discussion(body), lesson('one', 'A `<div>` stays.')])]}))
    expect(only(readXml(textOf(files, 'discussions/talk.xml')), 'text').text).toContain('<math>')
    expect(textOf(files, 'lessons/one.html')).toContain('<code>&#x3C;div></code>')
  })

  it('comes back as the same text, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const visible = (each: string) => each.replace(/\s+/g, ' ').trim()
        const {files} = written(
          course({modules: [module('m', [discussion(words(text)), assignment({body: words(text), rubric: []})])]}),
        )
        const said = (path: string) => visible(plain(only(readXml(textOf(files, path)), 'text').text))
        expect(said('discussions/talk.xml')).toBe(visible(throughXml(text)))
        expect(said('assignments/essay.xml').endsWith(visible(throughXml(text)))).toBe(true)
      }),
    )
  })

  it('loses less than 1.1, nothing by the fault of Moodle, and cites its own documents', () => {
    const features = (format: typeof commonCartridge11) =>
      new Set(format.write(inputOf(made, {points: 'standard'}, media)).losses.map(({feature}) => feature))
    const [older, newer] = [features(commonCartridge11), features(commonCartridge13)]
    expect([...older].filter((feature) => !newer.has(feature)).sort()).toEqual([
      'assignment/page',
      'module/title',
      'quiz/marks',
    ])
    expect([...newer].filter((feature) => !older.has(feature))).toEqual(['assignment/rubric'])
    for (const {source} of written(made).losses) expect(source).not.toMatch(/1\.1|v1p1[._]/)
  })

  it('says that graded contributions, tags and objectives are left out', () => {
    const [first] = oneOfEach()
    const asked = {...first, tags: ['a'], objectives: ['aim']} as NonNullable<typeof first>
    const {losses} = written(
      course({modules: [module('m', [quiz('quiz', [asked]), {...discussion(md('Talk.')), points: 3}])]}),
    )
    expect(losses.map(({feature}) => feature)).toEqual([
      'course/completion',
      'question/tags',
      'question/objectives',
      'quiz/settings',
      'discussion/points',
    ])
  })
})
