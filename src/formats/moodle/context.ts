import {type Item, itemsOf, type Module, type Quiz} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import {practiceAfter} from '../../model/practice.js'
import type {Local} from '../../model/text.js'
import {packagePaths} from '../../package/path.js'
import type {Style} from '../../render/body.js'
import {escapeHtml} from '../../render/html.js'
import {referenceData} from '../_cartridge/page-data.js'
import type {MoodleText} from '../_moodle/question.js'
import {moodleText} from '../_moodle/text.js'
import type {FormatInput} from '../format.js'
import {dressed} from './dress.js'
import type {Options} from './options.js'

/** What every part of the backup is made from. */
export interface Context extends FormatInput<Options> {
  readonly text: Style['text']
  readonly mediaPath: (path: string) => string
  /** The number of a thing, by what it is and its permanent id: the same each time it is asked for, and no other’s. */
  readonly number: (kind: string, ...ids: readonly string[]) => number
  /** Practice quizzes by the lesson that they follow: the first that embeds them. */
  readonly practiceAfter: ReadonlyMap<string, readonly Quiz<Local>[]>
  /** Where a link of the course leads: a token that Moodle turns into an address on restore. */
  readonly addressOf: (target: string) => string | undefined
}

export const contextOf = (input: FormatInput<Options>): Context => {
  const {course, language, templates} = input
  const {text} = templates.messages(language)
  const paths = packagePaths(input.edition.media.keys())
  const number = numbering()
  const pages = new Map(referenceData({course, language, text}, () => '').map((page) => [page.id as string, page]))
  const works = new Set(((pages.get('references')?.data.works ?? []) as readonly {key: string}[]).map(({key}) => key))
  const practised = practiceAfter(course)
  const ordered = itemsOf(course).flatMap((item) => [item, ...(practised.get(item.id) ?? [])])
  const items = new Map(ordered.map((item) => [`${item.type}:${item.id}`, item]))
  // In the order of the course, whatever links to what.
  for (const item of ordered) number('module', item.type, item.id)
  return {
    ...input,
    text,
    number,
    practiceAfter: practised,
    mediaPath: (path) => {
      const found = paths.get(path)
      if (found === undefined) throw new Error(`The edition has no media file ${path}.`)
      return found
    },
    addressOf: (target) => {
      const [, kind = '', id = '', anchor = ''] = /^([a-z]+):([^#]*)(#.*)?$/.exec(target) ?? []
      const page = (name: string, at = '') => `$@PAGEVIEWBYID*${number('module', 'page', name)}@$${at}`
      switch (kind) {
        case 'term':
          return pages.has('glossary') ? page('glossary', `#term-${id}`) : undefined
        case 'reference':
          return works.has(id) ? page('references', `#ref-${id}`) : undefined
        case 'page':
          if (id === 'about') return page('about')
          if (id === 'resources' && pages.has(id)) return sectionAddress(course.modules.length + 1)
          return pages.has(id) ? page(id) : undefined
        default: {
          const item = items.get(`${kind}:${id}`)
          if (!item) return undefined
          const address = `$@${moduleOf(item).toUpperCase()}VIEWBYID*${number('module', item.type, item.id)}@$`
          return item.type === 'lesson' && anchor !== '' ? `${address}#${anchorPrefix}${anchor.slice(1)}` : address
        }
      }
    },
  }
}

/** The activity that Moodle has for an item. */
export const moduleOf = (item: Item<Local>): 'page' | 'quiz' | 'forum' | 'assign' | 'url' | 'lti' =>
  (({lesson: 'page', quiz: 'quiz', discussion: 'forum', assignment: 'assign', link: 'url', tool: 'lti'}) as const)[
    item.type
  ]

/** Whether learners see an item. */
export const isShown = (module: Module<Local>, item: Item<Local>): boolean =>
  !(module.hidden || item.placement.hidden || (item.type === 'lesson' && item.audience === 'teachers'))

/** A passage that Moodle shows as it is. `item`: whose page it stands on; links to itself stay on it. */
export const passage = (context: Context, body: Body, item?: Item<Local>, own: Partial<Style> = {}): MoodleText => {
  const {html, files} = undressed(context, body, item, own)
  return {html: dressed(html), files}
}

/** A passage for a template, which is dressed as a whole. */
export const undressed = (
  context: Context,
  body: Body,
  item: Item<Local> | undefined,
  own: Partial<Style> = {},
): MoodleText => {
  const style = {
    math: context.options.math,
    text: context.text,
    idPrefix: anchorPrefix,
    link: (target: string) => (item && ownAddress(item, target)) ?? context.addressOf(target),
    practice: (id: string) => practiceNote(context, id),
    ...own,
  }
  return moodleText(body, style, context.mediaPath)
}

/** A passage that Moodle cleans before it shows it: no MathML survives in forums and glossaries (lib/weblib.php). */
export const cleanedPassage = (context: Context, body: Body, own: Partial<Style> = {}): MoodleText =>
  passage(context, body, undefined, {math: 'tex', ...own})

/** Moodle’s own page has elements with ids such as `page`; anchors of lessons must not be taken for them. */
const anchorPrefix = 'cw-'

const ownAddress = (item: Item<Local>, target: string): string | undefined => {
  if (target.startsWith(`${item.type}:${item.id}#`)) return `#${anchorPrefix}${target.slice(target.indexOf('#') + 1)}`
  if (item.type !== 'lesson' || !target.startsWith('reference:')) return undefined
  return `#${anchorPrefix}ref-${target.slice('reference:'.length)}`
}

/** Sections have an address of their own since 5.0 only; as a place on the page of the course they had one always. */
const sectionAddress = (section: number): string => `$@COURSEVIEWBYID*1@$#section-${section}`

const practiceNote = ({course, text, addressOf}: Context, id: string): string => {
  const quiz = course.practice.find((candidate) => candidate.id === id)
  const address = quiz && addressOf(`quiz:${id}`)
  if (!quiz || address === undefined) return ''
  const words = escapeHtml(text('cartridge.practice', {title: quiz.title}))
  return `<p class="alert alert-info"><a class="alert-link" href="${address}">${words}</a></p>`
}

/** Each kind is counted from 1: Moodle keeps the ids of each table apart when it gives them new ones. */
const numbering = (): Context['number'] => {
  const given = new Map<string, Map<string, number>>()
  return (kind, ...ids) => {
    const known = given.get(kind) ?? new Map<string, number>()
    given.set(kind, known)
    const name = JSON.stringify(ids)
    const number = known.get(name) ?? known.size + 1
    known.set(name, number)
    return number
  }
}
