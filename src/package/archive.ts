import {createWriteStream} from 'node:fs'
import {stat} from 'node:fs/promises'
import {pipeline} from 'node:stream/promises'
import {crc32} from 'node:zlib'
import yauzl, {type Entry, type ZipFile} from 'yauzl'
import {type Code, type Diagnostic, diagnose, type FactsOf, type Outcome} from '../diagnostics/diagnostic.js'
import {isSystemError} from '../host/system-error.js'

/** A zip that was looked at and found harmless. Its files are read one at a time, and never written by their own names. */
export interface Archive {
  /** Files in the order of the zip; folders are left out. */
  readonly paths: readonly string[]
  readonly sizeOf: (path: string) => number
  /** A file in memory. Throws `Refused` if it is larger than a text may be, or broken. */
  readonly read: (path: string) => Promise<Uint8Array>
  /** A file piece by piece, for what need not be in memory as a whole. Throws `Refused` where it is broken. */
  readonly pieces: (path: string) => AsyncIterable<Uint8Array>
  /** Writes a file to the given place without holding it in memory. Throws `Refused` if it is broken. */
  readonly save: (path: string, to: string) => Promise<void>
  readonly close: () => void
  /** How each file is kept, in the order of the zip, folders too; absent for what is no zip. */
  readonly headers?: readonly ZipHeader[]
}

/** What the directory of a zip says of an entry, beside its size. */
export interface ZipHeader {
  readonly path: string
  /** As it stands in the zip, byte for byte, each byte a character. */
  readonly raw: string
  /** 0 stored, 8 deflated (APPNOTE.TXT 4.4.5). */
  readonly method: number
  /** Bit 3: sizes stand behind the data; bit 11: the name is UTF-8 (APPNOTE.TXT 4.4.4). */
  readonly flags: number
  readonly packed: number
}

/** What an archive may ask of the machine. Bytes, but for `entries` and `ratio`. */
export interface ArchiveLimits {
  readonly entries: number
  /** Of one file, unpacked. */
  readonly entry: number
  /** Of all files, unpacked. */
  readonly total: number
  /** Unpacked size over packed size, of what is larger than `smallEntry`. */
  readonly ratio: number
  readonly smallEntry: number
  /** Of one file that is read into memory. */
  readonly text: number
  /** Of all that is read into memory. */
  readonly texts: number
}

const MB = 1_000_000

/** Deflate packs no text of a course better than about 1:100; a bomb comes near 1:1000. */
export const archiveLimits: ArchiveLimits = {
  entries: 50_000,
  entry: 2000 * MB,
  total: 6000 * MB,
  ratio: 200,
  smallEntry: 5 * MB,
  text: 64 * MB,
  texts: 512 * MB,
}

/** A package that is not read on: it is broken, or asks for more than any course does. */
export class Refused extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.code)
  }
}

/**
 * Opens a zip and judges its whole directory before a byte of it is unpacked: names that lead out of the folder, links,
 * encryption, sizes that no course has. What the directory says is held against what comes out while it is read.
 */
export const openArchive = async (
  path: string,
  limits: ArchiveLimits = archiveLimits,
): Promise<Outcome<Archive | undefined>> => {
  let zip: ZipFile | undefined
  try {
    zip = await yauzl.openPromise(path, {autoClose: false, lazyEntries: true})
    const {entries, headers} = await readDirectory(zip, limits, (await stat(path)).size)
    return {value: {...archiveOf(zip, entries, limits), headers}, diagnostics: []}
  } catch (error) {
    zip?.close()
    return {value: undefined, diagnostics: [refusalOf(error)]}
  }
}

const readDirectory = async (
  zip: ZipFile,
  limits: ArchiveLimits,
  packedSize: number,
): Promise<{readonly entries: ReadonlyMap<string, Entry>; readonly headers: readonly ZipHeader[]}> => {
  if (zip.entryCount > limits.entries)
    throw refuse('archive/too-large', {what: 'files', size: zip.entryCount, limit: limits.entries})
  const entries = new Map<string, Entry>()
  const headers: ZipHeader[] = []
  let total = 0
  let packed = 0
  for await (const entry of zip.eachEntry()) {
    judge(entry, limits)
    headers.push({
      path: entry.fileName,
      raw: entry.fileNameRaw.toString('latin1'),
      method: entry.compressionMethod,
      flags: entry.generalPurposeBitFlag,
      packed: entry.compressedSize,
    })
    total += entry.uncompressedSize
    packed += entry.compressedSize
    if (total > limits.total) throw refuse('archive/too-large', {what: 'bytes', size: total, limit: limits.total})
    if (entry.fileName.endsWith('/')) continue
    if (entries.has(entry.fileName)) throw refuse('archive/twice', {path: entry.fileName})
    entries.set(entry.fileName, entry)
  }
  // Entries that share their packed bytes unpack to many times the size of the file (D. Fifield, A better zip bomb, 2019).
  if (packed > packedSize)
    throw refuse('archive/bomb', {path: 'the archive', ratio: Math.round(packed / Math.max(1, packedSize))})
  return {entries, headers}
}

