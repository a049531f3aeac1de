import * as z from 'zod'

export const options = z.strictObject({
  /** The oldest Moodle that must restore the backup. Its question types, and where it keeps banks, decide. */
  release: z.enum(['4.1', '4.4', '5.0']).default('4.1'),
  /** How formulas of lessons are written: `mathml` for the browser, `tex` for the MathJax filter of the site. */
  math: z.enum(['mathml', 'tex']).default('mathml'),
  /** First day of the course. Whoever restores it may choose another, and all dates move along. */
  start: z.iso.date().default('2026-01-05'),
  /** Questions on one page of a graded quiz; 0: all. Practice quizzes have one page. */
  'questions-per-page': z.int().min(0).max(50).default(5),
})

export type Options = z.infer<typeof options>
