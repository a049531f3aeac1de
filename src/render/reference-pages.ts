import type {PhrasingContent} from 'mdast'
import type {Course, Source} from '../model/course.js'
import {compareText} from '../model/place.js'
import type {Local} from '../model/text.js'
import {walk} from '../model/walk.js'
import {type Style, writeBody} from './body.js'
import {unwrapParagraph} from './html.js'
import type {Outline} from './outline.js'
import {licenceName} from './pages.js'

/** What reference pages are made from; `style` leads from the page to other parts of the course. */
interface Whole {
  readonly course: Course<Local>
  readonly style: Style
  /** Default: HTML. */
  readonly write?: (body: Local['rich'], style: Style) => string
}

/** The glossary by initial letter, in the order of the language. */
export const glossaryData = ({course, style, write = writeBody, language}: Whole & {readonly language: string}) => {
  const collator = new Intl.Collator(language, {sensitivity: 'base'})
  const termOf = new Map(course.glossary.map((entry) => [entry.id, entry.term]))
  const entries = [...course.glossary]
    .sort((a, b) => collator.compare(a.term, b.term) || compareText(a.id, b.id))
    .map((entry) => ({
      id: entry.id,
      term: entry.term,
      also: entry.also,
      definition: write(entry.definition, {...style, idPrefix: `${style.idPrefix ?? ''}term-${entry.id}-`}),
      see: entry.see.map((id) => ({id, term: termOf.get(id) ?? id})),
    }))
  const letters: {letter: string; entries: (typeof entries)[number][]}[] = []
  for (const entry of entries) {
    const letter = initial(entry.term, language)
    const last = letters.at(-1)
    if (last?.letter === letter) last.entries.push(entry)
    else letters.push({letter, entries: [entry]})
  }
  return {letters}
}

/** All works in one list, each with the lessons that cite it. */
export const referencesData = ({course, style, write = writeBody, plan}: Whole & {readonly plan: Outline}) => {
  const citing = new Map<string, {title: string; href: string}[]>()
  for (const item of plan.items) {
    if (item.type !== 'lesson') continue
    walk(item.body, (node) => {
      if (node.type !== 'references') return
      for (const {key} of node.entries) {
        const lesson = {title: item.title, href: style.link(`lesson:${item.id}#ref-${key}`) ?? ''}
        citing.set(key, [...(citing.get(key) ?? []), lesson])
      }
    })
  }
  return {
    works: course.works.map((work) => ({
      key: work.id,
      html: entryHtml(work.entry ?? [], (body) => write(body, style)),
      lessons: citing.get(work.id) ?? [],
    })),
  }
}

/** Further reading, tier by tier. */
export const resourcesData = ({course, style: {text}}: Whole) => ({
  tiers: course.resources.map((tier) => ({
    ...tier,
    resources: tier.resources.map((resource) => ({
      ...resource,
      kindName: text(`resource.${resource.kind}`),
      host: hostOf(resource.url),
    })),
  })),
})

/** The author's own page, and what the course owes to whom. */
export const aboutData = ({course, style, write = writeBody}: Whole) => ({
  body: course.about && write(course.about.body, style),
  inspiredBy: course.inspiredBy.map(sourceData),
  adaptedFrom: course.adaptedFrom.map(sourceData),
})

const sourceData = (source: Source) => ({
  ...source,
  ...(source.licence ? {licence: licenceName(source.licence)} : {}),
  year: source.date?.slice(0, 4),
})

const entryHtml = (entry: readonly PhrasingContent[], write: (body: Local['rich']) => string): string =>
  unwrapParagraph(write({type: 'root', children: [{type: 'paragraph', children: [...entry]}]}))

const initial = (term: string, language: string): string =>
  [...term.normalize('NFD')][0]?.toLocaleUpperCase(language) ?? ''

const hostOf = (url: string): string => /^[a-z]+:\/\/(?:www\.)?([^/:?#]+)/i.exec(url)?.[1] ?? ''
