import type {PackageFile} from '../../model/package.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {
  type Activity,
  contextNumber,
  folderOf,
  type Grade,
  gradeNumber,
  instanceNumber,
  moduleNumber,
} from './activity.js'
import {availabilityJson} from './availability.js'
import type {Context} from './context.js'
import {fields, rows} from './fields.js'
import {fileNumber} from './files.js'
import {categoryNumber, rootCategory} from './gradebook.js'
import {categoryNumbers} from './questions.js'
import type {Section} from './sections.js'
import {made, release} from './site.js'
import {moodleTitle} from './titles.js'

/** The files of an activity’s folder. */
export const activityFiles = (context: Context, section: Section, activity: Activity): readonly PackageFile[] => {
  const folder = `activities/${folderOf(context, activity)}`
  const file = (name: string, tree: XmlElement): PackageFile => ({
    path: `${folder}/${name}.xml`,
    content: {text: writeXml(tree)},
  })
  return [
    file('module', moduleTree(context, section, activity)),
    file(activity.type, activityTree(context, activity)),
    file('grades', gradesTree(context, activity)),
    file('inforef', inforefTree(context, activity)),
    file('roles', rolesTree),
    ...(activity.grading ? [file('grading', activity.grading)] : []),
  ]
}

/** Without roles of its own. */
export const rolesTree: XmlElement = ['roles', {}, ['role_overrides', {}], ['role_assignments', {}]]

const moduleTree = (context: Context, section: Section, activity: Activity): XmlElement => {
  const {completion} = activity
  const isGraded = completion === 'grade' || completion === 'pass'
  return [
    'module',
    // The version decides how the quiz is read: Moodle takes an older one for its old ways with questions
    // (5.1, mod/quiz/backup/moodle2/restore_quiz_stepslib.php).
    {id: moduleNumber(context, activity), version: release.version},
    ...fields({
      modulename: activity.type,
      sectionid: context.number('section', section.id),
      sectionnumber: section.index,
      idnumber: activity.idnumber,
      added: made,
      score: 0,
      indent: 0,
      visible: activity.visible && section.visible,
      visibleoncoursepage: 1,
      visibleold: activity.visible,
      groupmode: 0,
      groupingid: 0,
      completion: completion === 'none' ? 0 : 2,
      completiongradeitemnumber: isGraded ? (activity.grade?.item ?? 0) : null,
      completionpassgrade: completion === 'pass',
      completionview: completion === 'view',
      completionexpected: activity.expected ?? 0,
      availability: availabilityJson(activity.availability ?? []),
      showdescription: activity.showsIntro ?? false,
      downloadcontent: 1,
      lang: null,
    }),
  ]
}

const activityTree = (context: Context, activity: Activity): XmlElement => {
  const id = instanceNumber(context, activity)
  return [
    'activity',
    {
      id,
      moduleid: moduleNumber(context, activity),
      modulename: activity.type,
      contextid: contextNumber(context, activity),
    },
    [activity.type, {id}, ...fields({name: moodleTitle(activity.title)}), ...activity.columns],
  ]
}

const gradesTree = (context: Context, activity: Activity): XmlElement => [
  'activity_gradebook',
  {},
  ['grade_items', {}, activity.grade && gradeItemTree(context, activity, activity.grade)],
  ['grade_letters', {}],
]

const gradeItemTree = (context: Context, activity: Activity, grade: Grade): XmlElement => [
  'grade_item',
  {id: gradeNumber(context, activity)},
  ...fields({
    categoryid: grade.group === undefined ? rootCategory(context) : categoryNumber(context, grade.group),
    itemname: moodleTitle(activity.title),
    itemtype: 'mod',
    itemmodule: activity.type,
    iteminstance: instanceNumber(context, activity),
    itemnumber: grade.item,
    iteminfo: null,
    idnumber: activity.idnumber,
    calculation: null,
    gradetype: 1,
    grademax: grade.max.toFixed(5),
    grademin: '0.00000',
    scaleid: null,
    outcomeid: null,
    gradepass: grade.pass.toFixed(5),
    multfactor: '1.00000',
    plusfactor: '0.00000',
    aggregationcoef: grade.weight.toFixed(5),
    aggregationcoef2: '0.00000',
    weightoverride: 0,
    sortorder: gradeNumber(context, activity),
    display: 0,
    decimals: null,
    hidden: 0,
    locked: 0,
    locktime: 0,
    needsupdate: 0,
    timecreated: made,
    timemodified: made,
  }),
]

/** What of the course’s own lists the activity needs. Moodle leaves out, without a word, what is not named here. */
const inforefTree = (context: Context, activity: Activity): XmlElement => {
  const reference = (name: string, item: string, numbers: readonly number[]) =>
    rows(
      name,
      numbers.map((id): XmlElement => [item, {}, ...fields({id})]),
    )
  return [
    'inforef',
    {},
    reference(
      'fileref',
      'file',
      activity.files.map((file) => fileNumber(context, contextNumber(context, activity), file)),
    ),
    reference('grade_itemref', 'grade_item', activity.grade ? [gradeNumber(context, activity)] : []),
    reference('question_categoryref', 'question_category', categoryNumbers(context, activity)),
  ]
}
