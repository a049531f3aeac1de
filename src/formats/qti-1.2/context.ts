import * as z from 'zod'
import type {Body} from '../../model/markdown.js'
import {packagePaths} from '../../package/path.js'
import {type Style, writeBody} from '../../render/body.js'
import {identifier} from '../_content-packaging/identifiers.js'
import type {FormatInput} from '../format.js'

export const options = z.strictObject({
  /** Whose dialect: `canvas` is read by Classic and New Quizzes; `ilias` by the question pools of ILIAS. */
  for: z.enum(['canvas', 'ilias']).default('canvas'),
})

export type Options = z.infer<typeof options>

/** What every file of the package is made from. */
export interface Context extends FormatInput<Options> {
  readonly text: Style['text']
  /** Path in the package of a file of the course; question files lie at the root, so that it is an address too. */
  readonly mediaPath: (path: string) => string
}

export const contextOf = (input: FormatInput<Options>): Context => {
  const paths = packagePaths(input.edition.media.keys())
  return {
    ...input,
    text: input.templates.messages(input.language).text,
    mediaPath: (path) => {
      const found = paths.get(path)
      if (found === undefined) throw new Error(`The edition has no media file ${path}.`)
      return found
    },
  }
}

/** An identifier of this course, made of permanent ids. */
export const named = ({course}: Pick<Context, 'course'>, kind: string, ...ids: readonly string[]): string =>
  identifier(kind, course.id, ...ids)

/** Canvas finds a file by its path in the package or the end of it (qti_exporter, html_helper.rb). */
export const mediaAddress = ({mediaPath}: Context, path: string): string => encodeURI(mediaPath(path))

/** A passage as HTML. Nothing outside the package can be linked. */
export const html = (context: Context, body: Body, own: Partial<Style> = {}): string =>
  writeBody(body, {
    math: context.options.for === 'canvas' ? 'mathml' : 'tex',
    text: context.text,
    media: (path) => mediaAddress(context, path),
    link: () => undefined,
    practice: () => '',
    ...own,
  })
