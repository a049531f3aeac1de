import {type Item, itemsOf, type Quiz} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import type {Loss, PackageFile} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {mapBody} from '../../model/walk.js'
import {type Style, writeBody} from '../../render/body.js'
import {directionOf} from '../../render/direction.js'
import {escapeHtml} from '../../render/html.js'
import {type Context as Cartridge, contextOf as cartridgeOf, named, ownAnchor} from '../_cartridge/context.js'
import {referenceData} from '../_cartridge/page-data.js'
import type {PackagedItem, PackagedResource} from '../_content-packaging/manifest.js'
import {writeXml, type XmlChild} from '../_xml/write.js'
import type {FormatInput} from '../format.js'
import {clothed} from './clothes.js'
import type {Options} from './options.js'
import {withShortTitles} from './titles.js'

/** What every part of the package is made from. `cartridge` writes what systems other than Canvas read. */
export interface Context {
  readonly cartridge: Cartridge
  readonly options: Options
  /** File name, without its ending, of a page that the course makes of itself. */
  readonly slugOf: (page: string) => string
  /** Where a link leads: a token that Canvas resolves when it imports, or an address. */
  readonly addressOf: (target: string) => string | undefined
}

/** A part of the package: entries of the contents and of the module, resources, files, and what it could not carry. */
export interface Part {
  readonly items: readonly PackagedItem[]
  readonly entries: readonly Entry[]
  readonly resources: readonly PackagedResource[]
  readonly files: readonly PackageFile[]
  readonly losses: readonly Loss[]
  readonly rubrics?: readonly XmlChild[]
}

/** An item of a Canvas module. */
export interface Entry {
  readonly identifier: string
  readonly type: 'WikiPage' | 'Assignment' | 'DiscussionTopic' | 'Quizzes::Quiz' | 'ExternalUrl' | 'ContextExternalTool'
  readonly title: string
  readonly published: boolean
  /** Migration id of what it shows. */
  readonly shows?: string
  readonly url?: string
  readonly indent?: number
}

export const learningApplication = 'associatedcontent/imscc_xmlv1p1/learning-application-resource'
export const canvasNamespace = 'http://canvas.instructure.com/xsd/cccv1p0'
export const webResources = 'web_resources/'

export const contextOf = (input: FormatInput<Options>): Context => {
  const plain = cartridgeOf({...input, course: withShortTitles(input.course), options: {points: 'standard'}})
  const cartridge: Cartridge = {...plain, mediaPath: (path) => webResources + plain.mediaPath(path)}
  const lessons = new Set(itemsOf(plain.course).flatMap((item) => (item.type === 'lesson' ? [item.id] : [])))
  const slugOf = (page: string): string => (lessons.has(page) ? slugOf(`${page}-page`) : page)
  const pages = new Set(referenceData(cartridge, () => '').map((page) => page.id as string))
  const works = new Set(referenceData(cartridge, () => '').flatMap(({data}) => keysOf(data)))
  return {
    cartridge,
    options: input.options,
    slugOf,
    addressOf: (target) => addressOf(cartridge, slugOf, pages, works, target),
  }
}

/** An XML file of Canvas's own. */
export const canvasXml = (path: string, name: string, identifier: string | undefined, ...children: XmlChild[]) => ({
  path,
  content: {
    text: writeXml([
      name,
      {
        identifier,
        xmlns: canvasNamespace,
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:schemaLocation': `${canvasNamespace} https://canvas.instructure.com/xsd/cccv1p0.xsd`,
      },
      ...children,
    ]),
  },
})

/** A passage as Canvas keeps it: pages, discussions, assignments and questions alike. */
export const html = (context: Context, body: Body, own: Partial<Style> = {}): string => {
  const {cartridge, addressOf} = context
  return clothed(
    writeBody(withoutPosters(body), {
      math: 'mathml',
      text: cartridge.text,
      media: (path) => fileAddress(context, path),
      link: addressOf,
      practice: (id) => practiceNote(context, id),
      ...own,
    }),
  )
}

