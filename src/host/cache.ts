import {closeSync, existsSync, fstatSync, futimesSync, openSync, readSync} from 'node:fs'
import {readdir, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {crc32} from 'node:zlib'
import type {Memo} from '../model/memo.js'
import {inTurns} from './in-turns.js'
import {makeFolder, sha256, temporaryBeside} from './node.js'

/** A folder that keeps what was made, by all that it was made from. Several processes may use it at once. */
export interface Cache {
  /** What it was opened with. */
  readonly opened: {readonly folder: string; readonly options: CacheOptions}
  readonly memo: Memo
  /** As `memo.of`, for bytes. */
  readonly bytes: (kind: string, from: () => readonly string[], make: () => Promise<Uint8Array>) => Promise<Uint8Array>
  /** Writes down what is new. */
  readonly flush: () => Promise<void>
  /** Writes down what is new, and makes room once a day. */
  readonly close: () => Promise<CacheNotes>
}

/** What there is to say of a cache that did not work as it should. The work itself is not touched by it. */
export interface CacheNotes {
  /** Entries that were broken, and made anew. */
  readonly damaged: number
  /** Why nothing could be kept. */
  readonly unwritable: string | undefined
}

export interface CacheOptions {
  /** Which coursewright: what another version made is never taken. */
  readonly tool: string
  /** Bytes, of all entries together. Above it, those go that were not used for longest. */
  readonly limit?: number
}

/** Opens a cache. A folder that is not there is made when the first entry is written. */
export const openCache = (folder: string, {tool, limit = defaultLimit}: CacheOptions): Cache => {
  const pending = new Map<string, Buffer>()
  let damaged = 0
  let unwritable: string | undefined
  const keyOf = (kind: string, from: readonly string[]) =>
    sha256(JSON.stringify([layout, tool, letters, kind, ...from]))
  const get = (key: string): Buffer | undefined => {
    const waiting = pending.get(key)
    if (waiting) return waiting.subarray(headLength)
    const entry = readEntry(pathOf(folder, key))
    if (!entry) return undefined
    if (isWhole(entry, key)) return entry.subarray(headLength)
    damaged += 1
    return undefined
  }
  const put = (key: string, payload: Uint8Array): void => {
    pending.set(key, Buffer.concat([headOf(key, payload), payload]))
  }
  const flush = async (): Promise<void> => {
    const entries = [...pending]
    pending.clear()
    await inTurns(entries, async ([key, entry]) => {
      if (unwritable !== undefined) return
      try {
        await writeEntry(pathOf(folder, key), entry)
      } catch (error) {
        unwritable ??= error instanceof Error ? error.message : String(error)
      }
    })
  }
  return {
    opened: {folder, options: {tool, limit}},
    memo: {
      of: (kind, from, make) => {
        const key = keyOf(kind, from())
        const known = get(key)
        if (known) return JSON.parse(known.toString('utf8'))
        const made = make()
        put(key, Buffer.from(JSON.stringify(made) ?? 'null'))
        return made
      },
      has: (kind, from) => {
        const key = keyOf(kind, from)
        return pending.has(key) || existsSync(pathOf(folder, key))
      },
      stamp: stamps(),
    },
    bytes: async (kind, from, make) => {
      const key = keyOf(kind, from())
      const known = get(key)
      if (known) return known
      const made = await make()
      put(key, made)
      return made
    },
    flush,
    async close() {
      await flush()
      if (unwritable === undefined) await makeRoom(folder, limit).catch(() => {})
      return {damaged, unwritable}
    },
  }
}

/** What `Memo.stamp` asks for. */
export const stamps = (): Memo['stamp'] => {
  const known = new WeakMap<object, string>()
  return (thing) => {
    const stamp = known.get(thing) ?? sha256(JSON.stringify(thing))
    known.set(thing, stamp)
    return stamp
  }
}

/** How texts are sorted, counted and normalised follows what Node knows of the languages of the world. */
const letters = `${process.versions.icu} ${process.versions.unicode}`

/** Changes when entries are laid out otherwise. */
const layout = 1
const defaultLimit = 2_000_000_000

const pathOf = (folder: string, key: string): string => join(folder, key.slice(0, 2), key.slice(2))

/** Before the payload: a sign, its checksum with that of the key, its length. */
const headLength = 12
const sign = 'CWC1'

const headOf = (key: string, payload: Uint8Array): Buffer => {
  const head = Buffer.alloc(headLength)
  head.write(sign, 'latin1')
  head.writeUInt32LE(crc32(payload, crc32(key)), 4)
  head.writeUInt32LE(payload.length, 8)
  return head
}

const isWhole = (entry: Buffer, key: string): boolean =>
  entry.length >= headLength && entry.subarray(0, headLength).equals(headOf(key, entry.subarray(headLength)))

const day = 24 * 60 * 60 * 1000

/** The entry as it lies there; one that is still in use is dated anew, so that `makeRoom` keeps it. */
const readEntry = (path: string): Buffer | undefined => {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const {size, mtimeMs} = fstatSync(file)
    const entry = Buffer.allocUnsafe(size)
    let length = 0
    for (let more = -1; length < size && more !== 0; length += more)
      more = readSync(file, entry, length, size - length, length)
    const now = Date.now()
    if (now - mtimeMs > day) touch(file, now)
    return entry.subarray(0, length)
  } catch {
    return Buffer.alloc(0)
  } finally {
    closeSync(file)
  }
}

const touch = (file: number, now: number): void => {
  try {
    futimesSync(file, now / 1000, now / 1000)
  } catch {
    // A cache that may only be read is not made smaller either.
  }
}

/** Through a neighbour: who reads meanwhile finds the whole entry or none. */
const writeEntry = async (path: string, entry: Buffer): Promise<void> => {
  const temporary = temporaryBeside(path)
  try {
    await writeFile(temporary, entry).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      await makeFolder(dirname(path))
      await writeFile(temporary, entry)
    })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, {force: true})
    throw error
  }
}

/** What this file names so, below the folder: entries, and what a broken process left of one. Nothing else is ever removed. */
const entryPath = /^[0-9a-f]{2}\/[0-9a-f]{62}$/
const leftoverPath = /^[0-9a-f]{2}\/\.\d+-[0-9a-f]{8}\.tmp$/

/** Once a day: what was not used for longest goes until the rest fits. What a broken process left behind goes too. */
const makeRoom = async (folder: string, limit: number): Promise<void> => {
  const stamp = join(folder, '.coursewright-cache')
  const last = await stat(stamp).then(
    ({mtimeMs}) => mtimeMs,
    () => 0,
  )
  if (Date.now() - last < day) return
  await writeFile(stamp, '')
  const folders = (await readdir(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name))
  const listed = await inTurns(folders, async (name) =>
    (await readdir(join(folder, name)).catch(() => [])).map((file) => `${name}/${file}`),
  )
  const paths = listed.flat().filter((path) => entryPath.test(path) || leftoverPath.test(path))
  const entries = await inTurns(paths, async (path) => ({
    path: join(folder, path),
    ...(await ageOf(join(folder, path))),
  }))
  let size = 0
  const superfluous = entries
    .sort((a, b) => b.used - a.used)
    .filter((entry) => {
      size += entry.size
      return size > limit || (entry.path.endsWith('.tmp') && Date.now() - entry.used > day)
    })
  await inTurns(superfluous, ({path}) => rm(path, {force: true}))
}

const ageOf = async (path: string): Promise<{readonly size: number; readonly used: number}> => {
  const {size, mtimeMs} = await stat(path).catch(() => ({size: 0, mtimeMs: 0}))
  return {size, used: mtimeMs}
}
