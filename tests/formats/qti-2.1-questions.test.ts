import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {qti21} from '../../src/formats/qti-2.1/index.js'
import type {PlayerQuestion} from '../../src/model/player.js'
import {questionTypes} from '../../src/model/question.js'
import {mark, matchTyped} from '../../src/model/scoring.js'
import {anyQuestion, anyResponse} from '../helpers/any-question.js'
import {hostileText, throughXml} from '../helpers/hostile.js'
import {inputOf, md, oneOfEach, question, words} from '../helpers/model-course.js'
import {process} from '../helpers/qti-2.1-interpreter.js'
import {asPlayed, candidate, courseWith, inPackage, shown} from '../helpers/qti-2.1-item.js'
import {all, only, type ReadElement, readXml, textOf} from '../helpers/read-xml.js'

describe('an answer earns as an item of QTI 2.1 what it earns in the model', () => {
  for (const type of questionTypes.filter((each) => each !== 'essay')) {
    it(type, () => {
      fc.assert(
        fc.property(
          anyQuestion(type).chain((made) => fc.tuple(fc.constant(made), anyResponse(asPlayed(made)))),
          ([made, given]) => {
            const {item} = inPackage(made)
            const asked = asPlayed(made)
            const {score, max} = process(item, candidate(item, asked, given))
            expect(max).toBe(made.points)
            expect(score / made.points).toBeCloseTo(mark(asked, given) ?? Number.NaN, 9)
          },
        ),
        {numRuns: 60},
      )
    })
  }

  it('essay: a person marks it, and until then it has no points', () => {
    const {item} = inPackage(question.essay('q', {points: 4}))
    expect(process(item, {RESPONSE: ['Words.']})).toEqual({score: 0, max: 4, feedback: []})
  })

  it('a whole answer earns the points to the last bit, so that it shows as right', () => {
    for (const points of [1, 0.1, 2.7, 3, 7]) {
      for (const made of oneOfEach().filter(({type}) => type !== 'essay')) {
        const {item} = inPackage({...made, points, feedback: {right: md('Yes.')}})
        const answers = Object.fromEntries(
          all(item, 'responseDeclaration').map((declared) => [
            declared.attributes.identifier,
            all(only(declared, 'correctResponse'), 'value').map(({text}) => text),
          ]),
        )
        expect(process(item, answers), made.type).toEqual({score: points, max: points, feedback: ['correct_fb']})
      }
    }
  })
})

