import type {Unkept} from '../../import/draft.js'
import {paint} from './paint.js'

/** What an import did not keep: the same thing once, with all the items where it happened. */
export const unkeptText = (unkept: readonly Unkept[]): string => {
  const groups = new Map<string, [Unkept, ...Unkept[]]>()
  for (const one of unkept) {
    const key = JSON.stringify([one.feature, one.kind, one.what])
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return [...groups.values()]
    .map((group) => {
      const [{kind, what, why, remedy, feature}] = group
      const colour = kind === 'dropped' ? paint.red : kind === 'degraded' ? paint.yellow : paint.cyan
      const items = group.flatMap(({item, file}) =>
        item ? [`  ${item.type} “${item.title}” ${paint.dim(`(${file})`)}`] : [],
      )
      const more = items.length > most ? [`  and ${items.length - most} more`] : []
      return [
        `${colour(kind)}  ${what} ${paint.dim(`(${feature})`)}`,
        `  ${why} ${remedy}`,
        ...items.slice(0, most),
        ...more,
        '',
        '',
      ].join('\n')
    })
    .join('')
}

/** With `--reporter json` all of them are named. */
const most = 10
