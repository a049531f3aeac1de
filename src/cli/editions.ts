import {existsSync} from 'node:fs'
import {readdir, readFile} from 'node:fs/promises'
import {dirname, join, relative} from 'node:path'
import {parse} from 'yaml'
import {unpacked} from '../host/archive.js'
import {compareText} from '../model/place.js'
import {CommandError} from './command-error.js'
import {courseFolders} from './courses.js'

/** What `--overlay` and `--all-overlays` choose. */
export interface OverlayOptions {
  readonly overlay?: readonly string[]
  readonly allOverlays?: boolean
}

/** A course as it is to be compiled: as it is, or as an edition. */
export interface Chosen {
  readonly folder: string
  readonly overlays?: readonly string[]
}

/** The courses that were named, each as it is or as the editions that were asked for. A course may be named by its zip. */
export const chosenEditions = async (named: readonly string[], options: OverlayOptions): Promise<readonly Chosen[]> => {
  const overlays = (options.overlay ?? []).map((path) => path.replace(/[\\/]+$/, '').replace(/[\\/]overlay\.yaml$/, ''))
  if (overlays.length > 0 && options.allOverlays) {
    throw new CommandError('Use either --overlay or --all-overlays.')
  }
  if (overlays.length > 0) {
    if (named.length > 1) throw new CommandError('An edition is made of one course: name one folder.')
    const [folder] = named
    return [{folder: folder === undefined ? await upstreamOf(overlays) : await courseAt(folder), overlays}]
  }
  const folders = await Promise.all((await courseFolders(named)).map(courseAt))
  if (!options.allOverlays) return folders.map((folder) => ({folder}))
  const editions = await Promise.all(
    folders.map(
      async (folder): Promise<readonly Chosen[]> => [
        {folder},
        ...(await overlaysIn(folder)).map((overlay) => ({folder, overlays: [overlay]})),
      ],
    ),
  )
  return editions.flat()
}

/** The overlays inside a course. */
export const overlaysIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, 'overlays'), {withFileTypes: true}).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, 'overlays', entry.name))
    .filter((path) => existsSync(join(path, 'overlay.yaml')))
    .sort(compareText)
}

/** The folder of a course that may be named by its zip. */
export const courseAt = async (path: string): Promise<string> => (/\.zip$/i.test(path) ? await unpacked(path) : path)

/** The course of an overlay: the one that it says, else the one that it lies in. */
const upstreamOf = async (overlays: readonly string[]): Promise<string> => {
  for (const overlay of overlays) {
    const file = join(overlay, 'overlay.yaml')
    if (!existsSync(file)) throw new CommandError(`There is no overlay.yaml in ${overlay}.`)
    const path = upstreamPath(await readFile(file, 'utf8'))
    if (path !== undefined) return courseAt(relative('.', join(overlay, path)) || '.')
    for (let folder = dirname(overlay); folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'course.yaml'))) return folder
    }
  }
  throw new CommandError(
    `${overlays.join(', ')} does not say where its course is. Name the course’s folder, or write “upstream: {course: …, path: …}”.`,
  )
}

/** What cannot be read is reported when the overlay is read in earnest. */
const upstreamPath = (text: string): string | undefined => {
  try {
    const path: unknown = (parse(text) as {upstream?: {path?: unknown}} | null)?.upstream?.path
    return typeof path === 'string' ? path : undefined
  } catch {
    return undefined
  }
}
