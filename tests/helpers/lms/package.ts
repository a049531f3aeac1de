import {execFile} from 'node:child_process'
import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {basename, dirname, join, relative} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import yauzl from 'yauzl'

/** The files of an unzipped package, by path. */
export type Package = ReadonlyMap<string, Buffer>

export interface BuildOptions {
  readonly format?: string
  /** The edition that this overlay of the course makes. */
  readonly overlay?: string
  /** Changes a copy of the course's folder before it is built. */
  readonly edit?: (folder: string) => Promise<void>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Builds a course by the compiled command line, as its users do, and reads the package back. */
export const buildPackage = async (
  course: string,
  {format = 'scorm-1.2', overlay, edit}: BuildOptions = {},
): Promise<Package> => {
  const work = await mkdtemp(join(tmpdir(), 'coursewright-bed-'))
  try {
    const folder = join(work, basename(course))
    await cp(join(root, course), folder, {recursive: true})
    await edit?.(folder)
    const out = join(work, 'out')
    const cli = join(root, 'dist', 'cli', 'main.js')
    const edition = overlay === undefined ? [] : ['--overlay', join(folder, 'overlays', overlay)]
    const args = [cli, 'build', folder, ...edition, '--format', format, '--out', out]
    await promisify(execFile)(process.execPath, args).catch(({stdout, stderr}) => {
      throw new Error(`${course} could not be built:\n${stdout}\n${stderr}`)
    })
    const [made] = (await readdir(out, {withFileTypes: true})).filter(
      (entry) => entry.isDirectory() || /\.(zip|imscc)$/.test(entry.name),
    )
    if (!made) throw new Error(`Building ${course} gave nothing.`)
    return await (made.isDirectory() ? readFolder : unzip)(join(out, made.name))
  } finally {
    await rm(work, {recursive: true, force: true})
  }
}

const readFolder = async (folder: string): Promise<Package> => {
  const entries = await readdir(folder, {withFileTypes: true, recursive: true})
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.map(async (path) => [relative(folder, path).replaceAll('\\', '/'), await readFile(path)] as const),
    ),
  )
}

/** Writes the files of a package into a folder, as somebody who unpacks it does. */
export const writeFolder = async (files: Package, folder: string): Promise<void> => {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), {recursive: true})
    await writeFile(join(folder, path), bytes)
  }
}

/** Reads a zip whole. */
export const unzip = (path: string): Promise<Package> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, {lazyEntries: true}, (failure, zip) => {
      if (failure) return reject(failure)
      const files = new Map<string, Buffer>()
      zip.on('error', reject)
      zip.on('end', () => resolve(files))
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('error', reject)
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
