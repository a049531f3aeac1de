import * as z from 'zod'
import {completionRules} from '../model/course.js'
import {damageClasses} from '../model/damage.js'
import {address, id, markdown, text} from './common.js'
import {quizSettings} from './quiz.js'

const person = z.union([text, z.strictObject({name: text, url: address.optional()})])

const credit = z.strictObject({
  title: text,
  author: text,
  publisher: text.optional(),
  date: z
    .union([z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date such as 2022-04-12'), z.int()])
    .optional()
    .describe('ISO 8601: a year, a month or a day'),
  url: address.optional(),
  licence: text.optional().describe('SPDX expression of the work’s licence'),
  note: text.optional(),
})

const days = z.number().min(0).max(3660).describe('Days after the start of the course')

/** How an item is placed. */
export const placement = {
  requires: z.array(id).default([]).describe('Ids of items or modules that a learner must have done before'),
  hidden: z.boolean().default(false).describe('There, but shown to nobody until a teacher shows it'),
  group: id.optional().describe('Id of the assignment group that its marks belong to'),
  opens: days.optional(),
  due: days.optional(),
  closes: days.optional(),
}
/** Which kind of item, its id, and how it is placed. */
const item = z.union([
  z.strictObject({lesson: id, ...placement}),
  z.strictObject({quiz: id, ...placement}),
  z.strictObject({discussion: id, ...placement}),
  z.strictObject({assignment: id, ...placement}),
  z.strictObject({link: id, ...placement}),
  z.strictObject({tool: id, ...placement}),
])

const courseModule = z.strictObject({
  id,
  title: text,
  description: markdown.optional(),
  requires: z.array(id).default([]).describe('Ids of modules that a learner must have done before'),
  hidden: z.boolean().default(false),
  items: z.array(item).default([]),
})

const version = z
  .string()
  .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a semantic version such as 1.0.0')
  .describe('Semantic version')

/** Damage that an update may do; see `model/damage`. */
const acceptance = z.strictObject({
  code: z.enum(damageClasses.map((name) => `upgrade/${name}` as const)),
  of: text.describe('The thing, as the finding names it, such as question/final/q1'),
  since: version.describe('The version of the release whose learners are concerned'),
  reason: text.describe('Why it is right all the same'),
})

/** What an institution may say otherwise in texts: `:say[name]`. */
const variable = z.strictObject({
  type: z.enum(['text', 'number', 'email', 'url']).default('text'),
  default: z.union([text, z.number()]),
  description: text.optional(),
})

const what = z
  .union([text, z.array(text).min(1)])
  .describe('What may or may not change, such as course/licence, lesson/sovereignty or quiz/*/pass-mark')

/** What institutions may change in their editions. */
const policy = z.strictObject({
  locked: z.array(z.strictObject({what, why: text.describe('Shown to whoever tries')})).default([]),
  bounded: z.array(z.strictObject({what, from: z.number(), to: z.number(), why: text.optional()})).default([]),
  free: z.array(what).default([]).describe('Exceptions from what is locked'),
})

/** course.yaml */
export const writtenCourse = z.strictObject({
  id,
  version,
  title: text,
  language: text.describe('BCP 47 tag of the language that the course is written in, such as en-GB'),
  description: text,
  keywords: z.array(text).default([]),
  authors: z.array(person).default([]),
  publisher: text.optional(),
  licence: text.describe('SPDX expression, such as CC-BY-4.0'),
  official: address.optional().describe('Where the official version of this course is'),
  'inspired-by': z.array(credit).default([]).describe('Works that are credited, and no text of which was taken'),
  'adapted-from': z
    .array(credit)
    .default([])
    .describe('Works that this course is a derivative of; their licences bind it'),
  defaults: z.strictObject({quiz: quizSettings.partial().optional()}).default({}),
  completion: z
    .union([z.enum(completionRules), z.array(z.enum(completionRules)).min(1)])
    .default(['read', 'passed'])
    .describe('What must hold before the course counts as completed; all that are named'),
  groups: z
    .array(z.strictObject({id, title: text, weight: z.number().min(0).max(1000)}))
    .default([])
    .describe('Assignment groups: marks that are weighed together'),
  modules: z.array(courseModule),
  variables: z
    .record(id, variable)
    .default({})
    .describe('What institutions may say otherwise: “:say[name]” in a text stands for the value'),
  audiences: z
    .record(id, text)
    .default({})
    .describe('Whom passages may be meant for, each with a word on who that is: “:::only{for=…}”'),
  policy: policy.prefault({}).describe('What institutions may change in their editions'),
  formats: z
    .union([z.array(text), z.record(z.string(), z.record(z.string(), z.unknown()).nullable())])
    .optional()
    .describe('The formats to build, with options; if absent, all that need no browser'),
  accept: z
    .array(acceptance)
    .default([])
    .describe('What an update may do to learners who have begun; see “check --against”'),
})
