import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {type FileHandle, open, readFile, stat} from 'node:fs/promises'
import {pipeline} from 'node:stream/promises'
import {promisify} from 'node:util'
import {crc32, createDeflateRaw, deflateRaw} from 'node:zlib'
import type {Cache} from '../host/cache.js'
import {askedTime} from './time.js'
import {localHeader, type ZipRecord, zipDirectory} from './zip-records.js'

/** A file of a zip: its bytes, read only when its turn comes, or where on the disk they are. */
export interface ZipEntry {
  /** `/` between folders. */
  readonly path: string
  readonly content: {readonly read: () => Promise<Uint8Array>} | {readonly file: string}
}

/**
 * Writes a zip: entries in the order given, fixed times and modes, no folders. Returns its size in bytes.
 *
 * Entries are compressed side by side, on threads of Node’s own, before their turn comes. The sizes of an entry always
 * stand before its data, so that readers may go from one to the next: SCORM Cloud refuses stored entries that say theirs
 * behind the data.
 */
export const writeZip = async (
  path: string,
  entries: readonly ZipEntry[],
  cache?: Pick<Cache, 'bytes'>,
): Promise<number> => {
  const file = await open(path, 'wx')
  try {
    const date = dateOfEntries()
    const records: ZipRecord[] = []
    const output = outputOf(file)
    for await (const {name, content} of ahead(entries, cache)) {
      const start = {name, date, at: output.at()}
      if ('file' in content) {
        records.push(await writeLargeFile(output, start, content))
        continue
      }
      const {data, ...said} = content
      const record = {...start, ...said, packed: data.length}
      await output.write(localHeader(record))
      await output.write(data)
      records.push(record)
    }
    await output.write(zipDirectory(records, output.at()))
    await output.flush()
    return output.at()
  } finally {
    await file.close()
  }
}

/** MS-DOS time begins here. */
const earliest = Date.UTC(1980, 0, 1)

/** The same for every entry, so that the same files give the same bytes: the beginning of time, or what was asked for. */
const dateOfEntries = (): Date => new Date(Math.max(askedTime()?.getTime() ?? earliest, earliest))

/**
 * Formats that are compressed already: stored, they open faster and cost nothing. And the file by which a zip is known to be
 * an EPUB, whose bytes must stand there as they are (EPUB 3.3, section 4.2.6.2).
 */
const compressed = /^mimetype$|\.(png|jpe?g|gif|webp|avif|mp[34]|m4[av]|ogg|og[av]|webm|woff2?|zip|pdf)$/

const methodOf = (path: string, size: number): ZipRecord['method'] =>
  size === 0 || compressed.test(path) ? 'stored' : 'deflated'

/** As well as zlib can: packages are made once and downloaded often. */
const level = 9

/** Files on the disk are read piece by piece from this size on, so that no amount of media fills the memory. */
const largeFile = 8_000_000
const pieceSize = 1_000_000

/** As many entries as are made ready before their turn: some for each thread that Node has for such work. */
const sideBySide = 12

interface Ready {
  readonly name: string
  readonly content:
    | {readonly method: ZipRecord['method']; readonly crc: number; readonly size: number; readonly data: Uint8Array}
    | LargeFile
}

interface LargeFile {
  readonly file: string
  readonly size: number
}

const deflate = promisify<Uint8Array, {level: number}, Buffer>(deflateRaw)

/** Another zlib may pack otherwise, so that it is named with what was packed. */
const deflated = async (bytes: Uint8Array, cache: Pick<Cache, 'bytes'> | undefined): Promise<Uint8Array> =>
  cache && bytes.length >= worthKeeping
    ? cache.bytes(
        'deflate',
        () => [createHash('sha256').update(bytes).digest('hex'), String(level), process.versions.zlib],
        () => deflate(bytes, {level}),
      )
    : deflate(bytes, {level})

/** Packing less is done as quickly as reading what was packed. */
const worthKeeping = 2000

const makeReady = async ({path, content}: ZipEntry, cache: Pick<Cache, 'bytes'> | undefined): Promise<Ready> => {
  if ('file' in content) {
    const {size} = await stat(content.file)
    if (size >= largeFile) return {name: path, content: {file: content.file, size}}
  }
  const bytes = 'file' in content ? await readFile(content.file) : await content.read()
  const method = methodOf(path, bytes.length)
  const data = method === 'stored' ? bytes : await deflated(bytes, cache)
  return {name: path, content: {method, crc: crc32(bytes), size: bytes.length, data}}
}

/** The entries in their order; some of the next are being made ready meanwhile. */
async function* ahead(entries: readonly ZipEntry[], cache: Pick<Cache, 'bytes'> | undefined): AsyncGenerator<Ready> {
  const waiting: Promise<Ready>[] = []
  for (let next = 0; next < entries.length || waiting.length > 0; ) {
    while (next < entries.length && waiting.length < sideBySide) {
      const ready = makeReady(entries[next++] as ZipEntry, cache)
      // If it fails, that is heard when its turn comes.
      ready.catch(() => {})
      waiting.push(ready)
    }
    yield (await waiting.shift()) as Ready
  }
}

const writeLargeFile = async (
  output: Output,
  start: Pick<ZipRecord, 'name' | 'date' | 'at'>,
  {file, size: promised}: LargeFile,
): Promise<ZipRecord> => {
  const method = methodOf(start.name, promised)
  const before = {...start, method, crc: 0, size: promised, packed: 0}
  await output.write(localHeader(before))
  let [crc, size, packed] = [0, 0, 0]
  const pieces = async function* () {
    for await (const piece of createReadStream(file, {highWaterMark: pieceSize})) {
      crc = crc32(piece as Buffer, crc)
      size += (piece as Buffer).length
      yield piece as Buffer
    }
  }
  const keep = async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) {
      packed += piece.length
      await output.write(piece)
    }
  }
  if (method === 'stored') await pipeline(pieces, keep)
  else await pipeline(pieces, createDeflateRaw({level, chunkSize: pieceSize}), keep)
  if (size !== promised) throw new Error(`${file} was changed while it was packed.`)
  const record = {...before, crc, packed}
  await output.rewrite(localHeader(record), start.at)
  return record
}

interface Output {
  /** Where the next byte will stand. */
  readonly at: () => number
  readonly write: (data: Uint8Array) => Promise<void>
  /** Writes over what stands at a place already. */
  readonly rewrite: (data: Uint8Array, at: number) => Promise<void>
  readonly flush: () => Promise<void>
}

/** Gathers small pieces, since each write costs a turn. */
const outputOf = (file: FileHandle): Output => {
  let [kept, length, written]: [Uint8Array[], number, number] = [[], 0, 0]
  const flush = async () => {
    const data = Buffer.concat(kept)
    ;[kept, length] = [[], 0]
    await writeAll(file, data, written)
    written += data.length
  }
  return {
    at: () => written + length,
    async write(data) {
      kept.push(data)
      length += data.length
      if (length >= pieceSize) await flush()
    },
    async rewrite(data, at) {
      await flush()
      await writeAll(file, data, at)
    },
    flush,
  }
}

/** A disk may take a part of what it is given. */
const writeAll = async (file: FileHandle, data: Uint8Array, at: number): Promise<void> => {
  for (let done = 0; done < data.length; ) {
    const {bytesWritten} = await file.write(data, done, data.length - done, at + done)
    done += bytesWritten
  }
}
