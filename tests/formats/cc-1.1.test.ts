import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {guardEntities, guardFormulas, onOneLine} from '../../src/formats/_cartridge/guard.js'
import {weightsFor} from '../../src/formats/_cartridge/weights.js'
import {commonCartridge11} from '../../src/formats/cc-1.1/index.js'
import type {Course} from '../../src/model/course.js'
import {plainPlacement} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {isPackagePath} from '../../src/package/path.js'
import {seal} from '../../src/package/seal.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz, words} from '../helpers/model-course.js'
import {decodeEntities, weightOf} from '../helpers/qti-1.2-interpreter.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

const embedding = (practice: string) => ({
  body: {...md('Text.'), children: [...md('Text.').children, {type: 'practice' as const, quiz: practice}]},
})

const media = ['media/Figure 1.png', 'media/map.svg']

const everything = course({
  modules: [
    module(
      'first',
      [
        lesson('one', '', embedding('drill')),
        {
          type: 'discussion',
          placement: plainPlacement,
          id: 'talk',
          place,
          title: 'Talk',
          body: md('Say ![it](<media:media/Figure 1.png>).\n\nNow.'),
        },
        quiz('final', [question.trueFalse('a'), {type: 'draw', place, bank: 'pool', count: 3}], {
          description: md('Intro.'),
        }),
      ],
      {description: md('What it is about.')},
    ),
    module('second', [
      lesson('two', 'For teachers.', {audience: 'teachers'}),
      lesson('three', '', embedding('drill')),
      {
        type: 'assignment',
        placement: plainPlacement,
        id: 'essay',
        place,
        title: 'Essay',
        points: 20,
        submission: ['text', 'file'],
        rubric: [
          {
            id: 'r',
            place,
            title: 'Argument',
            levels: [
              {title: 'Good', points: 20},
              {title: 'Poor', points: 0},
            ],
          },
        ],
        body: md('Write it.'),
      },
      {
        type: 'link',
        placement: plainPlacement,
        id: 'charter',
        place,
        title: 'The Charter & more',
        url: 'https://example.org/ä b?x=1&y=2',
        description: md('Read.'),
      },
    ]),
  ],
  practice: [quiz('drill', [question.multipleChoice('a')], {mode: 'practice'})],
  banks: [
    {id: 'pool', place, title: 'Pool', questions: oneOfEach('p')},
    {id: 'spare', place, title: 'Spare', questions: [question.trueFalse('s')]},
  ],
  glossary: [{id: 'state', place, term: 'State', also: [], definition: md('A *body*.'), see: []}],
  resources: [
    {
      id: 't',
      place,
      title: 'Start here',
      resources: [{id: 'r', place, title: 'R', by: 'B', kind: 'book', url: 'https://example.org/', why: 'Short.'}],
    },
  ],
  about: {place, title: 'About', body: md('About it.')},
})

const write = (made: Course<Local> = everything, options: object = {}) =>
  commonCartridge11.write(inputOf(made, commonCartridge11.options.parse(options), media))

const manifestOf = (made?: Course<Local>) => readXml(textOf(write(made).files, 'imsmanifest.xml'))

/** Titles of the contents: folders with what is in them. */
const contents = (item: ReadElement): unknown =>
  item.children
    .filter((child) => child.name === 'item')
    .map((child) => {
      const title = child.children.find((part) => part.name === 'title')?.text
      return child.attributes.identifierref ? title : {[title ?? '']: contents(child)}
    })

const rootItem = (root: ReadElement): ReadElement => {
  const [item] = only(root, 'organization').children
  if (!item) throw new Error('The organization is empty.')
  return item
}

const resourceOf = (root: ReadElement, file: string): ReadElement => {
  const found = all(root, 'resource').find((resource) =>
    all(resource, 'file').some((each) => each.attributes.href === file),
  )
  if (!found) throw new Error(`No resource has ${file}.`)
  return found
}

