import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {compareText} from '../model/place.js'

/** A file by its path, with its size in bytes and its SHA-256. */
export interface FileDigest {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

/** Every file below a folder with its digest, sorted by path. Links are not followed: `isOdd` says what is no plain file. */
export const filesBelow = async (
  folder: string,
): Promise<{readonly files: readonly FileDigest[]; readonly isOdd: readonly string[]}> => {
  const entries = await readdir(folder, {withFileTypes: true, recursive: true})
  const pathOf = (entry: {parentPath: string; name: string}) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/')
  const files: FileDigest[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = pathOf(entry)
    files.push({path, ...(await digestOfFile(join(folder, path)))})
  }
  return {
    files: files.sort((a, b) => compareText(a.path, b.path)),
    isOdd: entries.filter((each) => !each.isFile() && !each.isDirectory()).map(pathOf),
  }
}

/** Reads a file in pieces: a package with films does not fit into memory. */
export const digestOfFile = async (path: string): Promise<{readonly size: number; readonly sha256: string}> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return {size: (await stat(path)).size, sha256: hash.digest('hex')}
}
