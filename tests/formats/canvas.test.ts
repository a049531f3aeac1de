import {describe, expect, it} from 'vitest'
import {canvas} from '../../src/formats/canvas/index.js'
import {type Course, plainPlacement} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {
  type CanvasCartridge,
  danglingReferences,
  metaOf,
  readCartridge,
  resolvedLinks,
  unresolvedLinks,
} from '../helpers/canvas-cartridge.js'
import {writeEverything} from '../helpers/golden.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz, words} from '../helpers/model-course.js'
import {plain} from '../helpers/qti-1.2-interpreter.js'
import {all, only, type ReadElement} from '../helpers/read-xml.js'

const write = (made: Course<Local>, options: object = {}) =>
  canvas.write(inputOf(made, canvas.options.parse(options), ['media/map.svg']))

const cartridgeOf = (made: Course<Local>, options?: object) => readCartridge(write(made, options).files)

const xmlOf = ({xml}: CanvasCartridge, path: string): ReadElement => {
  const root = xml.get(path)
  if (!root) throw new Error(`There is no ${path}.`)
  return root
}

const modulesOf = (cartridge: CanvasCartridge) => all(xmlOf(cartridge, 'course_settings/module_meta.xml'), 'module')

const textOf = (from: ReadElement, name: string): string | undefined =>
  from.children.find((child) => child.name === name)?.text

const features = (made: Course<Local>, options?: object) =>
  write(made, options).losses.map(({feature, item, kind}) => `${item?.id} ${feature} ${kind}`)

const placed = (id: string, placement: object) => lesson(id, 'Text.', {placement: {...plainPlacement, ...placement}})

describe('the course with one of each thing, as Canvas reads it', async () => {
  const {files} = await writeEverything('canvas')
  const cartridge = readCartridge(files)

  it('has no link that Canvas cannot resolve', () => {
    expect(unresolvedLinks(cartridge)).toEqual([])
  })

  it('has links of each kind', () => {
    expect(Object.keys(resolvedLinks(cartridge)).sort()).toEqual([
      'CANVAS_COURSE_REFERENCE',
      'CANVAS_OBJECT_REFERENCE',
      'IMS-CC-FILEBASE',
      'WIKI_REFERENCE',
    ])
  })

  it('refers to nothing that is not there', () => {
    expect(danglingReferences(cartridge)).toEqual([])
  })

  it('shows in its modules only what the manifest lists as well', () => {
    const shown = modulesOf(cartridge).flatMap((each) => all(each, 'identifierref').map(({text}) => text))
    expect(shown.length).toBeGreaterThan(10)
    for (const id of shown)
      expect([...cartridge.ids.resources, ...cartridge.ids.items, ...cartridge.ids.modules]).toContain(id)
  })

  it('has a front page that is published and says what it is', () => {
    const [front, ...more] = [...cartridge.html.values()].filter((page) => metaOf(page, 'front_page') === 'true')
    expect(more).toEqual([])
    expect(metaOf(front ?? '', 'workflow_state')).toBe('active')
    expect(front).not.toContain('Shown later')
    expect(front).not.toContain('For staff')
  })
})

describe('a package that breaks a rule is found out', async () => {
  const {files} = await writeEverything('canvas')
  const spoilt = (path: string, from: string, to: string) =>
    readCartridge(
      files.map((file) =>
        file.path === path && 'text' in file.content
          ? {...file, content: {text: file.content.text.replaceAll(from, to)}}
          : file,
      ),
    )

  it('by a link that leads nowhere', () => {
    expect(unresolvedLinks(spoilt('wiki_content/second.html', 'pages/elements', 'pages/element'))).toHaveLength(1)
    expect(
      unresolvedLinks(spoilt('wiki_content/elements.html', '$/media/film.mp4', '$/film.mp4')).length,
    ).toBeGreaterThan(0)
  })

  it('by a reference to nothing', () => {
    const meta = 'course_settings/module_meta.xml'
    expect(danglingReferences(spoilt(meta, '>module_everything_texts<', '>module_x<'))).toHaveLength(1)
    const draw = 'non_cc_assessments/quiz_everything_graded-draw.xml.qti'
    expect(danglingReferences(spoilt(draw, 'bank_everything_pool', 'bank_x'))).toHaveLength(1)
  })
})

