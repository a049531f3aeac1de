import {type Item, itemsOf, type Placement} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {type Context, isShown} from './context.js'
import {startOfDay} from './dates.js'

/** What must hold before learners can open something; all of it. */
export type Condition =
  | {readonly type: 'completion'; readonly cm: number; readonly e: 1}
  | {readonly type: 'date'; readonly d: '>=' | '<'; readonly t: number}

/** An item waits for what it requires. `opens`, `closes`: whether its activity has no dates of its own for them. */
export const conditionsOf = (
  context: Context,
  {requires, opens, closes}: Partial<Placement>,
  own: {readonly opens: boolean; readonly closes: boolean},
): readonly Condition[] => [
  ...[...new Set((requires ?? []).flatMap((id) => required(context, id)))].map(
    (cm): Condition => ({type: 'completion', cm, e: 1}),
  ),
  ...(opens !== undefined && !own.opens
    ? [{type: 'date', d: '>=', t: startOfDay(context.options, opens)} as const]
    : []),
  ...(closes !== undefined && !own.closes
    ? [{type: 'date', d: '<', t: startOfDay(context.options, closes + 1)} as const]
    : []),
]

/**
 * The column in Moodle’s database. A condition that does not hold yet is shown with its reason (`showc`, one for each).
 * Source: Moodle 5.1, availability/classes/tree.php.
 */
export const availabilityJson = (conditions: readonly Condition[]): string | null =>
  conditions.length === 0 ? null : JSON.stringify({op: '&', c: conditions, showc: conditions.map(() => true)})

/** The activities behind an id of an item or a module. What learners never see cannot be asked of them. */
const required = (context: Context, id: string): readonly number[] => {
  const {course} = context
  const module = course.modules.find((candidate) => candidate.id === id)
  const items = module ? module.items : itemsOf(course).filter((item) => item.id === id)
  return items
    .filter((item) => course.modules.some((each) => each.items.includes(item) && isShown(each, item)))
    .map((item: Item<Local>) => context.number('module', item.type, item.id))
}
