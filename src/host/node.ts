import {createHash, randomBytes} from 'node:crypto'
import {access, mkdir, open, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {compareText} from '../model/place.js'
import {type Host, headSize} from './host.js'

/** This machine. */
export const nodeHost: Host = {
  async list(folder, onLink) {
    const found: string[] = []
    const walk = async (below: string): Promise<void> => {
      for (const entry of await readdir(join(folder, below), {withFileTypes: true})) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
        const path = below ? `${below}/${entry.name}` : entry.name
        if (entry.isDirectory()) await walk(path)
        else if (entry.isFile()) found.push(path)
        else if (entry.isSymbolicLink()) onLink?.(path)
      }
    }
    await walk('')
    return found.sort(compareText)
  },
  async exists(path) {
    return access(path).then(
      () => true,
      () => false,
    )
  },
  read: (path) => readFile(path),
  async fingerprint(path) {
    const file = await open(path)
    try {
      const [sha256, sha1] = [createHash('sha256'), createHash('sha1')]
      const head: Uint8Array[] = []
      const buffer = Buffer.alloc(Math.max(1, Math.min(pieceSize, (await file.stat()).size)))
      let size = 0
      for (;;) {
        const {bytesRead} = await file.read(buffer, 0, buffer.length)
        if (bytesRead === 0) break
        const piece = buffer.subarray(0, bytesRead)
        sha256.update(piece)
        sha1.update(piece)
        if (size < headSize) head.push(Uint8Array.from(piece.subarray(0, headSize - size)))
        size += bytesRead
      }
      return {sha256: sha256.digest('hex'), sha1: sha1.digest('hex'), size, head: Buffer.concat(head)}
    } finally {
      await file.close()
    }
  },
  async write(path, data) {
    const temporary = temporaryBeside(path)
    try {
      await writeFile(temporary, data)
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, {force: true})
      throw error
    }
  },
  makeFolder,
  digest: (data, algorithm = 'sha256') => createHash(algorithm).update(data).digest('hex'),
}

/** Hexadecimal. */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/**
 * Makes a folder with its parents, one by one: below some folders, such as /proc, the system says of each new one that its
 * parent is missing, and `mkdir` with `recursive` of Node 20 goes round in circles there for ever.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const parent = dirname(path)
    if (code === 'ENOENT' && parent !== path) {
      await makeFolder(parent)
      await mkdir(path).catch((again: NodeJS.ErrnoException) => {
        // Somebody else was faster.
        if (again.code !== 'EEXIST') throw again
      })
    } else if (!(await isFolder(path))) throw error
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Files are read in pieces of this many bytes where they need not be in memory as a whole. */
const pieceSize = 1_000_000

/** A name in the same folder that nothing else uses: renaming stays within one file system. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
