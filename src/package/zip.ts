import {once} from 'node:events'
import {createReadStream, createWriteStream} from 'node:fs'
import {readFile, stat} from 'node:fs/promises'
import type {Readable} from 'node:stream'
import type {ZipArchive} from 'archiver'
import {askedTime} from './time.js'

/** A file of a zip: its bytes, read only when its turn comes, or where on the disk they are. */
export interface ZipEntry {
  /** `/` between folders. */
  readonly path: string
  readonly content: {readonly read: () => Promise<Uint8Array>} | {readonly file: string}
}

/** Writes a zip: entries in the order given, fixed times and modes, no folders. Returns its size in bytes. */
export const writeZip = async (path: string, entries: readonly ZipEntry[]): Promise<number> => {
  // Loaded where it is needed: it is a tenth of the command, and folders and single files do without.
  const {ZipArchive} = await import('archiver')
  const output = createWriteStream(path, {flags: 'wx'})
  const archive = new ZipArchive({zlib: {level}, forceLocalTime: false})
  const failed = new Promise<never>((_, reject) => {
    archive.on('error', reject)
    archive.on('warning', reject)
    output.on('error', reject)
  })
  const closed = once(output, 'close')
  archive.pipe(output)
  const work = fill(archive, entries).then(() => closed)
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

/** As well as zlib can: packages are made once and downloaded often. */
const level = 9

const fill = async (archive: ZipArchive, entries: readonly ZipEntry[]): Promise<void> => {
  const date = dateOfEntries()
  for (const {path: name, content} of entries) {
    const taken = once(archive, 'entry')
    const source = await sourceOf(content)
    archive.append(source, {name, date, mode: 0o644, store: Buffer.isBuffer(source) && isStored(name, source)})
    await taken
  }
  await archive.finalize()
}

/** MS-DOS time begins here. */
const earliest = Date.UTC(1980, 0, 1)

/** The same for every entry, so that the same files give the same bytes: the beginning of time, or what was asked for. */
export const dateOfEntries = (): Date => new Date(Math.max(askedTime()?.getTime() ?? earliest, earliest))

/**
 * Files on the disk of more bytes than this go by piece by piece, so that no amount of media fills the memory. They are
 * deflated, whatever they are: a stored entry must say its size before its data (SCORM Cloud refuses others), and archiver
 * knows that only of what is in memory as a whole.
 */
const largest = 32 * 1024 * 1024

const sourceOf = async (content: ZipEntry['content']): Promise<Buffer | Readable> =>
  'file' in content && (await stat(content.file)).size > largest ? createReadStream(content.file) : bytesOf(content)

/** All of an entry, in memory. */
export const bytesOf = async (content: ZipEntry['content']): Promise<Buffer> => {
  const bytes = await ('file' in content ? readFile(content.file) : content.read())
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/**
 * Formats that are compressed already: stored, they open faster and cost nothing. And the file by which a zip is known to be
 * an EPUB, whose bytes must stand there as they are (EPUB 3.3, section 4.2.6.2).
 */
const compressed = /^mimetype$|\.(png|jpe?g|gif|webp|avif|mp[34]|m4[av]|ogg|og[av]|webm|woff2?|zip|pdf)$/

const isStored = (path: string, bytes: Buffer): boolean => bytes.length === 0 || compressed.test(path)
