import type {Element, ElementContent, Root} from 'hast'
import {slugOf} from '../../model/names.js'
import {markdownOf, markdownOfTree} from '../html/passage.js'
import type {PassageReader} from '../html/reader.js'
import {contentOf, find, hasClass, isElement, parseHtml, wordsOf} from '../html/tree.js'

/** The content of a page, and what our own packages say of a lesson at its head. */
export interface ReadPage {
  readonly title: string | undefined
  readonly body: string
  readonly summary?: string
  /** The number that stands at the head: minutes of a lesson, points of an assignment. */
  readonly time?: number
  readonly objectives?: readonly {readonly id: string; readonly text: string}[]
}

/** A page of HTML. A first heading that says the title again is left out. */
export const readPage = (html: string, title: string | undefined, reader: PassageReader): ReadPage => {
  const tree = parseHtml(html)
  if (!tree) return {title, body: markdownOf(html, reader)}
  const own = wordsOf(find(tree, ({tagName}) => tagName === 'title')) || undefined
  const heading = find(tree, ({tagName}) => tagName === 'h1')
  const main = contentOf(tree)
  const name = title ?? (wordsOf(heading) || own)
  const isTitle = heading !== undefined && [name, own, title].includes(wordsOf(heading))
  const content = isTitle ? without(main, heading) : main
  return isOurs(tree)
    ? {title: name, ...readOurs(content, reader)}
    : {title: name, body: markdownOfTree(content, reader)}
}

/** Lessons of coursewright have a style sheet of ours or, for Canvas, a name of ours; before the text a lede, minutes and objectives up to a rule. */
const isOurs = (tree: Root): boolean =>
  find(
    tree,
    (element) =>
      (isElement(element, 'link') && /(?:^|\/)cartridge\.css$/.test(String(element.properties.href ?? ''))) ||
      (isElement(element, 'meta') &&
        element.properties.name === 'identifier' &&
        /^lesson_[a-z0-9-]+_[a-z0-9-]+$/.test(String(element.properties.content ?? ''))),
  ) !== undefined

const readOurs = (main: Element | Root, reader: PassageReader): Omit<ReadPage, 'title'> => {
  let rest = main.children.filter((child) => isElement(child as Element)) as Element[]
  const take = (isWanted: (element: Element) => boolean): Element | undefined => {
    const [first] = rest
    if (!first || !isWanted(first)) return undefined
    rest = rest.slice(1)
    return first
  }
  const lede = take((element) => hasClass(element, 'lede'))
  const note = take((element) => hasClass(element, 'note') && /^\d+/.test(wordsOf(element)))
  const [heading, list, rule] = rest
  const hasObjectives = isElement(heading, 'h2') && isElement(list, 'ul') && isElement(rule, 'hr')
  const objectives =
    hasObjectives && list ? list.children.filter((child) => isElement(child, 'li')).map((child) => wordsOf(child)) : []
  const taken = new Set<unknown>([lede, note, ...(hasObjectives ? [heading, list, rule] : [])])
  const body = {...main, children: main.children.filter((child) => !taken.has(child))} as Element | Root
  const minutes = Number(/\d+/.exec(wordsOf(note))?.[0] ?? 0)
  return {
    body: markdownOfTree(body, reader),
    ...(lede ? {summary: wordsOf(lede)} : {}),
    ...(minutes > 0 ? {time: minutes} : {}),
    ...(objectives.length > 0 ? {objectives: objectives.map((text) => ({id: slugOf(text, 40), text}))} : {}),
  }
}

const without = <N extends Element | Root>(main: N, unwanted: Element): N => {
  const children = (main.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child === unwanted) return []
    return isElement(child) ? [without(child, unwanted)] : [child]
  })
  return {...main, children}
}
