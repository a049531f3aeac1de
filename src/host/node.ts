import {createHash, randomBytes} from 'node:crypto'
import {access, mkdir, open, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
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
  async makeFolder(path) {
    await mkdir(path, {recursive: true})
  },
  digest: (data, algorithm = 'sha256') => createHash(algorithm).update(data).digest('hex'),
}

/** Files are read in pieces of this many bytes where they need not be in memory as a whole. */
const pieceSize = 1_000_000

/** A name in the same folder that nothing else uses: renaming stays within one file system. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