describe('modules', () => {
  it('ask for what completes the course, and for what others wait for', () => {
    const made = course({
      completion: ['read', 'passed'],
      modules: [
        module('m', [lesson('one'), quiz('final', oneOfEach().slice(0, 2), {passMark: 75})]),
        module('n', [lesson('two')], {requires: ['m']}),
      ],
    })
    const [first, second] = modulesOf(cartridgeOf(made))
    const needs = (each: ReadElement | undefined) =>
      each
        ? all(each, 'completionRequirement').map((need) => [
            need.attributes.type,
            textOf(need, 'identifierref'),
            textOf(need, 'min_score'),
          ])
        : []
    expect(needs(first)).toEqual([
      ['must_view', 'item_small_one', undefined],
      ['min_score', 'item_small_final', '1.5'],
    ])
    expect(second && textOf(only(second, 'prerequisite'), 'identifierref')).toBe('module_small_m')
  })

  it('say which conditions Canvas knows only roughly', () => {
    const made = course({
      modules: [
        module('m', [lesson('one'), placed('two', {requires: ['one']})]),
        module('n', [placed('three', {requires: ['one']})]),
      ],
    })
    expect(features(made).filter((each) => each.includes('requires'))).toEqual([
      'two item/requires approximated',
      'three item/requires approximated',
    ])
    const [first, second] = modulesOf(cartridgeOf(made))
    expect(first && textOf(first, 'require_sequential_progress')).toBe('true')
    expect(second && all(second, 'prerequisite')).toHaveLength(1)
  })

  it('hide what is hidden, and never ask learners to do it', () => {
    const made = course({
      modules: [
        module('m', [placed('later', {hidden: true}), lesson('staff', 'Text.', {audience: 'teachers'})]),
        module('n', [lesson('one')], {hidden: true}),
      ],
    })
    const cartridge = cartridgeOf(made)
    const states = modulesOf(cartridge).map((each) => [
      textOf(each, 'workflow_state'),
      ...all(each, 'item').map((item) => textOf(item, 'workflow_state')),
    ])
    expect(states).toEqual([
      ['active', 'unpublished', 'unpublished'],
      ['unpublished', 'unpublished'],
    ])
    expect(all(xmlOf(cartridge, 'course_settings/module_meta.xml'), 'completionRequirement')).toEqual([])
    for (const page of ['later', 'staff', 'one'])
      expect(metaOf(cartridge.html.get(`wiki_content/${page}.html`) ?? '', 'workflow_state')).toBe('unpublished')
  })
})

describe('dates', () => {
  const essay = {
    type: 'assignment',
    id: 'essay',
    place,
    title: 'Essay',
    placement: {...plainPlacement, opens: 0, due: 13, closes: 20},
    points: 10,
    submission: ['text'],
    rubric: [],
    body: md('Write.'),
  } as const

  it('count from the start', () => {
    const cartridge = cartridgeOf(course({modules: [module('m', [essay])]}), {start: '2027-02-22'})
    const settings = xmlOf(cartridge, 'assignment_small_essay/assignment_settings.xml')
    expect(['unlock_at', 'due_at', 'lock_at'].map((name) => textOf(settings, name))).toEqual([
      '2027-02-22T00:00:00',
      '2027-03-07T23:59:59',
      '2027-03-14T23:59:59',
    ])
  })

  it('are a loss without a start, and on a page', () => {
    const made = course({modules: [module('m', [essay, placed('one', {due: 3})])]})
    expect(features(made).filter((each) => each.includes('dates'))).toEqual([
      'essay item/dates dropped',
      'one item/dates dropped',
    ])
    expect(features(made, {start: '2027-02-22'}).filter((each) => each.includes('dates'))).toEqual([
      'one item/dates dropped',
    ])
  })
})

describe('quizzes', () => {
  const banks = [{id: 'pool', place, title: 'Pool', questions: [question.trueFalse('a'), question.trueFalse('b')]}]
  const file = 'non_cc_assessments/quiz_small_final.xml.qti'

  it('draw from a bank that Canvas keeps as a bank', () => {
    const final = quiz('final', [question.trueFalse('x'), {type: 'draw', place, bank: 'pool', count: 1}])
    const root = xmlOf(cartridgeOf(course({modules: [module('m', [final])], banks})), file)
    expect(only(root, 'sourcebank_ref').text).toBe('bank_small_pool')
    expect(only(root, 'selection_number').text).toBe('1')
  })

  it('ask in random order as a group of all questions, if all are worth the same', () => {
    const asked = oneOfEach()
    const same = quiz('final', asked, {shuffleQuestions: true})
    const root = xmlOf(cartridgeOf(course({modules: [module('m', [same])]})), file)
    expect(only(root, 'selection_number').text).toBe(String(asked.length))
    const uneven = quiz('final', [question.trueFalse('a', {points: 2}), question.trueFalse('b')], {
      shuffleQuestions: true,
    })
    const made = course({modules: [module('m', [uneven])]})
    expect(all(xmlOf(cartridgeOf(made), file), 'selection')).toEqual([])
    expect(features(made)).toContain('final quiz/shuffle-questions degraded')
  })

  it('carry attempts, time, kind and when answers show', () => {
    const made = course({
      modules: [
        module('m', [
          quiz('final', [question.essay('x', {points: 4})], {
            attempts: 2,
            timeLimit: 30,
            feedback: 'after-last-attempt',
          }),
        ]),
      ],
      practice: [],
    })
    const meta = xmlOf(cartridgeOf(made), 'quiz_small_final/assessment_meta.xml')
    const wanted = ['allowed_attempts', 'time_limit', 'hide_results', 'quiz_type', 'points_possible']
    expect(wanted.map((name) => textOf(meta, name))).toEqual(['2', '30', 'until_after_last_attempt', 'assignment', '4'])
    expect(textOf(only(meta, 'assignment'), 'submission_types')).toBe('online_quiz')
  })
})

