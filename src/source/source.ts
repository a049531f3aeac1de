import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Host} from '../host/host.js'
import {inTurns} from '../host/in-turns.js'
import {reasonOf} from '../host/system-error.js'
import type {Media} from '../model/course.js'
import {startOf} from '../model/place.js'
import {withoutUndefined} from '../model/question.js'
import {pictureSize} from './picture.js'

/** A text file of the course: NFC, LF, without a byte-order mark. */
export interface SourceText {
  /** As places name it: below, or from, the course's folder. */
  readonly path: string
  /** The path that links in it start from, if that is another: in an overlay, its path below the overlay's folder. */
  readonly base?: string
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
  'CHANGELOG.md',
] as const

const maximumSize = 2_000_000
const maximumLine = 50_000

/** How a folder's files are taken. */
export interface FolderPlan {
  /** What a file is, by its path below the folder. `file`: kept with its digest, and read as text if it is an SVG. */
  readonly kindOf: (path: string) => 'text' | 'media' | 'file' | 'stray' | 'other'
  /** Where a stray file may belong. */
  readonly suggestionFor: (path: string) => string
  /** The path that links in a text start from; undefined: its own. */
  readonly baseOf: (path: string) => string | undefined
  /** How places name a file. */
  readonly nameOf: (path: string) => string
}

/** Reads a course's folder; finds what is too big, not text, or in the wrong place. */
export const readSource = async (host: Host, folder: string): Promise<Outcome<Source>> => {
  try {
    return await readFolder(host, folder, coursePlan)
  } catch (error) {
    if (!(error instanceof NoFolder)) throw error
    const nothing = {folder, texts: new Map(), media: new Map(), unreadable: []}
    return {value: nothing, diagnostics: [diagnose('course/not-found', {folder})]}
  }
}

/** The folder cannot be listed. */
export class NoFolder extends Error {}

/** Reads a folder by a plan. Texts and media are known by their paths below the folder. */
export const readFolder = async (host: Host, folder: string, plan: FolderPlan): Promise<Outcome<Source>> => {
  const diagnostics: Diagnostic[] = []
  const texts = new Map<string, SourceText>()
  const media = new Map<string, Media>()
  const unreadable: string[] = []
  const join = (path: string) => (folder === '' ? path : `${folder}/${path}`)
  const links: string[] = []
  const paths = await host
    .list(folder, (path) => links.push(path))
    .catch(() => {
      throw new NoFolder()
    })
  for (const path of links) {
    // A link may stand for a file, or for a whole folder.
    if (plan.kindOf(path) === 'other' && plan.kindOf(`${path}/file`) === 'other') continue
    const name = plan.nameOf(path)
    diagnostics.push(diagnose('file/link', {file: name}, startOf(name)))
  }
  const files = await inTurns(paths, (path) => readFile(host, join(path), path, plan))
  for (const [index, file] of files.entries()) {
    const path = paths[index] ?? ''
    diagnostics.push(...file.diagnostics)
    if (file.media) media.set(path, file.media)
    if (file.text) texts.set(path, file.text)
    if (file.isUnreadable) unreadable.push(path)
  }
  return {value: {folder, texts, media, unreadable}, diagnostics}
}

/** What a folder's file came to. */
interface ReadFile {
  readonly text?: SourceText
  readonly media?: Media
  readonly isUnreadable?: boolean
  readonly diagnostics: readonly Diagnostic[]
}

const readFile = async (host: Host, at: string, path: string, plan: FolderPlan): Promise<ReadFile> => {
  const kind = plan.kindOf(path)
  const name = plan.nameOf(path)
  if (kind === 'other') return {diagnostics: []}
  if (kind === 'stray') {
    const suggestion = plan.suggestionFor(path)
    return {diagnostics: [diagnose('file/stray', {file: name, suggestion}, startOf(name))]}
  }
  try {
    const media = kind === 'text' ? undefined : await readMedia(host, at, path, name)
    if (media && (kind === 'media' || !/\.svg$/i.test(path))) return {media, diagnostics: []}
    const bytes = await host.read(at)
    const {value: text, diagnostics} = decode(name, bytes)
    const base = plan.baseOf(path)
    const digest = media?.digest ?? host.digest(bytes)
    const source = text === undefined ? undefined : {path: name, text, digest, ...(base === undefined ? {} : {base})}
    return withoutUndefined({text: source, media, isUnreadable: text === undefined, diagnostics})
  } catch (error) {
    const reason = reasonOf(error)
    return {isUnreadable: true, diagnostics: [diagnose('file/unreadable', {file: name, reason}, startOf(name))]}
  }
}

const readMedia = async (host: Host, at: string, path: string, name: string): Promise<Media> => {
  const {sha256, sha1, size, head} = await host.fingerprint(at)
  const from = name === path ? undefined : name
  return withoutUndefined({path, digest: sha256, sha1, size, picture: pictureSize(path, head), from})
}

/** What a file of a course is, by its path below the course's folder. */
export const kindOf = (path: string): 'text' | 'media' | 'stray' | 'other' => {
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

const coursePlan: FolderPlan = {kindOf, suggestionFor, baseOf: () => undefined, nameOf: (path) => path}

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
