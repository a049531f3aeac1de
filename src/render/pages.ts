import type {Course, Edition, Item, Language, Lesson, Module} from '../model/course.js'
import type {PlayerPage} from '../model/player.js'
import {never} from '../model/question.js'
import type {Local} from '../model/text.js'
import {type BodyNode, plainText, walk} from '../model/walk.js'
import {type Style, writeBody} from './body.js'
import {brandData} from './brand.js'
import {unwrapParagraph} from './html.js'
import type {Outline} from './outline.js'
import {quizHtml} from './quiz.js'
import {aboutData, glossaryData, referencesData, resourcesData} from './reference-pages.js'
import {pageStyle, type Root} from './style.js'
import type {Templates} from './templates.js'

/** Everything that any page of the site is made from. */
export interface PageContext {
  readonly edition: Edition
  /** Where the package holds a file of the course. */
  readonly mediaPath: (path: string) => string
  readonly course: Course<Local>
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly templates: Templates
  readonly text: (key: string, values?: Readonly<Record<string, string | number>>) => string
  readonly plan: Outline
  /** From the site of this language to the root of the package: `''` or `'../'`. */
  readonly up: string
  /** All languages of the package if there are several. */
  readonly languages: readonly {
    readonly language: Language
    readonly direction: 'ltr' | 'rtl'
    readonly name: string
    readonly folder: string
    readonly isCurrent: boolean
  }[]
  /** The list of contents as HTML, by the depth of the page; no page is marked as the current one. */
  readonly contents: Readonly<Record<Root, string>>
}

/** The whole HTML of a page. */
export const documentOf = (page: PlayerPage, context: PageContext): string => {
  const root = rootOf(page)
  return context.templates.render(page.kind === 'reference' ? page.id : page.kind, {
    ...shellData(page, context, root),
    ...pageData(page, context, root),
  })
}

/** The contents as every page shows them. Links are relative to `root`. */
export const contents = (context: PageContext, root: Root): string =>
  context.templates.render('contents', {
    ...common(context, root),
    modules: context.plan.modules.map((module, index) => moduleData(module, index, context, root)),
    references: context.plan.pages
      .filter((page) => page.kind === 'reference')
      .map((page) => ({...page, href: root + page.path})),
  })

const rootOf = (page: PlayerPage): Root => (page.path.includes('/') ? '../' : '')

const common = ({course, language, direction}: PageContext, root: Root) => ({
  language,
  direction,
  root,
  course: {
    title: course.title,
    description: course.description,
    version: course.version,
    licence: licenceName(course.licence),
    licenceUrl: licenceUrl(course.licence),
    official: course.official,
    publisher: course.publisher,
    authors: course.authors,
    keywords: course.keywords,
  },
})

const shellData = (page: PlayerPage, context: PageContext, root: Root) => {
  const sequence = context.plan.pages.filter((each) => each.slot >= 0 || each.kind === 'home')
  const at = sequence.findIndex((each) => each.path === page.path)
  const neighbour = (each: PlayerPage | undefined) =>
    each && {title: each.title, href: root + each.path, kind: each.kind}
  return {
    ...common(context, root),
    kind: page.kind,
    slot: page.slot,
    title: page.title,
    contents: context.contents[root].replace(
      `data-slot="${page.slot}"`,
      `data-slot="${page.slot}" aria-current="page"`,
    ),
    previous: at > 0 ? neighbour(sequence[at - 1]) : undefined,
    next: at > 0 ? neighbour(sequence[at + 1]) : undefined,
    module: moduleOf(page, context, root),
    // A page of a package with a player goes there if it is opened without it.
    player: context.up === '' ? undefined : `${root}${context.up}player.html`,
    languages: context.languages.map((each) => ({...each, href: `${root}${context.up}${each.folder}${page.path}`})),
    brand: brandData(context.edition.brand, pageStyle(context, root)),
  }
}

const moduleOf = (page: PlayerPage, {plan}: PageContext, root: Root) => {
  const index = plan.modules.findIndex((module) =>
    module.items.some((item) => item.type === page.kind && item.id === page.id),
  )
  const module = plan.modules[index]
  return module && {number: index + 1, title: module.title, href: `${root}index.html#module-${module.id}`}
}

const moduleData = (module: Module<Local>, index: number, context: PageContext, root: Root) => ({
  id: module.id,
  number: index + 1,
  title: module.title,
  description: module.description && writeBody(module.description, pageStyle(context, root)),
  items: module.items.map((item) => itemData(item, context, root)),
})

const itemData = (item: Item<Local>, {plan, text}: PageContext, root: Root) => {
  const page = plan.pageOf.get(`${item.type}:${item.id}`)
  return {
    type: item.type,
    title: item.title,
    href: item.type === 'link' ? item.url : root + (page?.path ?? ''),
    slot: page?.slot,
    time: page?.time,
    kindName: text(`item.${item.type}`),
    graded: item.type === 'quiz' && item.mode === 'graded',
    summary: item.type === 'lesson' ? item.summary : undefined,
  }
}

