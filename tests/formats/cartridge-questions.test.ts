import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {commonCartridge11} from '../../src/formats/cc-1.1/index.js'
import type {Loss} from '../../src/model/package.js'
import type {Response} from '../../src/model/player.js'
import type {Question} from '../../src/model/question.js'
import {mark} from '../../src/model/scoring.js'
import type {Local} from '../../src/model/text.js'
import {playerQuiz} from '../../src/render/player-quiz.js'
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
import {decodeEntities, labelled, markOf, plain, type QtiAnswer, weightOf} from '../helpers/qti-1.2-interpreter.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

/** A question as it stands in a cartridge: its items and what it lost. */
const inCartridge = (made: Question<Local>): {items: readonly ReadElement[]; losses: readonly Loss[]} => {
  const {files, losses} = commonCartridge11.write(inputOf(courseWith(made), {points: 'standard'}, ['media/map.svg']))
  return {
    items: all(readXml(textOf(files, 'quizzes/quiz.xml')), 'item'),
    losses: losses.filter((loss) => loss.item?.type === 'question'),
  }
}

const courseWith = (made: Question<Local>) => course({modules: [module('m', [lesson('one'), quiz('quiz', [made])])]})

/** The same question as the model marks it. */
const asPlayed = (made: Question<Local>) => {
  const whole = courseWith(made)
  const style = {math: 'tex', text: String, media: String, link: () => undefined, practice: () => ''} as const
  const [asked] = playerQuiz(quiz('quiz', [made]), whole, editionOf(whole).slots, style).questions
  if (!asked) throw new Error('The quiz asks nothing.')
  return asked
}

/** What all items of a question earn together, as a share of what they are worth. */
const marked = (items: readonly ReadElement[], answers: readonly QtiAnswer[]): number => {
  const all = items.reduce((sum, item) => sum + weightOf(item), 0)
  const earned = items.reduce((sum, item, index) => sum + weightOf(item) * markOf(item, answers[index] ?? ''), 0)
  return earned / all
}

const same = (made: Question<Local>, response: Response, answers: readonly QtiAnswer[]): void => {
  expect(marked(inCartridge(made).items, answers)).toBeCloseTo(mark(asPlayed(made), response) ?? Number.NaN, 6)
}

const pick = (item: ReadElement | undefined, text: string): QtiAnswer => (item ? [labelled(item, text)] : [])

