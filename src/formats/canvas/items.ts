import type {Discussion, Item, Lesson, Module, Tool, WebLink} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import type {Loss} from '../../model/package.js'
import {never} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {walk} from '../../model/walk.js'
import {mediaResources} from '../_cartridge/context.js'
import {linkPiece, xmlPiece} from '../_cartridge/items.js'
import {lossOfItem} from '../_cartridge/losses.js'
import {lessonData} from '../_cartridge/page-data.js'
import {asciiAddress, toolTree, topicTree} from '../_cartridge/resources.js'
import {teachersOnly} from '../_content-packaging/lom.js'
import {writeXml} from '../_xml/write.js'
import {assignmentPart, nestedAssignment, toolAssignment} from './assignments.js'
import {
  type Context,
  canvasXml,
  documentOf,
  type Entry,
  idOf,
  itemHtml,
  learningApplication,
  type Part,
} from './context.js'
import {dates, hasDates} from './dates.js'
import {isPublished} from './learners.js'
import * as lost from './losses.js'
import {quizPart} from './quizzes.js'

/** An item with what follows it: practice quizzes come after the first lesson that embeds them. */
export const itemPart = (context: Context, module: Module<Local>, item: Item<Local>): Part => {
  const published = isPublished(module, item)
  const part = partOf(context, item, published)
  return {...part, losses: [...dateLosses(context, item), ...part.losses]}
}

/** A page of Canvas; its file name is its address there. */
export const pagePart = (
  context: Context,
  page: {
    readonly identifier: string
    readonly entry: string
    readonly slug: string
    readonly title: string
    readonly template: string
    readonly data: Readonly<Record<string, unknown>>
    readonly bodies: Iterable<Body>
    readonly published?: boolean
    readonly teachers?: boolean
    readonly isFront?: boolean
  },
): Part => {
  const {identifier, entry, title, published = true} = page
  const path = `wiki_content/${page.slug}.html`
  const meta = {
    identifier,
    editing_roles: 'teachers',
    workflow_state: published ? 'active' : 'unpublished',
    ...(page.isFront ? {front_page: 'true'} : {}),
  }
  return {
    items: [{identifier: entry, title, resource: identifier}],
    entries: [{identifier: entry, type: 'WikiPage', title, published, shows: identifier}],
    resources: [
      {
        identifier,
        type: 'webcontent',
        href: path,
        files: [path],
        dependencies: mediaResources(context.cartridge, page.bodies),
        ...(page.teachers ? {metadata: [teachersOnly]} : {}),
      },
    ],
    files: [{path, content: {text: documentOf(context, page.template, title, meta, page.data)}}],
    losses: [],
  }
}

export const join = (parts: readonly Part[]): Part => ({
  items: parts.flatMap((part) => part.items),
  entries: parts.flatMap((part) => part.entries),
  resources: parts.flatMap((part) => part.resources),
  files: parts.flatMap((part) => part.files),
  losses: parts.flatMap((part) => part.losses),
  rubrics: parts.flatMap((part) => part.rubrics ?? []),
})

const partOf = (context: Context, item: Item<Local>, published: boolean): Part => {
  switch (item.type) {
    case 'lesson':
      return lessonPart(context, item, published)
    case 'quiz':
      return quizPart(context, item, published, 0)
    case 'discussion':
      return topicPart(context, item, published)
    case 'assignment':
      return assignmentPart(context, item, published)
    case 'link':
      return linkPart(context, item, published)
    case 'tool':
      return toolPart(context, item, published)
    default:
      return never(item)
  }
}

const lessonPart = (context: Context, lesson: Lesson<Local>, published: boolean): Part => {
  const page = pagePart(context, {
    identifier: idOf(context, 'lesson', lesson.id),
    entry: idOf(context, 'item', lesson.id),
    slug: lesson.id,
    title: lesson.title,
    template: 'cartridge/lesson',
    data: lessonData(lesson, (body) => itemHtml(context, lesson, body)),
    bodies: [lesson.body],
    published,
    teachers: lesson.audience === 'teachers',
  })
  const practice = context.cartridge.practiceAfter.get(lesson.id) ?? []
  return join([
    {...page, losses: lessonLosses(lesson)},
    ...practice.map((quiz) => quizPart(context, quiz, published, 1)),
  ])
}

