import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import type {PlayerQuestion, Response} from '../../src/model/player.js'
import {decimal, moment, oneLine, timespan} from '../../src/runtime/record/scorm/format.js'
import {interaction} from '../../src/runtime/record/scorm/interactions.js'
import {choiceQuestion, report} from './helpers/course.js'
import {createLms, type Edition} from './helpers/strict-lms.js'

const at = new Date(2026, 2, 9, 7, 5, 3)

const written = (question: PlayerQuestion, response: Response, mark: number | null, edition: Edition) =>
  interaction({...report(question, response, mark), at}, edition)

const asObject = (...given: Parameters<typeof written>): Record<string, string> => Object.fromEntries(written(...given))

/** What a strict LMS has against this interaction. */
const faults = (...given: Parameters<typeof written>): readonly string[] => {
  const lms = createLms({edition: given[3]})
  const [begin, set] = given[3] === '1.2' ? ['LMSInitialize', 'LMSSetValue'] : ['Initialize', 'SetValue']
  lms.api[begin as string]?.('')
  for (const [element, value] of written(...given)) lms.api[set as string]?.(`cmi.interactions.0.${element}`, value)
  return lms.illegal
}

const base = {slot: 0, id: 'final/q', points: 1, objectives: ['o-1'], description: 'What?', feedback: {}, hints: []}
const parts = (count: number) => Array.from({length: count}, (_, slot) => ({slot, text: `Part ${slot}`}))

const questions: readonly (readonly [PlayerQuestion, Response])[] = [
  [choiceQuestion(), 1],
  [
    {
      ...base,
      type: 'multiple-response',
      scoring: 'partial',
      parts: parts(5).map((part) => ({...part, correct: part.slot < 2})),
    },
    [0, 3],
  ],
  [{...base, type: 'true-false', answer: true}, 0],
  [
    {
      ...base,
      type: 'short-answer',
      caseSensitive: false,
      answers: [
        {text: 'Westphalia', score: 100},
        {text: '{Münster}\nand Osnabrück', score: 100},
        {text: 'Utrecht', score: 0},
      ],
    },
    'the peace [,] of\nWestphalia',
  ],
  [{...base, type: 'numeric', unit: 'km', answers: [{answer: 1994, tolerance: 0.5, score: 100}]}, '1 994,25 km'],
  [
    {...base, type: 'matching', left: parts(3), right: parts(4)},
    [
      [0, 0],
      [1, 3],
      [2, 1],
    ],
  ],
  [{...base, type: 'essay'}, 'A long\nthought. '.repeat(500)],
  [{...base, type: 'ordering', parts: parts(4)}, [3, 1, 0, 2]],
  [
    {
      ...base,
      type: 'fill-blanks',
      mode: 'text',
      caseSensitive: true,
      blanks: [
        {slot: 0, accept: ['1648', 'sixteen forty-eight']},
        {slot: 1, accept: ['Westphalia']},
      ],
      distractors: [],
    },
    [[0, '{1648}']],
  ],
  [
    {
      ...base,
      type: 'fill-blanks',
      mode: 'drag',
      caseSensitive: false,
      blanks: Array.from({length: 12}, (_, slot) => ({slot, accept: [`word ${slot}`]})),
      distractors: [{slot: 12, text: 'stray'}],
    },
    [
      [0, 0],
      [1, 12],
    ],
  ],
  [
    {
      ...base,
      type: 'categorise',
      categories: parts(2),
      parts: parts(4).map((part) => ({...part, category: part.slot % 2})),
    },
    [
      [0, 1],
      [1, 1],
      [2, 0],
      [3, 1],
    ],
  ],
  [
    {
      ...base,
      type: 'hotspot',
      parts: parts(3).map((part) => ({...part, correct: part.slot > 0, shape: 'rect' as const, at: [0, 0, 1, 1]})),
    },
    2,
  ],
]

describe.each(['1.2', '2004'] as const)('SCORM %s', (edition) => {
  test.each(questions.map(([question, response]) => [question.type, question, response] as const))(
    'MUST 18: nothing about a %s question is refused',
    (_, question, response) => {
      expect(faults(question, response, 0.5, edition)).toEqual([])
      expect(faults(question, null, 0, edition)).toEqual([])
    },
  )

  test('MUST 18: whatever a learner types is made to fit', () => {
    const typed = fc.oneof(fc.string({unit: 'binary'}), fc.string({unit: 'grapheme', maxLength: 400}))
    fc.assert(
      fc.property(typed, (text) => {
        for (const [question] of questions)
          if (question.type === 'short-answer' || question.type === 'numeric' || question.type === 'essay')
            expect(faults(question, text, 0, edition)).toEqual([])
          else if (question.type === 'fill-blanks') expect(faults(question, [[0, text]], 0, edition)).toEqual([])
      }),
    )
  })

  test('MUST 31: the elements stand in an order that no LMS refuses', () => {
    const order = written(choiceQuestion(), 1, 1, edition).map(([element]) => element)
    expect(order).toEqual(
      edition === '1.2'
        ? [
            'id',
            'type',
            'objectives.0.id',
            'time',
            'correct_responses.0.pattern',
            'weighting',
            'student_response',
            'result',
            'latency',
          ]
        : [
            'id',
            'type',
            'objectives.0.id',
            'timestamp',
            'correct_responses.0.pattern',
            'weighting',
            'learner_response',
            'result',
            'latency',
            'description',
          ],
    )
  })

  test('MUST 32: 36 choices have 36 names, of one character each', () => {
    const many = choiceQuestion({
      parts: parts(36).map((part) => ({...part, correct: false})),
    } as Partial<PlayerQuestion>)
    const response = edition === '1.2' ? 'student_response' : 'learner_response'
    const names = parts(36).map(({slot}) => asObject(many, slot, 0, edition)[response])
    expect(new Set(names).size).toBe(36)
    for (const name of names) expect(name).toMatch(/^[0-9a-z]$/)
  })

  test('MUST 35: an answer that was not given is not written', () => {
    for (const [question] of questions)
      expect(Object.keys(asObject(question, null, 0, edition)).join()).not.toMatch(/(student|learner)_response/)
  })

  test('MUST 36: a wrong answer is called what the standard calls it', () => {
    expect(asObject(choiceQuestion(), 0, 0, edition).result).toBe(edition === '1.2' ? 'wrong' : 'incorrect')
    expect(asObject(choiceQuestion(), 1, 1, edition).result).toBe('correct')
    expect(asObject(choiceQuestion(), 1, 1 / 3, edition).result).toBe('0.33')
    expect(asObject(choiceQuestion(), 1, null, edition).result).toBe('neutral')
  })

  test('MUST 37: an interaction is named by the ids of the author, and by nothing that a rebuild changes', () => {
    const [first, second] = [choiceQuestion(), choiceQuestion({slot: 9, points: 3})].map(
      (question) => asObject(question, 1, 1, edition).id,
    )
    expect(first).toBe('final_wolfers-symbol')
    expect(second).toBe(first)
  })
})

