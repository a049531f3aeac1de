import type {Item} from '../model/course.js'
import type {Memo} from '../model/memo.js'
import type {Content} from '../model/package.js'
import type {PlayerPage} from '../model/player.js'
import type {Local} from '../model/text.js'
import {readPointers} from '../package/pointers.js'
import {contents, documentOf, type PageContext} from './pages.js'
import type {Root} from './style.js'

/** A document, with its pointers if it was remembered. */
type Page = Extract<Content, {readonly text: string}>

/** Writes the documents of a site; what was written before of the same things is remembered. */
export interface SiteMemory {
  readonly contents: (root: Root) => string
  /** `context` as it was given, with the lists of contents. */
  readonly page: (page: PlayerPage, context: PageContext) => Page
}

/**
 * A page is made from its own item, from the quizzes that stand in it, and of all else from the frame: everything but the
 * texts of items. So a changed paragraph concerns one page, and a changed title all.
 */
export const siteMemory = (context: PageContext, memo: Memo | undefined): SiteMemory => {
  if (!memo)
    return {contents: (root) => contents(context, root), page: (page, ready) => ({text: documentOf(page, ready)})}
  const text = frameText(context)
  const frame = memo.stamp([text])
  const keyOf = pageKeys(context, memo, text, frame)
  return {
    contents: (root) =>
      memo.of(
        'contents',
        () => [frame, root],
        () => contents(context, root),
      ),
    page: (page, ready) => {
      const key = keyOf(page)
      if (!key) return {text: documentOf(page, ready)}
      const {text, ids, links} = memo.of(
        'page',
        () => key,
        () => {
          const text = documentOf(page, ready)
          const {ids, links} = readPointers(text)
          return {text, ids: [...ids], links: [...links]}
        },
      )
      return {text, pointers: {ids: new Set(ids), links: new Set(links)}}
    },
  }
}

const frameText = (context: PageContext): string => {
  const {course, plan, edition, templates} = context
  const {modules, practice: _, ...rest} = course
  return JSON.stringify([
    rest,
    modules.map((module) => ({...module, items: module.items.map(withoutTexts)})),
    plan.pages,
    [...plan.quizzes].map(([id, {page}]) => [id, page.path]),
    [edition.slots, edition.brand, edition.provenance],
    [...edition.media.keys()].map((path) => [path, context.mediaPath(path)]),
    [context.language, context.direction, context.up, context.languages],
    templates.whole(),
  ])
}

/** What other pages may say of an item: its title, its place, what it asks for. */
const withoutTexts = (item: Item<Local>): object => {
  switch (item.type) {
    case 'lesson':
    case 'discussion':
    case 'assignment': {
      const {body: _, ...rest} = item
      return rest
    }
    case 'quiz': {
      const {entries: _, description: __, ...rest} = item
      return rest
    }
    default:
      return item
  }
}

/** Undefined for pages that may tell of any item: they are made anew each time. */
const pageKeys = (
  {plan}: PageContext,
  memo: Memo,
  text: string,
  frame: string,
): ((page: PlayerPage) => readonly string[] | undefined) => {
  const items = new Map(plan.items.map((item) => [`${item.type}:${item.id}`, item]))
  const quizIn = (id: string): object => plan.quizzes.get(id)?.quiz ?? []
  return (page) => {
    const item = items.get(`${page.kind}:${page.id}`)
    if (!item) return page.id === 'references' || holdsQuiz(text) ? undefined : [frame, page.path]
    if (item.type === 'lesson')
      return [
        frame,
        page.path,
        memo.stamp(item),
        ...(plan.embedded.get(item.id) ?? []).map((id) => memo.stamp(quizIn(id))),
      ]
    return holdsQuiz(JSON.stringify(item)) ? undefined : [frame, page.path, memo.stamp(item)]
  }
}

/** Whether a quiz stands in a text that is no lesson’s. */
const holdsQuiz = (json: string): boolean => json.includes('"type":"practice"')
