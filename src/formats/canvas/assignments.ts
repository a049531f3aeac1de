import type {Assignment, Discussion, Item, Placement, Quiz, Submission, Tool} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {mediaResources} from '../_cartridge/context.js'
import {assignmentData} from '../_cartridge/page-data.js'
import {asciiAddress} from '../_cartridge/resources.js'
import type {XmlChild, XmlElement} from '../_xml/write.js'
import {type Context, canvasXml, documentOf, html, idOf, itemHtml, learningApplication, type Part} from './context.js'
import {dates} from './dates.js'

/** Where marks are entered: what assignments, graded discussions, graded quizzes and tools have in common. */
export const gradeFields = (
  context: Context,
  thing: {
    readonly title: string
    readonly placement: Placement
    readonly points: number
    readonly submission: string
    readonly published: boolean
  },
  ...more: readonly XmlChild[]
): readonly XmlChild[] => [
  ['title', {}, thing.title],
  ...dates(context.options, thing.placement),
  thing.placement.group !== undefined && [
    'assignment_group_identifierref',
    {},
    idOf(context, 'group', thing.placement.group),
  ],
  ['workflow_state', {}, thing.published ? 'published' : 'unpublished'],
  ...more,
  ['points_possible', {}, String(thing.points)],
  ['grading_type', {}, 'points'],
  ['submission_types', {}, thing.submission],
]

/** The assignment that a graded discussion or quiz has inside. */
export const nestedAssignment = (
  context: Context,
  item: Discussion<Local> | Quiz<Local>,
  points: number,
  published: boolean,
): XmlElement => [
  'assignment',
  {identifier: idOf(context, 'grade', item.id)},
  ...gradeFields(
    context,
    {
      title: item.title,
      placement: item.placement,
      points,
      submission: item.type === 'quiz' ? 'online_quiz' : 'discussion_topic',
      published,
    },
    item.type === 'quiz' && ['quiz_identifierref', {}, idOf(context, 'quiz', item.id)],
  ),
]

export const assignmentPart = (context: Context, item: Assignment<Local>, published: boolean): Part => {
  const rubric = idOf(context, 'rubric', item.id)
  const {body} = assignmentData(context.cartridge, item, (each) => itemHtml(context, item, each)) as {body: string}
  const types = item.submission.map((way) => submissionTypes[way]).join(',')
  const part = settingsPart(context, item, 'assignment', body, published, {
    points: item.points,
    submission: types === '' ? 'on_paper' : types,
    more:
      item.rubric.length > 0
        ? [
            ['rubric_identifierref', {}, rubric],
            ['rubric_use_for_grading', {}, 'true'],
          ]
        : [],
  })
  return {...part, ...(item.rubric.length > 0 ? {rubrics: [rubricTree(item, rubric)]} : {})}
}

/** A tool that reports a mark is an assignment in Canvas. */
export const toolAssignment = (context: Context, tool: Tool<Local>, published: boolean): Part =>
  settingsPart(context, tool, 'tool-assignment', tool.description ? html(context, tool.description) : '', published, {
    points: tool.points ?? 0,
    submission: 'external_tool',
    more: [
      ['external_tool_url', {}, asciiAddress(tool.url)],
      ['external_tool_identifierref', {}, idOf(context, 'tool', tool.id)],
      ['external_tool_new_tab', {}, 'false'],
    ],
  })

const submissionTypes: Readonly<Record<Submission, string>> = {
  text: 'online_text_entry',
  file: 'online_upload',
  url: 'online_url',
}

const settingsPart = (
  context: Context,
  item: Item<Local>,
  kind: string,
  body: string,
  published: boolean,
  grade: {readonly points: number; readonly submission: string; readonly more: readonly XmlChild[]},
): Part => {
  const identifier = idOf(context, kind, item.id)
  const settings = `${identifier}/assignment_settings.xml`
  const page = `${identifier}/${item.id}.html`
  const {points, submission, more} = grade
  const fields = gradeFields(
    context,
    {title: item.title, placement: item.placement, points, submission, published},
    ...more,
  )
  return {
    items: [{identifier: idOf(context, 'item', item.id), title: item.title, resource: identifier}],
    entries: [
      {
        identifier: idOf(context, 'item', item.id),
        type: 'Assignment',
        title: item.title,
        published,
        shows: identifier,
      },
    ],
    resources: [
      {
        identifier,
        type: learningApplication,
        href: page,
        files: [page, settings],
        dependencies: item.type === 'assignment' ? mediaResources(context.cartridge, [item.body]) : [],
      },
    ],
    files: [
      {path: page, content: {text: documentOf(context, 'canvas/assignment', item.title, {}, {body})}},
      canvasXml(settings, 'assignment', identifier, ...fields),
    ],
    losses: [],
  }
}

const rubricTree = (item: Assignment<Local>, identifier: string): XmlElement => {
  const best = (levels: readonly {readonly points: number}[]) => Math.max(0, ...levels.map(({points}) => points))
  const all = item.rubric.reduce((sum, criterion) => sum + best(criterion.levels), 0)
  return [
    'rubric',
    {identifier},
    ['read_only', {}, 'false'],
    ['title', {}, item.title],
    ['reusable', {}, 'false'],
    ['public', {}, 'false'],
    ['points_possible', {}, String(all)],
    ['hide_score_total', {}, 'false'],
    ['free_form_criterion_comments', {}, 'false'],
    [
      'criteria',
      {},
      ...item.rubric.map(
        (criterion): XmlElement => [
          'criterion',
          {},
          ['criterion_id', {}, `${identifier}_${criterion.id}`],
          ['points', {}, String(best(criterion.levels))],
          ['description', {}, criterion.title],
          criterion.description !== undefined && ['long_description', {}, criterion.description],
          [
            'ratings',
            {},
            ...criterion.levels.map(
              (level, index): XmlElement => [
                'rating',
                {},
                ['description', {}, level.title],
                ['points', {}, String(level.points)],
                ['criterion_id', {}, `${identifier}_${criterion.id}`],
                level.description !== undefined && ['long_description', {}, level.description],
                ['id', {}, `${identifier}_${criterion.id}_${index + 1}`],
              ],
            ),
          ],
        ],
      ),
    ],
  ]
}
