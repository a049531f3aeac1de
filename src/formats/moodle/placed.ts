import type {Item, Module} from '../../model/course.js'
import type {Local} from '../../model/text.js'
import {conditionsOf} from './availability.js'
import {type Context, isShown} from './context.js'
import {endOfDay} from './dates.js'
import {idNumber} from './identity.js'

/** What an item’s place in the course says of its activity. `own`: dates for which its activity has columns. */
export const placed = (
  context: Context,
  module: Module<Local>,
  item: Item<Local>,
  own: {readonly opens: boolean; readonly closes: boolean},
) => {
  const {due} = item.placement
  return {
    kind: item.type,
    id: item.id,
    title: item.title,
    idnumber: idNumber(item.id),
    visible: isShown(module, item),
    availability: conditionsOf(context, item.placement, own),
    ...(due === undefined ? {} : {expected: endOfDay(context.options, due)}),
  }
}
