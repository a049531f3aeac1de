import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {canvas} from '../../src/formats/canvas/index.js'
import type {Loss} from '../../src/model/package.js'
import type {Response} from '../../src/model/player.js'
import type {Question} from '../../src/model/question.js'
import {mark} from '../../src/model/scoring.js'
import type {Local} from '../../src/model/text.js'
import {playerQuiz} from '../../src/render/player-quiz.js'
import {fieldOf, type Given, markByCanvas, markByProcessing, responseOf} from '../helpers/canvas-quizzes.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {
  course,
  editionOf,
  inputOf,
  lesson,
  md,
  module,
  oneOfEach,
  question,
  quiz,
  words,
} from '../helpers/model-course.js'
import {decodeEntities, labelled, plain} from '../helpers/qti-1.2-interpreter.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

/** A question as it stands in a quiz of Canvas, and what it lost. */
const inCanvas = (made: Question<Local>): {item: ReadElement; losses: readonly Loss[]} => {
  const {files, losses} = canvas.write(inputOf(courseWith(made), {}, ['media/map.svg']))
  return {
    item: only(readXml(textOf(files, 'non_cc_assessments/quiz_small_quiz.xml.qti')), 'item'),
    losses: losses.filter((loss) => loss.item?.type === 'question'),
  }
}

const courseWith = (made: Question<Local>) => course({modules: [module('m', [lesson('one'), quiz('quiz', [made])])]})

/** The share of the marks by the model. */
const byModel = (made: Question<Local>, response: Response): number => {
  const whole = courseWith(made)
  const style = {math: 'tex', text: String, media: String, link: () => undefined, practice: () => ''} as const
  const [asked] = playerQuiz(quiz('quiz', [made]), whole, editionOf(whole).slots, style).questions
  if (!asked) throw new Error('The quiz asks nothing.')
  return mark(asked, response) ?? Number.NaN
}

/** Expects the same mark by our model, by Canvas’s rules, and by the response processing. */
const same = (made: Question<Local>, item: ReadElement, response: Response, given: Given): void => {
  const wanted = byModel(made, response)
  expect(markByCanvas(item, given)).toBeCloseTo(wanted, 6)
  expect(markByProcessing(item, given)).toBeCloseTo(wanted, 6)
}

/** The ident of what is called so in the menu of a gap or left side. */
const pick = (item: ReadElement, name: string, text: string): Given => {
  const response = responseOf(item, name)
  return {[response.attributes.ident ?? '']: [labelled(response, text)]}
}

const together = (given: readonly Given[]): Given => Object.assign({}, ...given)

