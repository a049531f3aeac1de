import {isMarked, itemsOf, type Quiz, quizzesOf} from '../../model/course.js'
import type {Loss, PackageFile} from '../../model/package.js'
import type {Local} from '../../model/text.js'
import {mediaResource} from '../_cartridge/context.js'
import {lossOf, lossOfItem} from '../_cartridge/losses.js'
import {packageIds} from '../_content-packaging/identifiers.js'
import type {XmlChild, XmlElement} from '../_xml/write.js'
import {type Context, canvasXml, documentOf, html, idOf} from './context.js'
import {forLearners} from './learners.js'
import {groupIgnored, indirectCompletion, moduleDescription, weightLost} from './losses.js'
import {banksTesting} from './objectives.js'
import {pointsOf} from './quizzes.js'
import {titleOf} from './titles.js'

const folder = 'course_settings'

/** Canvas takes a cartridge for its own by this file (lib/canvas/migration/package_identifier.rb:54). */
export const markerPath = `${folder}/canvas_export.txt`

export const settingsFiles = (context: Context, rubrics: readonly XmlChild[]): readonly PackageFile[] => {
  const {course} = context.cartridge
  return [
    {path: markerPath, content: {text: 'Made by coursewright for Canvas.\n'}},
    courseFile(context),
    ...(course.groups.length > 0 ? [groupsFile(context)] : []),
    ...(rubrics.length > 0 ? [canvasXml(`${folder}/rubrics.xml`, 'rubrics', undefined, ...rubrics)] : []),
    ...(context.cartridge.edition.media.size > 0 ? [filesFile(context)] : []),
    ...(objectivesIn(context).length > 0 ? [outcomesFile(context)] : []),
  ]
}

export const syllabusPath = `${folder}/syllabus.html`

export const syllabus = (context: Context): string => {
  const {course} = context.cartridge
  return documentOf(
    context,
    'canvas/syllabus',
    course.title,
    {},
    {
      modules: forLearners(course).modules.map((module) => ({
        title: module.title,
        description: module.description && html(context, module.description, {headingShift: 2}),
        objectives: module.items.flatMap((item) => (item.type === 'lesson' ? item.objectives : [])),
      })),
      groups: groupWeights(context),
    },
  )
}

export const courseLosses = (context: Context): readonly Loss[] => {
  const {course} = context.cartridge
  const whole = {id: course.id, title: course.title, place: course.place}
  const graded = quizzesOf(course).filter((quiz) => quiz.mode === 'graded' && quiz.entries.length > 0)
  return [
    lossOf('course', whole, indirectCompletion),
    ...course.modules
      .filter((module) => module.description !== undefined)
      .map((module) => lossOf('module', module, moduleDescription)),
    ...itemsOf(course)
      .filter((item) => course.groups.length > 0 && isMarked(item) && item.placement.group === undefined)
      .map((item) => lossOfItem(item, groupIgnored)),
    ...graded.filter((quiz) => countsOtherwise(context, quiz, graded)).map((quiz) => lossOfItem(quiz, weightLost)),
  ]
}

/** Whether another quiz of its group has other points for the same weight. */
const countsOtherwise = (context: Context, quiz: Quiz<Local>, all: readonly Quiz<Local>[]): boolean => {
  const share = (each: Quiz<Local>) => pointsOf(context, each) * quiz.weight
  const own = (each: Quiz<Local>) => pointsOf(context, quiz) * each.weight
  return all.some(
    (other) => other.placement.group === quiz.placement.group && Math.abs(share(other) - own(other)) > 1e-6,
  )
}

const courseFile = (context: Context): PackageFile => {
  const {course, edition} = context.cartridge
  return canvasXml(
    `${folder}/course_settings.xml`,
    'course',
    idOf(context, 'course', 'settings'),
    ['title', {}, course.title],
    // Short, and seen in lists of courses: editions on one site are told apart by it.
    ['course_code', {}, packageIds(course.id, edition).join('-')],
    ['default_view', {}, 'wiki'],
    ['license', {}, licenceOf(course.licence)],
    course.groups.length > 0 && ['group_weighting_scheme', {}, 'percent'],
  )
}