const features = (made?: Course<Local>) =>
  write(made).losses.map((loss) => `${loss.item?.type} ${loss.item?.id} ${loss.feature}`)

describe('the manifest of a cartridge', () => {
  it('is known to Moodle by its default namespace within the first 1024 bytes', () => {
    const start = Buffer.from(textOf(write().files, 'imsmanifest.xml')).subarray(0, 1024).toString()
    expect(start).toContain('xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"')
  })

  it('is known to Canvas by its schema and version', () => {
    const root = manifestOf()
    expect(only(root, 'schema').text).toBe('IMS Common Cartridge')
    expect(only(root, 'schemaversion').text).toBe('1.1.0')
  })

  it('has a leaf first, then a folder for each module, below a root without a title', () => {
    const root = rootItem(manifestOf())
    expect(root.children[0]?.name).toBe('item')
    expect(contents(root)).toEqual([
      'Welcome',
      {'Module first': ['Lesson one', 'Quiz drill', 'Talk', 'Quiz final']},
      {'Module second': ['Lesson two', 'Lesson three', 'Essay', 'The Charter & more']},
      {Reference: ['Glossary', 'Resources', 'About']},
    ])
  })

  it('lists its files and no others, and the links of its pages land', () => {
    expect(seal(commonCartridge11, write().files).diagnostics).toEqual([])
  })

  it('has names that every system serves', () => {
    expect(
      write()
        .files.map((file) => file.path)
        .filter((path) => !isPackagePath(path)),
    ).toEqual([])
  })

  it('has identifiers that are unique XML names', () => {
    const root = manifestOf()
    const identifiers = ['organization', 'item', 'resource'].flatMap((name) =>
      all(root, name).map((each) => each.attributes.identifier ?? ''),
    )
    expect(new Set(identifiers).size).toBe(identifiers.length)
    for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Za-z_][\w.-]*$/)
  })

  it('has identifiers that do not collide where an item is called like a page', () => {
    const root = manifestOf(course({...everything, modules: [module('m', [lesson('welcome'), lesson('glossary')])]}))
    const identifiers = all(root, 'item').map((item) => item.attributes.identifier)
    expect(new Set(identifiers).size).toBe(identifiers.length)
  })

  it('keeps the identifiers of what stays when texts and order change', () => {
    const [first, second] = everything.modules
    const changed = course({
      ...everything,
      title: 'New',
      version: '2.0.0',
      modules: [second, first].filter((each) => each !== undefined),
    })
    const idents = (made: Course<Local>) => all(manifestOf(made), 'resource').map((each) => each.attributes.identifier)
    expect(new Set(idents(changed))).toEqual(new Set(idents(everything)))
  })

  it('refers from every entry to a resource that is there, and to each quiz once', () => {
    const root = manifestOf()
    const resources = new Set(all(root, 'resource').map((each) => each.attributes.identifier))
    const referred = all(root, 'item').flatMap((item) => item.attributes.identifierref ?? [])
    expect(referred.filter((each) => !resources.has(each))).toEqual([])
    expect(new Set(referred).size).toBe(referred.length)
    for (const dependency of all(root, 'dependency')) expect(resources).toContain(dependency.attributes.identifierref)
  })

  it('marks lessons for teachers as such, and no others', () => {
    const root = manifestOf()
    const roles = all(root, 'resource').filter((each) => all(each, 'lomr:value').length > 0)
    expect(roles).toEqual([resourceOf(root, 'lessons/two.html')])
    expect(only(resourceOf(root, 'lessons/two.html'), 'lomr:value').text).toBe('Instructor')
  })

  it('has at most one question bank, which no entry refers to', () => {
    const root = manifestOf()
    const banks = all(root, 'resource').filter((each) => each.attributes.type?.endsWith('question-bank'))
    expect(banks).toHaveLength(1)
    expect(all(root, 'item').map((item) => item.attributes.identifierref)).not.toContain(
      banks[0]?.attributes.identifier,
    )
  })

  it('gives no address to what is one XML file', () => {
    const root = manifestOf()
    for (const file of ['discussions/talk.xml', 'links/charter.xml', 'quizzes/final.xml', 'banks/questions.xml']) {
      expect(resourceOf(root, file).attributes.href).toBeUndefined()
    }
  })

  it('reads back with the same texts, whatever the texts', () => {
    fc.assert(
      fc.property(hostileText(), (title) => {
        const text = `x${title}x`
        const root = manifestOf(
          course({title: text, modules: [module('m', [lesson('one', 'x', {title: text})], {title: text})]}),
        )
        const expected = throughXml(text)
        expect(only(only(root, 'lomimscc:title'), 'lomimscc:string').text).toBe(expected)
        expect(contents(rootItem(root))).toEqual(['Welcome', {[expected]: [expected]}])
      }),
    )
  })
})

