import * as z from 'zod'
import {siteOptions} from '../_site/options.js'

/** Which quizzes, seen from those that a book may leave out. */
const which = z.enum(['all', 'practice', 'none'])

/** What a book (a course as text) may be told in `course.yaml`. */
export const bookOptions = {
  ...siteOptions,
  /** Of which quizzes the questions are in it. */
  quizzes: which.default('all'),
  /** Of which of these it also has the answers. */
  key: which.default('practice'),
}

const options = z.strictObject(bookOptions)
export type BookOptions = z.infer<typeof options>
