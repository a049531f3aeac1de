import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {gift} from '../../src/formats/gift/index.js'
import {moodleXml} from '../../src/formats/moodle-xml/index.js'
import type {PictureSize} from '../../src/model/course.js'
import type {Loss, PackageFile} from '../../src/model/package.js'
import type {PlayerQuestion, Response} from '../../src/model/player.js'
import type {Question} from '../../src/model/question.js'
import {mark} from '../../src/model/scoring.js'
import type {Local} from '../../src/model/text.js'
import {playerQuiz} from '../../src/render/player-quiz.js'
import {giftMark, type ReadGift, readGift} from '../helpers/gift-reader.js'
import {course, editionOf, inputOf, md, module, place, question, quiz, words} from '../helpers/model-course.js'
import {fractionsIn, isGrade, type MoodleAnswer, moodleMark, moodlePoints} from '../helpers/moodle-xml-interpreter.js'
import {all, readXml} from '../helpers/read-xml.js'

/** A question in Moodle XML and in GIFT, and what each lost. */
const inMoodle = (made: Question<Local>, picture?: PictureSize) => {
  const input = inputOf(courseWith(made), {}, ['media/map.svg'])
  const media = new Map([...input.edition.media].map(([path, file]) => [path, picture ? {...file, picture} : file]))
  const edition = {...input.edition, media}
  const xml = moodleXml.write({...input, edition})
  const plain = gift.write({...input, edition})
  const [asked] = all(readXml(textIn(xml.files)), 'question').filter(({attributes}) => attributes.type !== 'category')
  if (!asked) throw new Error('There is no question.')
  return {
    asked,
    losses: xml.losses.filter(isOfQuestion),
    gifts: readGift(textIn(plain.files)),
    giftLosses: plain.losses.filter(isOfQuestion),
  }
}

const isOfQuestion = (loss: Loss): boolean => loss.item?.type === 'question'

/** The text of the only file, without the files in it. */
const textIn = ([file]: readonly PackageFile[]): string => {
  if (file && 'text' in file.content) return file.content.text
  if (file && 'parts' in file.content) return file.content.parts.filter((part) => typeof part === 'string').join('')
  throw new Error('There is no text.')
}

const courseWith = (made: Question<Local>) => course({modules: [module('m', [quiz('quiz', [made])])]})

/** The same question as the model marks it. */
const asPlayed = (made: Question<Local>): PlayerQuestion => {
  const whole = courseWith(made)
  const style = {math: 'tex', text: String, media: String, link: () => undefined, practice: () => ''} as const
  const [asked] = playerQuiz(quiz('quiz', [made]), whole, editionOf(whole).slots, style).questions
  if (!asked) throw new Error('The quiz asks nothing.')
  return asked
}

/** Asserts that an answer earns the same in Moodle, or that a loss says why not; returns whether it was the same in XML. */
const same = (
  there: ReturnType<typeof inMoodle>,
  played: PlayerQuestion,
  response: Response,
  answer: MoodleAnswer,
  ...excuses: readonly string[]
): boolean => {
  const here = mark(played, response)
  const judge = (found: number | null, losses: readonly Loss[], allowed: readonly string[], kind: string): boolean => {
    const isSame = here === null ? found === null : Math.abs(here - (found ?? Number.NaN)) < 1e-5
    if (!isSame && !losses.some(({feature}) => allowed.includes(feature)))
      expect(found, `${JSON.stringify(answer)} for ${kind}`).toBe(here)
    return isSame
  }
  const {gifts, giftLosses} = there
  if (gifts.length === 0) expect(giftLosses.map(({kind}) => kind)).toEqual(['dropped'])
  else judge(giftsMark(gifts, answer), giftLosses, [...excuses, 'question/case'], `GIFT ${gifts[0]?.kind}`)
  return judge(moodleMark(there.asked, answer), there.losses, excuses, there.asked.attributes.type ?? '')
}

/** Questions of one gap each count alike. */
const giftsMark = (gifts: readonly ReadGift[], answer: MoodleAnswer): number | null => {
  const [only, ...more] = gifts
  if (only && more.length === 0) return giftMark(only, answer)
  return gifts.reduce((sum, one, index) => sum + (giftMark(one, answer?.[index] ?? null) ?? 0), 0) / gifts.length
}