describe('an answer earns in a cartridge what it earns in the model', () => {
  it('multiple choice', () => {
    const made = question.multipleChoice('q')
    const {items} = inCartridge(made)
    for (const [slot, text] of ['Red', 'Blue', 'Green'].entries()) same(made, slot, [pick(items[0], text)])
    same(made, null, [[]])
  })

  it('multiple response, for every selection', () => {
    const made = question.multipleResponse('q')
    const [item] = inCartridge(made).items
    fc.assert(
      fc.property(fc.subarray([0, 1, 2]), (slots) => {
        same(made, slots, [slots.flatMap((slot) => pick(item, ['2', '3', '4'][slot] ?? ''))])
      }),
    )
  })

  it('true or false', () => {
    for (const answer of [true, false]) {
      same(question.trueFalse('q', {answer}), 1, [['true']])
      same(question.trueFalse('q', {answer}), 0, [['false']])
    }
  })

  it('short answer, whatever is typed', () => {
    for (const caseSensitive of [true, false]) {
      const made = question.shortAnswer('q', {caseSensitive})
      const typed = ['Westphalia', 'westphalia', 'Peace of Westphalia', 'peace of westphalia', 'Utrecht', '']
      for (const text of typed) same(made, text, [text])
    }
  })

  it('a number, within the values that are written out', () => {
    const made = question.numeric('q', {answers: [{answer: 3.14, tolerance: 0.02, score: 100}]})
    for (const typed of ['3.14', '3.12', '3.13', '3.15', '3.16', '3.11', '3.17', '-3.14', ''])
      same(made, typed, [typed])
  })

  it('matching, for every assignment', () => {
    const made = question.matching('q', {points: 3})
    const {items} = inCartridge(made)
    const rights = ['Paris', 'Rome', 'Bonn']
    fc.assert(
      fc.property(fc.tuple(fc.nat(2), fc.nat(2)), (picks) => {
        same(
          made,
          picks.map((right, left) => [left, right] as const),
          picks.map((right, left) => pick(items[left], rights[right] ?? '')),
        )
      }),
    )
  })

  it('ordering, for every order', () => {
    const made = question.ordering('q')
    const {items} = inCartridge(made)
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2], {minLength: 3}), (order) => {
        same(
          made,
          order,
          order.map((slot, place) => pick(items[place], ['First', 'Second', 'Third'][slot] ?? '')),
        )
      }),
    )
  })

  it('gaps that are typed', () => {
    const made = question.fillBlanks('q')
    for (const first of ['peace', 'Treaty', 'war']) {
      for (const second of ['Münster', 'münster', '']) {
        same(
          made,
          [
            [0, first],
            [1, second],
          ] as const,
          [first, second],
        )
      }
    }
  })

  it('gaps that are chosen', () => {
    const made = question.fillBlanks('q', {mode: 'dropdown'})
    const {items} = inCartridge(made)
    const bank = ['peace', 'Münster', 'war']
    fc.assert(
      fc.property(fc.tuple(fc.nat(2), fc.nat(2)), (picks) => {
        same(
          made,
          picks.map((word, blank) => [blank, word] as const),
          picks.map((word, blank) => pick(items[blank], bank[word] ?? '')),
        )
      }),
    )
  })

  it('categories, for every assignment', () => {
    const made = question.categorise('q')
    const {items} = inCartridge(made)
    const about = (text: string) => items.findIndex((item) => plain(stemOf(item)).includes(text))
    fc.assert(
      fc.property(fc.tuple(fc.nat(1), fc.nat(1), fc.nat(1)), (picks) => {
        const answers: QtiAnswer[] = []
        for (const [index, category] of picks.entries()) {
          const at = about(['Cat', 'Oak', 'Dog'][index] ?? '')
          answers[at] = pick(items[at], ['Animal', 'Plant'][category] ?? '')
        }
        same(
          made,
          picks.map((category, index) => [index + 2, category] as const),
          answers,
        )
      }),
    )
  })

  it('areas of a picture', () => {
    const made = question.hotspot('q')
    const {items} = inCartridge(made)
    same(made, 0, [pick(items[0], 'North')])
    same(made, 1, [pick(items[0], 'South')])
  })
})

const stemOf = (item: ReadElement): string => {
  const [material] = only(item, 'presentation').children
  return material ? only(material, 'mattext').text : ''
}

