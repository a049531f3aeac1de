import {CommandError} from './command-error.js'

/**
 * Every nth of a list, beginning with the ith: `2/4` is the second of four parts. Together the parts are the whole, and
 * neighbours, which are often alike in size, go to different parts.
 */
export const shardOf = <T>(list: readonly T[], shard: string | undefined): readonly T[] => {
  if (shard === undefined) return list
  const [, part, parts] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(shard) ?? []
  if (part === undefined || parts === undefined || Number(part) > Number(parts))
    throw new CommandError(`“${shard}” is no part: write 2/4 for the second of four.`)
  return list.filter((_, index) => index % Number(parts) === Number(part) - 1)
}
