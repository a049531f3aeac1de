import type {Item} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import type {Grade} from './activity.js'
import type {Context} from './context.js'

/** Whether the marks of an item count in the course. */
export const isMarked = (item: Item<Local>): boolean => {
  if (item.type === 'quiz') return item.mode === 'graded'
  return (
    item.type === 'assignment' || ((item.type === 'discussion' || item.type === 'tool') && item.points !== undefined)
  )
}

/** Whether an item has marks that count nowhere: it is in no group, and the groups share the total among them. */
export const isGroupless = ({course}: Pick<Context, 'course'>, item: Item<Local>): boolean =>
  course.groups.length > 0 && isMarked(item) && item.placement.group === undefined

/** The grade of an item in the gradebook. Practice is there, and counts nothing. */
export const gradeOf = (
  context: Context,
  item: Item<Local>,
  {max, pass = 0, weight = 1, number = 0}: {max: number; pass?: number; weight?: number; number?: Grade['item']},
): Grade => {
  const {group} = item.placement
  const counts = isMarked(item) && !isGroupless(context, item)
  return {max, pass, weight: counts ? weight : 0, item: number, ...(counts && group !== undefined ? {group} : {})}
}
