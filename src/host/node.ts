import {createHash, randomBytes} from 'node:crypto'
import {access, mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {compareText} from '../model/place.js'
import type {Host} from './host.js'

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

/** A name in the same folder that nothing else uses: renaming stays within one file system. */
export const temporaryBeside = (path: string): string =>
  join(dirname(path), `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`)
