import type {Assignment, Module} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import type {XmlElement} from '../_xml/write.js'
import {type Activity, stored} from './activity.js'
import {type Context, isShown, passage} from './context.js'
import {endOfDay, orNever, startOfDay} from './dates.js'
import {type Field, fields, rows} from './fields.js'
import {gradeOf} from './grade.js'
import {lossOfItem, pointsWhole, webAddressTyped} from './losses.js'
import {placed} from './placed.js'
import {made} from './site.js'

export const assignment = (context: Context, module: Module<Local>, item: Assignment<Local>): Activity => {
  const task = passage(context, item.body, item)
  const {opens, due, closes} = item.placement
  const points = Math.max(1, Math.round(item.points))
  return {
    ...placed(context, module, item, {opens: true, closes: true}),
    type: 'assign',
    columns: [
      ...fields({
        intro: task.html,
        introformat: 1,
        alwaysshowdescription: 1,
        submissiondrafts: 0,
        sendnotifications: 0,
        sendlatenotifications: 0,
        sendstudentnotifications: 1,
        duedate: orNever(due === undefined ? undefined : endOfDay(context.options, due)),
        cutoffdate: orNever(closes === undefined ? undefined : endOfDay(context.options, closes)),
        gradingduedate: 0,
        allowsubmissionsfromdate: orNever(opens === undefined ? undefined : startOfDay(context.options, opens)),
        grade: points,
        timemodified: made,
        completionsubmit: item.submission.length > 0,
        requiresubmissionstatement: 0,
        teamsubmission: 0,
        requireallteammemberssubmit: 0,
        teamsubmissiongroupingid: 0,
        blindmarking: 0,
        hidegrader: 0,
        revealidentities: 0,
        attemptreopenmethod: 'none',
        maxattempts: -1,
        markingworkflow: 0,
        markingallocation: 0,
        markinganonymous: 0,
        preventsubmissionnotingroup: 0,
        activity: '',
        activityformat: 1,
        timelimit: 0,
        submissionattachments: 0,
      }),
      rows('plugin_configs', pluginConfigs(context, item)),
    ],
    completion: isShown(module, item) ? (item.submission.length > 0 ? 'own' : 'grade') : 'none',
    grade: gradeOf(context, item, {max: points}),
    files: stored(task, 'mod_assign', 'intro'),
    ...(item.rubric.length > 0 ? {grading: gradingTree(context, item)} : {}),
    losses: [
      ...(item.submission.includes('url') ? [lossOfItem(item, webAddressTyped)] : []),
      ...(points === item.points ? [] : [lossOfItem(item, pointsWhole(points))]),
    ],
  }
}

/** What can be handed in: a web address is typed into the text. */
const pluginConfigs = ({number}: Context, {id, submission}: Assignment<Local>): readonly XmlElement[] => {
  const isTyped = submission.includes('text') || submission.includes('url')
  const configs: readonly (readonly [plugin: string, subtype: string, name: string, value: Field])[] = [
    ['onlinetext', 'assignsubmission', 'enabled', isTyped],
    ['file', 'assignsubmission', 'enabled', submission.includes('file')],
    ['file', 'assignsubmission', 'maxfilesubmissions', 5],
    ['file', 'assignsubmission', 'maxsubmissionsizebytes', 0],
    ['file', 'assignsubmission', 'filetypeslist', ''],
    ['comments', 'assignfeedback', 'enabled', true],
  ]
  return configs.map(([plugin, subtype, name, value]) => [
    'plugin_config',
    {id: number('plugin-config', id, plugin, name)},
    ...fields({plugin, subtype, name, value}),
  ])
}

/** Moodle scales what a rubric earns, from the least to the most, to the points of the assignment. */
const gradingTree = ({number, text}: Context, {id, rubric}: Assignment<Local>): XmlElement => [
  'areas',
  {},
  [
    'area',
    {id: number('grading-area', id)},
    ...fields({areaname: 'submissions', activemethod: 'rubric'}),
    [
      'definitions',
      {},
      [
        'definition',
        {id: number('grading-definition', id)},
        ...fields({
          method: 'rubric',
          name: text('assignment.rubric'),
          description: '',
          descriptionformat: 1,
          // 20: ready for use (grade/grading/form/lib.php, DEFINITION_STATUS_READY).
          status: 20,
          timecreated: made,
          timemodified: made,
          options: JSON.stringify(rubricOptions),
        }),
        [
          'plugin_gradingform_rubric_definition',
          {},
          [
            'criteria',
            {},
            ...rubric.map(
              (criterion, index): XmlElement => [
                'criterion',
                {id: number('criterion', id, criterion.id)},
                ...fields({
                  sortorder: index + 1,
                  description: withDetail(criterion.title, criterion.description),
                  descriptionformat: 0,
                }),
                [
                  'levels',
                  {},
                  ...criterion.levels.map(
                    (level, place): XmlElement => [
                      'level',
                      {id: number('level', id, criterion.id, String(place))},
                      ...fields({
                        score: level.points.toFixed(5),
                        definition: withDetail(level.title, level.description),
                        definitionformat: 0,
                      }),
                    ],
                  ),
                ],
              ],
            ),
          ],
        ],
      ],
    ],
  ],
]

const rubricOptions = {
  sortlevelsasc: '0',
  lockzeropoints: '1',
  alwaysshowdefinition: '1',
  showdescriptionteacher: '1',
  showdescriptionstudent: '1',
  showscoreteacher: '1',
  showscorestudent: '1',
  enableremarks: '1',
  showremarksstudent: '1',
}

const withDetail = (title: string, detail: string | undefined): string =>
  detail === undefined ? title : `${title}\n${detail}`
