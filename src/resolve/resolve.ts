import type {RootContent} from 'mdast'
import type {Gathered} from '../gather/gather.js'
import {anchorsOf} from '../model/anchors.js'
import {type Course, mapCourse} from '../model/course.js'
import type {Body, Notes} from '../model/markdown.js'
import {termFinder} from '../model/terms.js'
import type {Local} from '../model/text.js'
import {type BodyNode, mapBody, onlyText, plainText, walk} from '../model/walk.js'
import type {Words} from './authors.js'
import {type Bibliography, bibliography} from './references.js'

/** What the resolving of one passage needs to know of the course around it. */
export interface ResolveContext {
  readonly bibliography: Bibliography
  readonly term: (id: string | undefined, text: string) => string | undefined
  /** Typed link for a file of the course. */
  readonly target: (file: string) => string | undefined
}

/**
 * Finishes every passage of a course: links typed, terms found, headings named, figures, notes and citations numbered.
 * Works come in the order of a list of references, each with its entry.
 */
export const resolve = (gathered: Gathered, language: string, words: Words): Course<Local> => {
  const find = termFinder(gathered.course.glossary)
  const context: ResolveContext = {
    bibliography: bibliography(gathered.course.works, language, words),
    term: (id, text) => find(id, text)?.id,
    target: (file) => gathered.targets.get(file),
  }
  const course = mapCourse<Local, Local>(gathered.course, {
    plain: (text) => text,
    rich: (body, key) => resolveBody(body, context, /^lesson\/[^/]+\/body$/.test(key)),
  })
  const works = [...course.works]
    .sort(context.bibliography.compare)
    .map((work) => ({...work, entry: context.bibliography.entry(work)}))
  return {...course, works}
}

/** `isLesson`: the passage gets its list of references at its end. */
export const resolveBody = (
  body: Body,
  context: ResolveContext,
  isLesson = true,
  numbers: Map<BodyNode, number> = new Map(),
): Body => {
  if (onlyText(body) !== undefined) return body
  const anchors = anchorsOf(body)
  const notes = numberNotes(body)
  const calls = new Map<string, number>()
  const cited = new Map<string, number[]>()
  let figures = 0
  let citations = 0
  // `mapBody` visits children first and copies nodes: what is named by identity or numbered in reading order is looked up here.
  walk(body, (node) => {
    // A figure without a caption has no place for a number.
    if (node.type === 'figure' && node.children.length > 0 && !numbers.has(node)) numbers.set(node, ++figures)
    if (node.type === 'citation' && !numbers.has(node)) {
      numbers.set(node, ++citations)
      for (const key of new Set(node.items.map((item) => item.key)))
        cited.set(key, [...(cited.get(key) ?? []), citations])
    }
  })
  const positionOf = new Map<unknown, BodyNode>()
  walk(body, (node) => {
    if (node.position && (node.type === 'figure' || node.type === 'heading')) positionOf.set(node.position, node)
  })
  const original = (node: BodyNode): BodyNode => positionOf.get(node.position) ?? node
  const resolved = mapBody(body, (node): BodyNode | readonly BodyNode[] => {
    switch (node.type) {
      case 'heading': {
        const id = anchors.get(original(node)) ?? ''
        return {...node, data: {...node.data, hProperties: {id}}} as BodyNode
      }
      case 'figure': {
        const number = numbers.get(original(node))
        return {...node, ...(number ? {number} : {})}
      }
      case 'link':
        return {...node, url: resolveUrl(node.url, context)}
      case 'term': {
        const id = context.term(node.id, plainText(node))
        return id ? {...node, id} : node
      }
      case 'citation': {
        const number = numbers.get(node)
        const items = node.items.map((item) => ({
          ...item,
          label: context.bibliography.label(item.key, item.locator, item.suppressAuthor),
        }))
        return {...node, items, ...(number ? {number} : {})}
      }
      case 'footnoteDefinition':
        return []
      case 'footnoteReference': {
        const note = notes.find((candidate) => candidate.id === node.identifier)
        if (!note) return []
        const call = (calls.get(note.id) ?? 0) + 1
        calls.set(note.id, call)
        return {type: 'noteCall', id: note.id, number: note.number, call, position: node.position}
      }
      default:
        return node
    }
  })
  const children: RootContent[] = [...resolved.children]
  if (notes.length > 0) children.push({type: 'notes', notes: notes.map((note) => finishNote(note, context, numbers))})
  if (isLesson && cited.size > 0) {
    const works = [...cited.keys()]
      .flatMap((key) => context.bibliography.works.get(key) ?? [])
      .sort(context.bibliography.compare)
    const entries = works.map((work) => ({
      key: work.id,
      children: [...context.bibliography.entry(work)],
      citations: cited.get(work.id) ?? [],
    }))
    if (entries.length > 0) children.push({type: 'references', entries})
  }
  return {...resolved, children}
}

const resolveUrl = (url: string, context: ResolveContext): string => {
  if (!url.startsWith('file:')) return url
  const [file = '', anchor] = url.slice('file:'.length).split('#', 2)
  const target = context.target(file)
  return target ? `${target}${anchor ? `#${anchor}` : ''}` : '#'
}

/** Notes in the order of their first call; notes that nobody calls are left out. */
const numberNotes = (body: Body): Notes['notes'][number][] => {
  const definitions = new Map<string, RootContent[]>()
  const calls = new Map<string, number>()
  walk(body, (node) => {
    if (node.type === 'footnoteDefinition') definitions.set(node.identifier, node.children)
    if (node.type === 'footnoteReference') calls.set(node.identifier, (calls.get(node.identifier) ?? 0) + 1)
  })
  return [...calls].flatMap(([id, count], index) => {
    const children = definitions.get(id)
    return children ? [{id, number: index + 1, calls: count, children}] : []
  })
}

const finishNote = (
  note: Notes['notes'][number],
  context: ResolveContext,
  numbers: Map<BodyNode, number>,
): Notes['notes'][number] => {
  const children = resolveBody({type: 'root', children: note.children}, context, false, numbers).children
  return {...note, children}
}
