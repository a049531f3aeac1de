import {type Item, itemsOf, type Quiz} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import {mediaIn} from '../../model/media.js'
import type {Loss, PackageFile} from '../../model/package.js'
import {practiceAfter} from '../../model/practice.js'
import type {Local} from '../../model/text.js'
import {packagePaths} from '../../package/path.js'
import {type Style, writeBody} from '../../render/body.js'
import {escapeHtml} from '../../render/html.js'
import {identifier} from '../_content-packaging/identifiers.js'
import type {PackagedItem, PackagedResource} from '../_content-packaging/manifest.js'
import type {FormatInput} from '../format.js'
import {guardEntities, guardFormulas, onOneLine} from './guard.js'
import {type Version, version11} from './version.js'

/** What the question files of a cartridge may be told. */
export interface CartridgeOptions {
  /** `twice`: marks also stand in Canvas's own field. */
  readonly points: 'standard' | 'twice'
}

/** What every part of the cartridge is made from. */
export interface Context extends FormatInput<CartridgeOptions> {
  readonly version: Version
  readonly text: Style['text']
  /** Path in the package of a file of the course. */
  readonly mediaPath: (path: string) => string
  /** Practice quizzes by the lesson that they follow: the first that embeds them. */
  readonly practiceAfter: ReadonlyMap<string, readonly Quiz<Local>[]>
}

/** A part of the cartridge: its entry in the contents, its resources, its files, and what it could not carry. */
export interface Piece {
  readonly items: readonly PackagedItem[]
  readonly resources: readonly PackagedResource[]
  readonly files: readonly PackageFile[]
  readonly losses: readonly Loss[]
}

export const contextOf = (input: FormatInput<CartridgeOptions>, version: Version = version11): Context => {
  const paths = packagePaths(input.edition.media.keys())
  const messages = input.templates.messages(input.language)
  return {
    ...input,
    version,
    text: messages.text,
    mediaPath: (path) => {
      const found = paths.get(path)
      if (found === undefined) throw new Error(`The edition has no media file ${path}.`)
      return found
    },
    practiceAfter: practiceAfter(input.course),
  }
}

/** An identifier of this course: Canvas matches by it what it imports again, among the things of several courses. */
export const named = (context: Context, kind: string, ...ids: readonly string[]): string =>
  identifier(kind, context.course.id, ...ids)

/** Identifiers of the resources of media files, for `dependency`. */
export const mediaResources = (context: Context, bodies: Iterable<Body>): readonly string[] =>
  mediaIn(bodies).map((path) => mediaResource(context, path))

export const mediaResource = (context: Context, path: string): string => named(context, 'media', path)

/** A passage of a page one folder below the root. The page is a file of its own: nothing outside it can be linked. */
export const pageHtml = (context: Context, body: Body, own: Partial<Style> = {}): string =>
  writeBody(context.version.isForMoodle ? guardFormulas(body) : body, {
    math: context.version.isForMoodle ? 'tex' : 'mathml',
    text: context.text,
    media: (path) => `../${context.mediaPath(path)}`,
    link: (target) => webLinkOf(context, target),
    practice: (id) => practiceNote(context, id),
    ...own,
  })

/** A passage inside an XML file one folder below the root. Both Moodle and Canvas find a file by this address. */
export const embeddedHtml = (context: Context, body: Body, own: Partial<Style> = {}): string => {
  const html = pageHtml(context, body, {media: (path) => fileBase(context.mediaPath(path)), practice: () => '', ...own})
  return context.version.isForMoodle ? onOneLine(guardEntities(html)) : html
}

export const fileBase = (path: string): string => `$IMS-CC-FILEBASE$../${path}`

/** The address of a web link of the course. */
export const webLinkOf = ({course}: Context, target: string): string | undefined =>
  itemsOf(course).flatMap((item) => (item.type === 'link' && target === `link:${item.id}` ? [item.url] : []))[0]

/** Links to a place in the same page stay links. */
export const ownAnchor = (item: Item<Local>, target: string): string | undefined =>
  target.startsWith(`${item.type}:${item.id}#`) ? target.slice(target.indexOf('#')) : undefined

const practiceNote = ({course, text}: Context, id: string): string => {
  const quiz = course.practice.find((candidate) => candidate.id === id)
  return quiz ? `<p><strong>${escapeHtml(text('cartridge.practice', {title: quiz.title}))}</strong></p>` : ''
}
