import * as z from 'zod'
import {compareText} from '../model/place.js'
import {releaseEvidence} from './evidence.js'
import {snapshotSchema} from './snapshot-schema.js'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const entry = z.strictObject({path: z.string(), size: z.int().min(0), sha256: digest})

/** release.json: what a release is made of and from, to the last byte. Digests are SHA-256, hexadecimal; sizes are bytes. */
export const releaseManifest = z.strictObject({
  release: z.literal(1),
  course: z.strictObject({id: z.string(), version: z.string(), title: z.string(), language: z.string()}),
  tool: z.strictObject({name: z.string(), version: z.string()}),
  source: z.strictObject({
    /** Of the list of all source files with their digests. */
    sha256: digest,
    /** The commit, where the one who released named it. */
    revision: z.string().optional(),
  }),
  /** The release that it was compared with. */
  against: z.strictObject({version: z.string()}).nullable(),
  packages: z.array(
    z.strictObject({
      /** File or folder, below the release's folder. */
      name: z.string(),
      format: z.string(),
      /** The id of the edition; absent for the course as it is. */
      edition: z.string().optional(),
      size: z.int().min(0),
      /** Of the file; absent for a folder. */
      sha256: digest.optional(),
      /** Of the list of entries with their digests: does not depend on how they are compressed. */
      content: digest,
      entries: z.array(entry),
      lost: z.record(z.string(), z.int().min(0)),
      /** Absent where nobody asked for it. */
      evidence: releaseEvidence.optional(),
    }),
  ),
  /** All files of the release but release.json and SHA256SUMS. */
  files: z.array(entry),
  /** Damage to learners who have begun that the course accepts. */
  accepted: z.array(z.strictObject({code: z.string(), of: z.string(), since: z.string(), reason: z.string()})),
  contents: snapshotSchema,
  /** What editions of the course hold, by their id. */
  editions: z.array(z.strictObject({id: z.string(), contents: snapshotSchema})),
})
export type ReleaseManifest = z.output<typeof releaseManifest>
export type ReleaseEntry = z.output<typeof entry>

/** The lines of `sha256sum`, sorted by path. */
export const sumLines = (entries: readonly Pick<ReleaseEntry, 'path' | 'sha256'>[]): string =>
  [...entries]
    .sort((a, b) => compareText(a.path, b.path))
    .map(({path, sha256}) => `${sha256}  ${path}\n`)
    .join('')

/** What differs between a release as it was published and a folder. */
export interface Difference {
  readonly path: string
  readonly kind: 'changed' | 'missing' | 'added'
}

/** Compares the files that were published with those that are there. */
export const differences = (
  published: readonly Pick<ReleaseEntry, 'path' | 'sha256'>[],
  there: readonly Pick<ReleaseEntry, 'path' | 'sha256'>[],
): readonly Difference[] => {
  const now = new Map(there.map(({path, sha256}) => [path, sha256]))
  const was = new Set(published.map(({path}) => path))
  return [
    ...published.flatMap(({path, sha256}): Difference[] => {
      const found = now.get(path)
      if (found === sha256) return []
      return [{path, kind: found === undefined ? 'missing' : 'changed'}]
    }),
    ...there.filter(({path}) => !was.has(path)).map(({path}): Difference => ({path, kind: 'added'})),
  ].sort((a, b) => compareText(a.path, b.path))
}
