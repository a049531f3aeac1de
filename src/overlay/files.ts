import {diagnose} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import {makeQuiz, type Parts} from '../gather/parts.js'
import type {Item} from '../model/course.js'
import {resolvePath} from '../model/names.js'
import type {Local} from '../model/text.js'
import type {Path} from '../yaml/read.js'
import type {Bench} from './bench.js'
import type {Overlay} from './read.js'

export type FileKind = 'lesson' | 'quiz' | 'discussion' | 'assignment'
const folders = {lesson: 'lessons', quiz: 'quizzes', discussion: 'discussions', assignment: 'assignments'} as const

/** The path below the overlay's folder that an entry names; undefined, with an error, if it leads out or nowhere. */
export const fileOf = (bench: Bench, written: string, path: Path, candidates: Iterable<string>): string | undefined => {
  const {layer, diagnostics} = bench
  const file = written.startsWith('/') ? undefined : resolvePath('overlay.yaml', written)
  if (file === undefined) {
    diagnostics.push(diagnose('overlay/path-outside', {path: written, layer: layer.id}, layer.placeOf(path)))
    return undefined
  }
  const known = [...candidates]
  if (known.includes(file)) return file
  // What could not be read has been reported.
  if ([...layer.parsed.failed, ...layer.source.unreadable].includes(file)) return undefined
  const facts = {path: written, layer: layer.id, suggestion: nearest(file, known) ?? ''}
  diagnostics.push(diagnose('overlay/file-missing', facts, layer.placeOf(path)))
  return undefined
}

/** The items that a layer's files hold, by path: without an id where the file gives none. */
export const itemsIn = (layer: Overlay, kind: FileKind): ReadonlyMap<string, {readonly id?: string}> =>
  ({
    lesson: layer.parsed.lessons,
    quiz: layer.parsed.quizzes,
    discussion: layer.parsed.discussions,
    assignment: layer.parsed.assignments,
  })[kind]

/** The item that a file holds, under an id. */
export const itemFrom = (
  layer: Overlay,
  kind: FileKind,
  file: string,
  id: string,
  parts: Parts,
): Item<Local> | undefined => {
  if (kind === 'quiz') {
    const quiz = layer.parsed.quizzes.get(file)
    return quiz && makeQuiz(quiz, id, parts.config)
  }
  const item = itemsIn(layer, kind).get(file)
  return item && ({...item, id} as Item<Local>)
}

export const isFileKind = (kind: string): kind is FileKind => kind in folders
