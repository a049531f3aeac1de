import type {Placement} from '../../model/course.js'
import type {XmlChild} from '../_xml/write.js'
import type {Options} from './options.js'

/** `due_at`, `lock_at` and `unlock_at`: UTC without an offset (canvas-lms, lib/cc/cc_helper.rb:29). */
export const dates = ({start}: Options, {opens, due, closes}: Placement): readonly XmlChild[] => {
  if (start === undefined) return []
  const on = (name: string, day: number | undefined, time: string): XmlChild =>
    day !== undefined && [name, {}, `${dayAfter(start, day)}T${time}`]
  return [on('due_at', due, endOfDay), on('lock_at', closes, endOfDay), on('unlock_at', opens, '00:00:00')]
}

export const hasDates = ({opens, due, closes}: Placement): boolean =>
  [opens, due, closes].some((day) => day !== undefined)

const endOfDay = '23:59:59'

const dayAfter = (start: string, days: number): string =>
  new Date(Date.parse(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
