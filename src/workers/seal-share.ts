import type {Diagnostic} from '../diagnostics/diagnostic.js'
import type {Format} from '../formats/format.js'
import {formats as available} from '../formats/index.js'
import {type Cache, type CacheOptions, openCache} from '../host/cache.js'
import type {Loss, PackageFile, StateRoom} from '../model/package.js'
import {writeContainer} from '../package/container.js'
import {type CourseInput, writeSealed} from '../packages.js'
import {createTemplates} from '../render/templates.js'
import {type Counter, taken} from './turns.js'

/** What formats need to write a course, as it can be sent. */
export interface SealTask {
  readonly input: Omit<CourseInput, 'templates' | 'memo'>
  /** See `Templates.whole`. */
  readonly templates: string
  /** Each by the id of its format. */
  readonly packages: readonly {readonly format: string; readonly options: unknown}[]
  readonly counter: Counter
  readonly courseFolder: string
  readonly cache: {readonly folder: string; readonly options: CacheOptions} | undefined
}

/** What a package is, but for its files. */
export interface SealedShare {
  /** How many files. */
  readonly count: number
  readonly losses: readonly Loss[]
  readonly state?: StateRoom
  readonly diagnostics: readonly Diagnostic[]
}

interface Held {
  readonly task: SealTask
  readonly cache: Cache | undefined
  readonly files: Map<number, readonly PackageFile[]>
}
/** Of the course that is being built. */
let held: Held | undefined

/** Writes and seals packages that nobody else has begun, and holds their files for `packOne`. What fails is left out. */
export const sealShare = (task: SealTask): readonly (readonly [number, SealedShare])[] => {
  const cache = task.cache && openCache(task.cache.folder, task.cache.options)
  const templates = createTemplates(...(JSON.parse(task.templates) as Parameters<typeof createTemplates>))
  const input = {...task.input, templates, ...(cache ? {memo: cache.memo} : {})}
  held = {task, cache, files: new Map()}
  const sealed: [number, SealedShare][] = []
  for (const [index, {format: id, options}] of taken(task.packages, task.counter)) {
    try {
      const {value, diagnostics} = writeSealed(formatNamed(id), {...input, options})
      const {files, losses, state} = value
      held.files.set(index, files)
      sealed.push([index, {count: files.length, losses, diagnostics, ...(state ? {state} : {})}])
    } catch {
      // Whoever asked does it again, and meets what was thrown where it can be told.
    }
  }
  return sealed
}

/** Writes a package that is held. Returns its size in bytes. */
export const packOne = async ({index, path}: {readonly index: number; readonly path: string}): Promise<number> => {
  const {task, cache, files} = held ?? {}
  const own = files?.get(index)
  if (!task || !own) throw new Error(`Package ${index} is not held here.`)
  const size = await writeContainer(
    path,
    formatNamed(task.packages[index]?.format).container,
    own,
    task.courseFolder,
    cache,
  )
  files?.delete(index)
  await cache?.flush()
  return size
}

const formatNamed = (id: string | undefined): Format => {
  const format = available.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  return format
}
