import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {qti12} from '../../src/formats/qti-1.2/index.js'
import type {Course} from '../../src/model/course.js'
import type {Response} from '../../src/model/player.js'
import type {Question} from '../../src/model/question.js'
import {mark} from '../../src/model/scoring.js'
import type {Local} from '../../src/model/text.js'
import {seal} from '../../src/package/seal.js'
import {fieldOf} from '../helpers/canvas-quizzes.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {type InIlias, pointsInIlias} from '../helpers/ilias.js'
import {course, inputOf, lesson, md, module, oneOfEach, place, question, quiz, words} from '../helpers/model-course.js'
import {plain} from '../helpers/qti-1.2-interpreter.js'
import {asPlayed} from '../helpers/qti-2.1-item.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

const media = ['media/map.svg']
const written = (made: Course<Local>, system: 'canvas' | 'ilias' = 'canvas') =>
  qti12.write(inputOf(made, {for: system}, media))

const bank = {id: 'pool', place, title: 'Pool', questions: [question.trueFalse('p1'), question.numeric('p2')]}
const draw = {type: 'draw', place, bank: 'pool', count: 1} as const

const asked = (made: Question<Local>, system: 'canvas' | 'ilias') => {
  const {files, losses} = written(course({modules: [module('m', [quiz('quiz', [made])])]}), system)
  return {
    item: only(readXml(textOf(files, 'qti-quiz.xml')), 'item'),
    losses: losses.filter((loss) => loss.item?.type === 'question').map(({feature}) => feature),
  }
}

describe('a zip of QTI 1.2 for Canvas', () => {
  const made = course({
    modules: [module('m', [lesson('one'), quiz('quiz', [...oneOfEach(), draw], {description: md('Read this.')})])],
    practice: [quiz('drill', [question.trueFalse('a')], {mode: 'practice'})],
    banks: [bank, {...bank, id: 'spare', title: 'Spare'}],
  })
  const {files, losses} = written(made)

  it('has a file for each quiz with its settings beside it, and for each bank that no quiz draws from', () => {
    expect(files.map(({path}) => path)).toEqual([
      'imsmanifest.xml',
      'qti-quiz.xml',
      'quiz_small_quiz/assessment_meta.xml',
      'qti-drill.xml',
      'quiz_small_drill/assessment_meta.xml',
      'qti-bank.spare.xml',
      'media/map.svg',
    ])
    expect(seal(qti12, files).diagnostics).toEqual([])
    // Canvas takes the settings whose folder is named like the quiz.
    for (const path of ['qti-quiz.xml', 'qti-drill.xml']) {
      const ident = only(readXml(textOf(files, path)), 'assessment').attributes.ident
      expect(files.map((file) => file.path)).toContain(`${ident}/assessment_meta.xml`)
    }
    const meta = readXml(textOf(files, 'quiz_small_quiz/assessment_meta.xml'))
    expect(only(meta, 'description').text).toBe('<p>Read this.</p>')
    expect(only(meta, 'quiz_type').text).toBe('assignment')
    expect(only(readXml(textOf(files, 'quiz_small_drill/assessment_meta.xml')), 'quiz_type').text).toBe('practice_quiz')
  })

  it('asks the questions of a bank in a group of their own, with idents of their own', () => {
    const sections = all(readXml(textOf(files, 'qti-quiz.xml')), 'section')
    const group = sections.find(({attributes}) => attributes.title === 'Pool') as ReadElement
    expect(only(group, 'selection_number').text).toBe('1')
    expect(all(group, 'item').map(({attributes}) => attributes.ident)).toEqual([
      'question_small_quiz_pool_p1',
      'question_small_quiz_pool_p2',
    ])
    const idents = all(readXml(textOf(files, 'qti-quiz.xml')), 'item').map(({attributes}) => attributes.ident)
    expect(new Set(idents).size).toBe(idents.length)
  })

  it('names each question by a type of Canvas and lists the pictures', () => {
    for (const item of all(readXml(textOf(files, 'qti-quiz.xml')), 'item')) {
      expect(fieldOf(item, 'question_type')).toMatch(/^[a-z_]+_question$/)
      expect(fieldOf(item, 'points_possible')).toBe('1')
    }
    const [resource] = all(readXml(textOf(files, 'imsmanifest.xml')), 'resource')
    expect(all(resource as ReadElement, 'file').map(({attributes}) => attributes.href)).toContain('media/map.svg')
    expect(textOf(files, 'qti-quiz.xml')).toContain('src="media/map.svg"')
  })

  it('says what it leaves out and what stands elsewhere', () => {
    const features = losses.map(({feature}) => feature)
    expect(features).toContain('course/questions-only')
    expect(features).toContain('bank/copied')
    expect(losses.find(({feature, item}) => feature === 'quiz/settings' && item?.id === 'quiz')?.what).toContain(
      '70% pass',
    )
    for (const loss of losses) expect(loss.source).not.toBe('')
  })

  it('keeps its idents when texts change', () => {
    const idents = (from: Course<Local>) =>
      written(from).files.flatMap((file) =>
        'text' in file.content
          ? [...file.content.text.matchAll(/ ident(?:ifier)?="([^"]+)"/g)].map(([, id]) => id)
          : [],
      )
    expect(idents({...made, title: 'New'})).toEqual(idents(made))
  })
})

