import {existsSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {createWorkers, type Workers} from '../workers/workers.js'

/** What commands take that can work on several cores. */
export interface CoresChoice {
  readonly cores?: number
}

/**
 * Does its work with workers at hand. Where there is much to read they start at once: so they are ready when the command
 * is, which loads at the same time. What there is in a cache is not known yet; with one they start when they are needed.
 */
export const withWorkers = async (
  folders: readonly string[],
  {cores, cacheDir}: CoresChoice & {readonly cacheDir?: string},
  work: (workers: Workers) => Promise<void>,
): Promise<void> => {
  const workers = createWorkers(cores)
  if (cacheDir === undefined || !existsSync(cacheDir)) workers.startFor(charactersIn(folders))
  try {
    await work(workers)
  } finally {
    await workers.close()
  }
}

/** About how many there are in the texts of courses: of a folder’s own folders, no deeper. */
const charactersIn = (folders: readonly string[]): number => {
  const below = folders.length > 0 ? folders : foldersIn('content')
  const files = below.flatMap(foldersIn).flatMap((folder) => textsIn(folder))
  return files.reduce((sum, file) => sum + (statSync(file, {throwIfNoEntry: false})?.size ?? 0), 0)
}

const foldersIn = (folder: string): readonly string[] =>
  entriesOf(folder).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []))

const textsIn = (folder: string): readonly string[] =>
  entriesOf(folder).flatMap(({name}) => (/\.(md|yaml)$/.test(name) ? [join(folder, name)] : []))

/** What cannot be read is reported when it is read in earnest. */
const entriesOf = (folder: string) => {
  try {
    return readdirSync(folder, {withFileTypes: true})
  } catch {
    return []
  }
}
