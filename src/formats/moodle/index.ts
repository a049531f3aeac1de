import {itemsOf} from '../../model/course.js'
import type {Loss, PackageFile} from '../../model/package.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {defineFormat} from '../format.js'
import {type Activity, contextNumber} from './activity.js'
import {availabilityJson} from './availability.js'
import {backupTree} from './backup.js'
import {type Context, contextOf} from './context.js'
import {completionTree, courseFiles, rolesDefinition} from './course.js'
import {fields} from './fields.js'
import {type FileRow, filesTree, pool} from './files.js'
import {isGroupless} from './grade.js'
import {gradebookTree} from './gradebook.js'
import * as lost from './losses.js'
import {activityFiles} from './modules.js'
import {type Options, options} from './options.js'
import {questionFiles, questionsTree} from './questions.js'
import {type Section, sectionsOf} from './sections.js'
import {made} from './site.js'
import {moodleTitle} from './titles.js'

/** Moodle's own backup of a course: sections, activities, question banks, grades and files as Moodle keeps them. */
export const moodle = defineFormat<Options>({
  id: 'moodle',
  title: 'Moodle course backup',
  summary: 'A whole course for Moodle 4.1 to 5.1: sections, pages, quizzes, forums, assignments, glossary, grades.',
  container: {kind: 'zip', extension: 'mbz'},
  options,
  write: (input) => {
    const context = contextOf(input)
    const sections = sectionsOf(context)
    const activities = sections.flatMap((section) => section.activities)
    const stored = storedFiles(context, sections)
    const file = (path: string, tree: XmlElement): PackageFile => ({path, content: {text: writeXml(tree)}})
    return {
      files: [
        file('moodle_backup.xml', backupTree(context, sections)),
        file('files.xml', filesTree(context, stored)),
        file('questions.xml', questionsTree(context, activities)),
        file('gradebook.xml', gradebookTree(context)),
        file('completion.xml', completionTree(context, neededActivities(context, activities))),
        file('roles.xml', rolesDefinition),
        ...(context.course.glossary.length > 0 ? [file('users.xml', ['users', {}])] : []),
        file('scales.xml', ['scales_definition', {}]),
        file('outcomes.xml', ['outcomes_definition', {}]),
        file('groups.xml', ['groups', {}]),
        ...courseFiles(context),
        ...sections.flatMap((section) => sectionFiles(context, section)),
        ...sections.flatMap((section) =>
          section.activities.flatMap((activity) => activityFiles(context, section, activity)),
        ),
        ...pool(context, stored),
      ],
      losses: [...courseLosses(context), ...activities.flatMap((activity) => activity.losses)],
    }
  },
})

const sectionFiles = (context: Context, section: Section): readonly PackageFile[] => {
  const id = context.number('section', section.id)
  const tree: XmlElement = [
    'section',
    {id},
    ...fields({
      number: section.index,
      name: moodleTitle(section.title),
      summary: section.summary,
      summaryformat: 1,
      visible: section.visible,
      availabilityjson: availabilityJson(section.availability),
      component: null,
      itemid: null,
      timemodified: made,
    }),
  ]
  return [{path: `sections/section_${id}/section.xml`, content: {text: writeXml(tree)}}]
}

const storedFiles = (context: Context, sections: readonly Section[]): readonly FileRow[] => [
  ...sections.flatMap(({files}) => files.map((file) => ({context: context.number('context', 'course'), file}))),
  ...sections.flatMap(({activities}) =>
    activities.flatMap((activity) => [
      ...activity.files.map((file) => ({context: contextNumber(context, activity), file})),
      ...questionFiles(context, activity),
    ]),
  ),
]

/** What the course's rules of completion ask for, as far as learners can do it. */
const neededActivities = ({course}: Context, activities: readonly Activity[]): readonly Activity[] => {
  const rules = course.completion
  const isNeeded = ({kind, completion}: Activity): boolean => {
    if (completion === 'none') return false
    if (kind === 'quiz')
      return rules.some((rule) => rule !== 'read') && (completion === 'pass' || completion === 'grade')
    return rules.includes('read') && ['lesson', 'discussion', 'assignment'].includes(kind)
  }
  return activities.filter(isNeeded)
}

const courseLosses = ({course}: Context): readonly Loss[] => {
  const whole = {id: course.id, title: course.title, place: course.place}
  return [
    ...itemsOf(course)
      .filter((item) => isGroupless({course}, item))
      .map((item) => lost.lossOfItem(item, lost.groupless)),
    ...(course.completion.includes('read') ? [lost.lossOf('course', whole, lost.completionOtherwise)] : []),
    ...(moodleTitle(course.title) === course.title ? [] : [lost.lossOf('course', whole, lost.titleChanged)]),
    ...course.modules
      .filter(({title}) => moodleTitle(title) !== title)
      .map((module) => lost.lossOf('module', module, lost.titleChanged)),
    ...itemsOf(course)
      .filter(({title}) => moodleTitle(title) !== title)
      .map((item) => lost.lossOfItem(item, lost.titleChanged)),
  ]
}
