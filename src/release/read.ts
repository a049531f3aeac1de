import * as z from 'zod'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import type {Host} from '../host/host.js'
import {reasonOf} from '../host/system-error.js'
import type {Snapshot} from './snapshot.js'
import {snapshotSchema} from './snapshot-schema.js'

const withContents = z.object({
  contents: snapshotSchema,
  editions: z.array(z.object({id: z.string(), contents: snapshotSchema})).default([]),
})

export interface ReadRelease {
  readonly value: Snapshot | undefined
  /** What editions held, by their id. */
  readonly editions: ReadonlyMap<string, Snapshot>
  readonly diagnostics: readonly Diagnostic[]
}

/** What a release held: `path` is its folder, its release.json, or the report of a build. */
export const readRelease = async (host: Host, path: string): Promise<ReadRelease> => {
  const refuse = (reason: string) => ({
    value: undefined,
    editions: new Map<string, Snapshot>(),
    diagnostics: [diagnose('release/unreadable', {path, reason})],
  })
  const inFolder = `${path.replace(/[\\/]+$/, '')}/release.json`
  try {
    const file = path.endsWith('.json') ? path : inFolder
    if (!(await host.exists(file)))
      return refuse(path.endsWith('.json') ? 'there is no such file' : 'it holds no release.json')
    const json: unknown = JSON.parse(new TextDecoder().decode(await host.read(file)))
    const read = withContents.safeParse(json)
    if (read.success) {
      const editions = new Map(read.data.editions.map(({id, contents}) => [id, contents as Snapshot]))
      return {value: read.data.contents as Snapshot, editions, diagnostics: []}
    }
    return refuse('it does not say what the release held; a newer or older coursewright wrote it, or something else')
  } catch (error) {
    return refuse(error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error))
  }
}
