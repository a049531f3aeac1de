import {once} from 'node:events'
import {createWriteStream} from 'node:fs'
import {ZipArchive} from 'archiver'

/** A file of a zip with its bytes, read only when its turn comes. */
export interface ZipEntry {
  readonly path: string
  readonly read: () => Promise<Uint8Array>
}

/** MS-DOS time begins here. */
const earliest = Date.UTC(1980, 0, 1)

/**
 * The same for every entry, so that the same files give the same bytes: the beginning of time, or what a distributor asks
 * for by `SOURCE_DATE_EPOCH`, in seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH 1.1).
 */
const dateOfEntries = (): Date => {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? Number.NaN)
  return new Date(Number.isSafeInteger(seconds) ? Math.max(seconds * 1000, earliest) : earliest)
}

/** Formats that are compressed already. Stored, they open faster and cost nothing. */
const compressed = /\.(png|jpe?g|gif|webp|avif|mp[34]|m4[av]|ogg|og[av]|webm|woff2?|zip|pdf)$/

/**
 * A stored entry's size stands in its local header, so that streaming readers can find its end (SCORM Cloud refuses
 * others); above this it is deflated, since a stored entry must be in memory as a whole.
 */
const largestStored = 64 * 1024 * 1024

/** Writes a zip: entries in the order given, fixed times and modes, no folders. Returns its size in bytes. */
export const writeZip = async (path: string, entries: readonly ZipEntry[]): Promise<number> => {
  const output = createWriteStream(path)
  const date = dateOfEntries()
  const archive = new ZipArchive({zlib: {level: 9}, forceLocalTime: false})
  const failed = new Promise<never>((_, reject) => {
    archive.on('error', reject)
    archive.on('warning', reject)
    output.on('error', reject)
  })
  const closed = once(output, 'close')
  archive.pipe(output)
  const work = (async () => {
    for (const entry of entries) {
      const bytes = await entry.read()
      const store = bytes.length === 0 || (compressed.test(entry.path) && bytes.length <= largestStored)
      const taken = once(archive, 'entry')
      archive.append(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
        name: entry.path,
        date,
        mode: 0o644,
        store,
      })
      await taken
    }
    await archive.finalize()
    await closed
  })()
  // Where the disk is full, all that waits for the file fails: the race tells of it, the others must not end the process.
  for (const waiting of [work, failed, closed]) waiting.catch(() => {})
  try {
    await Promise.race([work, failed])
    return archive.pointer()
  } catch (error) {
    archive.abort()
    output.destroy()
    throw error
  }
}
