import type {Assignment, Item, Lesson} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {directionOf} from '../../render/direction.js'
import {type Context, embeddedHtml, ownAnchor, pageHtml, webLinkOf} from './context.js'
import {guardEntities} from './guard.js'
import {assignmentData, lessonData, type ReferenceData, referenceData, welcomeData} from './page-data.js'

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
    shell: 'cartridge/page',
    language,
    direction: directionOf(language),
    root,
    title,
    course,
    ...data,
  })
  const body = html.indexOf('<body')
  return context.version.isForMoodle ? html.slice(0, body) + guardEntities(html.slice(body)) : html
}

export const welcomePage = (context: Context): string =>
  documentOf(
    context,
    'welcome',
    context.course.title,
    '',
    welcomeData(context, (body, own) => pageHtml(context, body, {media: context.mediaPath, ...own})),
  )

export const lessonPage = (context: Context, lesson: Lesson<Local>): string =>
  documentOf(
    context,
    'lesson',
    lesson.title,
    '../',
    lessonData(lesson, (body) => pageHtml(context, body, {link: (target) => linkWithin(context, lesson, target)})),
  )

export const assignmentPage = (context: Context, assignment: Assignment<Local>): string =>
  documentOf(
    context,
    'assignment',
    assignment.title,
    '../',
    assignmentData(context, assignment, (body) =>
      pageHtml(context, body, {link: (target) => linkWithin(context, assignment, target)}),
    ),
  )

/** What an assignment says of itself, with its rubric, inside an XML file. */
export const assignmentText = (context: Context, assignment: Assignment<Local>): string =>
  context.templates
    .render('cartridge/assignment', {
      shell: 'cartridge/fragment',
      language: context.language,
      ...assignmentData(context, assignment, (body) => embeddedHtml(context, body)),
    })
    .trim()

/** A page that the course makes of itself. */
export interface ReferencePage {
  readonly id: ReferenceData['id']
  readonly title: string
  readonly html: string
}

export const referencePages = (context: Context): readonly ReferencePage[] =>
  referenceData(context, (body, own) => pageHtml(context, body, own)).map(({id, title, data}) => ({
    id,
    title,
    html: documentOf(context, id, title, '../', data),
  }))

/** A citation leads to the list in its own lesson; a heading of the same page is there too. */
const linkWithin = (context: Context, item: Item<Local>, target: string): string | undefined =>
  ownAnchor(item, target) ??
  (target.startsWith('reference:') ? `#ref-${target.slice('reference:'.length)}` : webLinkOf(context, target))
