import {readOptions} from '../../src/formats/choose.js'
import {formats} from '../../src/formats/index.js'
import {inspectArchive} from '../../src/inspect/inspect.js'
import {courseWith} from '../release/course.js'
import {compileSound, templates} from './compile.js'
import {archiveOf, archiveOfPackage} from './import.js'

export type Files = Record<string, string | Uint8Array>

const lessons = {
  'lessons/first.md': [['Security is contested.', 'Security is [contested](https://example.org/map).']],
} as const

const compiled = await compileSound(courseWith(lessons))

/** The files of the small course in a format; those that ship with coursewright are empty. */
export const smallPackage = async (id: string, course = compiled): Promise<Files> => {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  const {value: options} = readOptions(format, course.config)
  const {files} = format.write({
    edition: course.gathered.edition,
    course: course.course,
    language: course.config.language,
    templates,
    options,
  })
  const archive = archiveOfPackage(files)
  const read = await Promise.all(
    archive.paths.map(async (path) => [path, new TextDecoder().decode(await archive.read(path))] as const),
  )
  return Object.fromEntries(read)
}

/** A text of one file for another. Throws where it is not there. */
export const changed = (files: Files, path: string, from: string | RegExp, to: string): Files => {
  const text = files[path]
  if (typeof text !== 'string') throw new Error(`There is no ${path}: ${Object.keys(files).join(', ')}`)
  const result = text.replace(from, to)
  if (result === text) throw new Error(`${path} does not say ${from}:\n${text}`)
  return {...files, [path]: result}
}

export const without = (files: Files, path: string): Files => {
  if (!(path in files)) throw new Error(`There is no ${path}: ${Object.keys(files).join(', ')}`)
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))
}

export const inspected = (files: Files) => inspectArchive(archiveOf(files), 'package.zip')

/** The codes of what is found in a package, each once. */
export const codesIn = async (files: Files): Promise<readonly string[]> => [
  ...new Set((await inspected(files)).diagnostics.map(({code}) => code)),
]
