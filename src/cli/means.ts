import type {Cache} from '../host/cache.js'
import type {Workers} from '../workers/workers.js'
import {type CacheChoice, withCache} from './cache.js'
import {type CoresChoice, withWorkers} from './workers.js'

/** What commands take that compile courses: where they keep what they made, and on how many cores they work. */
export interface MeansChoice extends CacheChoice, CoresChoice {}

/** What they work with. */
export interface Means {
  readonly workers: Workers
  readonly cache?: Cache
}

/** Does its work with the means that were chosen, and puts them away. `folders`: the courses, as they were named. */
export const withMeans = (
  folders: readonly string[],
  choice: MeansChoice,
  work: (means: Means) => Promise<void>,
): Promise<void> =>
  withWorkers(folders, choice, (workers) => withCache(choice, (cache) => work({workers, ...(cache ? {cache} : {})})))
