import {readFile, stat} from 'node:fs/promises'
import {basename} from 'node:path'
import {type Diagnostic, diagnose, type Outcome} from './diagnostics/diagnostic.js'
import {reasonOf} from './host/system-error.js'
import {type Inspection, inspectArchive, inspectDocument} from './inspect/inspect.js'
import {archiveLimits, openArchive, Refused} from './package/archive.js'
import {packedAs} from './package/container-kind.js'
import {openTar} from './package/tar.js'

/** A package on this machine: what it is, what is in it, and what is wrong with it. `packed`: bytes of the file. */
export const inspectPackage = async (
  path: string,
): Promise<Outcome<(Inspection & {readonly packed: number}) | undefined>> => {
  const file = basename(path)
  const refused = (diagnostic: Diagnostic) => ({value: undefined, diagnostics: [diagnostic]})
  try {
    const about = await stat(path)
    if (about.isDirectory()) return refused(diagnose('inspect/unknown', {file, what: 'a folder'}))
    const {value, diagnostics} = await inspectFile(path, file, about.size)
    return {value: value && {...value, packed: about.size}, diagnostics}
  } catch (error) {
    if (error instanceof Refused) return refused(error.diagnostic)
    if (error instanceof Error && 'syscall' in error)
      return refused(diagnose('file/unreadable', {file: path, reason: reasonOf(error)}))
    throw error
  }
}

const inspectFile = async (path: string, file: string, size: number): Promise<Outcome<Inspection | undefined>> => {
  const kind = await packedAs(path)
  if (kind === 'file') {
    if (size > archiveLimits.text)
      throw new Refused(diagnose('archive/too-large', {what: 'bytes', size, limit: archiveLimits.text}))
    const bytes = await readFile(path)
    if (!/^[\s\u00ef\u00bb\u00bf]*</.test(bytes.subarray(0, 100).toString('latin1')))
      return {value: undefined, diagnostics: [diagnose('inspect/unknown', {file, what: 'neither an archive nor XML'})]}
    return inspectDocument(file, bytes)
  }
  const {value: archive, diagnostics} = kind === 'zip' ? await openArchive(path) : await openTar(path)
  if (!archive) return {value: undefined, diagnostics}
  try {
    return await inspectArchive(archive, file)
  } finally {
    archive.close()
  }
}