/** Words of which none is another by the rules of typed answers. */
const someWords = (least: number, most: number) =>
  fc.uniqueArray(
    fc.oneof(
      fc.constantFrom(
        'Bonn',
        'Paris',
        'a < b',
        'x & y',
        '{1:SHORTANSWER:=x}',
        '[[1]]',
        '100%',
        '5*5',
        '~=#}',
        'الدولة',
      ),
      fc.constantFrom('Peace of Westphalia', "Hobbes's", '\\}', '\\#', '&amp;', '&#125;', '“so”', '😀', 'a->b', '::'),
      fc.stringMatching(/^[a-z]{1,6}$/),
    ),
    {minLength: least, maxLength: most, selector: (word) => word.toLowerCase()},
  )

const each = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), {numRuns: 60})

describe('an answer earns in Moodle what it earns in the model', () => {
  it('multiple choice', () =>
    each(fc.record({texts: someWords(2, 6), right: fc.nat(), pick: fc.option(fc.nat())}), ({texts, right, pick}) => {
      const choices = texts.map((text, index) => choice(text, index, index === right % texts.length))
      const made = question.multipleChoice('q', {choices})
      const slot = pick === null ? null : pick % texts.length
      expect(same(inMoodle(made), asPlayed(made), slot, slot === null ? null : (texts[slot] ?? ''))).toBe(true)
    }))

  it('multiple response with shares, up to 30 right answers', () =>
    each(
      fc.record({
        rights: fc.integer({min: 1, max: 30}),
        wrongs: fc.integer({min: 0, max: 5}),
        picks: fc.infiniteStream(fc.boolean()),
      }),
      ({rights, wrongs, picks}) => {
        const choices = Array.from({length: rights + wrongs}, (_, index) => choice(`c${index}`, index, index < rights))
        const made = question.multipleResponse('q', {choices, scoring: 'partial'})
        const there = inMoodle(made)
        expect(fractionsIn(there.asked).filter((fraction) => !isGrade(fraction))).toEqual([])
        const played = asPlayed(made)
        const slots = choices.flatMap((_, index) => (picks.next().value ? [index] : []))
        const isSame = same(
          there,
          played,
          slots,
          slots.map((slot) => `c${slot}`),
          'question/partial-credit',
        )
        if (rights <= 10) expect(isSame).toBe(true)
        const all = choices.flatMap(({correct, id}) => (correct ? [id] : []))
        expect(
          same(
            there,
            played,
            all.map((_, index) => index),
            all,
          ),
        ).toBe(true)
      },
    ))

  it('multiple response, all or nothing: but for a part of the right answers, which is said', () =>
    each(
      fc.record({rights: fc.integer({min: 1, max: 5}), picks: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7])}),
      ({rights, picks}) => {
        const choices = Array.from({length: 8}, (_, index) => choice(`c${index}`, index, index < rights))
        const made = question.multipleResponse('q', {choices, scoring: 'all-or-nothing'})
        const isSame = same(
          inMoodle(made),
          asPlayed(made),
          picks,
          picks.map((slot) => `c${slot}`),
          'question/all-or-nothing',
        )
        const isPart = picks.length > 0 && picks.length < rights && picks.every((slot) => slot < rights)
        expect(isSame).toBe(!isPart)
      },
    ))

  it('true or false', () => {
    for (const answer of [true, false]) {
      const made = question.trueFalse('q', {answer})
      for (const pick of [true, false])
        expect(same(inMoodle(made), asPlayed(made), pick ? 1 : 0, String(pick))).toBe(true)
      expect(same(inMoodle(made), asPlayed(made), null, null)).toBe(true)
    }
  })

  it('short answers, whatever is typed', () =>
    each(
      fc.record({
        texts: someWords(1, 5),
        caseSensitive: fc.boolean(),
        scores: fc.array(fc.constantFrom(100, 50, 33, 7, 0), {minLength: 5, maxLength: 5}),
        other: fc.constantFrom('', 'else', '*'),
        feedback: fc.boolean(),
      }),
      ({texts, caseSensitive, scores, other, feedback}) => {
        const made = question.shortAnswer('q', {
          caseSensitive,
          answers: texts.map((text, index) => ({text, score: index === 0 ? 100 : (scores[index] ?? 0)})),
          feedback: feedback ? {wrong: md('No.')} : {},
        })
        const there = inMoodle(made)
        expect(fractionsIn(there.asked).filter((fraction) => !isGrade(fraction))).toEqual([])
        const played = asPlayed(made)
        for (const typed of [...texts, other, ...texts.flatMap(variants)]) {
          const isSame = same(there, played, typed, typed, 'question/partial-answer', 'question/typed-blanks')
          if (scores.every((score) => score % 50 === 0) && !/\s{2}/.test(typed)) expect(isSame, typed).toBe(true)
        }
      },
    ))

  it('numbers as plain as they can be, and says that others differ', () =>
    each(
      fc.record({
        answer: number(),
        tolerance: fc.constantFrom(0, 0.01, 0.5, 2),
        near: number(),
        offset: fc.constantFrom(0, 0.005, 0.01, -0.5, 2, 3),
        unit: fc.option(fc.constantFrom('km', 'm/s')),
        form: fc.constantFrom('plain', 'unit', 'comma', 'words'),
      }),
      ({answer, tolerance, near, offset, unit, form}) => {
        const made = question.numeric('q', {
          answers: [
            {answer, tolerance, score: 100},
            {answer: near, tolerance: 0.1, score: 25},
          ],
          ...(unit === null ? {} : {unit}),
        })
        const there = inMoodle(made)
        const played = asPlayed(made)
        const value = String(Number((answer + offset).toFixed(6)))
        const typed = {
          plain: value,
          unit: `${value} ${unit ?? ''}`,
          comma: value.replace('.', ','),
          words: `${value} or so`,
        }[form]
        const isSame = same(there, played, typed, typed, 'question/numeric')
        if (form === 'plain' || form === 'unit') expect(isSame).toBe(true)
      },
    ))

  it('pairs', () =>
    each(
      fc.record({texts: someWords(3, 8), twice: fc.boolean(), picks: fc.array(fc.nat(), {minLength: 8, maxLength: 8})}),
      ({texts, twice, picks}) => {
        const [extra = '', first = '', ...others] = texts
        const rights = [first, ...others, ...(twice ? [first] : [])]
        const made = question.matching('q', {
          pairs: rights.map((right, index) => ({id: `p${index}`, place, left: md(`left ${index}`), right})),
          distractors: [{id: 'd', text: extra}],
        })
        const offered = [...rights, extra]
        const chosen = rights.map((_, index) => (picks[index] ?? 0) % offered.length)
        const response = chosen.map((slot, left) => [left, slot] as const)
        expect(
          same(
            inMoodle(made),
            asPlayed(made),
            response,
            chosen.map((slot) => offered[slot] ?? ''),
          ),
        ).toBe(true)
      },
    ))

  it('orders', () =>
    each(
      someWords(2, 7).chain((texts) =>
        fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, {minLength: texts.length})),
      ),
      ([texts, order]) => {
        const made = question.ordering('q', {
          items: texts.map((text, index) => ({id: `i${index}`, place, text: words(text)})),
        })
        const slots = order.map((text) => texts.indexOf(text))
        expect(same(inMoodle(made), asPlayed(made), slots, order)).toBe(true)
      },
    ))

  it('gaps that are typed, one or several', () =>
    each(
      fc.record({
        texts: someWords(1, 6),
        caseSensitive: fc.boolean(),
        typed: fc.array(fc.nat(), {minLength: 6, maxLength: 6}),
      }),
      ({texts, caseSensitive, typed}) => {
        const made = gaps(
          texts.map((text) => [text, `${text}2`]),
          [],
          'text',
          caseSensitive,
        )
        const offered = [
          ...texts,
          ...texts.map((text) => `${text}2`),
          'else',
          ...texts.map((text) => text.toUpperCase()),
        ]
        const given = texts.map((text, index) =>
          index % 2 === 0 ? text : (offered[(typed[index] ?? 0) % offered.length] ?? ''),
        )
        const there = inMoodle(made)
        expect(
          same(
            there,
            asPlayed(made),
            given.map((text, index) => [index, text] as const),
            given,
            'question/typed-blanks',
          ),
        ).toBe(true)
        const points = moodlePoints(there.asked)
        if (points !== made.points) expect(there.losses.map(({feature}) => feature)).toContain('question/points')
      },
    ))

  it('gaps that are chosen or dragged', () =>
    each(
      fc.record({
        texts: someWords(2, 6),
        mode: fc.constantFrom('dropdown' as const, 'drag' as const),
        twice: fc.boolean(),
        also: fc.boolean(),
        picks: fc.array(fc.nat(), {minLength: 8, maxLength: 8}),
      }),
      ({texts, mode, twice, also, picks}) => {
        const [extra = '', first = '', ...others] = texts
        const accepts = [
          [first, ...(also ? [extra] : [])],
          ...others.map((text) => [text]),
          ...(twice ? [[first]] : []),
        ]
        const made = gaps(accepts, [extra], mode, false)
        const offered = [...accepts.map(([word = '']) => word), extra]
        const chosen = accepts.map((_, index) => (picks[index] ?? 0) % offered.length)
        const answer = chosen.map((slot) => offered[slot] ?? '')
        expect(
          same(
            inMoodle(made),
            asPlayed(made),
            chosen.map((slot, gap) => [gap, slot] as const),
            answer,
          ),
        ).toBe(true)
      },
    ))

  it('categories', () =>
    each(
      fc.record({
        titles: someWords(2, 5),
        homes: fc.array(fc.nat(), {minLength: 2, maxLength: 6}),
        picks: fc.array(fc.nat(), {minLength: 6, maxLength: 6}),
      }),
      ({titles, homes, picks}) => {
        const made = question.categorise('q', {
          categories: titles.map((title, index) => ({id: `k${index}`, place, title})),
          items: homes.map((home, index) => ({
            id: `i${index}`,
            place,
            text: md(`item ${index}`),
            category: `k${home % titles.length}`,
          })),
        })
        const chosen = homes.map((_, index) => (picks[index] ?? 0) % titles.length)
        const response = chosen.map((category, item) => [titles.length + item, category] as const)
        expect(
          same(
            inMoodle(made),
            asPlayed(made),
            response,
            chosen.map((slot) => titles[slot] ?? ''),
          ),
        ).toBe(true)
      },
    ))

  it('areas of a picture, which learners choose or point at', () =>
    each(
      fc.record({shape: fc.boolean(), isSaid: fc.boolean(), pick: fc.constantFrom(0, 1, null)}),
      ({shape, isSaid, pick}) => {
        const right = shape
          ? {shape: 'rect' as const, at: [10, 10, 40, 30]}
          : {shape: 'circle' as const, at: [25, 25, 15]}
        const made = question.hotspot('q', {
          areas: [
            {id: 'a', place, label: 'A', correct: true, ...right},
            {
              id: 'b',
              place,
              label: 'B',
              shape: 'rect',
              at: [60, 60, 20, 20],
              correct: false,
              ...(isSaid ? {feedback: md('No.')} : {}),
            },
          ],
        })
        const there = inMoodle(made, {width: 800, height: 600})
        expect(there.asked.attributes.type).toBe(isSaid ? 'multichoice' : 'ddmarker')
        const centres = shape ? ['240,150', '560,420'] : ['200,150', '560,420']
        const answer = pick === null ? null : isSaid ? (['A', 'B'][pick] ?? '') : (centres[pick] ?? '')
        expect(same(there, asPlayed(made), pick, answer)).toBe(true)
      },
    ))

  it('essays earn nothing until a person has read them', () => {
    const made = question.essay('q')
    expect(same(inMoodle(made), asPlayed(made), 'Words.', 'Words.')).toBe(true)
  })
})

