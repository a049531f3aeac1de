import * as z from 'zod'
import {id, markdown, text} from './common.js'

/** Front matter of lessons/*.md */
export const writtenLesson = z.strictObject({
  id: id.optional(),
  title: text,
  summary: text.optional().describe('One sentence, for lists and search'),
  time: z.number().min(1).max(6000).optional().describe('Minutes that a learner should plan'),
  objectives: z.array(z.strictObject({id, text})).default([]),
  audience: z.enum(['learners', 'teachers']).default('learners'),
})

/** Front matter of discussions/*.md */
export const writtenDiscussion = z.strictObject({
  id: id.optional(),
  title: text,
  points: z.number().min(0).max(10_000).optional().describe('Present where contributions are marked'),
})

const level = z.strictObject({title: text, points: z.number().min(0), description: text.optional()})

/** Front matter of assignments/*.md */
export const writtenAssignment = z.strictObject({
  id: id.optional(),
  title: text,
  points: z.number().min(0).max(10_000).default(100),
  submission: z
    .array(z.enum(['text', 'file', 'url']))
    .min(1)
    .default(['text', 'file']),
  rubric: z
    .array(z.strictObject({id, title: text, description: text.optional(), levels: z.array(level).min(2)}))
    .default([]),
})

/** Front matter of about.md */
export const writtenAbout = z.strictObject({title: text})

export const writtenTerm = z.strictObject({
  id,
  term: text,
  also: z.array(text).default([]).describe('Other words that mean this entry'),
  definition: markdown,
  see: z.array(id).default([]),
})

/** glossary.yaml */
export const writtenGlossary = z.array(writtenTerm)
