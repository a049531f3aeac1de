import {baseName} from '../../model/names.js'
import type {DraftBank, DraftItem} from '../draft.js'
import {markdownOf, markdownOfWords, plainOf} from '../html/passage.js'
import type {Ids} from '../ids.js'
import {type QtiContext, questionReader, readAssessment} from '../qti-1.2/assessment.js'
import {metadataOf} from '../qti-1.2/item.js'
import {joined} from '../question/read-question.js'
import {element, elements} from '../xml.js'
import {type CartridgeContext, losingFor, pageOf, xmlOf} from './context.js'
import {emptyQuizLost, fileAsLesson, instructorTextLost, linkBroken, toolSecretLost} from './losses.js'
import {readPage} from './page.js'
import type {Planned} from './plan.js'
import {readAssignment, readTool, readTopic, readWebLink} from './small.js'

/** Reads one item of a module; undefined if nothing of it can be kept. */
export const readItemOf = async (
  context: CartridgeContext,
  item: Planned,
  bankIds: Ids,
): Promise<DraftItem | undefined> => {
  switch (item.kind) {
    case 'page':
      return readLesson(context, item)
    case 'file':
      return readFileItem(context, item)
    case 'quiz':
      return readQuiz(context, item, bankIds)
    case 'discussion':
      return readDiscussion(context, item)
    case 'assignment':
      return item.path.endsWith('.xml') ? readAssignmentItem(context, item) : readPageAssignment(context, item)
    case 'link':
      return readLink(context, item)
    case 'tool':
      return readToolItem(context, item)
  }
}

const nameOf = (item: Planned, own?: string): string => item.title || own || baseName(item.path) || item.kind

const readLesson = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'lesson', nameOf(item), item.path)
  const html = await pageOf(context, item.path, losing.say)
  if (html === undefined) return undefined
  const {title, body, summary, time, objectives} = readPage(
    html,
    item.title,
    context.addresses.readerFor(item.path, losing.lose),
  )
  context.parts.lessons.push({
    front: {
      id: item.id,
      title: nameOf(item, title),
      ...(summary ? {summary} : {}),
      ...(time ? {time} : {}),
      ...(objectives ? {objectives: objectives.map((objective) => ({...objective}))} : {}),
      ...(item.resource.forTeachers ? {audience: 'teachers' as const} : {}),
    },
    body,
  })
  losing.end()
  return {lesson: item.id}
}

const readFileItem = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'file', nameOf(item), item.path)
  const url = context.addresses.readerFor(item.path, losing.lose).link(encodeURI(`/${item.path}`))
  if (url === undefined) {
    losing.say({...linkBroken, feature: 'item/broken', what: 'A file is left out.', why: 'It is not in the package.'})
    return undefined
  }
  context.parts.lessons.push({
    front: {id: item.id, title: nameOf(item), ...(item.resource.forTeachers ? {audience: 'teachers' as const} : {})},
    body: `[${markdownOfWords(nameOf(item))}](${url})`,
  })
  losing.say(fileAsLesson)
  return {lesson: item.id}
}

const qtiContext = (context: CartridgeContext, file: string, bankIds: Ids): QtiContext => ({
  file,
  report: context.report,
  partial: false,
  readerFor: (lose) => context.addresses.readerFor(file, lose),
  bankIds,
  bankOf: (ident) => context.parts.banks.find(({id}) => id === ident),
})

const readQuiz = async (context: CartridgeContext, item: Planned, bankIds: Ids): Promise<DraftItem | undefined> => {
  const path = item.resource.files.find((file) => /\.(?:xml|qti)$/i.test(file)) ?? item.path
  const losing = losingFor(context, 'quiz', nameOf(item), path)
  const root = await xmlOf(context, path, losing.say)
  if (!root) return undefined
  const read = readAssessment(element(root, 'assessment') ?? root, qtiContext(context, path, bankIds))
  if (read.entries.length === 0) {
    losing.say(emptyQuizLost)
    return undefined
  }
  context.parts.banks.push(...read.banks)
  context.parts.quizzes.push({
    id: item.id,
    title: nameOf(item, read.title),
    ...(read.description ? {description: read.description} : {}),
    mode: 'graded',
    ...read.settings,
    questions: [...read.entries],
  })
  return {quiz: item.id}
}