describe('an item of QTI 2.1', () => {
  const feedback = {right: md('Yes.'), wrong: md('No.'), general: md('By the way.')}

  it('says of right and wrong what the player says, and the general to everybody', () => {
    fc.assert(
      fc.property(
        anyQuestion().chain((made) => fc.tuple(fc.constant(made), anyResponse(asPlayed(made)))),
        ([made, given]) => {
          const {item} = inPackage({...made, feedback})
          const asked = asPlayed(made)
          const share = mark(asked, given)
          const verdict = share === null ? [] : [share >= 1 ? 'correct_fb' : 'incorrect_fb']
          expect(process(item, candidate(item, asked, given)).feedback).toEqual([...verdict, 'general_fb'])
        },
      ),
    )
  })

  it('says to a typed answer what the first that it meets says', () => {
    const made = question.shortAnswer('q', {
      answers: [
        {text: 'Westphalia', score: 100, feedback: md('Indeed.')},
        {text: 'westphalia', score: 50, feedback: md('Never seen.')},
        {text: 'Utrecht', score: 0, feedback: md('That was 1713.')},
      ],
    })
    const {item} = inPackage(made)
    for (const typed of ['WESTPHALIA', 'utrecht', 'Vienna']) {
      const says = process(item, {RESPONSE: [typed]}).feedback.map((ident) => feedbackText(item, ident))
      const expected = matchTyped(asPlayed(made) as Extract<PlayerQuestion, {type: 'short-answer'}>, typed)?.feedback
      expect(says).toEqual(expected === undefined ? [] : [expected.replace(/<\/?p>/g, '')])
    }
  })

  it('says to each choice that was picked what belongs to it, with its name', () => {
    const made = question.multipleResponse('q')
    const choices = made.choices.map((choice) => ({...choice, feedback: md(`About ${choice.id}.`)}))
    const {item} = inPackage({...made, choices})
    const idents = all(item, 'simpleChoice').map((choice) => choice.attributes.identifier ?? '')
    const says = process(item, {RESPONSE: [idents[2] ?? '', idents[0] ?? '']}).feedback
    expect(says.map((ident) => feedbackText(item, ident))).toEqual(['About two.', 'About four.'])
    expect(all(item, 'modalFeedback').map((each) => each.attributes.title)).toEqual(['2', '3', '4'])
  })

  it('has no words that give the right answer away', () => {
    for (const made of oneOfEach()) {
      const {item} = inPackage(made)
      const idents = [...all(item, 'simpleChoice'), ...all(item, 'simpleAssociableChoice'), ...all(item, 'gapText')]
        .map((each) => each.attributes.identifier)
        .filter((ident) => ident !== 'true' && ident !== 'false')
      expect(idents.join(' ')).toMatch(/^(c[0-9a-f]{12} ?)*$/)
    }
    const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({id, place: question.essay('x').place, text: md(id)}))
    expect(all(inPackage(question.ordering('q', {items})).item, 'simpleChoice').map(shown)).not.toEqual(
      items.map(({id}) => id),
    )
  })

  it('points at areas in pixels of the picture', () => {
    const {item} = inPackage(question.hotspot('q'))
    expect(only(item, 'object').attributes).toMatchObject({type: 'image/svg+xml', width: '400', height: '200'})
    expect(all(item, 'hotspotChoice').map(({attributes}) => attributes.coords)).toEqual(['0,0,400,100', '200,150,80'])
  })

  it('offers the names of areas where the picture does not say how large it is, and says so', () => {
    const whole = courseWith(question.hotspot('q'))
    const input = inputOf(whole, {}, ['media/map.svg'])
    const media = new Map([['media/map.svg', {path: 'media/map.svg', digest: '0', sha1: '0', size: 1}]])
    const {files, losses} = qti21.write({...input, edition: {...input.edition, media}})
    const item = readXml(textOf(files, 'items/question_small_quiz_q.xml'))
    expect(all(item, 'simpleChoice').map(shown)).toEqual(['North', 'South'])
    expect(losses.map((loss) => loss.feature)).toContain('question/hotspot')
  })

  it('declares what systems may do otherwise', () => {
    expect(inPackage(question.numeric('q')).losses.map((loss) => loss.feature)).toEqual(['question/numeric'])
    expect(
      inPackage(question.essay('q', {hints: [md('Think.')], feedback})).losses.map((loss) => loss.feature),
    ).toEqual(['question/hints', 'question/essay-feedback'])
    expect(
      inPackage({...question.trueFalse('q'), prompt: md('~~No~~ yes')}).losses.map((loss) => loss.feature),
    ).toEqual(['text/elements'])
  })

  it('comes back as the same text, whatever the text, wherever it stands', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), (stem, part) => {
        const visible = (text: string) =>
          throughXml(text)
            .replace(/[\s\ufeff]+/g, ' ')
            .trim()
        const made = question.multipleChoice('q', {
          prompt: words(stem),
          feedback: {general: words(part)},
          hints: [words(part)],
        })
        const choices = made.choices.map((one, index) => (index === 0 ? {...one, text: words(part)} : one))
        const {item} = inPackage({...made, choices})
        expect(visible(shown(all(item, 'div')[0] as ReadElement))).toBe(visible(stem))
        expect(visible(shown(all(item, 'simpleChoice')[0] as ReadElement))).toBe(visible(part))
        expect(visible(shown(only(item, 'modalFeedback')))).toBe(visible(part))
        expect(visible(shown(only(item, 'infoControl')))).toBe(visible(part))
        const plain = inPackage(question.matching('q', {distractors: [{id: 'x', text: part}]})).item
        expect(all(plain, 'simpleAssociableChoice').map((each) => visible(each.text))).toContain(visible(part))
      }),
    )
  })

  it('takes long texts, formulas, code and tables as they are', () => {
    const long = 'word '.repeat(6000).trim()
    const prompt = md(
      `${long}\n\n| a | b |\n|---|---|\n| 1 | \`x < y\` |\n\n- one\n- two\n\n> said\n\n\`\`\`\n  a\n\n b\n\`\`\``,
    )
    const {item} = inPackage({...question.trueFalse('q'), prompt})
    expect(shown(all(item, 'p')[0] as ReadElement)).toBe(long)
    expect(all(item, 'pre').map(shown)).toEqual(['  a\n\n b'])
    expect(all(item, 'td').map(shown)).toEqual(['1', 'x < y'])
    const math = {type: 'root', children: [{type: 'paragraph', children: [{type: 'inlineMath', value: 'a<b'}]}]}
    const formula = inPackage({...question.trueFalse('q'), prompt: math as never}).item
    expect(only(formula, 'math').attributes.xmlns).toBe('http://www.w3.org/1998/Math/MathML')
    expect(all(formula, 'mo').map(({text}) => text)).toEqual(['<'])
  })
})

const feedbackText = (item: ReadElement, ident: string): string => {
  const found = all(item, 'modalFeedback').find((each) => each.attributes.identifier === ident)
  return found ? shown(only(found, 'p')) : ''
}
