import {readFile, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {installedBuild} from '../host/installation.js'
import {makeFolder, nodeHost, sha256} from '../host/node.js'
import {digestOfFile, filesBelow} from '../package/digests.js'
import {countOutcomes, type PackageEvidence} from './evidence.js'

/** Keeps what was proven, package by package: a run that is broken off leaves it there, and the next one goes on from it. */
export interface Journal {
  /** The entry of a package as its bytes are now. */
  readonly entry: (proving: Proving) => Promise<JournalEntry>
  readonly isBegun: () => Promise<boolean>
  /** Forgets all: what was proven is published. */
  readonly clear: () => Promise<void>
}

export interface JournalEntry {
  /** What was proven of these very bytes, as much and in the same way; undefined: nothing, or something failed. */
  readonly known: PackageEvidence | undefined
  readonly keep: (evidence: PackageEvidence) => Promise<void>
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
  const stampOf = async ({path, name, browser}: Proving) =>
    sha256(JSON.stringify([layout, await installedBuild(), quick, browser ?? null, name, await digestOf(path)]))
  return {
    async entry(proving) {
      const file = join(folder, `${proving.name}.json`)
      const stamp = await stampOf(proving)
      const kept = await readFile(file, 'utf8')
        .then(JSON.parse)
        .catch(() => undefined)
      const same = kept?.stamp === stamp ? (kept.evidence as PackageEvidence) : undefined
      const pictures = await Promise.all((same?.pictures ?? []).map((each) => nodeHost.exists(join(out, each.file))))
      return {
        known: pictures.every(Boolean) ? same : undefined,
        async keep(evidence) {
          if (countOutcomes(evidence.checks).failed > 0) return
          await makeFolder(folder)
          await writeFile(file, JSON.stringify({stamp, evidence}))
        },
      }
    },
    isBegun: () => nodeHost.exists(folder),
    clear: () => rm(folder, {recursive: true, force: true}),
  }
}

/** Changes when evidence is laid out otherwise. */
const layout = 1

const digestOf = async (path: string): Promise<string> =>
  (await stat(path)).isDirectory()
    ? sha256(JSON.stringify((await filesBelow(path)).files))
    : (await digestOfFile(path)).sha256