describe('a question in a cartridge', () => {
  it('declares what differs: an answer for part of the marks earns none', () => {
    const made = question.shortAnswer('q', {
      answers: [
        {text: 'Westphalia', score: 100},
        {text: 'Münster', score: 50},
        {text: 'Utrecht', score: 0, feedback: md('That was 1713.')},
      ],
    })
    const {items, losses} = inCartridge(made)
    expect(marked(items, ['Münster'])).toBe(0)
    expect(losses.map((loss) => loss.feature)).toEqual(['question/partial-answer', 'question/answer-feedback'])
    expect(textsIn(items[0], 'varequal')).toEqual(['Westphalia'])
  })

  it('declares partial credit, which the profile has not', () => {
    const {losses} = inCartridge(question.multipleResponse('q', {scoring: 'partial'}))
    expect(losses.map((loss) => [loss.feature, loss.kind])).toEqual([['question/partial-credit', 'approximated']])
  })

  it('says of each type that is rewritten what becomes of it', () => {
    const rewritten = oneOfEach().flatMap((made) => inCartridge(made).losses.map((loss) => loss.feature))
    expect(rewritten).toEqual([
      'question/numeric',
      'question/matching',
      'question/ordering',
      'question/fill-blanks',
      'question/categorise',
      'question/hotspot',
    ])
  })

  it('has idents for its choices that say nothing and do not move with their texts', () => {
    const made = question.multipleChoice('q')
    const idents = (from: Question<Local>) =>
      all(inCartridge(from).items[0] as ReadElement, 'response_label').map((label) => label.attributes.ident)
    const reworded = question.multipleChoice('q', {
      choices: made.choices.map((choice) => ({...choice, text: md('Other')})),
    })
    expect(idents(reworded)).toEqual(idents(made))
    expect(idents(made).join()).not.toMatch(/red|blue|green|correct|wrong|right/i)
  })

  it('does not give the answers of a matching question away by their order', () => {
    const pairs = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
      id,
      place: question.essay('x').place,
      left: md(`left ${id}`),
      right: `right ${id}`,
    }))
    const {items} = inCartridge(question.matching('q', {pairs, distractors: []}))
    const shown = all(items[0] as ReadElement, 'response_label').map((label) => only(label, 'mattext').text)
    expect(shown).not.toEqual(pairs.map((pair) => pair.right))
    expect([...shown].sort()).toEqual(pairs.map((pair) => pair.right))
  })

  it('shows a feedback that continues to everybody, so only the general one does', () => {
    const feedback = {right: md('Yes.'), wrong: md('No.'), general: md('By the way.')}
    for (const made of oneOfEach()) {
      for (const item of inCartridge({...made, feedback}).items) {
        const continuing = all(item, 'respcondition').filter((condition) => condition.attributes.continue === 'Yes')
        expect(
          continuing.flatMap((condition) => all(condition, 'displayfeedback').map((show) => show.attributes.linkrefid)),
        ).toEqual(['general_fb'])
      }
    }
  })

  it('shows a choice its own feedback before that of the question', () => {
    const made = question.multipleChoice('q', {feedback: {right: md('Yes.'), wrong: md('No.')}})
    const choices = made.choices.map((choice) => ({...choice, feedback: md(`About ${choice.id}.`)}))
    const [item] = inCartridge({...made, choices}).items
    const shown = all(item as ReadElement, 'respcondition').map((condition) =>
      all(condition, 'displayfeedback').map((show) => feedbackText(item as ReadElement, show.attributes.linkrefid)),
    )
    expect(shown).toEqual([['About red.', 'No.'], ['About blue.', 'Yes.'], ['About green.', 'No.'], ['No.']])
  })

  it('keeps hints and a model answer, and says who drops the hints', () => {
    const {items, losses} = inCartridge(question.essay('q', {modelAnswer: md('Like this.'), hints: [md('Think.')]}))
    expect(plain(textsIn(items[0], 'mattext').join(' '))).toContain('Like this.')
    expect(plain(textsIn(items[0], 'mattext').join(' '))).toContain('Think.')
    expect(losses.map((loss) => loss.feature)).toEqual(['question/hints'])
  })

  it('comes back as the same text, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (stem, choice) => {
        // A companion of a blank has no width; see `onOneLine`.
        const visible = (text: string) =>
          text
            .replace(/\u200b/g, '')
            .replace(/\s+/g, ' ')
            .trim()
        const made = question.multipleChoice('q', {prompt: words(stem)})
        const choices = made.choices.map((one, index) => (index === 0 ? {...one, text: words(choice)} : one))
        const [item] = inCartridge({...made, choices}).items
        const read = (html: string) => visible(plain(html))
        expect(read(stemOf(item as ReadElement))).toBe(visible(throughXml(stem)))
        const [label] = all(item as ReadElement, 'response_label')
        expect(read(only(label as ReadElement, 'mattext').text)).toBe(visible(throughXml(choice)))
      }),
    )
  })

  it('comes through Moodle’s loss of one level of entities as the same text', () => {
    fc.assert(
      fc.property(fc.constantFrom('<div>', '&nbsp;', 'a<b', '&amp;', '&#39;', 'x && y'), (text) => {
        const [item] = inCartridge(question.multipleChoice('q', {prompt: words(text)})).items
        expect(plain(oneLevelLess(stemOf(item as ReadElement)))).toBe(text)
      }),
    )
  })
})

/** What `htmlspecialchars(html_entity_decode(x), double_encode: false)` leaves, once the XML is read back. */
const oneLevelLess = (html: string): string =>
  decodeEntities(
    decodeEntities(html)
      .replace(/&(?!(?:[a-z]+|#\d+);)/gi, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;'),
  )

const textsIn = (from: ReadElement | undefined, name: string): readonly string[] =>
  from ? all(from, name).map((found) => found.text) : []

const feedbackText = (item: ReadElement, ident: string | undefined): string => {
  const found = all(item, 'itemfeedback').find((feedback) => feedback.attributes.ident === ident)
  return found ? plain(only(found, 'mattext').text) : ''
}