describe('an answer earns in Canvas what it earns in the model', () => {
  it('multiple choice', () => {
    const made = question.multipleChoice('q', {feedback: {right: md('Yes.'), wrong: md('No.'), general: md('So.')}})
    const {item} = inCanvas(made)
    for (const [slot, text] of ['Red', 'Blue', 'Green'].entries())
      same(made, item, slot, {response1: [labelled(item, text)]})
    same(made, item, null, {})
  })

  it('multiple response with partial credit, for every selection; processing knows all or nothing only', () => {
    const made = question.multipleResponse('q', {scoring: 'partial'})
    const {item} = inCanvas(made)
    fc.assert(
      fc.property(fc.subarray([0, 1, 2]), (slots) => {
        const given = {response1: slots.map((slot) => labelled(item, ['2', '3', '4'][slot] ?? ''))}
        expect(markByCanvas(item, given)).toBeCloseTo(byModel(made, slots), 6)
        expect(markByProcessing(item, given)).toBe(Math.floor(byModel(made, slots)))
      }),
    )
  })

  it('multiple response, all or nothing: Classic Quizzes differ, and the loss says so', () => {
    const made = question.multipleResponse('q')
    const {item, losses} = inCanvas(made)
    const half = {response1: [labelled(item, '2')]}
    expect([byModel(made, [0]), markByProcessing(item, half), markByCanvas(item, half)]).toEqual([0, 0, 0.5])
    expect(losses.map((loss) => loss.feature)).toEqual(['question/all-or-nothing'])
    expect(fieldOf(item, 'scoring_algorithm')).toBe('AllOrNothing')
    expect(fieldOf(inCanvas({...made, scoring: 'partial'}).item, 'scoring_algorithm')).toBeUndefined()
  })

  it('true or false', () => {
    for (const answer of [true, false]) {
      const made = question.trueFalse('q', {answer})
      const {item} = inCanvas(made)
      same(made, item, 1, {response1: ['true']})
      same(made, item, 0, {response1: ['false']})
    }
  })

  it('short answer, whatever is typed', () => {
    const made = question.shortAnswer('q', {
      answers: [
        {text: 'Westphalia', score: 100},
        {text: 'the people’s peace', score: 100, feedback: md('Well.')},
      ],
    })
    const {item} = inCanvas(made)
    const texts = ['Westphalia', ' WESTPHALIA ', 'The people’s peace', "the people's peace", 'Utrecht', '<b>', '']
    for (const text of texts) same(made, item, text, {response1: text})
  })

  it('a number: exact, within a tolerance, and very small', () => {
    const cases = [
      [{answer: 3.14, tolerance: 0.02, score: 100}, '3.12', '3.13', '3.16', '3.11', '3.17', '-3.14', ''],
      [{answer: -11.7, tolerance: 0.02, score: 100}, '-11.72', '-11.68', '-11.721', '11.7'],
      [{answer: 1648, tolerance: 0, score: 100}, '1648', '1648.0', '1647.999'],
      [{answer: 0.0000001, tolerance: 0, score: 100}, '0.0000001', '0.0000002'],
      [{answer: 0.3, tolerance: 0.1, score: 100}, '0.2', '0.4', '0.19', '0.41'],
    ] as const
    for (const [accepted, ...typed] of cases) {
      const made = question.numeric('q', {answers: [accepted]})
      const {item} = inCanvas(made)
      for (const text of typed) same(made, item, text, {response1: text})
    }
  })

  it('several numbers', () => {
    const made = question.numeric('q', {
      answers: [
        {answer: 2, tolerance: 0.5, score: 100, feedback: md('Two.')},
        {answer: -2, tolerance: 0, score: 100},
      ],
    })
    const {item} = inCanvas(made)
    for (const text of ['2', '2.5', '-2', '-2.5', '0']) same(made, item, text, {response1: text})
  })

  it('matching, for every assignment', () => {
    const made = question.matching('q', {points: 3})
    const {item} = inCanvas(made)
    fc.assert(
      fc.property(fc.tuple(fc.nat(2), fc.nat(2)), (picks) => {
        const given = picks.map((right, left) =>
          pick(item, ['France', 'Italy'][left] ?? '', ['Paris', 'Rome', 'Bonn'][right] ?? ''),
        )
        const response = picks.map((right, left) => [left, right] as const)
        same(made, item, response, together(given))
      }),
    )
  })

  it('matching where two left sides share their right side', () => {
    const base = question.matching('q')
    const made = {...base, pairs: base.pairs.map((pair) => ({...pair, right: 'Rome'}))}
    const {item} = inCanvas(made)
    for (const [text, slot] of [
      ['Rome', 1],
      ['Bonn', 2],
    ] as const)
      same(made, item, [[0, slot]], pick(item, 'France', text))
  })

  it('ordering, for every order', () => {
    const made = question.ordering('q')
    const {item} = inCanvas(made)
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], {minLength: 3}), (order) => {
        const given = order.map((slot, place) =>
          pick(item, ['First', 'Second', 'Third'][slot] ?? '', String(place + 1)),
        )
        same(made, item, order, together(given))
      }),
    )
  })

  it('gaps that are typed', () => {
    const made = question.fillBlanks('q')
    const {item} = inCanvas(made)
    for (const first of ['peace', 'Treaty', 'war'])
      for (const second of ['Münster', ' münster', '']) {
        const response = [
          [0, first],
          [1, second],
        ] as const
        const given = {response_b1: first, response_b2: second}
        expect(markByCanvas(item, given)).toBeCloseTo(byModel(made, response), 6)
      }
  })

  it('gaps that are chosen or filled with words', () => {
    for (const mode of ['dropdown', 'drag'] as const) {
      const made = question.fillBlanks('q', {mode})
      const {item} = inCanvas(made)
      const bank = ['peace', 'Münster', 'war']
      fc.assert(
        fc.property(fc.tuple(fc.nat(2), fc.nat(2)), (picks) => {
          const given = picks.map((word, blank) => pick(item, `b${blank + 1}`, bank[word] ?? ''))
          const response = picks.map((word, blank) => [blank, word] as const)
          same(made, item, response, together(given))
        }),
      )
    }
  })

  it('categories, for every assignment', () => {
    const made = question.categorise('q')
    const {item} = inCanvas(made)
    fc.assert(
      fc.property(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), (picks) => {
        const given = picks.map((category, index) =>
          pick(item, ['Cat', 'Oak', 'Dog'][index] ?? '', ['Animal', 'Plant'][category] ?? ''),
        )
        const response = picks.map((category, index) => [index + 2, category] as const)
        same(made, item, response, together(given))
      }),
    )
  })

  it('areas of a picture', () => {
    const made = question.hotspot('q')
    const {item} = inCanvas(made)
    same(made, item, 0, {response1: [labelled(item, 'North')]})
    same(made, item, 1, {response1: [labelled(item, 'South')]})
  })
})

