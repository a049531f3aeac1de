import type {Item, Lesson, Module} from '../../model/course.js'
import type {Body} from '../../model/markdown.js'
import type {Local} from '../../model/text.js'
import type {Style} from '../../render/body.js'
import {directionOf} from '../../render/direction.js'
import {escapeHtml} from '../../render/html.js'
import {lessonData, type ReferenceData, referenceData, welcomeData} from '../_cartridge/page-data.js'
import type {MoodleFile, MoodleText} from '../_moodle/question.js'
import {type Activity, stored} from './activity.js'
import {type Context, isShown, undressed} from './context.js'
import {dressed} from './dress.js'
import {fields} from './fields.js'
import {placed} from './placed.js'
import {made} from './site.js'

export const lessonPage = (context: Context, module: Module<Local>, lesson: Lesson<Local>): Activity => {
  const content = filled(context, 'cartridge/lesson', (html) => lessonData(lesson, html), lesson)
  return {
    ...placed(context, module, lesson, {opens: false, closes: false}),
    type: 'page',
    columns: pageColumns(lesson.summary === undefined ? '' : `<p>${escapeHtml(lesson.summary)}</p>`, content),
    completion: isShown(module, lesson) ? 'view' : 'none',
    files: stored(content, 'mod_page', 'content'),
    losses: [],
  }
}

/** What the course is, to whom it is owed, and where its official version is. */
export const aboutPage = (context: Context): Activity => {
  const {course, text} = context
  return coursePage(
    'about',
    course.about?.title ?? text('page.about'),
    filled(context, 'moodle/about', (html) => {
      const {inspiredBy, adaptedFrom} = welcomeData(context, html)
      return {inspiredBy, adaptedFrom, body: course.about && html(course.about.body)}
    }),
  )
}

/** The glossary and the list of references: pages that the course makes of itself. */
export const referencePage = (context: Context, id: 'glossary' | 'references'): readonly Activity[] => {
  const data = (html: Html): ReferenceData | undefined => referenceData(context, html).find((page) => page.id === id)
  const page = data(() => '')
  if (!page) return []
  const title = id === 'glossary' ? context.text('moodle.glossary-page') : page.title
  return [
    coursePage(
      id,
      title,
      filled(context, `cartridge/${id}`, (html) => data(html)?.data ?? {}),
    ),
  ]
}

const coursePage = (id: string, title: string, content: MoodleText): Activity => ({
  ...courseThing('page', id, title),
  type: 'page',
  columns: pageColumns('', content),
  files: stored(content, 'mod_page', 'content'),
})

/** Something that no item of the course is. */
export const courseThing = (kind: string, id: string, title: string) => ({
  kind,
  id,
  title,
  idnumber: '',
  visible: true,
  completion: 'none' as const,
  losses: [],
})

type Html = (body: Body, own?: Partial<Style>) => string

/** A template filled with passages of the course, and the files that they show. */
export const filled = (
  context: Context,
  template: string,
  data: (html: Html) => Readonly<Record<string, unknown>>,
  item?: Item<Local>,
): MoodleText => {
  const {course, language, templates} = context
  const files = new Map<string, MoodleFile>()
  const html: Html = (body, own) => {
    const text = undressed(context, body, item, own)
    for (const file of text.files) files.set(file.media, file)
    return text.html
  }
  const values = data(html)
  const page = templates.render(template, {
    shell: 'moodle/page',
    language,
    direction: directionOf(language),
    course,
    ...values,
  })
  return {html: dressed(page.trim()), files: [...files.values()]}
}

/** `printintro` off: the summary stands in the content already. Values are as PHP serialises them. */
const pageColumns = (intro: string, content: MoodleText) =>
  fields({
    intro,
    introformat: 1,
    content: content.html,
    contentformat: 1,
    legacyfiles: 0,
    legacyfileslast: null,
    display: 5,
    displayoptions: 'a:2:{s:10:"printintro";s:1:"0";s:17:"printlastmodified";s:1:"0";}',
    revision: 1,
    timemodified: made,
  })