/** A question bank; the categories of its items are banks of their own. */
export const readBank = async (context: CartridgeContext, path: string, title: string, bankIds: Ids): Promise<void> => {
  const losing = losingFor(context, 'bank', title, path)
  const root = await xmlOf(context, path, losing.say)
  const bank = element(root, 'objectbank') ?? root
  if (!bank) return
  const name = metadataOf(bank).get('bank_title') || title
  const groups = new Map<string, DraftBank & {questions: DraftBank['questions'][number][]}>()
  const questions = questionReader(qtiContext(context, path, bankIds))
  for (const item of elements(bank, 'item')) {
    const category = metadataOf(item).get('cc_question_category') || name
    const found = questions.read(item)
    const group = groups.get(category)
    if (group) group.questions.push(...found)
    else groups.set(category, {id: bankIds.take(category), title: category, questions: [...found]})
  }
  context.parts.banks.push(...[...groups.values()].filter((group) => group.questions.length > 0))
}

const readDiscussion = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'discussion', nameOf(item), item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const topic = readTopic(root)
  const reader = context.addresses.readerFor(item.path, losing.lose)
  const text = topic.isHtml ? markdownOf(topic.text, reader) : markdownOfWords(topic.text)
  const title = nameOf(item, topic.title)
  context.parts.discussions.push({
    front: {id: item.id, title},
    body: joined(text, attachmentList(topic.attachments, reader.link)) ?? markdownOfWords(title),
  })
  losing.end()
  return {discussion: item.id}
}

const attachmentList = (hrefs: readonly string[], link: (url: string) => string | undefined): string | undefined => {
  const lines = hrefs.flatMap((href) => {
    const url = link(href)
    return url === undefined ? [] : [`- [${markdownOfWords(decodeURI(href).replace(/^.*\//, ''))}](${url})`]
  })
  return lines.length > 0 ? lines.join('\n') : undefined
}

const readPageAssignment = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'assignment', nameOf(item), item.path)
  const html = await pageOf(context, item.path, losing.say)
  if (html === undefined) return undefined
  const {title, body, time: points} = readPage(html, item.title, context.addresses.readerFor(item.path, losing.lose))
  context.parts.assignments.push({
    front: {id: item.id, title: nameOf(item, title), ...(points === undefined ? {} : {points})},
    body: body || markdownOfWords(nameOf(item, title)),
  })
  losing.end()
  return {assignment: item.id}
}

const readAssignmentItem = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'assignment', nameOf(item), item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const read = readAssignment(root)
  const reader = context.addresses.readerFor(item.path, losing.lose)
  const text = read.isHtml ? markdownOf(read.text, reader) : markdownOfWords(read.text)
  const title = nameOf(item, read.title && plainOf(read.title))
  if (read.instructorText !== '') losing.say(instructorTextLost)
  context.parts.assignments.push({
    front: {
      id: item.id,
      title,
      ...(read.points === undefined ? {points: 0} : {points: read.points}),
      ...(read.submission.length > 0 ? {submission: [...read.submission]} : {}),
    },
    body: joined(text, attachmentList(read.attachments, reader.link)) ?? markdownOfWords(title),
  })
  losing.end()
  return {assignment: item.id}
}

const readLink = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'link', nameOf(item), item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const {title, url} = readWebLink(root)
  if (!/^https?:\/\/\S+$/.test(url)) {
    losing.say(linkBroken)
    return undefined
  }
  context.parts.links.push({id: item.id, title: nameOf(item, title), url})
  return {link: item.id}
}

const readToolItem = async (context: CartridgeContext, item: Planned): Promise<DraftItem | undefined> => {
  const losing = losingFor(context, 'tool', nameOf(item), item.path)
  const root = await xmlOf(context, item.path, losing.say)
  if (!root) return undefined
  const {title, description, url, custom, privacy, points, hasSecret} = readTool(root)
  if (!/^https?:\/\/\S+$/.test(url)) {
    losing.say({
      ...linkBroken,
      feature: 'tool/address',
      what: 'A tool is left out.',
      remedy: 'Add it to tools.yaml with its full address.',
    })
    return undefined
  }
  if (hasSecret) losing.say(toolSecretLost)
  const name = nameOf(item, title)
  const said =
    description === undefined ? '' : markdownOf(description, context.addresses.readerFor(item.path, losing.lose))
  context.parts.tools.push({
    id: item.id,
    title: name,
    url,
    ...(said !== '' && plainOf(description ?? '') !== name ? {description: said} : {}),
    ...(Object.keys(custom).length > 0 ? {custom} : {}),
    ...(privacy && privacy !== 'anonymous' ? {privacy} : {}),
    ...(points === undefined ? {} : {points: Math.min(10_000, Math.max(0, points))}),
  })
  losing.end()
  return {tool: item.id}
}
