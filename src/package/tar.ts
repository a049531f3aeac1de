import {createReadStream, createWriteStream} from 'node:fs'
import {type FileHandle, mkdtemp, open, rm, stat} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {pipeline} from 'node:stream/promises'
import {createGunzip} from 'node:zlib'
import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {type Archive, type ArchiveLimits, archiveLimits, Refused} from './archive.js'

/** A file in the unpacked tar: where its bytes stand. */
interface TarEntry {
  readonly start: number
  readonly size: number
}

/**
 * Opens a gzipped tar, as Moodle makes large backups: it is unpacked as a whole into a temporary file, up to what a course
 * may be, so that files can be read in any order. Names and kinds are judged as those of a zip are.
 */
export const openTar = async (
  path: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<Outcome<Archive | undefined>> => {
  const folder = await mkdtemp(join(tmpdir(), 'coursewright-tar-'))
  const away = () => rm(folder, {recursive: true, force: true})
  let handle: FileHandle | undefined
  try {
    const tar = join(folder, 'tar')
    await unpack(path, tar, limits)
    handle = await open(tar)
    const entries = await readEntries(handle, (await stat(tar)).size, limits)
    return {value: archiveOf(tar, handle, entries, limits, away), diagnostics: []}
  } catch (error) {
    await handle?.close()
    await away()
    if (error instanceof Refused) return {value: undefined, diagnostics: [error.diagnostic]}
    if (error instanceof Error && 'syscall' in error) throw error
    const reason = error instanceof Error ? error.message : String(error)
    return {value: undefined, diagnostics: [diagnose('archive/broken', {file: 'the archive', reason})]}
  }
}

const unpack = async (path: string, to: string, limits: ArchiveLimits): Promise<void> => {
  const packed = (await stat(path)).size
  let size = 0
  await pipeline(
    createReadStream(path),
    createGunzip(),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > limits.total) throw tooLarge('bytes', size, limits.total)
        if (size > limits.smallEntry && size > packed * limits.ratio)
          throw new Refused(diagnose('archive/bomb', {path: 'the archive', ratio: Math.round(size / packed)}))
        yield chunk
      }
    },
    createWriteStream(to, {flags: 'wx'}),
  )
}

const block = 512

/** A name longer than this is none that a course has. */
const longestName = 4096

/** Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar for long names (`L`). */
const readEntries = async (
  handle: FileHandle,
  end: number,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, TarEntry>> => {
  const entries = new Map<string, TarEntry>()
  const header = Buffer.alloc(block)
  let name: string | undefined
  let count = 0
  for (let at = 0; at + block <= end; ) {
    await handle.read(header, 0, block, at)
    if (header.every((byte) => byte === 0)) break
    if (sumOf(header) !== octal(header, 148, 8)) throw new Error('a header of the tar has a wrong checksum')
    const size = sizeOf(header)
    const start = at + block
    if (!(size >= 0) || start + size > end) throw new Error('a file of the tar is cut off')
    const type = String.fromCharCode(header[156] ?? 0)
    at = start + Math.ceil(size / block) * block
    count += 1
    if (count > limits.entries) throw tooLarge('files', count, limits.entries)
    if (type === 'L' || type === 'x') {
      const {buffer} = await handle.read(Buffer.alloc(Math.min(size, longestName * 4)), 0, undefined, start)
      name =
        type === 'L' ? textIn(buffer, 0, size) : (/(?:^|\n)\d+ path=([^\n]*)\n/.exec(buffer.toString())?.[1] ?? name)
      continue
    }
    if (type === 'g') continue
    const prefix = textIn(header, 257, 5) === 'ustar' ? textIn(header, 345, 155) : ''
    const path = (name ?? `${prefix === '' ? '' : `${prefix}/`}${textIn(header, 0, 100)}`).replace(/^(?:\.\/)+/, '')
    name = undefined
    if (type === '5' || path === '' || path === '.') continue
    judge(path, type)
    if (size > limits.entry) throw tooLarge('bytes', size, limits.entry)
    if (entries.has(path)) throw new Refused(diagnose('archive/twice', {path}))
    entries.set(path, {start, size})
  }
  if (entries.size === 0) throw new Error('it holds no file')
  return entries
}

const judge = (path: string, type: string): void => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f\\]|^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(path) || path.length > longestName)
    throw new Refused(
      diagnose('archive/unsafe-path', {path: path.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '\ufffd').slice(0, 200)}),
    )
  if (!['0', '\u0000', '7'].includes(type)) throw new Refused(diagnose('archive/link', {path}))
}

const textIn = (bytes: Uint8Array, start: number, length: number): string => {
  const part = bytes.subarray(start, start + length)
  const end = part.indexOf(0)
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end))
}

const octal = (header: Uint8Array, start: number, length: number): number =>
  Number.parseInt(textIn(header, start, length).trim() || '0', 8)

/** Octal digits, or for what is larger a number of eight bytes with the highest bit set before it. */
const sizeOf = (header: Buffer): number =>
  (header[124] ?? 0) & 0x80 ? Number(header.readBigUInt64BE(128)) : octal(header, 124, 12)

/** The field of the checksum itself counts as blanks. */
const sumOf = (header: Uint8Array): number =>
  header.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0)

const tooLarge = (what: 'files' | 'bytes', size: number, limit: number): Refused =>
  new Refused(diagnose('archive/too-large', {what, size, limit}))

const archiveOf = (
  tar: string,
  handle: FileHandle,
  entries: ReadonlyMap<string, TarEntry>,
  limits: ArchiveLimits,
  away: () => Promise<void>,
): Archive => {
  let texts = 0
  const entryOf = (path: string): TarEntry => {
    const entry = entries.get(path)
    if (!entry) throw new Error(`The archive has no file ${path}.`)
    return entry
  }
  async function* pieces(path: string): AsyncGenerator<Uint8Array> {
    const {start, size} = entryOf(path)
    if (size > 0) yield* createReadStream(tar, {start, end: start + size - 1})
  }
  return {
    paths: [...entries.keys()],
    sizeOf: (path) => entryOf(path).size,
    async read(path) {
      const {start, size} = entryOf(path)
      texts += size
      if (size > limits.text) throw tooLarge('bytes', size, limits.text)
      if (texts > limits.texts) throw tooLarge('bytes', texts, limits.texts)
      const {buffer} = await handle.read(new Uint8Array(size), 0, size, start)
      return buffer
    },
    pieces,
    save: (path, to) => pipeline(Readable.from(pieces(path)), createWriteStream(to, {flags: 'wx'})),
    close: () => {
      handle.close().then(away, away)
    },
  }
}
