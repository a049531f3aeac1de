import {createHash} from 'node:crypto'
import {sha256} from '../host/node.js'
import {compareText} from '../model/place.js'
import {openArchive, Refused} from '../package/archive.js'
import {type ReleaseEntry, sumLines} from '../release/manifest.js'

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
  sha256(sumLines(entries))
