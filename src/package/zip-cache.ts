import {readFile, stat, writeFile} from 'node:fs/promises'
import type {Cache} from '../host/cache.js'
import {sha256} from '../host/node.js'
import {bytesOf, dateOfEntries, writeZip, type ZipEntry} from './zip.js'

/**
 * As `writeZip`, but a zip of the same files that was made before is taken as it is. What is large is made anew: a copy of
 * it would cost as much, and push much else out of the cache.
 */
export const writeKnownZip = async (
  path: string,
  entries: readonly ZipEntry[],
  cache: Pick<Cache, 'bytes'>,
): Promise<number> => {
  const contents = await readSmall(entries)
  if (!contents) return writeZip(path, entries)
  let isWritten = false
  const made = async () => {
    await writeZip(
      path,
      entries.map(({path: name}, index) => ({path: name, content: {read: async () => contents[index] as Uint8Array}})),
    )
    isWritten = true
    return readFile(path)
  }
  const from = () => [
    // Another zlib may pack otherwise.
    process.versions.zlib,
    dateOfEntries().toISOString(),
    ...entries.flatMap(({path: name}, index) => [name, sha256(contents[index] as Uint8Array)]),
  ]
  const bytes = await cache.bytes('zip', from, made)
  if (!isWritten) await writeFile(path, bytes, {flag: 'wx'})
  return bytes.length
}

/** Bytes, of all files of a zip together. */
const worthKeeping = 20_000_000

/** All files in their order; undefined if that would be too much. */
const readSmall = async (entries: readonly ZipEntry[]): Promise<readonly Uint8Array[] | undefined> => {
  const contents: Uint8Array[] = []
  let size = 0
  for (const {content} of entries) {
    if ('file' in content && (await stat(content.file)).size > worthKeeping) return undefined
    const bytes = await bytesOf(content)
    size += bytes.length
    if (size > worthKeeping) return undefined
    contents.push(bytes)
  }
  return contents
}
