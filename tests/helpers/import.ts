import {compile} from '../../src/compile.js'
import {type Diagnostic, hasErrors} from '../../src/diagnostics/diagnostic.js'
import {memoryHost} from '../../src/host/memory.js'
import {complete} from '../../src/import/complete.js'
import type {Draft} from '../../src/import/draft.js'
import {filesOf} from '../../src/import/files.js'
import {readPackage} from '../../src/import/package.js'
import type {Course} from '../../src/model/course.js'
import type {PackageFile} from '../../src/model/package.js'
import type {Local} from '../../src/model/text.js'
import type {Archive} from '../../src/package/archive.js'
import {describeFinding, templates} from './compile.js'

/** A package that is held in memory. */
export const archiveOf = (files: Readonly<Record<string, string | Uint8Array>>): Archive => {
  const bytes = (path: string): Uint8Array => {
    const content = files[path]
    if (content === undefined) throw new Error(`no such file: ${path}`)
    return typeof content === 'string' ? new TextEncoder().encode(content) : content
  }
  return {
    paths: Object.keys(files),
    sizeOf: (path) => bytes(path).length,
    read: async (path) => bytes(path),
    pieces: async function* (path) {
      yield bytes(path)
    },
    save: async () => {
      throw new Error('Nothing is written in memory.')
    },
    close() {},
  }
}

/** What a format wrote, as the package that it becomes. Files of the course are taken from `media`. */
export const archiveOfPackage = (
  files: readonly PackageFile[],
  media: Readonly<Record<string, string | Uint8Array>> = {},
): Archive =>
  archiveOf(
    Object.fromEntries(
      files.map(({path, content}) => {
        if ('text' in content) return [path, content.text]
        if ('bytes' in content) return [path, content.bytes]
        if ('parts' in content)
          return [
            path,
            content.parts.map((part) => (typeof part === 'string' ? part : base64Of(media[part.base64]))).join(''),
          ]
        return [path, 'media' in content ? (media[content.media] ?? '') : '']
      }),
    ),
  )

const base64Of = (content: string | Uint8Array | undefined): string => Buffer.from(content ?? '').toString('base64')

export interface Imported {
  readonly draft: Draft
  readonly files: Readonly<Record<string, string>>
  readonly course: Course<Local>
  readonly diagnostics: readonly Diagnostic[]
}

/** The draft as a course that must be sound. */
export const compileDraft = async (read: Draft, archive?: Archive): Promise<Imported> => {
  const draft = complete(read, 'package')
  const texts = Object.fromEntries(filesOf(draft))
  const media = await Promise.all(
    draft.media.map(
      async ({path, from}) => [path, typeof from === 'string' ? ((await archive?.read(from)) ?? '') : from] as const,
    ),
  )
  const {value, diagnostics} = await compile(memoryHost({...texts, ...Object.fromEntries(media)}), '', templates)
  if (!value || hasErrors(diagnostics))
    throw new Error(
      `${diagnostics.map(describeFinding).join('\n')}\n${Object.entries(texts)
        .map(([path, text]) => `--- ${path}\n${text}`)
        .join('\n')}`,
    )
  return {draft, files: texts, course: value.course, diagnostics}
}

/** Imports a package that must be read. */
export const importArchive = async (archive: Archive): Promise<Imported> => {
  const {value, diagnostics} = await readPackage(archive, 'package.imscc')
  if (!value) throw new Error(diagnostics.map(describeFinding).join('\n'))
  return compileDraft(value, archive)
}