describe('the pages of a cartridge', () => {
  it('are documents of their own, with media at safe addresses beside them', () => {
    const made = course({modules: [module('m', [lesson('one', 'See ![a figure](<media:media/Figure 1.png>).')])]})
    const {files} = write(made)
    expect(textOf(files, 'lessons/one.html')).toMatch(
      /^<!doctype html>[\s\S]*<h1>Lesson one<\/h1>[\s\S]*src="\.\.\/media\/figure-1\.png"/,
    )
    expect(files.find((file) => file.path === 'media/figure-1.png')?.content).toEqual({media: 'media/Figure 1.png'})
  })

  it('have words where the course has links to its other parts, and say so', () => {
    const made = course({
      modules: [
        module('m', [lesson('one', 'See [the other](lesson:two) and [this](https://example.org/).'), lesson('two')]),
      ],
    })
    const html = textOf(write(made).files, 'lessons/one.html')
    expect(html).toContain('the other')
    expect(html).not.toContain('href="lesson')
    expect(html).toContain('href="https://example.org/"')
    expect(features(made)).toContain('lesson one text/links')
  })

  it('say where the practice quiz is', () => {
    expect(textOf(write().files, 'lessons/one.html')).toContain('Now practise: the quiz “Quiz drill” comes next.')
  })

  it('show an assignment with its rubric', () => {
    const html = textOf(write().files, 'assignments/essay.html')
    expect(html).toContain('20 points · Hand in: a text or a file')
    expect(html).toContain('<th scope="row">Argument</th>')
  })

  it('hide the titles of lessons for teachers from the welcome page', () => {
    const html = textOf(write().files, 'welcome.html')
    expect(html).toContain('Lesson one')
    expect(html).not.toContain('Lesson two')
    expect(html).toContain('What it is about.')
  })
})

