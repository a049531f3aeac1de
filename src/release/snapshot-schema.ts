import * as z from 'zod'
import {snapshotForm} from './snapshot.js'

const held = z.object({
  name: z.string(),
  title: z.string(),
  slot: z.int().optional(),
  text: z.array(z.string()),
  settings: z.record(z.string(), z.string()),
})

/** A `Snapshot` as it is read back from a file. */
export const snapshotSchema = z.object({
  form: z.literal(snapshotForm),
  course: z.object({id: z.string(), version: z.string(), title: z.string(), language: z.string()}),
  state: z.object({writes: z.int(), reads: z.array(z.int())}).optional(),
  held: z.array(held),
})
