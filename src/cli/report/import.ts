import type {ImportLoss} from '../../profiles/import.js'
import {paint} from './paint.js'

/** What a system would do to a course, the same thing once with all the places where it happens. */
export const importText = (folder: string, system: string, losses: readonly ImportLoss[]): string => {
  if (losses.length === 0) return `${system} takes all of ${folder} as it is.\n\n`
  const groups = new Map<string, [ImportLoss, ...ImportLoss[]]>()
  for (const loss of losses) {
    const key = JSON.stringify([loss.format, loss.feature, loss.kind, loss.what, loss.remedy])
    const group = groups.get(key)
    if (group) group.push(loss)
    else groups.set(key, [loss])
  }
  const blocks = [...groups.values()].map((group) => {
    const [{format, kind, feature, what, why, remedy, source}] = group
    const colour = kind === 'dropped' ? paint.red : kind === 'degraded' ? paint.yellow : paint.cyan
    return [
      `${colour(kind)}  ${what} ${paint.dim(`(${format}, ${feature})`)}`,
      `  ${why} ${paint.dim(source)}`,
      `  ${paint.bold('Do:')} ${remedy}`,
      ...group.map(({place, item}) => `  ${folder}/${place.file}:${place.line}  ${item?.title ?? ''}`.trimEnd()),
      '',
    ].join('\n')
  })
  return `${paint.bold(`${folder} in ${system}`)}\n\n${blocks.join('\n')}\n`
}