describe('answers in the words of SCORM 1.2 and 2004', () => {
  const responses = (index: number) => {
    const [question, response] = questions[index] as (typeof questions)[number]
    const short = asObject(question, response, 0, '1.2')
    const long = asObject(question, response, 0, '2004')
    return [
      [short.type, short['correct_responses.0.pattern'], short.student_response],
      [long.type, long['correct_responses.0.pattern'], long.learner_response],
    ]
  }
  test.each([
    [0, ['choice', 'b', 'b'], ['choice', 'b', 'b']],
    [1, ['choice', '{a,b}', 'a,d'], ['choice', 'a[,]b', 'a[,]d']],
    [2, ['true-false', 't', 'f'], ['true-false', 'true', 'false']],
    [
      3,
      ['fill-in', 'Westphalia', 'the peace [,] of Westphalia'],
      ['fill-in', '{case_matters=false}Westphalia', 'the peace of Westphalia'],
    ],
    [4, ['numeric', '1994', '1994.25'], ['numeric', '1993.5[:]1994.5', '1994.25']],
    [5, ['matching', 'a.a,b.b,c.c', 'a.a,b.d,c.b'], ['matching', 'a[.]a[,]b[.]b[,]c[.]c', 'a[.]a[,]b[.]d[,]c[.]b']],
    [7, ['sequencing', 'a,b,c,d', 'd,b,a,c'], ['sequencing', 'a[,]b[,]c[,]d', 'd[,]b[,]a[,]c']],
    [
      8,
      ['fill-in', '1648, Westphalia', '{1648}, -'],
      ['fill-in', '{case_matters=true}{order_matters=true}1648[,]Westphalia', ' {1648}[,]-'],
    ],
    [
      10,
      ['matching', 'a.a,b.b,c.a,d.b', 'a.b,b.b,c.a,d.b'],
      ['matching', 'a[.]a[,]b[.]b[,]c[.]a[,]d[.]b', 'a[.]b[,]b[.]b[,]c[.]a[,]d[.]b'],
    ],
    [11, ['choice', 'b', 'c'], ['choice', 'b', 'c']],
  ] as const)('question %i', (index, short, long) => {
    expect(responses(index)).toEqual([short, long])
  })

  test('a right answer too long for Moodle’s numbers goes as text', () => {
    const population: PlayerQuestion = {
      ...base,
      type: 'numeric',
      answers: [{answer: 8_000_000_000, tolerance: 0, score: 100}],
    }
    expect(asObject(population, '8000000000', 1, '2004')).toMatchObject({
      type: 'fill-in',
      learner_response: '8000000000',
    })
    expect(faults(population, '8000000000', 1, '2004')).toEqual([])
  })
})

describe('formats', () => {
  test('MUST 7: a decimal has a point, at most two places, and no exponent', () => {
    expect([0, 100, 66.666, 1e-7, 33.3, -0, Number.NaN].map((value) => decimal(value))).toEqual([
      '0',
      '100',
      '66.67',
      '0',
      '33.3',
      '0',
      '0',
    ])
  })

  test('MUST 25: a length of time has the form of its standard', () => {
    expect([0, 59.999, 3661.5, 359999].map((seconds) => timespan(seconds, '1.2'))).toEqual([
      '0000:00:00.00',
      '0000:01:00.00',
      '0001:01:01.50',
      '0099:59:59.00',
    ])
    expect([0, 59.999, 3661.5].map((seconds) => timespan(seconds, '2004'))).toEqual([
      'PT0H0M0S',
      'PT0H1M0S',
      'PT1H1M1.5S',
    ])
    expect(timespan(-5, '1.2')).toBe('0000:00:00.00')
  })

  test('MUST 33: a moment has no zone', () => {
    expect(moment(at, '1.2')).toBe('07:05:03')
    expect(moment(at, '2004')).toBe('2026-03-09T07:05:03')
  })

  test('MUST 34: texts stand on one line, and are cut between characters', () => {
    expect(oneLine('a\r\n b\u2028c\u0007', 250, '2004')).toBe('a b c')
    expect(oneLine(`${'x'.repeat(249)}😀`, 250, '2004')).toBe('x'.repeat(249))
    expect(oneLine('{lang=en}', 250, '2004')).toBe(' {lang=en}')
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.nat(60), (text, length) => {
        const line = oneLine(text, length, '2004')
        expect(line.length).toBeLessThanOrEqual(length)
        expect(line).not.toMatch(/\p{Surrogate}/u)
      }),
    )
  })
})
