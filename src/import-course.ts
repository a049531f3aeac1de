import {readFile, stat, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {keepLock} from './build.js'
import {compile} from './compile.js'
import {type Diagnostic, diagnose, hasErrors, type Outcome} from './diagnostics/diagnostic.js'
import {makeFolder, nodeHost} from './host/node.js'
import {isSystemError, reasonOf} from './host/system-error.js'
import {readAiken} from './import/aiken/index.js'
import {complete} from './import/complete.js'
import {kindOfFile} from './import/detect.js'
import type {Draft} from './import/draft.js'
import {filesOf} from './import/files.js'
import {readGift} from './import/gift/index.js'
import {readClozeText, readMoodleXml} from './import/moodle-xml/index.js'
import {readPackage, titleOf} from './import/package.js'
import {readQtiFile} from './import/qti-1.2/index.js'
import {type Archive, archiveLimits, openArchive, Refused} from './package/archive.js'
import {writeFolder} from './package/container.js'
import {packedAs} from './package/container-kind.js'
import type {Templates} from './render/templates.js'
import type {SourceText} from './source/source.js'

export interface ImportRequest {
  readonly file: string
  /** The folder to make. */
  readonly to: string
  readonly onProgress?: (step: string) => void
}

export interface ImportResult {
  readonly diagnostics: readonly Diagnostic[]
  /** What came in, and what was not kept; undefined if the package was refused. */
  readonly draft: Draft | undefined
  readonly texts: ReadonlyMap<string, SourceText>
}

/**
 * Makes a course of what another system exported: opens it, reads it by its dialect, writes what people would have
 * written, compiles that as any course, and only then puts the folder in its place.
 */
export const importCourse = async (templates: Templates, request: ImportRequest): Promise<ImportResult> => {
  const name = basename(request.file)
  const failed = (...diagnostics: readonly Diagnostic[]) => ({diagnostics, draft: undefined, texts: new Map()})
  let archive: Archive | undefined
  try {
    request.onProgress?.('reading')
    if ((await stat(request.file)).isDirectory()) return failed(diagnose('import/unknown', {file: request.file}))
    if ((await packedAs(request.file)) === 'zip') {
      const opened = await openArchive(request.file)
      archive = opened.value
      if (!archive) return failed(...opened.diagnostics)
    }
    const read = archive ? await readPackage(archive, name) : await readFileAlone(request.file, name)
    if (!read.value) return failed(...read.diagnostics)
    const draft = complete(read.value, name)
    if (draft.course.modules.length === 0)
      return {...failed(...read.diagnostics, diagnose('import/empty', {file: name})), draft}
    request.onProgress?.('writing')
    const {diagnostics, texts} = await writeCourse(templates, request.to, draft, archive)
    return {diagnostics: [...read.diagnostics, ...diagnostics], draft, texts}
  } catch (error) {
    if (error instanceof Refused) return failed(error.diagnostic)
    if (!isSystemError(error)) throw error
    const isInput = error.path === request.file
    return failed(
      isInput
        ? diagnose('file/unreadable', {file: request.file, reason: reasonOf(error)})
        : diagnose('output/unwritable', {folder: request.to, reason: reasonOf(error)}),
    )
  } finally {
    archive?.close()
  }
}

const readFileAlone = async (file: string, name: string): Promise<Outcome<Draft | undefined>> => {
  const {size} = await stat(file)
  if (size > archiveLimits.text)
    throw new Refused(diagnose('archive/too-large', {what: 'bytes', size, limit: archiveLimits.text}))
  const {value, diagnostics} = kindOfFile(name, await readFile(file))
  if (!value) return {value: undefined, diagnostics}
  const title = titleOf(name)
  switch (value.kind) {
    case 'moodle-xml':
      return {value: readMoodleXml(value.root, name, title), diagnostics}
    case 'gift':
      return {value: readGift(value.text, name, title), diagnostics}
    case 'aiken':
      return {value: readAiken(value.text, name, title), diagnostics}
    case 'cloze':
      return {value: readClozeText(value.text, name, title), diagnostics}
    case 'qti-1.2':
      return {value: readQtiFile(value.root, name, title), diagnostics}
  }
}

/** Writes the folder, and compiles it there: the ledger is made, and what is wrong is known, before anybody sees it. */
const writeCourse = (
  templates: Templates,
  to: string,
  draft: Draft,
  archive: Archive | undefined,
): Promise<{diagnostics: readonly Diagnostic[]; texts: ReadonlyMap<string, SourceText>}> =>
  writeFolder(to, async (folder) => {
    const make = async (path: string) => {
      const target = join(folder, path)
      await makeFolder(dirname(target))
      return target
    }
    for (const [path, text] of filesOf(draft)) await writeFile(await make(path), text)
    for (const {path, from} of draft.media) {
      const target = await make(path)
      if (typeof from === 'string') await archive?.save(from, target)
      else await writeFile(target, from)
    }
    const {value, diagnostics, source} = await compile(nodeHost, folder, templates)
    if (value && !hasErrors(diagnostics)) await keepLock(nodeHost, {}, value)
    return {diagnostics, texts: source.texts}
  })
