import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Host} from '../host/host.js'
import type {Media} from '../model/course.js'
import {startOf} from '../model/place.js'
import {withoutUndefined} from '../model/question.js'
import {pictureSize} from './picture.js'

/** A text file of the course: NFC, LF, without a byte-order mark. */
export interface SourceText {
  readonly path: string
  readonly text: string
  /** SHA-256 of the file as it is on disk. */
  readonly digest: string
}

/** All that was read of a course's folder. */
export interface Source {
  readonly folder: string
  readonly texts: ReadonlyMap<string, SourceText>
  readonly media: ReadonlyMap<string, Media>
  /** Text files that are there and could not be taken: too big, not text, and so on. */
  readonly unreadable: readonly string[]
}

/** Where the parts of a course live: folders with the ending that their files have, and single files. */
export const courseFolders = {
  lessons: '.md',
  quizzes: '.yaml',
  banks: '.yaml',
  discussions: '.md',
  assignments: '.md',
} as const
export const courseFiles = [
  'course.yaml',
  'course.lock.yaml',
  'about.md',
  'glossary.yaml',
  'bibliography.yaml',
  'bibliography.json',
  'resources.yaml',
  'links.yaml',
  'tools.yaml',
  'sources.yaml',
  'review.yaml',
] as const

const maximumSize = 2_000_000
const maximumLine = 50_000

/** Reads a course's folder; finds what is too big, not text, or in the wrong place. */
export const readSource = async (host: Host, folder: string): Promise<Outcome<Source>> => {
  const diagnostics: Diagnostic[] = []
  const texts = new Map<string, SourceText>()
  const media = new Map<string, Media>()
  const unreadable: string[] = []
  const join = (path: string) => (folder === '' ? path : `${folder}/${path}`)
  let paths: readonly string[]
  try {
    paths = await host.list(folder)
  } catch {
    return {value: {folder, texts, media, unreadable}, diagnostics: [diagnose('course/not-found', {folder})]}
  }
  for (const path of paths) {
    const kind = kindOf(path)
    if (kind === 'stray') {
      diagnostics.push(diagnose('file/stray', {file: path, suggestion: suggestionFor(path)}, startOf(path)))
      continue
    }
    if (kind === 'other') continue
    let bytes: Uint8Array
    try {
      bytes = await host.read(join(path))
    } catch (error) {
      diagnostics.push(diagnose('file/unreadable', {file: path, reason: reasonOf(error)}, startOf(path)))
      unreadable.push(path)
      continue
    }
    const digest = host.digest(bytes)
    if (kind === 'media') {
      media.set(path, withoutUndefined({path, digest, size: bytes.length, picture: pictureSize(path, bytes)}))
    } else {
      const {value, diagnostics: found} = decode(path, bytes)
      diagnostics.push(...found)
      if (value === undefined) unreadable.push(path)
      else texts.set(path, {path, text: value, digest})
    }
  }
  return {value: {folder, texts, media, unreadable}, diagnostics}
}

/** A short reason out of a system error, such as `EACCES: permission denied`. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*'$/, '')

const kindOf = (path: string): 'text' | 'media' | 'stray' | 'other' => {
  const [top = '', ...rest] = path.split('/')
  if (rest.length === 0) {
    if ((courseFiles as readonly string[]).includes(path)) return 'text'
    return suggestionFor(path) ? 'stray' : 'other'
  }
  if (top === 'media') return 'media'
  const ending = (courseFolders as Record<string, string>)[top]
  if (ending === undefined) return 'other'
  return rest.length === 1 && path.endsWith(ending) ? 'text' : 'stray'
}

const suggestionFor = (path: string): string => {
  const [top = '', name] = path.split('/')
  const ending = (courseFolders as Record<string, string>)[top]
  if (name !== undefined && ending)
    return path.endsWith(ending) ? '' : `${top}/${name.replace(/\.[^.]*$/, '')}${ending}`
  if (!/\.(ya?ml|md|json)$/.test(path)) return ''
  const near = nearest(path, courseFiles)
  return near && near !== path ? near : ''
}

const decode = (path: string, bytes: Uint8Array): Outcome<string | undefined> => {
  if (bytes.length > maximumSize) {
    const facts = {file: path, size: bytes.length, limit: maximumSize}
    return {value: undefined, diagnostics: [diagnose('file/too-big', facts, startOf(path))]}
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes)
  } catch {
    return {value: undefined, diagnostics: [diagnose('file/not-text', {file: path}, startOf(path))]}
  }
  text = text.replace(/\r\n?/g, '\n').normalize('NFC')
  const diagnostics: Diagnostic[] = []
  text.split('\n').forEach((line, index) => {
    const place = {file: path, line: index + 1, column: 1}
    if (line.length > maximumLine)
      diagnostics.push(diagnose('file/long-line', {length: line.length, limit: maximumLine}, place))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/.exec(line)
    if (control) {
      const character = `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
      diagnostics.push(diagnose('file/control-character', {character}, {...place, column: control.index + 1}))
    }
  })
  return {value: diagnostics.length > 0 ? undefined : text, diagnostics}
}
