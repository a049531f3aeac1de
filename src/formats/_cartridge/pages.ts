import {type Assignment, type Item, itemsOf, type Lesson, type Source} from '../../model/course.js'
import {compareText} from '../../model/place.js'
import type {Local} from '../../model/text.js'
import {walk} from '../../model/walk.js'
import {directionOf} from '../../render/direction.js'
import {unwrapParagraph} from '../../render/html.js'
import {type Context, ownAnchor, pageHtml, webLinkOf} from './context.js'
import {guardEntities} from './guard.js'

/** The whole HTML of a page: a document of its own. `root` leads from its folder to the root of the package. */
const documentOf = (
  context: Context,
  name: string,
  title: string,
  root: '' | '../',
  data: Readonly<Record<string, unknown>>,
): string => {
  const {course, language, templates} = context
  const html = templates.render(`cartridge/${name}`, {
    language,
    direction: directionOf(language),
    root,
    title,
    course,
    ...data,
  })
  const body = html.indexOf('<body')
  return html.slice(0, body) + guardEntities(html.slice(body))
}

/** What the course is, what is in it, and to whom it is owed. The descriptions of modules stand here alone. */
export const welcomePage = (context: Context): string => {
  const {course, text} = context
  return documentOf(context, 'welcome', course.title, '', {
    modules: course.modules.map((module) => ({
      title: module.title,
      description:
        module.description && pageHtml(context, module.description, {media: context.mediaPath, headingShift: 2}),
      items: module.items
        .filter((item) => item.type !== 'lesson' || item.audience === 'learners')
        .map((item) => ({
          title: item.title,
          kind: text(item.type === 'quiz' && item.mode === 'graded' ? 'item.quiz-graded' : `item.${item.type}`),
          ...(item.type === 'lesson' ? {time: item.time, summary: item.summary} : {}),
        })),
    })),
    inspiredBy: course.inspiredBy.map(sourceData),
    adaptedFrom: course.adaptedFrom.map(sourceData),
  })
}

export const lessonPage = (context: Context, lesson: Lesson<Local>): string =>
  documentOf(context, 'lesson', lesson.title, '../', {
    summary: lesson.summary,
    time: lesson.time,
    objectives: lesson.objectives,
    body: pageHtml(context, lesson.body, {link: (target) => linkWithin(context, lesson, target)}),
  })

export const assignmentPage = (context: Context, assignment: Assignment<Local>): string => {
  const {text} = context
  const ways = assignment.submission.map((way) => text(`assignment.submit-${way}`))
  return documentOf(context, 'assignment', assignment.title, '../', {
    points: assignment.points,
    submission:
      ways.length > 0 &&
      text('assignment.submit', {ways: ways.reduce((first, second) => text('assignment.or', {first, second}))}),
    rubric: assignment.rubric,
    body: pageHtml(context, assignment.body, {link: (target) => linkWithin(context, assignment, target)}),
  })
}

/** A page that the course makes of itself. */
export interface ReferencePage {
  readonly id: 'glossary' | 'references' | 'resources' | 'about'
  readonly title: string
  readonly html: string
}

export const referencePages = (context: Context): readonly ReferencePage[] => {
  const {course, text} = context
  const page = (id: ReferencePage['id'], title: string, data: Readonly<Record<string, unknown>>): ReferencePage => ({
    id,
    title,
    html: documentOf(context, id, title, '../', data),
  })
  const works = citedWorks(context)
  return [
    ...(course.glossary.length > 0 ? [page('glossary', text('page.glossary'), {entries: glossary(context)})] : []),
    ...(works.length > 0 ? [page('references', text('page.references'), {works})] : []),
    ...(course.resources.length > 0 ? [page('resources', text('page.resources'), {tiers: resources(context)})] : []),
    ...(course.about ? [page('about', course.about.title, {body: pageHtml(context, course.about.body)})] : []),
  ]
}

/** A citation leads to the list in its own lesson; a heading of the same page is there too. */
const linkWithin = (context: Context, item: Item<Local>, target: string): string | undefined =>
  ownAnchor(item, target) ??
  (target.startsWith('reference:') ? `#ref-${target.slice('reference:'.length)}` : webLinkOf(context, target))

const glossary = (context: Context) => {
  const {course, language} = context
  const collator = new Intl.Collator(language, {sensitivity: 'base'})
  const terms = new Map(course.glossary.map((entry) => [entry.id, entry.term]))
  return [...course.glossary]
    .sort((a, b) => collator.compare(a.term, b.term) || compareText(a.id, b.id))
    .map((entry) => ({
      term: entry.term,
      also: entry.also,
      definition: pageHtml(context, entry.definition, {idPrefix: `term-${entry.id}-`}),
      see: entry.see.map((id) => terms.get(id) ?? id),
    }))
}

/** Every work that a lesson cites, once, as HTML, in the order of the language. */
const citedWorks = (context: Context): readonly string[] => {
  const works = new Map<string, string>()
  for (const item of itemsOf(context.course)) {
    if (item.type !== 'lesson') continue
    walk(item.body, (node) => {
      if (node.type !== 'references') return
      for (const {key, children} of node.entries) {
        if (works.has(key)) continue
        const paragraph = {type: 'paragraph' as const, children: [...children]}
        works.set(key, unwrapParagraph(pageHtml(context, {type: 'root', children: [paragraph]})))
      }
    })
  }
  const collator = new Intl.Collator(context.language, {sensitivity: 'base'})
  const words = (html: string) => html.replace(/<[^>]*>/g, '')
  return [...works.values()].sort((a, b) => collator.compare(words(a), words(b)) || compareText(a, b))
}

const resources = ({course, text}: Context) =>
  course.resources.map((tier) => ({
    title: tier.title,
    resources: tier.resources.map((resource) => ({...resource, kindName: text(`resource.${resource.kind}`)})),
  }))

const sourceData = (source: Source) => ({...source, year: source.date?.slice(0, 4)})
