import {type Cache, openCache} from '../host/cache.js'
import {installedBuild} from '../host/installation.js'

/** What commands take that can use a cache. */
export interface CacheChoice {
  readonly cacheDir?: string
}

/** Does its work with the cache that was chosen, if any, and says what was wrong with it. */
export const withCache = async (
  {cacheDir}: CacheChoice,
  work: (cache: Cache | undefined) => Promise<void>,
): Promise<void> => {
  if (cacheDir === undefined) return work(undefined)
  const cache = openCache(cacheDir, {tool: await installedBuild()})
  await work(cache)
  const {damaged, unwritable} = await cache.close()
  const say = (text: string) => process.stderr.write(`${text}\n`)
  if (damaged > 0)
    say(
      `The cache ${cacheDir} held ${damaged === 1 ? 'an entry that was' : `${damaged} entries that were`} damaged. What they stood for was made anew.`,
    )
  if (unwritable !== undefined)
    say(`The cache ${cacheDir} could not be written, so that what is new was not kept: ${unwritable}.`)
}
