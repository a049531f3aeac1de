import {existsSync} from 'node:fs'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {compare, valid} from 'semver'
import {manifestName} from './verify-release.js'

/** The folders of a course's releases below `out`, oldest first. */
export const releasesIn = async (out: string, course: string): Promise<readonly string[]> => {
  const entries = await readdir(out, {withFileTypes: true}).catch(() => [])
  const prefix = `${course}-`
  return entries
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(prefix))
    .map((entry) => ({folder: join(out, entry.name), version: entry.name.slice(prefix.length)}))
    .filter(({folder, version}) => valid(version) !== null && existsSync(join(folder, manifestName)))
    .sort((a, b) => compare(a.version, b.version))
    .map(({folder}) => folder)
}