const pageData = (page: PlayerPage, context: PageContext, root: Root): Readonly<Record<string, unknown>> => {
  const {course, plan} = context
  if (page.kind === 'home') {
    const minutes = plan.pages.reduce((sum, each) => sum + (each.time ?? 0), 0)
    return {
      modules: plan.modules.map((module, index) => moduleData(module, index, context, root)),
      minutes,
      // Half an hour is near enough for a plan of several hours.
      hours: minutes < 90 ? 0 : Math.round(minutes / 60),
      lessons: plan.items.filter((item) => item.type === 'lesson').length,
      first: plan.pages.find((each) => each.slot >= 0)?.path,
      reference: plan.pages.filter((each) => each.kind === 'reference'),
    }
  }
  if (page.kind === 'reference') return referenceData(page, context, root)
  const item = plan.items.find((each) => each.type === page.kind && each.id === page.id)
  if (!item) throw new Error(`There is no item for the page ${page.path}.`)
  const style = pageStyle(context, root)
  switch (item.type) {
    case 'lesson':
      return lessonData(item, {course, plan, style})
    case 'quiz':
      return {
        mode: item.mode,
        description: item.description && writeBody(item.description, style),
        quiz: quizHtml({
          quiz: withoutDescription(item),
          course,
          slots: context.edition.slots,
          style,
          titled: false,
        }),
      }
    case 'discussion':
      return {body: writeBody(item.body, style)}
    case 'assignment':
      return {
        body: writeBody(item.body, style),
        points: item.points,
        submissionText: submissionText(item.submission, context.text),
        rubric: item.rubric,
      }
    case 'link':
    case 'tool':
      throw new Error(`A ${item.type} has no page.`)
    default:
      return never(item)
  }
}

/** In which ways an assignment may be handed in, in words. */
export const submissionText = (ways: readonly string[], text: Style['text']): string | undefined => {
  if (ways.length === 0) return undefined
  const names = ways.map((way) => text(`assignment.submit-${way}`))
  return text('assignment.submit', {ways: names.reduce((first, second) => text('assignment.or', {first, second}))})
}

const referenceData = (page: PlayerPage, context: PageContext, root: Root): Readonly<Record<string, unknown>> => {
  const {course, language, plan} = context
  const style = pageStyle(context, root)
  switch (page.id) {
    case 'glossary':
      return glossaryData({course, style, language})
    case 'references':
      return referencesData({course, style, plan})
    case 'resources':
      return resourcesData({course, style})
    case 'about':
      return aboutData({course, style})
    default:
      throw new Error(`There is no reference page ${page.id}.`)
  }
}

/** A citation leads to the list of its own lesson. */
export const lessonData = (
  lesson: Lesson<Local>,
  {
    course,
    plan,
    style,
    write = writeBody,
  }: Pick<PageContext, 'course' | 'plan'> & {readonly style: Style; readonly write?: typeof writeBody},
) => {
  const lessons = plan.items.filter((item) => item.type === 'lesson')
  const cited = new Set<string>()
  const terms = new Set<string>()
  walk(lesson.body, (node: BodyNode) => {
    if (node.type === 'references') for (const entry of node.entries) cited.add(entry.key)
    if (node.type === 'term' && node.id) terms.add(node.id)
  })
  const link: typeof style.link = (target) =>
    target.startsWith('reference:') && cited.has(target.slice(10))
      ? `#${style.idPrefix ?? ''}ref-${target.slice(10)}`
      : style.link(target)
  return {
    summary: lesson.summary,
    time: lesson.time,
    number: lessons.indexOf(lesson) + 1,
    lessons: lessons.length,
    objectives: lesson.objectives,
    teachers: lesson.audience === 'teachers',
    body: write(lesson.body, {...style, link}),
    sections: sections(lesson.body),
    terms: course.glossary
      .filter((entry) => terms.has(entry.id))
      .map((entry) => ({
        id: entry.id,
        term: entry.term,
        href: style.link(`term:${entry.id}`),
        definition: unwrapParagraph(
          write(entry.definition, {...style, idPrefix: `${style.idPrefix ?? ''}term-${entry.id}-`}),
        ),
      })),
  }
}

/** The headings of the second level, for the list "On this page". */
export const sections = (body: Local['rich']): readonly {readonly id: string; readonly title: string}[] =>
  body.children
    .flatMap((node) => (node.type === 'foreign' ? node.children : [node]))
    .flatMap((node) => {
      const id = node.type === 'heading' && node.depth === 2 ? headingId(node) : undefined
      return id === undefined ? [] : [{id, title: plainText(node)}]
    })

/** The anchor that `resolve` gave a heading. */
export const headingId = (node: BodyNode): string | undefined =>
  (node as {data?: {hProperties?: {id?: string}}}).data?.hProperties?.id

const withoutDescription = <T extends {readonly description?: unknown}>(quiz: T): T => {
  const {description: _, ...rest} = quiz
  return rest as T
}

/** A licence as readers know it: `CC BY 4.0` for the SPDX name `CC-BY-4.0`. */
export const licenceName = (licence: string): string => licence.replace(/^CC-(BY[A-Z-]*)-(\d)/, 'CC $1 $2')

/** Where the text of a licence is, for licences that have one address. */
export const licenceUrl = (licence: string): string | undefined => {
  const commons = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-([1-4]\.0)$/.exec(licence)
  if (commons?.[1]) return `https://creativecommons.org/licenses/${commons[1].toLowerCase()}/${commons[2]}/`
  return licence === 'CC0-1.0' ? 'https://creativecommons.org/publicdomain/zero/1.0/' : undefined
}