const judge = (entry: Entry, limits: ArchiveLimits): void => {
  const {fileName: path, uncompressedSize: size, compressedSize: packed} = entry
  const unsafe = yauzl.validateFileName(path) ?? (hiddenCharacters.test(path) ? 'control characters' : undefined)
  if (unsafe) throw refuse('archive/unsafe-path', {path: shown(path)})
  const kind = (entry.externalFileAttributes >>> 16) & fileKind
  if (kind !== 0 && kind !== regularFile && kind !== folder) throw refuse('archive/link', {path})
  if (entry.isEncrypted()) throw refuse('archive/encrypted', {path})
  if (size > limits.entry) throw refuse('archive/too-large', {what: 'bytes', size, limit: limits.entry})
  if (size > limits.smallEntry && size > packed * limits.ratio)
    throw refuse('archive/bomb', {path, ratio: Math.round(size / Math.max(1, packed))})
}

/** The kind of a file in the upper half of its attributes, where the zip was made on Unix (APPNOTE.TXT 4.4.15). */
const fileKind = 0o170000
const regularFile = 0o100000
const folder = 0o040000

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hiddenCharacters = /[\u0000-\u001f\u007f]/
const shown = (path: string): string => path.replace(new RegExp(hiddenCharacters, 'g'), '\ufffd').slice(0, 200)

const archiveOf = (zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: ArchiveLimits): Archive => {
  let texts = 0
  const entryOf = (path: string): Entry => {
    const entry = entries.get(path)
    if (!entry) throw new Error(`The archive has no file ${path}.`)
    return entry
  }
  // yauzl ends a stream whose length is not what the directory says; the checksum is our affair.
  async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
    const entry = entryOf(path)
    let sum = 0
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32(chunk as Uint8Array, sum)
      yield chunk as Uint8Array
    }
    if (sum !== entry.crc32) throw new Error('its checksum is wrong')
  }
  async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
    try {
      yield* chunksOf(path)
    } catch (error) {
      throw isSystemError(error) ? error : broken(path, error)
    }
  }
  return {
    paths: [...entries.keys()],
    sizeOf: (path) => entryOf(path).uncompressedSize,
    async read(path) {
      const {uncompressedSize: size} = entryOf(path)
      texts += size
      if (size > limits.text) throw refuse('archive/too-large', {what: 'bytes', size, limit: limits.text})
      if (texts > limits.texts) throw refuse('archive/too-large', {what: 'bytes', size: texts, limit: limits.texts})
      try {
        const chunks: Uint8Array[] = []
        for await (const chunk of chunksOf(path)) chunks.push(chunk)
        return new Uint8Array(Buffer.concat(chunks))
      } catch (error) {
        throw broken(path, error)
      }
    },
    pieces: piecesOf,
    async save(path, to) {
      const output = createWriteStream(to, {flags: 'wx'})
      try {
        await pipeline(chunksOf(path), output)
      } catch (error) {
        output.destroy()
        throw isSystemError(error) ? error : broken(path, error)
      }
    },
    close: () => zip.close(),
  }
}

const refuse = <C extends Code>(code: C, facts: FactsOf<C>): Refused => new Refused(diagnose(code, facts))

const broken = (path: string, error: unknown): Refused =>
  refuse('archive/broken', {file: path, reason: error instanceof Error ? error.message : String(error)})

const refusalOf = (error: unknown): Diagnostic => {
  if (error instanceof Refused) return error.diagnostic
  const reason = error instanceof Error ? error.message : String(error)
  if (isSystemError(error)) return diagnose('file/unreadable', {file: 'the archive', reason})
  const [, path] = /^(?:absolute path|invalid relative path|invalid characters in fileName): (.*)$/s.exec(reason) ?? []
  return path === undefined
    ? diagnose('archive/broken', {file: 'the archive', reason})
    : diagnose('archive/unsafe-path', {path: shown(path)})
}
