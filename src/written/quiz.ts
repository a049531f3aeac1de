import * as z from 'zod'
import {id, markdown, percentage, text} from './common.js'

export const quizSettings = z.strictObject({
  mode: z.enum(['practice', 'graded']),
  'pass-mark': percentage.describe('Percent'),
  attempts: z.union([z.int().min(1).max(100), z.literal('unlimited')]),
  'time-limit': z.union([z.number().min(1).max(1440), z.literal('none')]).describe('Minutes'),
  shuffle: z.array(z.enum(['questions', 'choices'])),
  feedback: z.enum(['immediate', 'after-attempt', 'after-last-attempt', 'never']).describe('When feedback is shown'),
  weight: z.number().min(0).max(1000).describe('Share in the course score, relative to the other graded quizzes'),
})

const feedback = z.strictObject({
  right: markdown.optional(),
  wrong: markdown.optional(),
  general: markdown.optional(),
})

const base = {
  id,
  prompt: markdown,
  points: z.number().positive().max(1000).default(1),
  objectives: z.array(id).default([]).describe('Ids of the objectives that this question tests'),
  tags: z.array(text).default([]),
  difficulty: z.enum(['easy', 'medium', 'hard']).optional(),
  feedback: feedback.default({}),
  hints: z.array(markdown).default([]),
}

const choice = z.strictObject({
  id: id.optional(),
  text: markdown,
  correct: z.boolean().default(false),
  feedback: markdown.optional(),
})
const distractors = z.array(z.union([text, z.strictObject({id, text})])).default([])
const answer = z.union([
  text,
  z.strictObject({
    text,
    score: percentage.default(100).describe('Percent of the points'),
    feedback: markdown.optional(),
  }),
])

export const writtenQuestion = z.discriminatedUnion('type', [
  z.strictObject({...base, type: z.literal('multiple-choice'), choices: z.array(choice)}),
  z.strictObject({
    ...base,
    type: z.literal('multiple-response'),
    choices: z.array(choice),
    scoring: z.enum(['all-or-nothing', 'partial']).default('partial'),
  }),
  z.strictObject({...base, type: z.literal('true-false'), answer: z.boolean()}),
  z.strictObject({
    ...base,
    type: z.literal('short-answer'),
    accept: z.array(answer).min(1),
    reject: z.array(z.strictObject({text, feedback: markdown.optional()})).default([]),
    'case-sensitive': z.boolean().default(false),
    'accent-sensitive': z.boolean().default(true).describe('false: an answer counts without its accents as well'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('numeric'),
    answer: z.number(),
    tolerance: z.number().min(0).default(0),
    unit: text.optional(),
    near: z
      .array(
        z.strictObject({
          answer: z.number(),
          tolerance: z.number().min(0).default(0),
          score: percentage.default(0),
          feedback: markdown.optional(),
        }),
      )
      .default([])
      .describe('Other numbers that learners may give, with what they earn and what is said'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('matching'),
    pairs: z.array(z.strictObject({id: id.optional(), left: markdown, right: text})),
    distractors,
  }),
  z.strictObject({...base, type: z.literal('essay'), 'model-answer': markdown.optional()}),
  z.strictObject({
    ...base,
    type: z.literal('ordering'),
    items: z
      .array(z.union([markdown, z.strictObject({id: id.optional(), text: markdown})]))
      .describe('In their right order'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('fill-blanks'),
    text: markdown.describe('With gaps such as {{answer}} or {{answer|another answer}}'),
    mode: z.enum(['text', 'dropdown', 'drag']).default('text'),
    distractors,
    'case-sensitive': z.boolean().default(false),
    'accent-sensitive': z.boolean().default(true).describe('false: an answer counts without its accents as well'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('categorise'),
    categories: z.array(
      z.strictObject({
        id: id.optional(),
        title: text,
        items: z.array(z.union([markdown, z.strictObject({id: id.optional(), text: markdown})])),
      }),
    ),
  }),
  z.strictObject({
    ...base,
    type: z.literal('hotspot'),
    image: text,
    alt: text,
    areas: z.array(
      z.strictObject({
        id: id.optional(),
        label: text,
        shape: z.enum(['rect', 'circle']),
        at: z
          .array(percentage)
          .min(3)
          .max(4)
          .describe('Percent of the picture: rect x, y, width, height; circle x, y, radius'),
        correct: z.boolean().default(false),
        feedback: markdown.optional(),
      }),
    ),
  }),
])

/** Either a question, or a number of questions drawn from a bank. */
const entry = z.union([z.strictObject({draw: z.int().min(1), from: id}), writtenQuestion])

/** quizzes/*.yaml */
export const writtenQuiz = z.strictObject({
  id: id.optional(),
  title: text,
  description: markdown.optional(),
  ...quizSettings.partial().shape,
  questions: z.array(entry),
})

/** banks/*.yaml */
export const writtenBank = z.strictObject({id: id.optional(), title: text, questions: z.array(writtenQuestion)})

export type WrittenQuestion = z.output<typeof writtenQuestion>
export type WrittenQuizSettings = Partial<z.output<typeof quizSettings>>
