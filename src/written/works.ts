import * as z from 'zod'
import {resourceKinds} from '../model/course.js'
import {address, id, markdown, text} from './common.js'

const name = z.union([z.strictObject({literal: text}), z.strictObject({family: text, given: text.optional()})])
const number = z.union([text, z.number()]).transform(String)
const date = z.union([
  z.string().regex(/^-?\d{1,4}(-\d{2}(-\d{2})?)?$/, 'a year, or a date such as 2005-10-24'),
  z.int(),
  z.strictObject({
    'date-parts': z
      .array(
        z
          .array(z.union([z.int(), z.string()]))
          .min(1)
          .max(3),
      )
      .min(1),
  }),
])

/** bibliography.yaml and bibliography.json: CSL-JSON items, as far as coursewright prints them. */
export const writtenBibliography = z.array(
  z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_:.-]*$/, 'letters, digits and - _ : .'),
    type: text.describe('CSL type, such as article-journal, book, chapter, report, legislation, treaty, webpage'),
    title: text,
    author: z.array(name).default([]),
    editor: z.array(name).default([]),
    issued: date.optional(),
    'container-title': text.optional(),
    publisher: text.optional(),
    'publisher-place': text.optional(),
    volume: number.optional(),
    issue: number.optional(),
    page: number.optional(),
    number: number.optional(),
    edition: number.optional(),
    genre: text.optional(),
    DOI: z
      .string()
      .regex(/^10\.\d{4,}\/\S+$/, 'a DOI such as 10.2307/2145138')
      .optional(),
    URL: address.optional(),
    ISBN: text.optional(),
    'original-date': date.optional(),
    language: text.optional(),
    note: text.optional(),
  }),
)

export const writtenResource = z.strictObject({
  id,
  title: text,
  by: text.describe('Author or body'),
  year: z.int().optional(),
  kind: z.enum(resourceKinds),
  url: address,
  why: text.describe('One line: why it helps'),
})

/** resources.yaml */
export const writtenResources = z.strictObject({
  tiers: z.array(z.strictObject({id, title: text, resources: z.array(writtenResource)})),
})

/** tools.yaml */
export const writtenTools = z.array(
  z.strictObject({
    id,
    title: text,
    url: address.describe('Where the LMS launches the tool'),
    description: markdown.optional(),
    custom: z.record(z.string().regex(/^[A-Za-z][\w.-]*$/, 'letters, digits and - _ .'), z.string()).default({}),
    privacy: z
      .enum(['anonymous', 'name', 'email', 'public'])
      .default('anonymous')
      .describe('What the tool is told of the learner'),
    points: z.number().min(0).max(10_000).optional(),
  }),
)

export const writtenLink = z.strictObject({id, title: text, url: address, description: markdown.optional()})

/** links.yaml */
export const writtenLinks = z.array(writtenLink)
