import * as z from 'zod'

export const options = z.strictObject({
  /**
   * `twice` also writes each question's marks into Canvas's own field, the only one that New Quizzes reads (gem qti
   * 2.27.0, assessment_item.rb:38). Strict validators then complain: the profile knows no such field (rule 2a).
   */
  points: z.enum(['standard', 'twice']).default('standard'),
})

export type Options = z.infer<typeof options>
