import * as z from 'zod'
import {idPattern} from '../model/names.js'

/** What people may write. The program uses the types of `model`, in which all defaults are filled in. */
export const id = z
  .string()
  .regex(idPattern, 'lower-case letters, digits and hyphens')
  .describe(
    'Permanent name: lower-case letters, digits and hyphens. Never change it once learners have used the course.',
  )
export const text = z.string().min(1)
export const markdown = z.string().min(1).describe('Markdown')
export const address = z.string().regex(/^https?:\/\/[^\s]+$/, 'an address that begins with https:// or http://')
export const percentage = z.number().min(0).max(100)
