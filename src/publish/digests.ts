import {createHash} from 'node:crypto'
import {createReadStream} from 'node:fs'
import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {compareText} from '../model/place.js'
import {openArchive, Refused} from '../package/archive.js'
import {type ReleaseEntry, sumLines} from '../release/manifest.js'

/** Every file below a folder with its digest, sorted by path. Links are not followed: `isOdd` says what is no plain file. */
export const filesBelow = async (
  folder: string,
): Promise<{readonly files: readonly ReleaseEntry[]; readonly isOdd: readonly string[]}> => {
  const entries = await readdir(folder, {withFileTypes: true, recursive: true})
  const pathOf = (entry: {parentPath: string; name: string}) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/')
  const files: ReleaseEntry[] = []
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

/** The entries of a zip with their digests; each is read to its end, so that its checksum is proved too. */
export const entriesOfZip = async (path: string): Promise<readonly ReleaseEntry[]> => {
  const {value: archive, diagnostics} = await openArchive(path)
  if (!archive) throw new Refused(diagnostics[0] as (typeof diagnostics)[number])
  try {
    const entries: ReleaseEntry[] = []
    for (const name of archive.paths) {
      const hash = createHash('sha256')
      for await (const piece of archive.pieces(name)) hash.update(piece)
      entries.push({path: name, size: archive.sizeOf(name), sha256: hash.digest('hex')})
    }
    return entries.sort((a, b) => compareText(a.path, b.path))
  } finally {
    archive.close()
  }
}

/** The digest of what a package holds, whatever packed it and how well. */
export const contentDigest = (entries: readonly Pick<ReleaseEntry, 'path' | 'sha256'>[]): string =>
  createHash('sha256').update(sumLines(entries)).digest('hex')