const groupsFile = (context: Context): PackageFile => {
  const weights = groupWeights(context)
  return canvasXml(
    `${folder}/assignment_groups.xml`,
    'assignmentGroups',
    undefined,
    ...context.cartridge.course.groups.map(
      (group, index): XmlElement => [
        'assignmentGroup',
        {identifier: idOf(context, 'group', group.id)},
        ['title', {}, group.title],
        ['position', {}, String(index + 1)],
        ['group_weight', {}, String(weights[index]?.weight ?? 0)],
      ],
    ),
  )
}

/** Percent: Canvas does not make them add up itself. */
const groupWeights = ({cartridge: {course}}: Context) => {
  const all = course.groups.reduce((sum, group) => sum + group.weight, 0)
  return course.groups.map((group) => ({
    title: group.title,
    weight: all === 0 ? 0 : Math.round((group.weight / all) * 10_000) / 100,
  }))
}

/** The rights in each file: the one place where Canvas keeps them. */
const filesFile = (context: Context): PackageFile => {
  const {course, edition} = context.cartridge
  const licence = licenceOf(course.licence)
  const holder = course.publisher ?? course.authors.map((author) => author.name).join(', ')
  const justification =
    licence === 'public_domain' ? 'public_domain' : licence === 'private' ? 'own_copyright' : 'creative_commons'
  const file = (path: string): XmlElement => [
    'file',
    {identifier: mediaResource(context.cartridge, path)},
    ['usage_rights', {use_justification: justification}, ['legal_copyright', {}, holder], ['license', {}, licence]],
  ]
  return canvasXml(`${folder}/files_meta.xml`, 'fileMeta', undefined, [
    'files',
    {},
    ...[...edition.media.keys()].sort().map(file),
  ])
}

/** Canvas's word for a licence: those of Creative Commons without their version, and `private` for all others. */
const licenceOf = (spdx: string): string => {
  if (/^(CC0-1\.0|CC-PDDC)$/.test(spdx)) return 'public_domain'
  const [, terms] = /^CC-(BY(?:-NC)?(?:-SA|-ND)?)-\d\.\d$/.exec(spdx) ?? []
  return terms === undefined ? 'private' : `cc_${terms.toLowerCase().replaceAll('-', '_')}`
}

const objectivesIn = ({cartridge: {course}}: Context) =>
  itemsOf(course).flatMap((item) => (item.type === 'lesson' ? item.objectives : []))

const outcomesFile = (context: Context): PackageFile => {
  const {course, text} = context.cartridge
  const rating = (words: string, points: number): XmlElement => [
    'rating',
    {},
    ['description', {}, words],
    ['points', {}, String(points)],
  ]
  return canvasXml(`${folder}/learning_outcomes.xml`, 'learningOutcomes', undefined, [
    'learningOutcomeGroup',
    {identifier: idOf(context, 'outcomes', 'all')},
    ['title', {}, course.title],
    [
      'learningOutcomes',
      {},
      ...objectivesIn(context).map((objective): XmlElement => {
        const banks = banksTesting(context, objective.id)
        return [
          'learningOutcome',
          {identifier: idOf(context, 'outcome', objective.id)},
          ['title', {}, titleOf(objective.text)],
          ['description', {}, objective.text],
          ['calculation_method', {}, 'highest'],
          banks.length > 0 && [
            'alignments',
            {},
            ...banks.map(
              (bank, index): XmlElement => [
                'alignment',
                {},
                ['content_type', {}, 'AssessmentQuestionBank'],
                ['content_id', {}, bank],
                ['mastery_type', {}, 'explicit_mastery'],
                ['mastery_score', {}, '0.7'],
                ['position', {}, String(index + 1)],
              ],
            ),
          ],
          ['points_possible', {}, '1'],
          ['mastery_points', {}, '1'],
          ['ratings', {}, rating(text('canvas.outcome-met'), 1), rating(text('canvas.outcome-not-met'), 0)],
        ]
      }),
    ],
  ])
}
