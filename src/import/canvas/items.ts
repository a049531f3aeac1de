import type {CartridgeContext} from '../cartridge/context.js'
import {losingFor, pageOf, xmlOf} from '../cartridge/context.js'
import {readItemOf} from '../cartridge/items.js'
import {brokenLost, emptyQuizLost} from '../cartridge/losses.js'
import {readPage} from '../cartridge/page.js'
import {readTool, readTopic} from '../cartridge/small.js'
import type {DraftBank, DraftItem} from '../draft.js'
import {markdownOf, markdownOfWords, plainOf} from '../html/passage.js'
import type {Ids} from '../ids.js'
import {type QtiContext, questionReader, readAssessment} from '../qti-1.2/assessment.js'
import {metadataOf} from '../qti-1.2/item.js'
import {joined} from '../question/read-question.js'
import {element, elements, textOf, wordOf, type XmlNode} from '../xml.js'
import * as lost from './losses.js'
import type {CanvasItem} from './plan.js'
import {quizMeta} from './quiz-meta.js'
import {type CanvasRubric, rubricTable} from './rubrics.js'

/** What the items of a Canvas cartridge share. */
export interface CanvasContext extends CartridgeContext {
  readonly root: string
  readonly bankIds: Ids
  /** Banks by what Canvas calls them. */
  readonly banks: Map<string, DraftBank>
  readonly rubrics: ReadonlyMap<string, CanvasRubric>
  /** Ids of ours for assignment groups of Canvas. */
  readonly groups: ReadonlyMap<string, string>
  /** The file of a resource, by its id. */
  readonly resourcePath: (id: string) => string | undefined
  /** When the course starts, if it says so. */
  readonly start: Date | undefined
}

/** An item, and how it is placed. */
export const readCanvasItem = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const made = await readThing(context, item)
  return made && item.hidden ? {...made, hidden: true} : made
}

const readThing = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  switch (item.kind) {
    case 'page':
    case 'file':
      return readItemOf(
        context,
        {...item, kind: item.kind, resource: item.resource ?? bareResource(item)},
        context.bankIds,
      )
    case 'assignment':
      return readAssignment(context, item)
    case 'discussion':
      return readDiscussion(context, item)
    case 'quiz':
      return readQuiz(context, item)
    case 'link':
      return readLink(context, item)
    case 'tool':
      return item.resource
        ? readItemOf(context, {...item, kind: 'tool', resource: item.resource}, context.bankIds)
        : readBareTool(context, item)
  }
}

const bareResource = ({ref, path}: CanvasItem) => ({
  id: ref,
  type: 'webcontent',
  href: path,
  files: [path],
  dependencies: [],
  intendedUse: undefined,
  forTeachers: false,
})

const readLink = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const url = item.url?.trim() ?? ''
  const title = item.title ?? url
  if (!/^https?:\/\/\S+$/.test(url)) {
    context.report.add({
      ...brokenLost('its address does not begin with http:// or https://.'),
      item: {type: 'link', title},
      file: item.path,
    })
    return undefined
  }
  context.parts.links.push({id: item.id, title, url})
  return {link: item.id}
}

const readBareTool = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const url = item.url?.trim() ?? ''
  const title = item.title ?? url
  if (!/^https?:\/\/\S+$/.test(url)) {
    context.report.add({
      ...brokenLost('its address does not begin with http:// or https://.'),
      item: {type: 'tool', title},
      file: item.path,
    })
    return undefined
  }
  context.parts.tools.push({id: item.id, title, url})
  return {tool: item.id}
}

type Placement = Pick<DraftItem, 'group' | 'opens' | 'due' | 'closes'>

/** Group and dates of an assignment. Days count from the start of the course, if it says when that is. */
const placementOf = (
  context: CanvasContext,
  node: XmlNode | undefined,
  say: (loss: lost.CanvasLoss) => void,
): Placement => {
  const group = context.groups.get(wordOf(node, 'assignment_group_identifierref') ?? '')
  const dates = [
    ['opens', wordOf(node, 'unlock_at')],
    ['due', wordOf(node, 'due_at')],
    ['closes', wordOf(node, 'lock_at')],
  ] as const
  const days = dates.flatMap(([name, text]) => {
    const day = text === undefined ? undefined : daysFrom(context.start, text)
    return day === undefined ? [] : [[name, day] as const]
  })
  if (days.length < dates.filter(([, text]) => text !== undefined).length) say(lost.datesLost)
  return {...(group ? {group} : {}), ...Object.fromEntries(days)}
}