describe('a question in Canvas', () => {
  it('has a type that Canvas knows, and its marks twice', () => {
    const types = oneOfEach().map((made) => {
      const {item} = inCanvas({...made, points: 2.5})
      expect([fieldOf(item, 'points_possible'), fieldOf(item, 'cc_weighting')]).toEqual(['2.5', '2.5'])
      return fieldOf(item, 'question_type')
    })
    expect(types).toEqual([
      'multiple_choice_question',
      'multiple_answers_question',
      'true_false_question',
      'short_answer_question',
      'numerical_question',
      'matching_question',
      'essay_question',
      'matching_question',
      'fill_in_multiple_blanks_question',
      'matching_question',
      'multiple_choice_question',
    ])
  })

  it('says of each type that is rewritten what becomes of it', () => {
    expect(oneOfEach().flatMap((made) => inCanvas(made).losses.map((loss) => loss.feature))).toEqual([
      'question/all-or-nothing',
      'question/ordering',
      'question/categorise',
      'question/hotspot',
    ])
  })

  it('has no condition that scores without asking for an answer: New Quizzes refuses such items', () => {
    const feedback = {right: md('Yes.'), wrong: md('No.'), general: md('By the way.')}
    for (const made of oneOfEach()) {
      for (const condition of all(inCanvas({...made, feedback}).item, 'respcondition'))
        if (all(condition, 'setvar').length > 0) expect(all(condition, 'varequal').length).toBeGreaterThan(0)
    }
  })

  it('keeps every feedback where Canvas looks for it', () => {
    const feedback = {right: md('Yes.'), wrong: md('No.'), general: md('By the way.')}
    for (const made of oneOfEach()) {
      if (made.type === 'essay') continue
      const {item} = inCanvas({...made, feedback})
      const said = all(item, 'itemfeedback').map((each) => [
        each.attributes.ident,
        plain(only(each, 'mattext').text).trim(),
      ])
      expect(Object.fromEntries(said)).toMatchObject({
        correct_fb: 'Yes.',
        general_incorrect_fb: 'No.',
        general_fb: 'By the way.',
      })
    }
  })

  it('shows the feedback of a choice by the ident of the choice', () => {
    const made = question.multipleChoice('q')
    const choices = made.choices.map((choice) => ({...choice, feedback: md(`About ${choice.id}.`)}))
    const {item} = inCanvas({...made, choices})
    const red = labelled(item, 'Red')
    const shown = all(item, 'itemfeedback').find((each) => each.attributes.ident === `${red}_fb`)
    expect(shown && plain(only(shown, 'mattext').text)).toBe('About red.')
  })

  it('has idents that say nothing and do not move with texts', () => {
    const made = question.multipleChoice('q')
    const idents = (from: Question<Local>) =>
      all(inCanvas(from).item, 'response_label').map((label) => label.attributes.ident)
    const reworded = {...made, choices: made.choices.map((choice) => ({...choice, text: md('Other')}))}
    expect(idents(reworded)).toEqual(idents(made))
    expect(idents(made).join()).not.toMatch(/red|blue|green|correct|wrong|right/i)
  })

  it('does not give the order of an ordering question away', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({id, place: question.essay('x').place, text: md(id)}))
    const {item} = inCanvas(question.ordering('q', {items}))
    const shown = all(item, 'response_lid').map(({children: [material]}) => material && only(material, 'mattext').text)
    expect(shown).not.toEqual(items.map(({id}) => id))
    expect([...shown].sort()).toEqual(items.map(({id}) => id))
  })

  it('says where case matters, which New Quizzes read, and that Classic Quizzes do not', () => {
    const {item, losses} = inCanvas(question.shortAnswer('q', {caseSensitive: true}))
    expect(all(item, 'varequal').map((each) => each.attributes.case)).toEqual(['Yes', 'Yes'])
    expect(losses.map((loss) => loss.feature)).toEqual(['question/case'])
  })

  it('says that Canvas reads entities in right sides once more', () => {
    const base = question.matching('q')
    const made = {...base, pairs: base.pairs.map((pair) => ({...pair, right: `&lt;${pair.id}&gt;`}))}
    const {item, losses} = inCanvas(made)
    expect(all(item, 'response_label').map((label) => only(label, 'mattext').text)).toContain('&lt;fr&gt;')
    expect(losses.map((loss) => loss.feature)).toEqual(['question/entities'])
  })

  it('takes no word in square brackets for a gap', () => {
    const {item} = inCanvas(question.fillBlanks('q', {prompt: words('Mind [b1] and [b9].')}))
    const [material] = only(item, 'presentation').children
    const stem = decodeEntities(material ? only(material, 'mattext').text : '')
    expect(stem.match(/\[b\d\]/g)).toEqual(['[b9]', '[b1]', '[b2]'])
  })

  it('comes back as the same text, whatever the text', () => {
    const visible = (text: string) => text.replace(/\s+/g, ' ').trim()
    const texts = fc.oneof(
      hostileText(),
      hostileText().map((text) => `${text}${'long '.repeat(6000)}${text}`),
    )
    fc.assert(
      fc.property(texts, hostileText(), hostileText(), (stem, choice, said) => {
        const made = question.multipleChoice('q', {prompt: words(stem), feedback: {wrong: words(said)}})
        const choices = made.choices.map((one, index) => (index === 0 ? {...one, text: words(choice)} : one))
        const {item, losses} = inCanvas({...made, choices})
        const read = (from: ReadElement | undefined) => visible(plain(from ? only(from, 'mattext').text : ''))
        expect(read(only(item, 'presentation').children[0])).toBe(visible(throughXml(stem)))
        expect(read(all(item, 'response_label')[0])).toBe(visible(throughXml(choice)))
        expect(read(all(item, 'itemfeedback')[0])).toBe(visible(throughXml(said)))
        expect(losses.map(({feature}) => feature)).toEqual(stem.length > 20_000 ? ['question/long-text'] : [])
      }),
      {numRuns: 60},
    )
  })

  it('keeps accepted answers and right sides to the letter', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const written = throughXml(text)
        const short = inCanvas(question.shortAnswer('q', {answers: [{text, score: 100}]})).item
        expect(all(short, 'varequal')[0]?.text).toBe(written)
        const base = question.matching('q')
        const {item} = inCanvas({...base, distractors: [{id: 'x', text}]})
        if (text !== 'Paris' && text !== 'Rome')
          expect(all(item, 'response_label').map((label) => only(label, 'mattext').text)).toContain(written)
      }),
      {numRuns: 60},
    )
  })
})
