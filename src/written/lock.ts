import * as z from 'zod'

const slots = z.record(z.string(), z.int().min(0))

/** course.lock.yaml: written by the tool. */
export const writtenLock = z.strictObject({
  version: z.literal(1),
  course: z.string(),
  /** Ids that were taken from a file's name, by file. */
  files: z.record(z.string(), z.string()).default({}),
  modules: slots.default({}),
  items: slots.default({}),
  banks: slots.default({}),
  questions: z.record(z.string(), slots).default({}),
  parts: z.record(z.string(), slots).default({}),
  /** Of an edition: what its overlays replace, patch or translate, as the course had it when somebody looked. */
  base: z.record(z.string(), z.strictObject({version: z.string(), digest: z.string()})).default({}),
  /** What vanished and will not come back, such as `item/sovereignty` or `question/quiz/q1`. */
  retired: z.array(z.string()).default([]),
})

export type WrittenLock = z.output<typeof writtenLock>
