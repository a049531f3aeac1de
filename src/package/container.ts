import {createReadStream, createWriteStream} from 'node:fs'
import {mkdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import type {Cache} from '../host/cache.js'
import {inTurns} from '../host/in-turns.js'
import {assetPath} from '../host/installation.js'
import {makeFolder, temporaryBeside} from '../host/node.js'
import type {Container, Content, PackageFile} from '../model/package.js'
import {writeZip} from './zip.js'
import {writeKnownZip} from './zip-cache.js'

/** What was written. */
export interface WrittenPackage {
  readonly path: string
  /** Bytes; of a folder, of all its files. */
  readonly size: number
  readonly files: number
}

/** Temporary files and folders that are being written: removed if the process is told to stop. */
const unfinished = new Set<string>()

/** Removes what a build that was broken off has begun. */
export const removeUnfinished = async (): Promise<void> => {
  await Promise.all([...unfinished].map((path) => rm(path, {recursive: true, force: true})))
  unfinished.clear()
}

/** Writes a package under a temporary name and puts it in its place when it is whole: the last good one stays until then. */
export const writePackage = async (
  path: string,
  container: Container,
  files: readonly PackageFile[],
  courseFolder: string,
  cache?: Pick<Cache, 'bytes'>,
): Promise<WrittenPackage> => {
  await makeFolder(dirname(path))
  const size = await writeInPlace(path, (temporary) => writeContainer(temporary, container, files, courseFolder, cache))
  return {path, size, files: files.length}
}

/** The bytes of a file; media and assets are read from the disk. */
export const readContent = async (content: Content, courseFolder: string): Promise<Uint8Array> => {
  if ('text' in content) return new TextEncoder().encode(content.text)
  if ('bytes' in content) return content.bytes
  if ('parts' in content) return joinParts(content.parts, courseFolder)
  if ('media' in content) return readFile(join(courseFolder, content.media))
  return readFile(assetPath(content.asset)).catch(() => {
    throw new Error(`the asset ${content.asset} is missing; “npm run compile” makes it`)
  })
}

/** Fills a folder under a temporary name and puts it in its place when it is whole. What `fill` throws leaves nothing behind. */
export const writeFolder = async <T>(path: string, fill: (folder: string) => Promise<T>): Promise<T> => {
  await makeFolder(dirname(path))
  return writeInPlace(path, async (temporary) => {
    await mkdir(temporary)
    return fill(temporary)
  })
}

/** Puts what is written under a temporary name in its place when it is whole. What `write` throws leaves nothing behind. */
export const writeInPlace = async <T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> => {
  const temporary = temporaryBeside(path)
  unfinished.add(temporary)
  try {
    const result = await write(temporary)
    await replace(temporary, path)
    return result
  } finally {
    await rm(temporary, {recursive: true, force: true})
    unfinished.delete(temporary)
  }
}

/** Writes the files where nothing is. Returns their size in bytes. */
export const writeContainer = async (
  path: string,
  container: Container,
  files: readonly PackageFile[],
  courseFolder: string,
  cache: Pick<Cache, 'bytes'> | undefined,
): Promise<number> => {
  const read = (content: Content) => readContent(content, courseFolder)
  switch (container.kind) {
    case 'zip': {
      const entries = inOrder(files, container.first).map(({path: name, content}) => ({
        path: name,
        content: 'media' in content ? {file: join(courseFolder, content.media)} : {read: () => read(content)},
      }))
      return cache ? writeKnownZip(path, entries, cache) : writeZip(path, entries)
    }
    // What is printed has been printed before; see src/print.
    case 'print':
    case 'file': {
      const [file] = files
      if (!file || files.length > 1) throw new Error(`A single file was promised, not ${files.length}.`)
      const bytes = await read(file.content)
      await writeFile(path, bytes)
      return bytes.length
    }
    case 'folder': {
      await Promise.all(
        [...new Set(files.map((file) => dirname(join(path, file.path))))].map((folder) => makeFolder(folder)),
      )
      const sizes = await inTurns(files, async ({path: name, content}) => {
        const target = join(path, name)
        if ('media' in content) {
          await pipeline(createReadStream(join(courseFolder, content.media)), createWriteStream(target))
          return (await stat(target)).size
        }
        const bytes = await read(content)
        await writeFile(target, bytes)
        return bytes.length
      })
      return sizes.reduce((sum, size) => sum + size, 0)
    }
  }
}

const inOrder = (files: readonly PackageFile[], first: string | undefined): readonly PackageFile[] =>
  first === undefined
    ? files
    : [...files.filter(({path}) => path === first), ...files.filter(({path}) => path !== first)]

const joinParts = async (
  parts: Extract<Content, {readonly parts: unknown}>['parts'],
  courseFolder: string,
): Promise<Uint8Array> => {
  const whole: Buffer[] = []
  for (const part of parts) {
    if (typeof part === 'string') whole.push(Buffer.from(part))
    else whole.push(Buffer.from((await readFile(join(courseFolder, part.base64))).toString('base64')))
  }
  return Buffer.concat(whole)
}

/** Renames over the old one. A folder cannot be renamed over another, so that the old one steps aside first. */
const replace = async (from: string, to: string): Promise<void> => {
  const old = await stat(to).catch(() => undefined)
  if (!old?.isDirectory()) {
    await rename(from, to)
    return
  }
  const aside = temporaryBeside(to)
  await rename(to, aside)
  try {
    await rename(from, to)
  } catch (error) {
    await rename(aside, to)
    throw error
  }
  await rm(aside, {recursive: true, force: true})
}
