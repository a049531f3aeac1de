import * as z from 'zod'
import {completionRules} from '../model/course.js'
import {colourTokens, fontTokens} from '../model/edition.js'
import {address, id, markdown, text} from './common.js'
import {placement} from './course.js'
import {writtenTerm} from './pages.js'
import {quizSettings, writtenQuestion} from './quiz.js'
import {writtenLink, writtenResource} from './works.js'

const file = text.describe('A file of the overlay, by its path below the overlay’s folder')
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2026-09-01, in quotation marks')
  .describe('ISO 8601, in quotation marks')
const questionId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'the id of a quiz or bank, a slash and the id of a question')
  .describe('The id of a quiz or bank, a slash, and the id of the question: final-quiz/question-1')

const targets = {
  lesson: id,
  quiz: id,
  discussion: id,
  assignment: id,
  link: id,
  tool: id,
  module: id,
  bank: id,
  question: questionId,
  resource: id,
  tier: id,
  term: id,
}

/** One thing of the course, by its kind and its id. */
const target = z.union(
  Object.entries(targets).map(([kind, name]) => z.strictObject({[kind]: name})) as unknown as [
    z.ZodObject,
    z.ZodObject,
    ...z.ZodObject[],
  ],
)

const position = {
  before: target.optional(),
  after: target.optional(),
  end: target.optional().describe('Where it is put last: a module, a quiz, a bank or a tier of resources'),
}

const optionalPlacement = {
  requires: z.array(id).optional(),
  hidden: z.boolean().optional(),
  group: placement.group,
  opens: placement.opens,
  due: placement.due,
  closes: placement.closes,
}