const lessonLosses = (lesson: Lesson<Local>): readonly Loss[] => {
  const found = new Set<'practice' | 'poster'>()
  walk(lesson.body, (node) => {
    if (node.type === 'practice') found.add('practice')
    if (node.type === 'recording' && node.poster !== undefined) found.add('poster')
  })
  return [
    ...(found.has('practice') ? [lossOfItem(lesson, lost.practiceAfterLesson)] : []),
    ...(found.has('poster') ? [lossOfItem(lesson, lost.posterLost)] : []),
  ]
}

/** A topic as the cartridge has it, and beside it what Canvas adds. Canvas knows exactly this version of topics. */
const topicPart = (context: Context, discussion: Discussion<Local>, published: boolean): Part => {
  const identifier = idOf(context, 'discussion', discussion.id)
  const settings = idOf(context, 'discussion-settings', discussion.id)
  const topic = `${identifier}/topic.xml`
  const meta = `${identifier}/topic_meta.xml`
  return {
    items: [{identifier: idOf(context, 'item', discussion.id), title: discussion.title, resource: identifier}],
    entries: [entryOf(context, discussion, 'DiscussionTopic', published, identifier)],
    resources: [
      {
        identifier,
        type: 'imsdt_xmlv1p1',
        files: [topic],
        // The first dependency is where Canvas looks for its own file (canvas/topic_converter.rb).
        dependencies: [settings, ...mediaResources(context.cartridge, [discussion.body])],
      },
      {identifier: settings, type: learningApplication, href: meta, files: [meta]},
    ],
    files: [
      {
        path: topic,
        content: {text: writeXml(topicTree(discussion.title, itemHtml(context, discussion, discussion.body)))},
      },
      canvasXml(
        meta,
        'topicMeta',
        settings,
        ['topic_id', {}, identifier],
        ['title', {}, discussion.title],
        ...(discussion.points === undefined ? topicDates(context, discussion) : []),
        ['type', {}, 'topic'],
        ['discussion_type', {}, 'threaded'],
        ['has_group_category', {}, 'false'],
        ['workflow_state', {}, published ? 'active' : 'unpublished'],
        discussion.points !== undefined && nestedAssignment(context, discussion, discussion.points, published),
      ),
    ],
    losses: [],
  }
}

/** A topic without marks opens and closes; only its assignment could be due. */
const topicDates = ({options}: Context, {placement}: Discussion<Local>) =>
  dates(options, {...placement, due: undefined}).map((date) =>
    Array.isArray(date) && date[0] === 'unlock_at' ? (['delayed_post_at', {}, date[2]] as const) : date,
  )

const linkPart = (context: Context, link: WebLink<Local>, published: boolean): Part => {
  const {losses: _, ...piece} = linkPiece(context.cartridge, link)
  const entry: Entry = {
    identifier: idOf(context, 'item', link.id),
    type: 'ExternalUrl',
    title: link.title,
    published,
    url: asciiAddress(link.url),
  }
  const moved = published ? lost.linkDescriptionMoved : lost.linkDescriptionLost
  return {...piece, entries: [entry], losses: link.description ? [lossOfItem(link, moved)] : []}
}

const toolPart = (context: Context, tool: Tool<Local>, published: boolean): Part => {
  const piece = xmlPiece(
    context.cartridge,
    tool,
    'imsbasiclti_xmlv1p0',
    `tools/${tool.id}.xml`,
    // With an outcome, the importer would make a second assignment of it (blti_converter.rb:192).
    toolTree(tool, undefined),
    [],
  )
  const entry: Entry = {
    ...entryOf(context, tool, 'ContextExternalTool', published, idOf(context, 'tool', tool.id)),
    url: asciiAddress(tool.url),
  }
  if (tool.points === undefined) return {...piece, entries: [entry], losses: []}
  const graded = toolAssignment(context, tool, published)
  return {
    ...graded,
    items: piece.items,
    resources: [...piece.resources, ...graded.resources],
    files: [...piece.files, ...graded.files],
  }
}

const entryOf = (
  context: Context,
  item: Item<Local>,
  type: Entry['type'],
  published: boolean,
  shows: string,
): Entry => ({identifier: idOf(context, 'item', item.id), type, title: item.title, published, shows})

const dateLosses = ({options}: Context, item: Item<Local>): readonly Loss[] => {
  if (!hasDates(item.placement)) return []
  const isDated =
    item.type === 'assignment' ||
    item.type === 'quiz' ||
    (item.type === 'tool' && item.points !== undefined) ||
    (item.type === 'discussion' && (item.points !== undefined || item.placement.due === undefined))
  if (!isDated) return [lossOfItem(item, lost.pageDatesLost)]
  return options.start === undefined ? [lossOfItem(item, lost.datesLost)] : []
}
