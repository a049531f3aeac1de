import * as z from 'zod'

export const options = z.strictObject({
  /** First day of the course: `opens`, `due` and `closes` count from it. Without it the package has no dates. */
  start: z.iso.date().optional(),
})

export type Options = z.infer<typeof options>