const set = z.union([
  z.strictObject({
    course: id,
    title: text.optional(),
    description: text.optional(),
    keywords: z.array(text).optional(),
    publisher: text.optional(),
    licence: text.optional(),
    official: address.optional(),
    completion: z.union([z.enum(completionRules), z.array(z.enum(completionRules)).min(1)]).optional(),
    quizzes: quizSettings.partial().optional().describe('Settings of every quiz that does not say otherwise itself'),
  }),
  z.strictObject({
    module: id,
    title: text.optional(),
    description: markdown.optional(),
    requires: z.array(id).optional(),
    hidden: z.boolean().optional(),
    before: target.optional(),
    after: target.optional(),
  }),
  z.strictObject({
    lesson: id,
    title: text.optional(),
    summary: text.optional(),
    time: z.number().min(1).max(6000).optional(),
    audience: z.enum(['learners', 'teachers']).optional(),
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({
    quiz: id,
    title: text.optional(),
    description: markdown.optional(),
    ...quizSettings.partial().shape,
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({
    discussion: id,
    title: text.optional(),
    points: z.number().min(0).max(10_000).optional(),
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({
    assignment: id,
    title: text.optional(),
    points: z.number().min(0).max(10_000).optional(),
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({
    link: id,
    title: text.optional(),
    url: address.optional(),
    description: markdown.optional(),
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({
    tool: id,
    title: text.optional(),
    url: address.optional(),
    description: markdown.optional(),
    ...optionalPlacement,
    ...position,
  }),
  z.strictObject({question: questionId, points: z.number().positive().max(1000)}),
  z.strictObject({
    resource: id,
    title: text.optional(),
    by: text.optional(),
    url: address.optional(),
    why: text.optional(),
  }),
  z.strictObject({tier: id, title: text}),
  z.strictObject({term: id, title: text.optional(), definition: markdown.optional()}),
  z.strictObject({group: id, title: text.optional(), weight: z.number().min(0).max(1000).optional()}),
])

const add = z.union([
  z.strictObject({lesson: file, ...optionalPlacement, ...position}),
  z.strictObject({quiz: file, ...optionalPlacement, ...position}),
  z.strictObject({discussion: file, ...optionalPlacement, ...position}),
  z.strictObject({assignment: file, ...optionalPlacement, ...position}),
  z.strictObject({link: writtenLink, ...optionalPlacement, ...position}),
  z.strictObject({
    module: z.strictObject({
      id,
      title: text,
      description: markdown.optional(),
      requires: z.array(id).default([]),
      hidden: z.boolean().default(false),
    }),
    before: target.optional(),
    after: target.optional(),
  }),
  z.strictObject({question: writtenQuestion, ...position}),
  z.strictObject({resource: writtenResource, ...position}),
  z.strictObject({term: writtenTerm}),
])

const replace = z.union([
  z.strictObject({lesson: id, with: file}),
  z.strictObject({quiz: id, with: file}),
  z.strictObject({discussion: id, with: file}),
  z.strictObject({assignment: id, with: file}),
  z.strictObject({question: questionId, with: writtenQuestion}),
  z.strictObject({resource: id, with: writtenResource}),
  z.strictObject({term: id, with: writtenTerm}),
  z.strictObject({link: id, with: writtenLink}),
  z.strictObject({about: z.literal('page'), with: file}),
])

const passage = {
  heading: text.optional().describe('The heading of the passage, word by word'),
  id: text.optional().describe('The name of the passage as a link has it behind “#”, or the id of a figure'),
  append: markdown.optional(),
  prepend: markdown.optional(),
  replace: markdown.optional(),
}
const patch = z.union([
  z.strictObject({lesson: id, ...passage}),
  z.strictObject({discussion: id, ...passage}),
  z.strictObject({assignment: id, ...passage}),
  z.strictObject({about: z.literal('page'), ...passage}),
])

const colour = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'a colour such as "#20508c", in quotation marks')
const colourPair = z.union([colour, z.strictObject({light: colour, dark: colour})])
const family = z
  .string()
  .regex(/^[\p{L}\p{N} _-]+$/u, 'the name of a font, such as Georgia')
  .describe('The name of a font, or serif, sans-serif, monospace')

const brand = z.strictObject({
  name: text.optional().describe('The name of the institution'),
  logo: z
    .strictObject({
      light: file.describe('Shown on light ground: an SVG or PNG of the overlay'),
      dark: file.optional().describe('Shown on dark ground; without it, the one for light ground'),
      alt: text.optional().describe('What the logo says; without it, the name'),
      url: address.optional(),
    })
    .optional(),
  colours: z
    .partialRecord(z.enum(colourTokens), colourPair)
    .optional()
    .describe('One colour for all modes, or one each for light and dark'),
  fonts: z
    .partialRecord(z.enum(fontTokens), z.union([family, z.array(family).min(1)]))
    .optional()
    .describe('Fonts that readers’ devices have; nothing is loaded'),
  footer: markdown.optional().describe('One or two sentences at the foot of each page'),
  contact: z
    .strictObject({name: text.optional(), email: z.email().optional(), url: address.optional()})
    .optional()
    .describe('Whom learners ask'),
})

/** overlay.yaml */
export const writtenOverlay = z.strictObject({
  id: id.describe('Permanent name of the edition: it stands in file names and identifiers'),
  title: text.optional().describe('What people call the edition'),
  version: text.optional().describe('Of the overlay itself'),
  by: text.optional().describe('Who adapts the course; without it, the name of the brand'),
  date: date.optional().describe('When the course was adapted: changed lessons say so'),
  licence: text.optional().describe('SPDX expression for what the overlay adds; without it, the course’s'),
  upstream: z
    .strictObject({
      course: id.describe('Id of the course that is adapted'),
      version: text.optional().describe('The release that the overlay was made for'),
      digest: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'a SHA-256 of 64 hexadecimal digits')
        .optional()
        .describe('Of that release, as “overlay explain” shows it'),
      path: text.optional().describe('Folder or zip of the course, from the overlay’s folder'),
    })
    .optional(),
  over: z
    .union([text, z.array(text)])
    .optional()
    .describe('Folders of the overlays beneath this one, from this overlay’s folder'),
  language: text.optional().describe('BCP 47 tag: the main language of the edition'),
  languages: z.array(text).optional().describe('All languages that the edition offers where a format carries several'),
  audiences: z.array(id).default([]).describe('Whom the edition is for: passages for others are left out'),
  brand: brand.optional(),
  say: z
    .strictObject({
      variables: z.record(z.string(), z.union([text, z.number()])).default({}),
      terms: z
        .record(text, text)
        .default({})
        .describe('Words of the interface that are said otherwise here: {module: unit, modules: units}'),
    })
    .optional(),
  set: z.array(set).default([]),
  omit: z.array(z.union([target, z.strictObject({about: z.literal('page')})])).default([]),
  add: z.array(add).default([]),
  replace: z.array(replace).default([]),
  patch: z.array(patch).default([]),
  for: text.optional().describe('The system that the edition is made for, such as moodle'),
  formats: z
    .union([z.array(text), z.record(z.string(), z.record(z.string(), z.unknown()).nullable())])
    .optional()
    .describe('The formats to build, with options'),
})

export type WrittenOverlay = z.output<typeof writtenOverlay>

/** languages/<tag>/texts.yaml: single texts by their names, such as `module/levels/title`. */
export const writtenTexts = z.record(z.string(), text)