const daysFrom = (start: Date | undefined, text: string): number | undefined => {
  const date = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`)
  if (!start || Number.isNaN(date.getTime())) return undefined
  const days = Math.round(((date.getTime() - start.getTime()) / 86_400_000) * 100) / 100
  return days >= 0 && days <= 3660 ? days : undefined
}

const points = (node: XmlNode | undefined): number | undefined => {
  const value = Number(wordOf(node, 'points_possible') ?? Number.NaN)
  return Number.isFinite(value) ? Math.min(10_000, Math.max(0, value)) : undefined
}

const ways = {online_text_entry: 'text', online_upload: 'file', media_recording: 'file', online_url: 'url'} as const

const readAssignment = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'assignment', item.title ?? item.id, item.path)
  const root = item.path.endsWith('.xml') ? await xmlOf(context, item.path, losing.say) : undefined
  const settings = element(root, 'extensions', 'assignment') ?? root
  const types = (wordOf(settings, 'submission_types') ?? '').split(',').map((type) => type.trim())
  // What is marked elsewhere is the quiz, the topic or the tool itself.
  if (types.includes('online_quiz') || types.includes('discussion_topic') || types.includes('wiki_page'))
    return undefined
  const folder = item.path.replace(/[^/]*$/, '')
  const page = context.archive.paths.find((path) => path.startsWith(folder) && /\.html?$/i.test(path))
  const own = textOf(element(root, 'text')).trim()
  const html = own !== '' ? own : page === undefined ? '' : await pageOf(context, page, losing.say)
  const reader = context.addresses.readerFor(page ?? item.path, losing.lose)
  const body = html ? readPage(html, item.title, reader).body : ''
  const title = item.title ?? wordOf(settings, 'title') ?? wordOf(root, 'title') ?? item.id
  const placement = placementOf(context, settings, losing.say)
  const given = points(settings) ?? Number(element(root, 'gradable')?.attributes.points_possible ?? 0)
  if (types.includes('external_tool')) {
    const made = await readToolAssignment(context, item, settings, {title, body, given})
    losing.end()
    return made && {...made, ...placement}
  }
  const rubric = context.rubrics.get(wordOf(settings, 'rubric_identifierref') ?? '')
  const fits = rubric?.isSound && rubric.points === given
  if (rubric && !fits) losing.say(lost.rubricAsTable)
  const submission = [...new Set(types.flatMap((type) => (type in ways ? [ways[type as keyof typeof ways]] : [])))]
  if (submission.length === 0) losing.say(lost.submissionLost(types.join(', ') || 'none'))
  for (const name of ['peer_reviews', 'has_group_category', 'moderated_grading', 'omit_from_final_grade'])
    if (/true|yes/i.test(wordOf(settings, name) ?? '')) losing.say(lost.settingLost(name.replaceAll('_', ' ')))
  const grading = wordOf(settings, 'grading_type')
  if (grading !== undefined && grading !== 'points')
    losing.say(lost.settingLost(`grading as ${grading.replaceAll('_', ' ')}`))
  context.parts.assignments.push({
    front: {
      id: item.id,
      title,
      points: given,
      ...(submission.length > 0 ? {submission} : {}),
      ...(rubric && fits
        ? {rubric: rubric.criteria.map((criterion) => ({...criterion, levels: [...criterion.levels]}))}
        : {}),
    },
    body: joined(body, rubric && !fits ? rubricTable(rubric) : undefined) ?? markdownOfWords(title),
  })
  losing.end()
  return {assignment: item.id, ...placement}
}

/** A tool that reports a mark is an assignment in Canvas. */
const readToolAssignment = async (
  context: CanvasContext,
  item: CanvasItem,
  settings: XmlNode | undefined,
  {title, body, given}: {readonly title: string; readonly body: string; readonly given: number},
): Promise<DraftItem | undefined> => {
  const reference = wordOf(settings, 'external_tool_identifierref')
  const path = reference === undefined ? undefined : context.resourcePath(reference)
  const root = path === undefined ? undefined : await xmlOf(context, path, () => {})
  const tool = root && readTool(root)
  const url = wordOf(settings, 'external_tool_url') ?? tool?.url ?? ''
  if (!/^https?:\/\/\S+$/.test(url)) {
    context.report.add({...brokenLost('its tool has no address.'), item: {type: 'assignment', title}, file: item.path})
    return undefined
  }
  const {custom = {}, privacy} = tool ?? {}
  context.parts.tools.push({
    id: item.id,
    title,
    url,
    ...(body === '' || body === markdownOfWords(title) ? {} : {description: body}),
    ...(Object.keys(custom).length > 0 ? {custom} : {}),
    ...(privacy && privacy !== 'anonymous' ? {privacy} : {}),
    points: given,
  })
  return {tool: item.id}
}

const readDiscussion = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'discussion', item.title ?? item.id, item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const topic = readTopic(root)
  const metaPath = item.resource?.dependencies
    .map((id) => context.resourcePath(id))
    .find((path) => path?.endsWith('.xml'))
  const meta = metaPath === undefined ? undefined : await xmlOf(context, metaPath, () => {})
  const title = item.title ?? topic.title ?? item.id
  if (wordOf(meta, 'type') === 'announcement') {
    losing.say(lost.announcementLost)
    return undefined
  }
  const assignment = element(meta, 'assignment')
  const placement = placementOf(context, assignment, losing.say)
  for (const name of ['require_initial_post', 'pinned', 'allow_rating', 'has_group_category'])
    if (/true|yes/i.test(wordOf(meta, name) ?? '')) losing.say(lost.settingLost(name.replaceAll('_', ' ')))
  if (!assignment && (wordOf(meta, 'delayed_post_at') ?? wordOf(meta, 'lock_at')) !== undefined)
    losing.say(lost.datesLost)
  const given = assignment ? points(assignment) : undefined
  const reader = context.addresses.readerFor(item.path, losing.lose)
  const text = topic.isHtml ? markdownOf(topic.text, reader) : markdownOfWords(topic.text)
  context.parts.discussions.push({
    front: {id: item.id, title, ...(given === undefined ? {} : {points: given})},
    body: text || markdownOfWords(title),
  })
  losing.end()
  return {discussion: item.id, ...placement}
}

const qtiContext = (context: CanvasContext, file: string): QtiContext => ({
  file,
  report: context.report,
  partial: true,
  readerFor: (lose) => context.addresses.readerFor(file, lose),
  bankIds: context.bankIds,
  bankOf: (ident) => context.banks.get(ident),
})

const readQuiz = async (context: CanvasContext, item: CanvasItem): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'quiz', item.title ?? item.id, item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const metaPath = `${context.root}${item.ref}/assessment_meta.xml`
  const meta = context.archive.paths.includes(metaPath) ? await xmlOf(context, metaPath, losing.say) : undefined
  const read = readAssessment(element(root, 'assessment') ?? root, qtiContext(context, item.path))
  const title = item.title ?? wordOf(meta, 'title') ?? read.title ?? item.id
  if (read.entries.length === 0) {
    losing.say(emptyQuizLost)
    return undefined
  }
  context.parts.banks.push(...read.banks)
  const front = quizMeta(meta, read, (html) => markdownOf(html, context.addresses.readerFor(metaPath, losing.lose)))
  for (const loss of front.losses) losing.say(loss)
  const description = joined(front.description, read.description)
  context.parts.quizzes.push({
    id: item.id,
    title,
    ...(description ? {description} : {}),
    ...front.settings,
    questions: [...read.entries],
  })
  const placement = placementOf(context, element(meta, 'assignment') ?? meta, losing.say)
  losing.end()
  return {quiz: item.id, ...placement}
}

/** A bank of Canvas; the one that the cartridge has for others repeats them. */
export const readCanvasBank = async (context: CanvasContext, path: string): Promise<void> => {
  const losing = losingFor(context, 'bank', path, path)
  const root = await xmlOf(context, path, losing.say)
  const node = element(root, 'objectbank')
  if (!node) return
  const ident = node.attributes.ident ?? path
  const title = metadataOf(node).get('bank_title') || 'Questions'
  const questions = questionReader(qtiContext(context, path))
  const read = elements(node, 'item').flatMap((item) => questions.read(item))
  if (read.length === 0) return
  const bank = {
    id: context.bankIds.take(/^bank_[a-z0-9-]+_([a-z0-9-]+)$/.exec(ident)?.[1], title),
    title: plainOf(title),
    questions: read,
  }
  context.banks.set(ident, bank)
  context.parts.banks.push(bank)
}
