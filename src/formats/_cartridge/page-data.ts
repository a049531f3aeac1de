import {type Assignment, type Course, itemsOf, type Lesson, type Source} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import {compareText} from '../../model/place.js'
import type {Local} from '../../model/text.js'
import {walk} from '../../model/walk.js'
import type {Style} from '../../render/body.js'
import {unwrapParagraph} from '../../render/html.js'
import type {Context} from './context.js'

/** What the templates below `templates/cartridge` are filled with. `html` writes a passage as its page wants it. */
type Html = (body: Body, own?: Partial<Style>) => string
type Whole = Pick<Context, 'course' | 'language' | 'text'>
type Data = Readonly<Record<string, unknown>>

/** What the course is, what is in it, and to whom it is owed. The descriptions of modules stand here alone. */
export const welcomeData = ({course, text}: Whole, html: Html): Data => ({
  modules: course.modules.map((module) => ({
    title: module.title,
    description: module.description && html(module.description, {headingShift: 2}),
    items: module.items
      .filter((item) => item.type !== 'lesson' || item.audience === 'learners')
      .map((item) => ({
        title: item.title,
        kind: text(item.type === 'quiz' && item.mode === 'graded' ? 'item.quiz-graded' : `item.${item.type}`),
        ...(item.type === 'lesson' ? {time: item.time, summary: item.summary} : {}),
        ...(item.type === 'link' && item.description ? {description: html(item.description)} : {}),
      })),
  })),
  inspiredBy: course.inspiredBy.map(sourceData),
  adaptedFrom: course.adaptedFrom.map(sourceData),
})

/** The passages of the welcome page: descriptions of modules and of links, which no system shows where they belong. */
export const welcomeBodies = (course: Course<Local>): readonly Body[] =>
  course.modules
    .flatMap((module) => [module, ...module.items.filter((item) => item.type === 'link')])
    .flatMap(({description}) => (description ? [description] : []))

export const lessonData = (lesson: Lesson<Local>, html: Html): Data => ({
  summary: lesson.summary,
  time: lesson.time,
  objectives: lesson.objectives,
  body: html(lesson.body),
})

export const assignmentData = ({text}: Pick<Context, 'text'>, assignment: Assignment<Local>, html: Html): Data => {
  const ways = assignment.submission.map((way) => text(`assignment.submit-${way}`))
  return {
    points: assignment.points,
    submission:
      ways.length > 0 &&
      text('assignment.submit', {ways: ways.reduce((first, second) => text('assignment.or', {first, second}))}),
    rubric: assignment.rubric,
    body: html(assignment.body),
  }
}

/** A page that the course makes of itself, and what fills its template. */
export interface ReferenceData {
  readonly id: 'glossary' | 'references' | 'resources' | 'about'
  readonly title: string
  readonly data: Data
}

export const referenceData = (context: Whole, html: Html): readonly ReferenceData[] => {
  const {course, text} = context
  const works = citedWorks(context, html)
  const pages: readonly (ReferenceData | false)[] = [
    course.glossary.length > 0 && {
      id: 'glossary',
      title: text('page.glossary'),
      data: {entries: glossary(context, html)},
    },
    works.length > 0 && {id: 'references', title: text('page.references'), data: {works}},
    course.resources.length > 0 && {
      id: 'resources',
      title: text('page.resources'),
      data: {tiers: resources(context)},
    },
    course.about !== undefined && {
      id: 'about',
      title: course.about.title,
      data: {body: html(course.about.body)},
    },
  ]
  return pages.filter((page) => page !== false)
}

const glossary = (context: Whole, html: Html) => {
  const {course, language} = context
  const collator = new Intl.Collator(language, {sensitivity: 'base'})
  const terms = new Map(course.glossary.map((entry) => [entry.id, entry.term]))
  return [...course.glossary]
    .sort((a, b) => collator.compare(a.term, b.term) || compareText(a.id, b.id))
    .map((entry) => ({
      id: entry.id,
      term: entry.term,
      also: entry.also,
      definition: html(entry.definition, {idPrefix: `term-${entry.id}-`}),
      see: entry.see.map((id) => terms.get(id) ?? id),
    }))
}

/** Every work that a lesson cites, once, as HTML, in the order of the language. */
const citedWorks = (context: Whole, html: Html): readonly {readonly key: string; readonly html: string}[] => {
  const works = new Map<string, string>()
  for (const item of itemsOf(context.course)) {
    if (item.type !== 'lesson') continue
    walk(item.body, (node) => {
      if (node.type !== 'references') return
      for (const {key, children} of node.entries) {
        if (works.has(key)) continue
        const paragraph = {type: 'paragraph' as const, children: [...children]}
        works.set(key, unwrapParagraph(html({type: 'root', children: [paragraph]})))
      }
    })
  }
  const collator = new Intl.Collator(context.language, {sensitivity: 'base'})
  const words = (work: {html: string}) => work.html.replace(/<[^>]*>/g, '')
  return [...works]
    .map(([key, written]) => ({key, html: written}))
    .sort((a, b) => collator.compare(words(a), words(b)) || compareText(a.html, b.html))
}

const resources = ({course, text}: Whole) =>
  course.resources.map((tier) => ({
    title: tier.title,
    resources: tier.resources.map((resource) => ({...resource, kindName: text(`resource.${resource.kind}`)})),
  }))

const sourceData = (source: Source) => ({...source, year: source.date?.slice(0, 4)})
