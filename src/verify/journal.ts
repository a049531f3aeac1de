import {readFile, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {installedBuild} from '../host/installation.js'
import {makeFolder, sha256} from '../host/node.js'
import {digestOfFile, filesBelow} from '../package/digests.js'
import {countOutcomes, type PackageEvidence} from './evidence.js'

/** Keeps what was proven, package by package: a run that is broken off leaves it there, and the next one goes on from it. */
export interface Journal {
  /** What was proven of these very bytes, as much and in the same way; undefined: nothing, or something failed. */
  readonly find: (proving: Proving) => Promise<PackageEvidence | undefined>
  readonly keep: (proving: Proving, evidence: PackageEvidence) => Promise<void>
  readonly isBegun: () => Promise<boolean>
  /** Forgets all: what was proven is published. */
  readonly clear: () => Promise<void>
}

export interface Proving {
  /** A file or a folder. */
  readonly path: string
  /** Name of the file or folder. */
  readonly name: string
  /** Name and version; undefined: there is none. */
  readonly browser: string | undefined
}

/** Opens the journal of a folder of evidence. */
export const openJournal = (out: string, {quick}: {readonly quick: boolean}): Journal => {
  const folder = join(out, 'begun')
  const fileOf = (name: string) => join(folder, `${name}.json`)
  const stampOf = async ({path, name, browser}: Proving) =>
    sha256(JSON.stringify([layout, await installedBuild(), quick, browser ?? null, name, await digestOf(path)]))
  return {
    async find(proving) {
      const kept = await readFile(fileOf(proving.name), 'utf8')
        .then(JSON.parse)
        .catch(() => undefined)
      if (kept?.stamp !== (await stampOf(proving))) return undefined
      const evidence = kept.evidence as PackageEvidence
      const pictures = await Promise.all(evidence.pictures.map(({file}) => isThere(join(out, file))))
      return pictures.every(Boolean) ? evidence : undefined
    },
    async keep(proving, evidence) {
      if (countOutcomes(evidence.checks).failed > 0) return
      await makeFolder(folder)
      await writeFile(fileOf(proving.name), JSON.stringify({stamp: await stampOf(proving), evidence}))
    },
    isBegun: () => isThere(folder),
    clear: () => rm(folder, {recursive: true, force: true}),
  }
}

/** Changes when evidence is laid out otherwise. */
const layout = 1

const digestOf = async (path: string): Promise<string> =>
  (await stat(path)).isDirectory()
    ? sha256(JSON.stringify((await filesBelow(path)).files))
    : (await digestOfFile(path)).sha256

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
