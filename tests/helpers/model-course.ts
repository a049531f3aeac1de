import {readdirSync, readFileSync} from 'node:fs'
import {join, relative} from 'node:path'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import type {FormatInput} from '../../src/formats/format.js'
import {
  type Course,
  type Edition,
  type Item,
  type Lesson,
  type Media,
  type Module,
  plainPlacement,
  type Quiz,
  questionsOf,
  quizzesOf,
  splitTexts,
} from '../../src/model/course.js'
import type {Body} from '../../src/model/markdown.js'
import {startOf} from '../../src/model/place.js'
import {partsOf, type Question} from '../../src/model/question.js'
import type {Local} from '../../src/model/text.js'
import {createTemplates, type Templates} from '../../src/render/templates.js'

/** Courses made of model objects, for tests of the stages behind `resolve`. */
export const place = startOf('test.md')

export const md = (text: string): Body => unified().use(remarkParse).use(remarkGfm).parse(text)

/** A body of one paragraph with these very characters. */
export const words = (text: string): Body => ({
  type: 'root',
  children: [{type: 'paragraph', children: [{type: 'text', value: text}]}],
})

export const course = (parts: Partial<Course<Local>> = {}): Course<Local> => ({
  id: 'small',
  place,
  version: '1.0.0',
  title: 'A small course',
  description: 'It is small.',
  keywords: ['small'],
  authors: [{name: 'A. Uthor'}],
  licence: 'CC-BY-4.0',
  inspiredBy: [],
  adaptedFrom: [],
  completion: ['read', 'passed'],
  groups: [],
  modules: [],
  practice: [],
  banks: [],
  glossary: [],
  resources: [],
  works: [],
  ...parts,
})

export const module = (
  id: string,
  items: readonly Item<Local>[],
  parts: Partial<Module<Local>> = {},
): Module<Local> => ({
  id,
  place,
  title: `Module ${id}`,
  requires: [],
  hidden: false,
  items,
  ...parts,
})

export const lesson = (id: string, text = 'Text.', parts: Partial<Lesson<Local>> = {}): Lesson<Local> => ({
  type: 'lesson',
  id,
  place,
  title: `Lesson ${id}`,
  placement: plainPlacement,
  objectives: [],
  audience: 'learners',
  body: md(text),
  ...parts,
})

export const quiz = (id: string, entries: Quiz<Local>['entries'], parts: Partial<Quiz<Local>> = {}): Quiz<Local> => ({
  type: 'quiz',
  id,
  place,
  title: `Quiz ${id}`,
  placement: plainPlacement,
  mode: 'graded',
  passMark: 70,
  attempts: null,
  timeLimit: null,
  shuffleQuestions: false,
  shuffleChoices: false,
  feedback: 'immediate',
  weight: 1,
  entries,
  ...parts,
})

type Made<T extends Question<Local>['type']> = Extract<Question<Local>, {type: T}>

const base = (id: string) => ({
  id,
  place,
  points: 1,
  prompt: md(`Prompt of ${id}?`),
  objectives: [],
  tags: [],
  feedback: {},
  hints: [],
})

const choice = (id: string, text: string, correct: boolean) => ({id, place, text: md(text), correct})

