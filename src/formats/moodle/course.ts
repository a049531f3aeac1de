import type {PackageFile} from '../../model/package.js'
import {escapeHtml} from '../../render/html.js'
import {packageIds} from '../_content-packaging/identifiers.js'
import {writeXml, type XmlElement} from '../_xml/write.js'
import {type Activity, moduleNumber} from './activity.js'
import type {Context} from './context.js'
import {startOfDay} from './dates.js'
import {fields, rows} from './fields.js'
import {rolesTree} from './modules.js'
import {made, site} from './site.js'
import {moodleTitle} from './titles.js'

/** The files of the course itself. */
export const courseFiles = (context: Context): readonly PackageFile[] =>
  [
    ['course', courseTree(context)] as const,
    ['enrolments', enrolmentsTree(context)] as const,
    ['roles', rolesTree] as const,
    ['inforef', ['inforef', {}, ['roleref', {}, ['role', {}, ...fields({id: student})]]]] as const,
  ].map(([name, tree]) => ({path: `course/${name}.xml`, content: {text: writeXml(tree)}}))

/** Role of learners, as on every site that nobody has changed; found by its short name on restore. */
const student = 5

export const rolesDefinition: XmlElement = [
  'roles_definition',
  {},
  [
    'role',
    {id: student},
    ...fields({
      name: '',
      shortname: 'student',
      nameincourse: null,
      description: '',
      sortorder: 5,
      archetype: 'student',
    }),
  ],
]

const courseTree = (context: Context): XmlElement => {
  const {course, edition, language, number, options} = context
  return [
    'course',
    {id: site.courseId, contextid: number('context', 'course')},
    ...fields({
      // A site may hold several editions, and has no short name twice.
      shortname: packageIds(course.id, edition).join('-'),
      fullname: moodleTitle(course.title),
      idnumber: '',
      summary: course.description === '' ? '' : `<p>${escapeHtml(course.description)}</p>`,
      summaryformat: 1,
      format: 'topics',
      showgrades: 1,
      newsitems: 0,
      startdate: startOfDay(options, 0),
      enddate: 0,
      marker: 0,
      maxbytes: 0,
      legacyfiles: 0,
      showreports: 0,
      visible: 1,
      groupmode: 0,
      groupmodeforce: 0,
      defaultgroupingid: 0,
      lang: moodleLanguage(language),
      theme: '',
      timecreated: made,
      timemodified: made,
      requested: 0,
      showactivitydates: 1,
      showcompletionconditions: 1,
      enablecompletion: 1,
      completionnotify: 0,
    }),
    ['category', {id: 1}, ...fields({name: '', description: null})],
    rows(
      'tags',
      course.keywords.map(
        (keyword): XmlElement => [
          'tag',
          {id: number('course-tag', keyword)},
          ...fields({name: keyword.toLowerCase(), rawname: keyword}),
        ],
      ),
    ),
    [
      'courseformatoptions',
      {},
      // One page for the whole course; hidden sections are not there for learners.
      formatOption('hiddensections', 1),
      formatOption('coursedisplay', 0),
    ],
  ]
}

const formatOption = (name: string, value: number): XmlElement => [
  'courseformatoption',
  {},
  ...fields({format: 'topics', sectionid: 0, name, value}),
]

/**
 * Moodle’s name of a language. A course is shown in it where its pack is installed, else in the language of the user
 * (5.1, backup/moodle2/restore_stepslib.php:2059).
 */
const moodleLanguage = (tag: string): string => {
  const [language = '', ...rest] = tag.toLowerCase().split('-')
  const region = rest.find((part) => /^[a-z]{2}$/.test(part))
  return language === 'pt' && region === 'br'
    ? 'pt_br'
    : language === 'zh'
      ? region === 'tw'
        ? 'zh_tw'
        : 'zh_cn'
      : language
}

/** With users in the backup, Moodle restores these instead of its own: without one nobody could be enrolled. */
const enrolmentsTree = ({number}: Context): XmlElement => [
  'enrolments',
  {},
  [
    'enrols',
    {},
    [
      'enrol',
      {id: number('enrol', 'manual')},
      ...fields({
        enrol: 'manual',
        status: 0,
        name: null,
        enrolperiod: 0,
        enrolstartdate: 0,
        enrolenddate: 0,
        expirynotify: 0,
        expirythreshold: 86400,
        notifyall: 0,
        password: null,
        cost: null,
        currency: null,
        roleid: student,
        timecreated: made,
        timemodified: made,
      }),
      ['user_enrolments', {}],
    ],
  ],
]

/**
 * When the course counts as completed: all of these activities are. Source: Moodle 5.1, backup/moodle2/backup_stepslib.php
 * (backup_course_completion_structure_step); completion/criteria/completion_criteria_activity.php (4).
 */
export const completionTree = (context: Context, activities: readonly Activity[]): XmlElement => [
  'course_completion',
  {},
  ...activities.map(
    (activity): XmlElement => [
      'course_completion_criteria',
      {id: context.number('criterion-of-course', activity.kind, activity.id)},
      ...fields({
        course: site.courseId,
        criteriatype: activityCriterion,
        module: activity.type,
        moduleinstance: moduleNumber(context, activity),
        courseinstanceshortname: null,
        enrolperiod: null,
        timeend: null,
        gradepass: null,
        role: null,
        roleshortname: null,
      }),
    ],
  ),
  ...[null, activityCriterion].map(
    (criteriatype): XmlElement => [
      'course_completion_aggr_methd',
      {id: context.number('completion-method', String(criteriatype))},
      ...fields({course: site.courseId, criteriatype, method: 1, value: null}),
    ],
  ),
]

const activityCriterion = 4