const choice = (text: string, index: number, correct: boolean) => ({id: `c${index}`, place, text: words(text), correct})

const number = () =>
  fc.oneof(
    fc.integer({min: -2000, max: 2000}),
    fc.integer({min: -999, max: 999}).map((n) => n / 100),
  )

/** Ways to type the same, and something near it. */
const variants = (text: string): readonly string[] => [
  ` ${text} `,
  text.toUpperCase(),
  text.replaceAll("'", '’'),
  text.replaceAll(' ', '  '),
  text.normalize('NFD'),
  `${text}x`,
  text.replaceAll('*', 'anything'),
]

/** A text with a gap for each list of accepted words. */
const gaps = (
  accepts: readonly (readonly string[])[],
  distractors: readonly string[],
  mode: 'text' | 'dropdown' | 'drag',
  caseSensitive: boolean,
) =>
  question.fillBlanks('q', {
    mode,
    caseSensitive,
    text: {
      type: 'root',
      children: [
        {
          type: 'paragraph',
          children: accepts.flatMap((_, index) => [
            {type: 'text' as const, value: ` {1:MC:=x} {#${index}} [[1]] _______ `},
            {type: 'blank' as const, id: `b${index + 1}`},
          ]),
        },
      ],
    },
    blanks: accepts.map((accept, index) => ({id: `b${index + 1}`, accept})),
    distractors: distractors.map((text, index) => ({id: `d${index}`, text})),
  })