describe('what a cartridge holds besides pages', () => {
  it('is a web link with an address in ASCII', () => {
    const root = readXml(textOf(write().files, 'links/charter.xml'))
    expect(only(root, 'url').attributes.href).toBe('https://example.org/%C3%A4%20b?x=1&y=2')
    expect(only(root, 'title').text).toBe('The Charter & more')
  })

  it('is a web link in which nothing looks like an entity, for that ends an import into Moodle', () => {
    const link = {
      type: 'link' as const,
      placement: plainPlacement,
      id: 'l',
      place,
      title: 'L',
      url: 'https://example.org/?a=1&copy;=2',
    }
    const made = course({modules: [module('m', [lesson('one'), link])]})
    const root = readXml(textOf(write(made).files, 'links/l.xml'))
    expect(only(root, 'url').attributes.href).toBe('https://example.org/?a=1&copy%3B=2')
  })

  it('is a discussion whose picture both Moodle and Canvas find', () => {
    const text = only(readXml(textOf(write().files, 'discussions/talk.xml')), 'text')
    expect(text.attributes.texttype).toBe('text/html')
    expect(text.text).toContain('src="$IMS-CC-FILEBASE$../media/figure-1.png"')
  })

  it('is a quiz with as many of the bank’s questions as it draws, under idents of their own', () => {
    const {files} = write()
    const asked = all(readXml(textOf(files, 'quizzes/final.xml')), 'item').map((item) => item.attributes.ident)
    const banked = all(readXml(textOf(files, 'banks/questions.xml')), 'item').map((item) => item.attributes.ident)
    // A true-false question, and three of eleven, of which one becomes two.
    expect(asked.length).toBeGreaterThanOrEqual(4)
    expect(asked.filter((ident) => banked.includes(ident))).toEqual([])
  })

  it('is one bank, in which each question names the bank it comes from', () => {
    const items = all(readXml(textOf(write().files, 'banks/questions.xml')), 'item')
    const categories = items.map((item) => {
      const field = all(item, 'qtimetadatafield').find(
        (each) => only(each, 'fieldlabel').text === 'cc_question_category',
      )
      return field && only(field, 'fieldentry').text
    })
    expect(new Set(categories)).toEqual(new Set(['Pool', 'Spare']))
  })

  it('is never a quiz without questions', () => {
    const made = course({modules: [module('m', [lesson('one'), quiz('empty', [])])]})
    expect(write(made).files.map((file) => file.path)).not.toContain('quizzes/empty.xml')
    expect(features(made)).toContain('quiz empty quiz/empty')
  })

  it('has true and false by the idents that Moodle insists on', () => {
    const item = all(readXml(textOf(write().files, 'quizzes/final.xml')), 'item')[0] as ReadElement
    expect(all(item, 'response_label').map((label) => label.attributes.ident)).toEqual(['true', 'false'])
  })

  it('says points once, as the profile allows, or twice when asked for Canvas’s New Quizzes', () => {
    const labels = (options: object) =>
      all(readXml(textOf(write(everything, options).files, 'quizzes/drill.xml')), 'fieldlabel').map(
        (label) => label.text,
      )
    expect(labels({})).not.toContain('points_possible')
    expect(labels({points: 'twice'})).toContain('points_possible')
  })

  it('says attempts and time where the profile has words for them', () => {
    const entry = (parts: Parameters<typeof quiz>[2], label: string) => {
      const made = course({modules: [module('m', [lesson('one'), quiz('q', [question.trueFalse('a')], parts)])]})
      const fields = all(readXml(textOf(write(made).files, 'quizzes/q.xml')), 'qtimetadatafield')
      const field = fields.find((each) => only(each, 'fieldlabel').text === label)
      return field && only(field, 'fieldentry').text
    }
    expect(entry({attempts: 3}, 'cc_maxattempts')).toBe('3')
    expect(entry({attempts: null}, 'cc_maxattempts')).toBe('unlimited')
    expect(entry({attempts: 8}, 'cc_maxattempts')).toBe('unlimited')
    expect(entry({timeLimit: 30}, 'qmd_timelimit')).toBe('30')
    expect(entry({timeLimit: null}, 'qmd_timelimit')).toBeUndefined()
  })
})

describe('the losses of a cartridge', () => {
  it('are told for each thing', () => {
    expect(features()).toEqual(
      expect.arrayContaining([
        'course small course/completion',
        'course small quiz/marks',
        'module first module/description',
        'lesson one lesson/practice',
        'quiz drill quiz/settings',
        'quiz final quiz/draw',
        'quiz final quiz/description',
        'assignment essay assignment/page',
        'link charter link/description',
        'bank pool bank/merged',
        'bank spare bank/merged',
      ]),
    )
  })

  it('have a place, a reason, a source and a remedy', () => {
    for (const loss of write().losses) {
      expect(loss.place.file).not.toBe('')
      for (const text of [loss.what, loss.why, loss.source, loss.remedy]) expect(text).toMatch(/\S/)
    }
  })

  it('warn of a title that stops Moodle', () => {
    const made = course({title: 'Using the <div> tag', modules: [module('m', [lesson('one')])]})
    expect(features(made)).toContain('course small course/title')
  })

  it('say what Moodle takes out of a page', () => {
    const body = {
      ...md('Text.'),
      children: [{type: 'callout' as const, kind: 'note' as const, children: md('Note.').children}],
    }
    const {losses} = write(course({modules: [module('m', [lesson('one', '', {body})])]}))
    const loss = losses.find(({feature}) => feature === 'text/elements')
    expect(loss?.what).toBe('In Moodle call-outs lose their frame. The words are all there.')
  })

  it('are few for a course of plain pages', () => {
    const plainCourse = course({modules: [module('m', [lesson('one')])]})
    expect(features(plainCourse)).toEqual(['course small course/completion', 'course small module/title'])
  })
})

