import {type Item, itemsOf, type Module, type Quiz} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import {never} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {lossOfItem} from '../_cartridge/losses.js'
import type {XmlElement} from '../_xml/write.js'
import {asksNothing, type Context, canvasXml, type Entry, idOf} from './context.js'
import {isPublished} from './learners.js'
import {inOrder, wholeModuleWaits} from './losses.js'
import {pointsOf} from './quizzes.js'

export interface CanvasModule {
  readonly identifier: string
  readonly title: string
  readonly entries: readonly Entry[]
  /** Absent for the module of pages that the course makes of itself. */
  readonly module?: Module<Local>
}

/** Modules with their items, what completes them, and which wait for which. */
export const moduleMeta = (context: Context, modules: readonly CanvasModule[]) =>
  canvasXml(
    'course_settings/module_meta.xml',
    'modules',
    undefined,
    ...modules.map((each, index) => moduleTree(context, each, index + 1)),
  )

/** What of `requires` a module cannot say exactly. */
export const requirementLosses = ({cartridge: {course}}: Context): readonly Loss[] =>
  course.modules.flatMap((module) =>
    module.items.flatMap((item) => {
      const own = item.placement.requires.filter((id) => module.items.some((other) => other.id === id))
      const others = item.placement.requires.filter(
        (id) => !own.includes(id) && !module.requires.includes(moduleHolding(course.modules, id)?.id ?? id),
      )
      return [
        ...(own.length > 0 ? [lossOfItem(item, inOrder)] : []),
        ...(others.length > 0 ? [lossOfItem(item, wholeModuleWaits)] : []),
      ]
    }),
  )

const moduleTree = (context: Context, each: CanvasModule, position: number): XmlElement => {
  const {module, entries} = each
  const before = module ? prerequisites(context, module) : []
  const needed = module ? requirements(context, module) : []
  const ordered =
    module?.items.some((item) => item.placement.requires.some((id) => module.items.some((other) => other.id === id))) ??
    false
  return [
    'module',
    {identifier: each.identifier},
    ['title', {}, each.title],
    ['workflow_state', {}, module?.hidden ? 'unpublished' : 'active'],
    ['position', {}, String(position)],
    ['require_sequential_progress', {}, String(ordered)],
    before.length > 0 && [
      'prerequisites',
      {},
      ...before.map(
        (earlier): XmlElement => [
          'prerequisite',
          {type: 'context_module'},
          ['title', {}, earlier.title],
          ['identifierref', {}, idOf(context, 'module', earlier.id)],
        ],
      ),
    ],
    ['items', {}, ...entries.map((entry, index) => entryTree(entry, index + 1))],
    needed.length > 0 && ['completionRequirements', {}, ...needed],
  ]
}

const entryTree = (entry: Entry, position: number): XmlElement => [
  'item',
  {identifier: entry.identifier},
  ['content_type', {}, entry.type],
  ['workflow_state', {}, entry.published ? 'active' : 'unpublished'],
  ['title', {}, entry.title],
  entry.shows !== undefined && ['identifierref', {}, entry.shows],
  entry.url !== undefined && ['url', {}, entry.url],
  ['position', {}, String(position)],
  ['new_tab', {}, String(entry.type === 'ExternalUrl')],
  ['indent', {}, String(entry.indent ?? 0)],
]

/** Modules that it or its items wait for. Only earlier ones can be named; `check` sees to that. */
const prerequisites = ({cartridge: {course}}: Context, module: Module<Local>): readonly Module<Local>[] => {
  const wanted = new Set(
    [...module.requires, ...module.items.flatMap((item) => item.placement.requires)].map(
      (id) => moduleHolding(course.modules, id)?.id,
    ),
  )
  const earlier = course.modules.slice(0, course.modules.indexOf(module))
  return earlier.filter(({id}) => wanted.has(id))
}

const moduleHolding = (modules: readonly Module<Local>[], id: string): Module<Local> | undefined =>
  modules.find((module) => module.id === id || module.items.some((item) => item.id === id))

/** What the course asks for to be completed, and what others wait for. Learners cannot do what they do not see. */
const requirements = (context: Context, module: Module<Local>): readonly XmlElement[] => {
  const {course} = context.cartridge
  const waitedFor = new Set([
    ...course.modules.flatMap((each) => each.requires),
    ...itemsOf(course).flatMap((item) => item.placement.requires),
  ])
  return module.items.flatMap((item) => {
    if (!isPublished(module, item) || (item.type === 'quiz' && asksNothing(item))) return []
    const needed =
      item.type === 'quiz' && item.mode === 'graded'
        ? course.completion.includes('passed') || course.completion.includes('graded-done')
        : item.type === 'lesson' && course.completion.includes('read')
    if (!needed && !waitedFor.has(item.id) && !waitedFor.has(module.id)) return []
    const {type, score} = requirementOf(context, item)
    return [
      [
        'completionRequirement',
        {type},
        score !== undefined && ['min_score', {}, String(score)],
        ['identifierref', {}, idOf(context, 'item', item.id)],
      ] satisfies XmlElement,
    ]
  })
}

interface Requirement {
  readonly type: 'must_view' | 'must_contribute' | 'must_submit' | 'min_score'
  readonly score?: number
}

const requirementOf = (context: Context, item: Item<Local>): Requirement => {
  switch (item.type) {
    case 'lesson':
    case 'link':
      return {type: 'must_view'}
    case 'tool':
      return {type: item.points === undefined ? 'must_view' : 'must_submit'}
    case 'discussion':
      return {type: item.points === undefined ? 'must_view' : 'must_contribute'}
    case 'assignment':
      // What is handed in on paper is never submitted.
      return {type: item.submission.length === 0 ? 'must_view' : 'must_submit'}
    case 'quiz':
      return quizRequirement(context, item)
    default:
      return never(item)
  }
}

const quizRequirement = (context: Context, quiz: Quiz<Local>): Requirement => {
  const judged = quiz.mode === 'graded' && context.cartridge.course.completion.includes('passed')
  if (!judged) return {type: 'must_submit'}
  return {type: 'min_score', score: Math.round(pointsOf(context, quiz) * quiz.passMark) / 100}
}
