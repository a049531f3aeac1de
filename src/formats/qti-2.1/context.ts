import type {Body} from '../../model/markdown.js'
import {packagePaths} from '../../package/path.js'
import {bodyTree, type Style} from '../../render/body.js'
import {identifier} from '../_content-packaging/identifiers.js'
import {htmlAsXml} from '../_xml/html.js'
import type {XmlChild, XmlElement} from '../_xml/write.js'
import type {FormatInput} from '../format.js'
import {asQti} from './elements.js'

/** What every file of the package is made from. */
export interface Context extends FormatInput {
  readonly text: Style['text']
  /** Path in the package of a file of the course. */
  readonly mediaPath: (path: string) => string
}

/** Puts what a learner fills into a gap's place. */
export type Gap = (id: string) => XmlChild

export const contextOf = (input: FormatInput): Context => {
  const paths = packagePaths(input.edition.media.keys())
  return {
    ...input,
    text: input.templates.messages(input.language).text,
    // Below the folder of the items: Canvas finds a file by the end of its path, and knows no `..` (html_helper.rb).
    mediaPath: (path) => {
      const found = paths.get(path)
      if (found === undefined) throw new Error(`The edition has no media file ${path}.`)
      return itemFolder + found
    },
  }
}

/** An identifier of this course, made of permanent ids. */
export const named = ({course}: Pick<Context, 'course'>, kind: string, ...ids: readonly string[]): string =>
  identifier(kind, course.id, ...ids)

export const itemFolder = 'items/'

/** Address of a media file from an item. */
export const mediaAddress = ({mediaPath}: Context, path: string): string =>
  encodeURI(mediaPath(path).slice(itemFolder.length))

/** A passage as the blocks of an item; `up` leads from another folder to that of the items. Nothing else can be linked. */
export const flow = (context: Context, body: Body, gap?: Gap, up = ''): readonly XmlChild[] =>
  asQti(
    htmlAsXml([
      bodyTree(body, {
        math: 'mathml',
        text: context.text,
        media: (path) => up + mediaAddress(context, path),
        link: () => undefined,
        practice: () => '',
        blank: (id) => `<blank id="${id}"/>`,
      }),
    ]),
    gap,
  )

/** A passage of one paragraph as its words alone: for choices. */
export const phrase = (context: Context, body: Body): readonly XmlChild[] => {
  const blocks = flow(context, body)
  const [only, ...more] = blocks as readonly XmlElement[]
  if (more.length > 0 || only?.[0] !== 'p') return blocks
  const [, , ...words] = only
  return words
}