/** A passage of an item: what it says about itself leads to itself. */
export const itemHtml = (context: Context, item: Item<Local>, body: Body): string =>
  html(context, body, {
    link: (target) =>
      ownAnchor(item, target) ??
      (item.type === 'lesson' && target.startsWith('reference:')
        ? `#ref-${target.slice('reference:'.length)}`
        : context.addressOf(target)),
  })

export const fileAddress = ({cartridge}: Context, path: string): string =>
  `$IMS-CC-FILEBASE$/${encodeURI(cartridge.mediaPath(path).slice(webResources.length))}`

/** A document from a template: Canvas takes its title, its `meta` fields and its body. */
export const documentOf = (
  {cartridge}: Context,
  template: string,
  title: string,
  meta: Readonly<Record<string, string>>,
  data: Readonly<Record<string, unknown>>,
): string =>
  cartridge.templates.render(template, {
    shell: 'canvas/page',
    language: cartridge.language,
    direction: directionOf(cartridge.language),
    course: cartridge.course,
    title,
    meta: Object.entries(meta).map(([name, content]) => ({name, content})),
    ...data,
  })

/** `root` of the identifier of each thing of the course, by what Canvas calls it. */
export const idOf = ({cartridge}: Pick<Context, 'cartridge'>, kind: string, ...ids: readonly string[]): string =>
  named(cartridge, kind, ...ids)

/** A quiz that asks nothing is no quiz in Canvas. */
export const asksNothing = (quiz: Quiz<Local>): boolean => quiz.entries.length === 0

const addressOf = (
  cartridge: Cartridge,
  slugOf: (page: string) => string,
  pages: ReadonlySet<string>,
  works: ReadonlySet<string>,
  target: string,
): string | undefined => {
  const [, kind = '', id = '', anchor = ''] = /^([a-z]+):([^#]*)(#.*)?$/.exec(target) ?? []
  const page = (name: string, at = '') => `$WIKI_REFERENCE$/pages/${name}${at}`
  const object = (type: string) => `$CANVAS_OBJECT_REFERENCE$/${type}/${named(cartridge, kind, id)}`
  switch (kind) {
    case 'lesson':
      return page(id, anchor)
    case 'quiz': {
      const quiz = [...itemsOf(cartridge.course), ...cartridge.course.practice].find((item) => item.id === id)
      return quiz?.type === 'quiz' && !asksNothing(quiz) ? object('quizzes') : undefined
    }
    case 'discussion':
      return object('discussion_topics')
    case 'assignment':
      return object('assignments')
    case 'tool':
      return `$CANVAS_COURSE_REFERENCE$/modules/items/${named(cartridge, 'item', id)}`
    case 'link':
      return itemsOf(cartridge.course).flatMap((item) => (item.type === 'link' && item.id === id ? [item.url] : []))[0]
    case 'term':
      return pages.has('glossary') ? page(slugOf('glossary'), `#term-${id}`) : undefined
    case 'reference':
      return works.has(id) ? page(slugOf('references'), `#ref-${id}`) : undefined
    case 'page':
      if (id === 'home') return page(slugOf('welcome'), anchor)
      return pages.has(id) ? page(slugOf(id), anchor) : undefined
    default:
      return undefined
  }
}

const keysOf = (data: Readonly<Record<string, unknown>>): readonly string[] =>
  ((data.works ?? []) as readonly {readonly key: string}[]).map(({key}) => key)

/** The importer rewrites addresses in `src` and `href` only, so that a poster would stay empty (link_parser.rb). */
const withoutPosters = (body: Body): Body =>
  mapBody(body, (node) => {
    if (node.type !== 'recording' || node.poster === undefined) return node
    const {poster, ...rest} = node
    return rest
  })

const practiceNote = ({cartridge, addressOf}: Context, id: string): string => {
  const quiz = cartridge.course.practice.find((candidate) => candidate.id === id)
  const address = quiz && addressOf(`quiz:${id}`)
  if (!quiz || address === undefined) return ''
  const words = escapeHtml(cartridge.text('cartridge.practice', {title: quiz.title}))
  return `<p><strong><a href="${address}">${words}</a></strong></p>`
}
