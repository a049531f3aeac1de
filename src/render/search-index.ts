import type {Local} from '../model/text.js'
import type {BodyNode} from '../model/walk.js'
import {plainText, walk} from '../model/walk.js'
import {packageScript} from './html.js'
import {headingId, type PageContext} from './pages.js'

/** One place that a search can find: page number in `course.pages`, anchor, heading, words. */
export type SearchEntry = readonly [page: number, anchor: string, heading: string, words: string]

/** A script that hands the words of the course to the search, section by section. Quizzes give their titles only. */
export const searchIndex = (context: PageContext): string => {
  const {plan, course} = context
  const entries: SearchEntry[] = []
  const pageNumber = (key: string) => plan.pages.findIndex(({path}) => path === plan.pageOf.get(key)?.path)
  for (const item of plan.items) {
    const page = pageNumber(`${item.type}:${item.id}`)
    if (item.type === 'lesson') entries.push([page, '', '', item.summary ?? ''], ...sectionEntries(page, item.body))
    else if (item.type === 'discussion' || item.type === 'assignment') entries.push(...sectionEntries(page, item.body))
    else if (item.type === 'quiz') entries.push([page, '', '', ''])
  }
  const glossary = pageNumber('page:glossary')
  for (const entry of course.glossary) {
    entries.push([
      glossary,
      `term-${entry.id}`,
      entry.term,
      `${entry.also.join(', ')} ${words(entry.definition)}`.trim(),
    ])
  }
  const resources = pageNumber('page:resources')
  for (const tier of course.resources) {
    for (const resource of tier.resources) {
      entries.push([resources, `resource-${resource.id}`, resource.title, `${resource.by}. ${resource.why}`])
    }
  }
  return packageScript('search', entries)
}

const sectionEntries = (page: number, body: Local['rich']): SearchEntry[] => {
  const entries: [number, string, string, string][] = []
  for (const node of body.children) {
    if (node.type === 'references') continue
    if (node.type === 'heading') {
      entries.push([page, headingId(node) ?? '', plainText(node), ''])
      continue
    }
    const last = entries.at(-1) ?? [page, '', '', '']
    if (entries.length === 0) entries.push(last)
    last[3] = `${last[3]} ${words(node)}`.trim()
  }
  return entries
}

const words = (node: BodyNode): string => {
  const parts: string[] = []
  walk(node, (each) => {
    if ((each.type === 'callout' || each.type === 'reveal' || each.type === 'recording') && each.title)
      parts.push(each.title)
    if (each.type === 'embed') parts.push(each.title)
  })
  parts.push(plainText(node))
  if (node.type === 'figure') parts.push(...node.description.map((each) => plainText(each)))
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
