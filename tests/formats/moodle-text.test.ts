import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {gift} from '../../src/formats/gift/index.js'
import {moodleXml} from '../../src/formats/moodle-xml/index.js'
import type {Question} from '../../src/model/question.js'
import type {Local} from '../../src/model/text.js'
import {readGift} from '../helpers/gift-reader.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {course, inputOf, module, oneOfEach, place, question, quiz, words} from '../helpers/model-course.js'
import {childOf, childrenOf, clozeGaps, textIn} from '../helpers/moodle-xml-interpreter.js'
import {plain} from '../helpers/qti-1.2-interpreter.js'
import {all, readXml, textOf} from '../helpers/read-xml.js'

const courseWith = (made: readonly Question<Local>[], title = 'Quiz quiz') =>
  course({modules: [module('m', [quiz('quiz', made, {title})])]})

const asXml = (...made: readonly Question<Local>[]) =>
  all(readXml(textOf(moodleXml.write(inputOf(courseWith(made), {})).files, 'questions.xml')), 'question').filter(
    ({attributes}) => attributes.type !== 'category',
  )

const asGift = (...made: readonly Question<Local>[]) =>
  readGift(textOf(gift.write(inputOf(courseWith(made), {})).files, 'questions.txt'))

/** What a reader sees of a text: blanks in a row are one. */
const visible = (text: string): string => text.replace(/\s+/g, ' ').trim()
const seen = (html: string): string => visible(plain(html))
const wanted = (text: string): string => visible(throughXml(text))

/** As hostile as can be, with the signs of GIFT and Cloze. */
const anyText = () =>
  fc.oneof(
    hostileText(),
    fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '~',
          '=',
          '#',
          ':',
          '\\',
          '->',
          '//',
          '::',
          '[html]',
          '%50%',
          '\n\n',
          '$CATEGORY:',
          '{#1}',
          '[[1]]',
          '{1:SA:=x}',
          '_____',
          'a',
          '&#125;',
          '&&058;',
          '@@PLUGINFILE@@/x',
        ),
        {maxLength: 9},
      )
      .map((parts) => parts.join('')),
    fc.constantFrom('x'.repeat(30_000), '}{'.repeat(15_000), '\u202eقانون <b>&amp;</b> ∑'.repeat(1_000)),
  )

/** A typed answer is one line, and its blanks are compared; Moodle trims it. */
const anyAnswer = () => anyText().map((text) => visible(throughXml(text)).slice(0, 300).trim() || 'x')

