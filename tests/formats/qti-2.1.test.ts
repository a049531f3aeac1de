import {describe, expect, it} from 'vitest'
import {qti21} from '../../src/formats/qti-2.1/index.js'
import {type Course, plainPlacement} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz, words} from '../helpers/model-course.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

const written = (made: Course<Local>, language = 'en-GB') =>
  qti21.write(inputOf(made, {}, ['media/map.svg', 'media/photo.png'], language))

const bank = {id: 'pool', place, title: 'Pool', questions: [question.trueFalse('p1'), question.numeric('p2')]}
const draw = {type: 'draw', place, bank: 'pool', count: 1} as const

const testIn = (made: Course<Local>, id = 'quiz'): ReadElement =>
  readXml(textOf(written(made).files, `tests/${id}.xml`))

describe('a package of QTI 2.1', () => {
  it('holds one test for each quiz, wherever it stands, and each question once', () => {
    const practice = quiz('extra', [question.trueFalse('own'), draw], {mode: 'practice'})
    const made = course({
      modules: [module('m', [lesson('one'), quiz('quiz', [...oneOfEach(), draw])])],
      practice: [practice],
      banks: [bank],
    })
    const {files} = written(made)
    const paths = files.map((file) => file.path)
    expect(paths.filter((path) => path.startsWith('tests/'))).toEqual(['tests/quiz.xml', 'tests/extra.xml'])
    expect(paths.filter((path) => /^items\/[^/]+\.xml$/.test(path))).toHaveLength(oneOfEach().length + 1 + 2)
    expect(new Set(paths).size).toBe(paths.length)
    expect(seal(qti21, files).diagnostics).toEqual([])
  })

  it('refers from tests to items that are there, and names each of them once in a test', () => {
    const made = course({modules: [module('m', [quiz('quiz', [...oneOfEach(), draw, draw])])], banks: [bank]})
    const {files} = written(made)
    const refs = all(testIn(made), 'assessmentItemRef')
    for (const {attributes} of refs) {
      expect(files.map((file) => `../${file.path}`)).toContain(attributes.href)
    }
    expect(new Set(refs.map(({attributes}) => attributes.identifier)).size).toBe(refs.length)
    const manifest = readXml(textOf(files, 'imsmanifest.xml'))
    const test = all(manifest, 'resource').find(({attributes}) => attributes.type === 'imsqti_test_xmlv2p1')
    const resources = all(manifest, 'resource').map(({attributes}) => attributes.identifier)
    for (const {attributes} of all(test as ReadElement, 'dependency')) {
      expect(resources).toContain(attributes.identifierref)
    }
  })

  it('draws from a bank by a section of its own, mixed with the other questions where these are shuffled', () => {
    const made = course({
      modules: [module('m', [quiz('quiz', [question.trueFalse('a'), draw], {shuffleQuestions: true})])],
      banks: [bank],
    })
    const [whole, drawn] = all(testIn(made), 'assessmentSection') as [ReadElement, ReadElement]
    expect(only(drawn, 'selection').attributes.select).toBe('1')
    expect(drawn.attributes).toMatchObject({keepTogether: 'false', title: 'Pool'})
    expect(all(drawn, 'assessmentItemRef')).toHaveLength(2)
    expect(whole.children.map((child) => child.name)).toEqual(['ordering', 'assessmentItemRef', 'assessmentSection'])
  })

  it('lets answers be sent one by one where feedback comes at once, and all together where it does not', () => {
    const asked = [question.trueFalse('a')]
    const settings = (parts: Parameters<typeof quiz>[2]) => {
      const test = testIn(course({modules: [module('m', [quiz('quiz', asked, parts)])]}))
      const {navigationMode, submissionMode} = only(test, 'testPart').attributes
      const {maxAttempts, showFeedback} = only(test, 'itemSessionControl').attributes
      return [navigationMode, submissionMode, maxAttempts, showFeedback]
    }
    expect(settings({mode: 'practice'})).toEqual(['nonlinear', 'individual', '0', 'true'])
    expect(settings({attempts: 3})).toEqual(['nonlinear', 'individual', '1', 'true'])
    expect(settings({attempts: 3, feedback: 'after-attempt'})).toEqual(['nonlinear', 'simultaneous', '3', 'true'])
    expect(settings({attempts: null, feedback: 'never'})).toEqual(['nonlinear', 'simultaneous', '0', 'false'])
  })

  it('gives the time in seconds, and the introduction', () => {
    const parts = {timeLimit: 1.5, description: md('Read *this* first.')}
    const test = testIn(course({modules: [module('m', [quiz('quiz', [question.trueFalse('a')], parts)])]}))
    expect(only(test, 'timeLimits').attributes.maxTime).toBe('90')
    expect(only(only(test, 'rubricBlock'), 'em').text).toBe('this')
  })

  it('says who has passed by what is marked by machine, as the player does', () => {
    const entries = [question.trueFalse('a', {points: 2}), question.essay('b', {points: 5}), question.trueFalse('c')]
    const test = testIn(course({modules: [module('m', [quiz('quiz', entries, {passMark: 66.67})])]}))
    const byHand = all(test, 'assessmentItemRef').filter(({attributes}) => attributes.category === 'by-hand')
    expect(byHand.map(({attributes}) => attributes.identifier)).toEqual(['ref_small_quiz_quiz_b'])
    const passes = (score: number, max: number) => score >= max * Number(only(only(test, 'gte'), 'baseValue').text)
    // 66.666… shows as 66.67 and passes; a little less does not.
    expect([passes(2, 3), passes(1.9995, 3), passes(1, 3)]).toEqual([true, false, false])
  })

  it('lists pictures with the items that show them', () => {
    const asked = {...question.hotspot('a'), prompt: md('![A photo](media:media/photo.png)')}
    const {files} = written(course({modules: [module('m', [quiz('quiz', [asked])])]}))
    const manifest = readXml(textOf(files, 'imsmanifest.xml'))
    const item = all(manifest, 'resource').find(({attributes}) => attributes.type === 'imsqti_item_xmlv2p1')
    expect(all(item as ReadElement, 'file').map(({attributes}) => attributes.href)).toEqual([
      'items/question_small_quiz_a.xml',
      'items/media/photo.png',
      'items/media/map.svg',
    ])
    const read = readXml(textOf(files, 'items/question_small_quiz_a.xml'))
    expect(only(read, 'img').attributes).toEqual({src: 'media/photo.png', alt: 'A photo'})
    expect(files.map(({path}) => path)).toContain('items/media/photo.png')
  })

  it('tells catalogues of tags, difficulty and objectives', () => {
    const asked = question.trueFalse('a', {tags: ['one', 'two'], difficulty: 'hard', objectives: ['aim']})
    const objectives = [{id: 'aim', place, text: 'Do it.'}]
    const made = course({modules: [module('m', [lesson('one', 'Text.', {objectives}), quiz('quiz', [asked])])]})
    const manifest = readXml(textOf(written(made).files, 'imsmanifest.xml'))
    const item = all(manifest, 'resource').find(
      ({attributes}) => attributes.type === 'imsqti_item_xmlv2p1',
    ) as ReadElement
    expect(all(item, 'lom:string').map(({text}) => text)).toEqual(['one', 'two', 'Do it.'])
    expect(all(item, 'lom:value').map(({text}) => text)).toEqual(['difficult', 'educational objective'])
  })

  it('names the interactions, but for two that Canvas understands better unnamed', () => {
    const made = course({modules: [module('m', [quiz('quiz', oneOfEach())])]})
    const manifest = readXml(textOf(written(made).files, 'imsmanifest.xml'))
    const names = new Set(all(manifest, 'imsqti:interactionType').map(({text}) => text))
    expect([...names].sort()).toEqual([
      'choiceInteraction',
      'extendedTextInteraction',
      'hotspotInteraction',
      'matchInteraction',
      'orderInteraction',
    ])
  })

  it('keeps its identifiers when texts, titles and the order of questions change', () => {
    const identifiers = (made: Course<Local>) =>
      written(made)
        .files.flatMap((file) =>
          'text' in file.content ? [...file.content.text.matchAll(/identifier="([^"]+)"/g)] : [],
        )
        .map(([, identifier]) => identifier)
        .sort()
    const asked = [question.multipleChoice('a'), question.matching('b')]
    const before = course({modules: [module('m', [quiz('quiz', asked)])]})
    const after = course({
      title: 'Another',
      modules: [
        module('m', [
          quiz(
            'quiz',
            asked.toReversed().map((each) => ({...each, prompt: words('New.')})),
            {title: 'New'},
          ),
        ]),
      ],
    })
    expect(identifiers(after)).toEqual(identifiers(before))
  })

  it('says what is left out: the rest of the course, settings of quizzes, empty quizzes', () => {
    const placement = {...plainPlacement, hidden: true, due: 3}
    const made = course({
      modules: [
        module('m', [
          lesson('one'),
          lesson('two'),
          quiz('quiz', [question.trueFalse('a')], {attempts: 2, weight: 3, placement}),
          quiz('empty', []),
        ]),
      ],
    })
    const {losses} = written(made)
    expect(losses.map(({feature, item}) => [feature, item?.id])).toEqual([
      ['course/questions-only', 'small'],
      ['quiz/empty', 'empty'],
      ['quiz/settings', 'quiz'],
    ])
    expect(losses[0]?.what).toContain('2 lessons')
    expect(losses[2]?.what).toContain(
      'its weight in the course is 3; it may be taken 2 times; it is hidden; when it opens, is due and closes',
    )
  })

  it('says that its words run from right to left only where the language does', () => {
    const made = course({modules: [module('m', [quiz('quiz', [question.trueFalse('a')], {attempts: 1})])]})
    expect(written(made).losses).toEqual([])
    expect(written(made, 'ar').losses.map(({feature}) => feature)).toEqual(['text/direction'])
  })

  it('shuffles the choices of a bank’s question for all if one quiz does so, and says it', () => {
    const pool = {...bank, questions: [question.multipleChoice('p1')]}
    const quizzes = [true, false].map((shuffleChoices, index) => quiz(`quiz-${index}`, [draw], {shuffleChoices}))
    const {files, losses} = written(course({modules: [module('m', quizzes)], banks: [pool]}))
    const item = readXml(textOf(files, 'items/question_small_pool_p1.xml'))
    expect(only(item, 'choiceInteraction').attributes.shuffle).toBe('true')
    expect(losses.map(({feature}) => feature)).toContain('question/shuffle')
  })
})