describe('weights', () => {
  it('are whole numbers from 1 to 99 in the proportions of the points', () => {
    expect([1, 0.5, 2].map(weightsFor([1, 0.5, 2]).of)).toEqual([2, 1, 4])
    expect([1, 1 / 3].map(weightsFor([1, 1 / 3]).of)).toEqual([3, 1])
    fc.assert(
      fc.property(fc.array(fc.double({min: 0.01, max: 1000, noNaN: true}), {minLength: 1, maxLength: 10}), (points) => {
        const weights = weightsFor(points)
        for (const each of points) {
          expect(Number.isInteger(weights.of(each))).toBe(true)
          expect(weights.of(each)).toBeGreaterThanOrEqual(1)
          expect(weights.of(each)).toBeLessThanOrEqual(99)
          if (weights.exact) expect(weights.of(each)).toBeCloseTo(each * weights.factor, 4)
        }
      }),
    )
  })

  it('share the marks of a question that becomes several', () => {
    const made = course({
      modules: [module('m', [lesson('one'), quiz('q', [question.ordering('a'), question.trueFalse('b')])])],
    })
    const items = all(readXml(textOf(write(made).files, 'quizzes/q.xml')), 'item')
    expect(items.map(weightOf)).toEqual([1, 1, 1, 3])
  })
})

describe('guards', () => {
  it('keep signs apart from what follows, in texts only', () => {
    expect(guardEntities('<p title="a &lt; b">1 &lt; 2 &amp;nbsp; &amp; 3</p>')).toBe(
      '<p title="a &lt; b">1 <span>&lt;</span> 2 <span>&amp;</span>nbsp; &amp; 3</p>',
    )
  })

  it('keep an entity name in an attribute from ending Moodle’s import', () => {
    const guarded = guardEntities('<img alt="the &amp;nbsp; entity" src="x?a=1&amp;copy;2">')
    expect(decodeEntities(guarded)).not.toMatch(/&(?!#|lt;|gt;|amp;|quot;|apos;)[a-z]+;/)
    expect(guarded).toContain('src="x?a=1&amp;copy%3B2"')
  })

  it('put a text on one line and keep the lines of a listing', () => {
    expect(onOneLine('<p>a\nb</p>\n<pre><code>x\ny</code></pre>\n')).toBe('<p>a b</p> <pre><code>x<br>y</code></pre>')
  })

  it('keep the blank between two words in mark-up, which Moodle would take out of a question', () => {
    const stripped = onOneLine('<p><em>two</em> <strong>words</strong></p> <p>next</p>').replace(/>\s+</g, '><')
    expect(stripped).toBe('<p><em>two</em> &#8203;<strong>words</strong></p><p>next</p>')
  })

  it('keep a quotation mark from ending its attribute', () => {
    expect(guardEntities('<img alt="the &quot;A&quot; line, it’s &#x22;B&#34;">')).toBe(
      '<img alt="the “A” line, it’s “B”">',
    )
  })

  it('write comparisons in formulas as commands', () => {
    const body = guardFormulas({...words(''), children: [{type: 'math', value: 'a<b>c'}]})
    expect(body.children[0]).toMatchObject({value: 'a\\lt b\\gt c'})
  })
})