describe('an answer earns in ILIAS what it earns in the model', () => {
  const same = (made: Question<Local>, response: Response, given: InIlias): void => {
    const points = pointsInIlias(asked(made, 'ilias').item, given)
    expect(points / made.points).toBeCloseTo(mark(asPlayed(made), response) ?? Number.NaN, 5)
  }
  const three = fc.tuple(fc.nat(2), fc.nat(2))

  it('choices, true or false, areas', () => {
    for (const [slot, text] of ['Red', 'Blue', 'Green'].entries())
      same(question.multipleChoice('q', {points: 3}), slot, {picked: [text]})
    for (const value of [1, 0]) same(question.trueFalse('q'), value, {picked: [value === 1 ? 'True' : 'False']})
    for (const [slot, text] of ['North', 'South'].entries()) same(question.hotspot('q'), slot, {picked: [text]})
  })

  it('several choices with partial credit; all or nothing is a declared loss', () => {
    fc.assert(
      fc.property(fc.subarray([0, 1, 2]), (slots) => {
        same(question.multipleResponse('q', {scoring: 'partial', points: 3}), slots, {
          picked: slots.map((slot) => ['2', '3', '4'][slot] ?? ''),
        })
      }),
    )
    expect(asked(question.multipleResponse('q'), 'ilias').losses).toEqual(['question/all-or-nothing'])
  })

  it('typed answers, with and without regard to case', () => {
    for (const caseSensitive of [true, false]) {
      for (const text of ['Westphalia', 'westphalia', 'Peace of Westphalia', 'Utrecht'])
        same(question.shortAnswer('q', {caseSensitive, points: 2}), text, {gaps: [text]})
    }
  })

  it('numbers within their tolerance', () => {
    const made = question.numeric('q', {answers: [{answer: 3.14, tolerance: 0.02, score: 100}]})
    for (const typed of ['3.14', '3.12', '3.16', '3.11', '3.17', '-3.14']) same(made, typed, {gaps: [typed]})
  })

  it('gaps that are typed or chosen', () => {
    for (const first of ['peace', 'Treaty', 'war']) {
      const given = [
        [0, first],
        [1, 'münster'],
      ] as const
      same(question.fillBlanks('q', {points: 4}), given, {gaps: [first, 'münster']})
    }
    const texts = ['peace', 'Münster', 'war']
    fc.assert(
      fc.property(three, (picks) => {
        same(
          question.fillBlanks('q', {mode: 'dropdown'}),
          picks.map((word, blank) => [blank, word] as const),
          {gaps: picks.map((word) => texts[word])},
        )
      }),
    )
  })

  it('pairs, orders and categories', () => {
    const rights = ['Paris', 'Rome', 'Bonn']
    fc.assert(
      fc.property(three, (picks) => {
        same(
          question.matching('q', {points: 3}),
          picks.map((right, left) => [left, right] as const),
          {pairs: picks.map((right, left) => [['France', 'Italy'][left] ?? '', rights[right] ?? ''] as const)},
        )
      }),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], {minLength: 3}), (order) => {
        const names = ['First', 'Second', 'Third']
        same(question.ordering('q'), order, {
          pairs: order.map((slot, at) => [names[slot] ?? '', String(at + 1)] as const),
        })
      }),
    )
    fc.assert(
      fc.property(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), (picks) => {
        const items = ['Cat', 'Oak', 'Dog']
        same(
          question.categorise('q'),
          picks.map((category, index) => [index + 2, category] as const),
          {pairs: picks.map((category, index) => [items[index] ?? '', ['Animal', 'Plant'][category] ?? ''] as const)},
        )
      }),
    )
  })

  it('an essay waits for its points', () => {
    const {item} = asked(question.essay('q', {points: 7}), 'ilias')
    expect(only(item, 'decvar').attributes.maxvalue).toBe('7')
    expect(fieldOf(item, 'QUESTIONTYPE')).toBe('TEXT QUESTION')
  })
})

describe('a zip of QTI 1.2 for ILIAS', () => {
  it('has a file for each quiz and each bank, whose name has “qti” in it', () => {
    const made = course({modules: [module('m', [quiz('quiz', [question.trueFalse('a'), draw])])], banks: [bank]})
    const {files, losses} = written(made, 'ilias')
    expect(files.map(({path}) => path)).toEqual(['imsmanifest.xml', 'qti-quiz.xml', 'qti-bank.pool.xml'])
    expect(all(readXml(textOf(files, 'qti-quiz.xml')), 'item')).toHaveLength(1)
    expect(losses.map(({feature}) => feature)).toContain('quiz/draw')
    expect(seal(qti12, files).diagnostics).toEqual([])
  })

  it('keeps feedback where its importers look for it', () => {
    const feedback = {right: md('Yes.'), wrong: md('No.')}
    for (const made of oneOfEach().filter(({type}) => type !== 'essay')) {
      const {item} = asked({...made, feedback}, 'ilias')
      const idents = all(item, 'itemfeedback').map(({attributes}) => attributes.ident)
      expect(idents).toContain('response_allcorrect')
      expect(idents).toContain('response_onenotcorrect')
      expect(all(item, 'displayfeedback').length).toBeGreaterThan(0)
    }
  })
})

it('comes back as the same text in both dialects, whatever the text', () => {
  fc.assert(
    fc.property(hostileText(), fc.constantFrom('canvas', 'ilias'), (text, system) => {
      const visible = (each: string) => each.replace(/[\s\ufeff\u200b]+/g, ' ').trim()
      const made = question.multipleChoice('q', {prompt: words(text)})
      const choices = made.choices.map((one, index) => (index === 0 ? {...one, text: words(text)} : one))
      const {item} = asked({...made, choices}, system)
      const texts = all(item, 'mattext').map((each) => visible(plain(each.text)))
      expect(texts.slice(0, 2)).toEqual([visible(throughXml(text)), visible(throughXml(text))])
    }),
  )
})
