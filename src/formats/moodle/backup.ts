import {opaque, packageIds} from '../_content-packaging/identifiers.js'
import type {XmlElement} from '../_xml/write.js'
import {folderOf, moduleNumber} from './activity.js'
import type {Context} from './context.js'
import {startOfDay} from './dates.js'
import {fields} from './fields.js'
import type {Section} from './sections.js'
import {made, release, site} from './site.js'
import {moodleTitle} from './titles.js'

/** moodle_backup.xml: what is in the backup, and what of it is to be restored. */
export const backupTree = (context: Context, sections: readonly Section[]): XmlElement => {
  const {course, edition, number, options} = context
  const ids = packageIds(course.id, edition)
  const name = moodleTitle(course.title)
  return [
    'moodle_backup',
    {},
    [
      'information',
      {},
      ...fields({
        name: `${ids.join('-')}.mbz`,
        moodle_version: release.version,
        moodle_release: release.full,
        backup_version: release.version,
        backup_release: release.name,
        backup_date: made,
        mnet_remoteusers: 0,
        include_files: 1,
        include_file_references_to_external_content: 0,
        original_wwwroot: site.address,
        original_site_identifier_hash: site.hash,
        original_course_id: site.courseId,
        original_course_format: 'topics',
        original_course_fullname: name,
        original_course_shortname: ids.join('-'),
        original_course_startdate: startOfDay(options, 0),
        original_course_enddate: 0,
        original_course_contextid: number('context', 'course'),
        original_system_contextid: number('context', 'system'),
      }),
      [
        'details',
        {},
        [
          'detail',
          {backup_id: opaque('moodle-backup', ...ids, course.version)},
          ...fields({type: 'course', format: 'moodle2', interactive: 1, mode: 10, execution: 1, executiontime: 0}),
        ],
      ],
      contents(context, sections),
      ['settings', {}, ...settings(context, sections)],
    ],
  ]
}

/** The order of the activities here is their order on the page of the course. */
const contents = (context: Context, sections: readonly Section[]): XmlElement => [
  'contents',
  {},
  [
    'activities',
    {},
    ...sections.flatMap((section) =>
      section.activities.map(
        (activity): XmlElement => [
          'activity',
          {},
          ...fields({
            moduleid: moduleNumber(context, activity),
            sectionid: context.number('section', section.id),
            modulename: activity.type,
            title: moodleTitle(activity.title),
            directory: `activities/${folderOf(context, activity)}`,
            insubsection: '',
          }),
        ],
      ),
    ),
  ],
  [
    'sections',
    {},
    ...sections.map(
      ({id, title}): XmlElement => [
        'section',
        {},
        ...fields({
          sectionid: context.number('section', id),
          title: moodleTitle(title),
          directory: `sections/section_${context.number('section', id)}`,
          parentcmid: '',
          modname: '',
        }),
      ],
    ),
  ],
  ['course', {}, ...fields({courseid: site.courseId, title: context.course.id, directory: 'course'})],
]

/** `users`: glossary entries count as theirs; see `glossary`. */
const settings = (context: Context, sections: readonly Section[]): readonly XmlElement[] => {
  const hasUsers = Number(context.course.glossary.length > 0)
  const setting = (level: string, own: Readonly<Record<string, string>>, name: string, value: string | number) =>
    ['setting', {}, ...fields({level, ...own, name, value})] satisfies XmlElement
  const both = (level: 'section' | 'activity', folder: string) => [
    setting(level, {[level]: folder}, `${folder}_included`, 1),
    setting(level, {[level]: folder}, `${folder}_userinfo`, hasUsers),
  ]
  return [
    ...Object.entries({
      filename: `${packageIds(context.course.id, context.edition).join('-')}.mbz`,
      imscc11: 0,
      users: hasUsers,
      anonymize: 0,
      role_assignments: 0,
      activities: 1,
      blocks: 0,
      files: 1,
      filters: 0,
      comments: 0,
      badges: 0,
      calendarevents: 0,
      userscompletion: 0,
      logs: 0,
      grade_histories: 0,
      groups: 0,
      competencies: 0,
      customfield: 0,
      contentbankcontent: 0,
      xapistate: 0,
      legacyfiles: 0,
      questionbank: 1,
    }).map(([name, value]) => setting('root', {}, name, value)),
    ...sections.flatMap(({id}) => both('section', `section_${context.number('section', id)}`)),
    ...sections.flatMap(({activities}) =>
      activities.flatMap((activity) => both('activity', folderOf(context, activity))),
    ),
  ]
}
