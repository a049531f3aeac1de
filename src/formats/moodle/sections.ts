import type {Item, Module} from '../../model/course.js'
import {never} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import type {Activity, StoredFile} from './activity.js'
import {stored} from './activity.js'
import {assignment} from './assignments.js'
import {type Condition, conditionsOf} from './availability.js'
import {type Context, isShown, passage} from './context.js'
import {forum} from './forums.js'
import {glossary} from './glossary.js'
import {resourceActivities, tool, webLink} from './links.js'
import {aboutPage, filled, lessonPage, referencePage} from './pages.js'
import {bankActivities, quiz} from './quizzes.js'

/** A section of the course page: what its file says, and its activities in their order. */
export interface Section {
  /** Its number on the page, from 0. */
  readonly index: number
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly files: readonly StoredFile[]
  readonly visible: boolean
  readonly availability: readonly Condition[]
  readonly activities: readonly Activity[]
}

/** Welcome; one section for each module; then further reading, and what one looks things up in. */
export const sectionsOf = (context: Context): readonly Section[] => {
  const {course, text} = context
  const own: readonly Omit<Section, 'index'>[] = [
    welcome(context),
    ...course.modules.map((module) => moduleSection(context, module)),
    courseSection('resources', text('page.resources'), resourceActivities(context)),
    courseSection('reference', text('cartridge.reference'), [
      ...glossary(context),
      ...referencePage(context, 'glossary'),
      ...referencePage(context, 'references'),
    ]),
  ]
  return own
    .filter((section, index) => index <= course.modules.length || section.activities.length > 0)
    .map((section, index) => ({...section, index}))
}

const welcome = (context: Context): Omit<Section, 'index'> => ({
  ...courseSection('welcome', context.text('cartridge.welcome'), [aboutPage(context), ...bankActivities(context)]),
  summary: filled(context, 'moodle/welcome', () => ({})).html,
})

const moduleSection = (context: Context, module: Module<Local>): Omit<Section, 'index'> => {
  const summary = module.description && passage(context, module.description)
  return {
    id: `module/${module.id}`,
    title: module.title,
    summary: summary?.html ?? '',
    files: summary ? stored(summary, 'course', 'section', context.number('section', `module/${module.id}`)) : [],
    visible: !module.hidden && (module.items.length === 0 || module.items.some((item) => isShown(module, item))),
    availability: conditionsOf(context, {requires: module.requires}, {opens: true, closes: true}),
    activities: module.items.flatMap((item) => activitiesOf(context, module, item)),
  }
}

const courseSection = (id: string, title: string, activities: readonly Activity[]): Omit<Section, 'index'> => ({
  id,
  title,
  summary: '',
  files: [],
  visible: true,
  availability: [],
  activities,
})

/** An item, and the practice quizzes that follow it. */
const activitiesOf = (context: Context, module: Module<Local>, item: Item<Local>): readonly Activity[] => {
  switch (item.type) {
    case 'lesson': {
      const page = lessonPage(context, module, item)
      const practice = context.practiceAfter.get(item.id) ?? []
      return [page, ...practice.map((each) => ({...quiz(context, module, each), visible: page.visible}))]
    }
    case 'quiz':
      return [quiz(context, module, item)]
    case 'discussion':
      return [forum(context, module, item)]
    case 'assignment':
      return [assignment(context, module, item)]
    case 'link':
      return [webLink(context, module, item)]
    case 'tool':
      return [tool(context, module, item)]
    default:
      return never(item)
  }
}
