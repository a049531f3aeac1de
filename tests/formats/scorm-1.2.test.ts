import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {scorm12} from '../../src/formats/scorm-1.2/index.js'
import {manifest} from '../../src/formats/scorm-1.2/manifest.js'
import type {Course} from '../../src/model/course.js'
import {plainPlacement} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {hostileText} from '../helpers/hostile.js'
import {course, inputOf, lesson, module, place, question, quiz} from '../helpers/model-course.js'
import {all, only, readXml, textOf} from '../helpers/read-xml.js'
import {schemaErrors} from '../helpers/scorm-1.2-schema.js'

const small = course({
  modules: [
    module('m', [
      lesson('one'),
      lesson('guide', 'For teachers.', {audience: 'teachers'}),
      {
        type: 'discussion',
        placement: plainPlacement,
        id: 'talk',
        place,
        title: 'Talk',
        body: {type: 'root', children: []},
      },
      quiz('final', [question.multipleChoice('a'), question.essay('b')]),
    ]),
  ],
})

const write = (made: Course<Local> = small, options: object = {}, media: readonly string[] = []) =>
  scorm12.write(inputOf(made, scorm12.options.parse(options), media))

const read = (made?: Course<Local>, options?: object) => readXml(textOf(write(made, options).files, 'imsmanifest.xml'))

describe('a SCORM 1.2 package', () => {
  it('has a manifest that the official schemas accept', () => {
    expect(schemaErrors(textOf(write().files, 'imsmanifest.xml'))).toEqual([])
  })

  it('has a manifest that the official schemas accept, whatever the texts', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (title, description) => {
        const made = course({title, description, keywords: [title], authors: [{name: description}], publisher: title})
        const xml = manifest({course: made, language: 'en', launch: 'player.html', files: ['player.html']})
        expect(schemaErrors(xml)).toEqual([])
      }),
    )
  })

  it('is judged by schemas that do find faults', () => {
    const xml = textOf(write().files, 'imsmanifest.xml')
    expect(schemaErrors(xml.replace('type="webcontent"', ''))).not.toEqual([])
    expect(schemaErrors(xml.replace('scormtype="sco"', 'scormtype="SCO"'))).not.toEqual([])
  })

  it('says its version in the one spelling that Moodle knows', () => {
    const metadata = only(read(), 'schemaversion')
    expect(metadata.text).toBe('1.2')
  })

  it('has one SCO, whose resource is the first with an address', () => {
    const root = read()
    const [first, ...others] = all(root, 'resource')
    expect(others).toEqual([])
    expect(first?.attributes).toMatchObject({href: 'player.html', 'adlcp:scormtype': 'sco', type: 'webcontent'})
    expect(only(root, 'item').attributes.identifierref).toBe(first?.attributes.identifier)
  })

  it('bears the title of the course, which is what the platform shows', () => {
    const made = course({title: 'War & <peace> “today”', modules: small.modules})
    const organization = only(read(made), 'organization')
    expect(all(organization, 'title').map((title) => title.text)).toEqual([made.title, made.title])
  })

  it('shortens a title that the schema finds too long', () => {
    const made = course({title: `${'Very '.repeat(60)}long`, modules: small.modules})
    expect(schemaErrors(textOf(write(made).files, 'imsmanifest.xml'))).toEqual([])
  })

  it('lists its files and no others, and its links land', () => {
    expect(seal(scorm12, write(small, {}, []).files).diagnostics).toEqual([])
  })

  it('holds media under names that every platform serves, and its pages find them there', () => {
    const made = course({modules: [module('m', [lesson('one', '![A map.](<media:media/Map (é).PNG>)')])]})
    const {files} = write(made, {}, ['media/Map (é).PNG'])
    expect(files.map((file) => file.path)).toContain('media/map-e.png')
    expect(textOf(files, 'lessons/one.html')).toContain('src="../media/map-e.png"')
    expect(seal(scorm12, files).diagnostics).toEqual([])
  })

  it('carries the four schemas at its root', () => {
    const names = write()
      .files.map((file) => file.path)
      .filter((path) => path.endsWith('.xsd'))
    expect(names).toEqual(['adlcp_rootv1p2.xsd', 'ims_xml.xsd', 'imscp_rootv1p1p2.xsd', 'imsmd_rootv1p2p1.xsd'])
  })

  it('has the same identifiers when lessons move and texts change', () => {
    const moved = course({title: 'Another title', version: '9.9.9', modules: [module('n', [lesson('two')])]})
    expect(only(read(moved), 'item').attributes.identifier).toBe(only(read(), 'item').attributes.identifier)
  })

  it('leaves the verdict to the course unless it is told a mastery score', () => {
    expect(all(read(), 'adlcp:masteryscore')).toEqual([])
    expect(only(read(small, {'mastery-score': 70}), 'adlcp:masteryscore').text).toBe('70')
    expect(schemaErrors(textOf(write(small, {'mastery-score': 70}).files, 'imsmanifest.xml'))).toEqual([])
  })

  it('has no mastery score where nothing is graded', () => {
    const ungraded = course({modules: [module('m', [lesson('one')])]})
    expect(all(read(ungraded, {'mastery-score': 70}), 'adlcp:masteryscore')).toEqual([])
  })

  it('opens with a document that shows the course even without its scripts', () => {
    const html = textOf(write().files, 'player.html')
    expect(html).toContain('<iframe src="index.html" title="A small course"')
    expect(html).toContain('assets/player-scorm-1.2.js')
  })

  it('tells the run time what the options say', () => {
    const script = textOf(write(small, {status: 'completed', resume: 'ask'}).files, 'assets/course.js')
    expect(script).toContain('"status":"completed"')
    expect(script).toContain('"resume":"ask"')
  })

  it('reports what pages cannot do', () => {
    const features = write().losses.map((loss) => `${loss.item?.id} ${loss.feature}`)
    expect(features).toEqual(['guide lesson/teachers', 'talk discussion/page', 'final/b question/essay'])
  })

  it('keeps lessons for teachers when asked to', () => {
    const {files, losses} = write(small, {teachers: true})
    expect(files.map((file) => file.path)).toContain('lessons/guide.html')
    expect(losses.map((loss) => loss.feature)).not.toContain('lesson/teachers')
  })

  it('refuses options that it does not know', () => {
    expect(scorm12.options.safeParse({mastery: 70}).success).toBe(false)
    expect(scorm12.options.safeParse({'mastery-score': 170}).success).toBe(false)
  })
})