describe('a text comes back as it went in', () => {
  it('from Moodle XML: question, choice, feedback, hint and tag', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (prompt, choice, said) => {
        const made = question.multipleChoice('q', {
          prompt: words(prompt),
          hints: [words(said)],
          feedback: {general: words(said)},
        })
        const choices = made.choices.map((each, index) =>
          index === 0 ? {...each, text: words(choice), feedback: words(said)} : each,
        )
        const [asked] = asXml({...made, choices})
        if (!asked) throw new Error('There is no question.')
        const [answer] = childrenOf(asked, 'answer')
        if (!answer) throw new Error('There is no answer.')
        expect(seen(textIn(childOf(asked, 'questiontext')))).toBe(wanted(prompt))
        expect(seen(textIn(answer))).toBe(wanted(choice))
        for (const element of [childOf(answer, 'feedback'), childOf(asked, 'generalfeedback'), childOf(asked, 'hint')])
          expect(seen(textIn(element))).toBe(wanted(said))
      }),
      {numRuns: 150},
    )
  })

  it('from GIFT: question, name, choice and feedback', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (prompt, choice, said) => {
        const made = question.multipleChoice('q', {prompt: words(prompt), feedback: {general: words(said)}})
        const choices = made.choices.map((each, index) =>
          index === 0 ? {...each, text: words(`c${choice}`), feedback: words(`f${said}`)} : each,
        )
        const [asked, ...more] = asGift({...made, choices})
        expect(more).toEqual([])
        expect(asked?.kind).toBe('choice')
        expect(seen(asked?.text ?? '')).toBe(wanted(prompt))
        expect(seen(asked?.answers[0]?.text ?? '')).toBe(wanted(`c${choice}`))
        expect(seen(asked?.answers[0]?.feedback ?? '')).toBe(wanted(`f${said}`))
        expect(seen(asked?.general ?? '')).toBe(wanted(said))
      }),
      {numRuns: 150},
    )
  })

  it('where learners type it: a short answer, and a gap of Cloze', () => {
    fc.assert(
      fc.property(anyAnswer(), anyText(), (answer, around) => {
        const short = question.shortAnswer('s', {answers: [{text: answer, score: 100}]})
        const filled = question.fillBlanks('f', {
          prompt: words(around),
          blanks: [
            {id: 'b1', accept: [answer]},
            {id: 'b2', accept: ['two']},
          ],
        })
        const [asked, cloze] = asXml(short, filled)
        if (!asked || !cloze) throw new Error('There are no questions.')
        const bare = (pattern: string | undefined) => pattern?.replaceAll('\\*', '*').replace(/[‘’]/g, "'")
        const expected = answer.replace(/[‘’]/g, "'")
        expect(bare(childrenOf(asked, 'answer').map(textIn)[0])).toBe(expected)
        const gaps = clozeGaps(textIn(childOf(cloze, 'questiontext')))
        expect(gaps.map(({answers}) => bare(answers[0]?.shown))).toEqual([expected, 'two'])
        expect(seen(textIn(childOf(cloze, 'questiontext')).replace(/\{\d+:SHORTANSWER:[^}]*\}/g, ''))).toBe(
          wanted(`${around} The  of `),
        )
        if (/->|&&\d{3};/.test(answer)) return
        const [inGift] = asGift(short)
        expect(bare(inGift?.answers[0]?.text)).toBe(expected)
      }),
      {numRuns: 200},
    )
  })

  it('where learners choose it: pairs, items, categories and words', () => {
    fc.assert(
      fc.property(anyAnswer(), anyText(), (answer, stem) => {
        const pairs = question.matching('m', {
          pairs: [
            {id: 'a', place, left: words(`l${stem}`), right: answer},
            {id: 'b', place, left: words('b'), right: 'b'},
          ],
        })
        const order = question.ordering('o', {
          items: [
            {id: 'a', place, text: words(`i${stem}`)},
            {id: 'b', place, text: words('b')},
          ],
        })
        const menus = question.fillBlanks('d', {
          mode: 'dropdown',
          blanks: [
            {id: 'b1', accept: [answer]},
            {id: 'b2', accept: ['two words']},
          ],
          distractors: [],
        })
        const [match, ordering, select] = asXml(pairs, order, menus)
        if (!match || !ordering || !select) throw new Error('There are no questions.')
        const [sub] = childrenOf(match, 'subquestion')
        if (!sub) throw new Error('There is no pair.')
        expect(seen(textIn(sub))).toBe(wanted(`l${stem}`))
        expect(seen(textIn(childOf(sub, 'answer')))).toBe(answer)
        expect(childrenOf(ordering, 'answer').map((item) => seen(textIn(item)))).toEqual([wanted(`i${stem}`), 'b'])
        if (answer !== 'two words')
          expect(childrenOf(select, 'selectoption').map((word) => seen(textIn(word)))).toEqual([answer, 'two words'])
        const [asked] = asGift(pairs)
        expect(asked?.kind).toBe('match')
        expect(seen(asked?.answers[0]?.text ?? '')).toBe(wanted(`l${stem}`))
        expect(seen(asked?.answers[0]?.right ?? '')).toBe(answer)
      }),
      {numRuns: 150},
    )
  })

  it('in the names of categories', () => {
    for (const title of ['a/b', '/a', 'b/', 'a//b', 'a < b', 'C:\\new', '“x” & y: {1}']) {
      const made = inputOf(courseWith(oneOfEach(), title), {}, ['media/map.svg'])
      const [file] = moodleXml.write(made).files
      const parts = file && 'parts' in file.content ? file.content.parts : []
      const xml = readXml(parts.map((part) => (typeof part === 'string' ? part : '')).join(''))
      const path = all(xml, 'category').map(textIn)[0] ?? ''
      // A slash between two names stands alone.
      expect(path.split(/(?<!\/)\/(?!\/)/).map((name) => name.replaceAll('//', '/').trim())).toEqual([
        'top',
        'A small course',
        title,
      ])
      const [asked] = readGift(textOf(gift.write(made).files, 'questions.txt'))
      expect(asked?.category).toBe(path)
    }
  })
})

describe('a file of questions', () => {
  it('embeds each picture where it is shown, and shows a word for it in GIFT', () => {
    const made = question.hotspot('q')
    const input = inputOf(courseWith([made]), {}, ['media/map.svg'])
    const [file] = moodleXml.write(input).files
    if (!file || !('parts' in file.content)) throw new Error('There are no pictures.')
    expect(file.content.parts.filter((part) => typeof part !== 'string')).toEqual([{base64: 'media/map.svg'}])
    expect(gift.write(input).losses.map(({feature, kind}) => [feature, kind])).toContainEqual([
      'question/hotspot',
      'dropped',
    ])
  })

  it('has the same names of questions whatever their order and texts', () => {
    const idnumbers = (made: readonly Question<Local>[]) =>
      asXml(...made)
        .map((asked) => childOf(asked, 'idnumber').text)
        .sort()
    const made = oneOfEach().filter(({type}) => type !== 'hotspot')
    const reworded = made.map((each) => ({...each, prompt: words('Other words')}))
    expect(idnumbers(reworded.reverse())).toEqual(idnumbers(made))
  })

  it('says why of every loss, and where that is known from', () => {
    const made = oneOfEach().map((each) => ({...each, hints: [words('Think.')], feedback: {wrong: words('No.')}}))
    for (const format of [moodleXml, gift]) {
      const {losses} = format.write(inputOf(courseWith(made), {}, ['media/map.svg']))
      expect(losses.length).toBeGreaterThan(3)
      for (const loss of losses) {
        expect(loss.source).toMatch(/^Moodle 5\.1, [\w/.-]+/)
        expect(loss.why.length * loss.remedy.length * loss.what.length).toBeGreaterThan(0)
      }
    }
  })
})