/** A plain question of each type. */
export const question = {
  multipleChoice: (id: string, parts: Partial<Made<'multiple-choice'>> = {}): Made<'multiple-choice'> => ({
    ...base(id),
    type: 'multiple-choice',
    choices: [choice('red', 'Red', false), choice('blue', 'Blue', true), choice('green', 'Green', false)],
    ...parts,
  }),
  multipleResponse: (id: string, parts: Partial<Made<'multiple-response'>> = {}): Made<'multiple-response'> => ({
    ...base(id),
    type: 'multiple-response',
    scoring: 'all-or-nothing',
    choices: [choice('two', '2', true), choice('three', '3', true), choice('four', '4', false)],
    ...parts,
  }),
  trueFalse: (id: string, parts: Partial<Made<'true-false'>> = {}): Made<'true-false'> => ({
    ...base(id),
    type: 'true-false',
    answer: false,
    ...parts,
  }),
  shortAnswer: (id: string, parts: Partial<Made<'short-answer'>> = {}): Made<'short-answer'> => ({
    ...base(id),
    type: 'short-answer',
    caseSensitive: false,
    answers: [
      {text: 'Westphalia', score: 100},
      {text: 'Peace of Westphalia', score: 100},
    ],
    ...parts,
  }),
  numeric: (id: string, parts: Partial<Made<'numeric'>> = {}): Made<'numeric'> => ({
    ...base(id),
    type: 'numeric',
    answers: [{answer: 1648, tolerance: 0, score: 100}],
    ...parts,
  }),
  matching: (id: string, parts: Partial<Made<'matching'>> = {}): Made<'matching'> => ({
    ...base(id),
    type: 'matching',
    pairs: [
      {id: 'fr', place, left: md('France'), right: 'Paris'},
      {id: 'it', place, left: md('Italy'), right: 'Rome'},
    ],
    distractors: [{id: 'x', text: 'Bonn'}],
    ...parts,
  }),
  essay: (id: string, parts: Partial<Made<'essay'>> = {}): Made<'essay'> => ({...base(id), type: 'essay', ...parts}),
  ordering: (id: string, parts: Partial<Made<'ordering'>> = {}): Made<'ordering'> => ({
    ...base(id),
    type: 'ordering',
    items: [
      {id: 'a', place, text: md('First')},
      {id: 'b', place, text: md('Second')},
      {id: 'c', place, text: md('Third')},
    ],
    ...parts,
  }),
  fillBlanks: (id: string, parts: Partial<Made<'fill-blanks'>> = {}): Made<'fill-blanks'> => ({
    ...base(id),
    type: 'fill-blanks',
    mode: 'text',
    caseSensitive: false,
    text: {
      type: 'root',
      children: [
        {
          type: 'paragraph',
          children: [
            {type: 'text', value: 'The '},
            {type: 'blank', id: 'b1'},
            {type: 'text', value: ' of '},
            {type: 'blank', id: 'b2'},
          ],
        },
      ],
    },
    blanks: [
      {id: 'b1', accept: ['peace', 'treaty']},
      {id: 'b2', accept: ['Münster']},
    ],
    distractors: [{id: 'd1', text: 'war'}],
    ...parts,
  }),
  categorise: (id: string, parts: Partial<Made<'categorise'>> = {}): Made<'categorise'> => ({
    ...base(id),
    type: 'categorise',
    categories: [
      {id: 'animal', place, title: 'Animal'},
      {id: 'plant', place, title: 'Plant'},
    ],
    items: [
      {id: 'cat', place, text: md('Cat'), category: 'animal'},
      {id: 'oak', place, text: md('Oak'), category: 'plant'},
      {id: 'dog', place, text: md('Dog'), category: 'animal'},
    ],
    ...parts,
  }),
  hotspot: (id: string, parts: Partial<Made<'hotspot'>> = {}): Made<'hotspot'> => ({
    ...base(id),
    type: 'hotspot',
    image: 'media/map.svg',
    alt: 'A map.',
    areas: [
      {id: 'north', place, label: 'North', shape: 'rect', at: [0, 0, 100, 50], correct: true},
      {id: 'south', place, label: 'South', shape: 'circle', at: [50, 75, 20], correct: false},
    ],
    ...parts,
  }),
} as const

/** A question of every type, in the order of `questionTypes`. */
export const oneOfEach = (prefix = 'q'): readonly Question<Local>[] =>
  Object.entries(question).map(([name, make]) =>
    make(`${prefix}-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`),
  )

/** The course as an edition in one language, with a ledger of all its ids. */
export const editionOf = (made: Course<Local>, media: readonly string[] = [], language = 'en-GB'): Edition => {
  const {structure, texts} = splitTexts(made)
  const number = (ids: readonly string[]) => Object.fromEntries(ids.map((id, index) => [id, index]))
  const questions = questionsOf(made)
  const owners = [...new Set(questions.map(({owner}) => owner))]
  return {
    structure,
    languages: [language],
    texts: new Map([[language, texts]]),
    media: new Map(
      media.map((path) => [
        path,
        {
          path,
          digest: '0'.repeat(64),
          sha1: '0'.repeat(40),
          size: 1,
          picture: {width: 400, height: 200},
        } satisfies Media,
      ]),
    ),
    slots: {
      items: number([
        ...made.modules.flatMap((each) => each.items.map((item) => item.id)),
        ...quizzesOf(made).map((each) => each.id),
      ]),
      banks: number(made.banks.map((each) => each.id)),
      questions: Object.fromEntries(
        owners.map((owner) => [
          owner,
          number(questions.filter((each) => each.owner === owner).map((each) => each.question.id)),
        ]),
      ),
      parts: Object.fromEntries(
        questions.map((each) => [`${each.owner}/${each.question.id}`, number(partsOf(each.question))]),
      ),
    },
  }
}

export const inputOf = <Options>(
  made: Course<Local>,
  options: Options,
  media: readonly string[] = [],
  language = 'en-GB',
): FormatInput<Options> => ({
  edition: editionOf(made, media, language),
  course: made,
  language,
  templates: ownTemplates(),
  options,
})

let templates: Templates | undefined

/** The templates as they are shipped. */
export const ownTemplates = (): Templates => {
  templates ??= createTemplates(
    Object.fromEntries(
      filesBelow('templates').map((path) => [
        relative('templates', path).replaceAll('\\', '/'),
        readFileSync(path, 'utf8'),
      ]),
    ),
  )
  return templates
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, {withFileTypes: true}).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  )