describe('texts', () => {
  it('lose neither boxes of lists nor frames to the sanitiser, and attributes stay as they are', () => {
    const made = course({
      modules: [
        module('m', [
          lesson('one', '- [x] done\n- [ ] not yet\n\n| a | b |\n|---|--:|\n| 1 | ![<td>](media:media/map.svg) |'),
        ]),
      ],
    })
    const page = cartridgeOf(made).html.get('wiki_content/one.html') ?? ''
    expect(page).toContain('☑ done')
    expect(page).toContain('☐ not yet')
    expect(page).not.toMatch(/<input|<aside/)
    expect(page).toMatch(/<td style="[^"]*text-align: right;"><img src="[^"]*" alt="<td>"/)
  })

  it('keep titles of any length within what Canvas has room for', () => {
    const made = course({modules: [module('m', [lesson('one', 'Text.', {title: '😀'.repeat(200)})])]})
    expect(features(made)).toContain('one text/title degraded')
    const [title = ''] = modulesOf(cartridgeOf(made)).flatMap((each) =>
      all(each, 'item').map((item) => textOf(item, 'title') ?? ''),
    )
    expect(title).toBe(`${'😀'.repeat(127)}…`)
  })

  it('come back the same from pages, topics, assignments and quizzes', () => {
    const text = '< & " \' ]]> \\(a<b\\) 😀 قانون {{ x }} $WIKI$ <script>alert(1)</script>'
    const body = words(text)
    const common = {place, title: text, placement: plainPlacement}
    const made = course({
      title: text,
      description: text,
      modules: [
        module(
          'm',
          [
            lesson('one', '', {title: text, body, summary: text}),
            {type: 'discussion', id: 'talk', ...common, body},
            {type: 'assignment', id: 'essay', ...common, points: 1, submission: [], rubric: [], body},
            {type: 'link', id: 'site', ...common, url: 'https://example.org/', description: body},
            {...quiz('final', [question.trueFalse('a')]), title: text, description: body},
          ],
          {title: text},
        ),
      ],
    })
    const cartridge = cartridgeOf(made)
    const shown = (html: string | undefined) => plain((html ?? '').replace(/^[\s\S]*<body>/, '')).trim()
    for (const path of ['wiki_content/one.html', 'assignment_small_essay/essay.html', 'wiki_content/welcome.html'])
      expect(shown(cartridge.html.get(path)), path).toContain(text)
    expect(shown(only(xmlOf(cartridge, 'discussion_small_talk/topic.xml'), 'text').text)).toBe(text)
    const meta = xmlOf(cartridge, 'quiz_small_final/assessment_meta.xml')
    expect([textOf(meta, 'title'), shown(textOf(meta, 'description'))]).toEqual([text, text])
    const titles = modulesOf(cartridge).flatMap((each) => [
      textOf(each, 'title'),
      ...all(each, 'item').map((item) => textOf(item, 'title')),
    ])
    expect(titles).toEqual(Array.from({length: 6}, () => text))
  })
})

describe('a re-import updates what is there', () => {
  const made = (titles: string) =>
    course({
      modules: [
        module('m', [lesson('one', 'Text.', {title: titles}), quiz('final', oneOfEach(), {title: titles})], {
          title: titles,
        }),
      ],
      practice: [quiz('drill', [question.trueFalse('a')], {mode: 'practice', title: titles})],
    })

  it('since no identifier comes from a text', () => {
    const idsOf = (cartridge: CanvasCartridge) =>
      Object.fromEntries(Object.entries(cartridge.ids).map(([kind, ids]) => [kind, [...ids]]))
    expect(idsOf(cartridgeOf(made('Other')))).toEqual(idsOf(cartridgeOf(made('First'))))
  })

  it('and its links land in the package', () => {
    expect(seal(canvas, write(made('First')).files).diagnostics).toEqual([])
  })
})
