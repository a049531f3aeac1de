import {type Diagnostic, diagnose} from './diagnostics/diagnostic.js'
import {type Course, itemsOf, type Placement, questionsOf, quizzesOf} from './model/course.js'
import type {Loss} from './model/package.js'
import type {Local} from './model/text.js'

export type LossKind = Loss['kind']

/** How many losses there are of each kind. */
export type LossCounts = Readonly<Record<LossKind, number>>

/** From the least to the greatest. */
export const lossKinds: readonly LossKind[] = ['approximated', 'degraded', 'dropped']

/** The greatest loss that somebody puts up with. */
export const lossLimits = ['none', 'approximated', 'degraded'] as const
export type LossLimit = (typeof lossLimits)[number]

/** What one format lost. */
export interface FormatLosses {
  readonly format: {readonly id: string}
  readonly losses: readonly Loss[]
}

/** One line of the table of losses. */
export interface LossRow {
  /** A feature such as `quiz/draw`; the subject alone, such as `quiz`, if no format loses anything of it. */
  readonly feature: string
  /** How many things of this subject the course has; undefined for what is not counted. */
  readonly uses?: number
  /** By the id of the format. */
  readonly formats: Readonly<Record<string, LossCounts>>
}

export const countLosses = (losses: readonly Loss[]): LossCounts => {
  const of = (kind: LossKind) => losses.filter((loss) => loss.kind === kind).length
  return {dropped: of('dropped'), degraded: of('degraded'), approximated: of('approximated')}
}

/** An error for each loss that is greater than the limit. */
export const tooGreat = (packages: readonly FormatLosses[], limit: LossLimit | undefined): readonly Diagnostic[] => {
  if (limit === undefined) return []
  const allowed = limit === 'none' ? -1 : lossKinds.indexOf(limit)
  return packages.flatMap(({format, losses}) =>
    losses
      .filter(({kind}) => lossKinds.indexOf(kind) > allowed)
      .map(({feature, kind, what, remedy, item, place}) =>
        diagnose(
          'loss/too-great',
          {format: format.id, feature, kind, what, remedy, item: item ? `${item.type}:${item.id}` : '', limit},
          place,
        ),
      ),
  )
}

/** What the course uses, and what each format loses of it, in the order of a course. */
export const lossRows = (course: Course<Local>, packages: readonly FormatLosses[]): readonly LossRow[] => {
  const uses = usesOf(course)
  const features = [...new Set(packages.flatMap(({losses}) => losses.map((loss) => loss.feature)))].sort()
  const subjects = [...new Set([...uses.keys(), ...features.map(subjectOf)])]
  return subjects.flatMap((subject) => {
    const lost = features.filter((feature) => subjectOf(feature) === subject)
    const count = uses.get(subject)
    return (lost.length > 0 ? lost : [subject]).map((feature) => ({
      feature,
      ...(count === undefined ? {} : {uses: count}),
      formats: Object.fromEntries(
        packages.map(({format, losses}) => [format.id, countLosses(losses.filter((loss) => loss.feature === feature))]),
      ),
    }))
  })
}

const subjectOf = (feature: string): string => feature.replace(/\/.*$/, '')

/** How much the course has of each subject that features are named by; subjects of which it has nothing are left out. */
const usesOf = (course: Course<Local>): ReadonlyMap<string, number> => {
  const items = itemsOf(course)
  const ofType = (type: string) => items.filter((item) => item.type === type).length
  const counts: readonly (readonly [string, number])[] = [
    ['course', 1],
    ['group', course.groups.length],
    ['module', course.modules.length],
    ['item', items.filter(({placement}) => isPlaced(placement)).length],
    ['lesson', ofType('lesson')],
    ['objective', items.flatMap((item) => (item.type === 'lesson' ? item.objectives : [])).length],
    ['quiz', quizzesOf(course).length],
    ['question', questionsOf(course).length],
    ['bank', course.banks.length],
    ['discussion', ofType('discussion')],
    ['assignment', ofType('assignment')],
    ['link', ofType('link')],
    ['tool', ofType('tool')],
    ['glossary', course.glossary.length],
    ['resource', course.resources.flatMap((tier) => tier.resources).length],
    ['work', course.works.length],
  ]
  return new Map(counts.filter(([, count]) => count > 0))
}

/** Whether course.yaml says when, or on what condition, learners get the item, or where its mark goes. */
const isPlaced = ({requires, hidden, group, opens, due, closes}: Placement): boolean =>
  requires.length > 0 || hidden || [group, opens, due, closes].some((value) => value !== undefined)
