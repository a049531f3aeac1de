import {type FileToParse, parseFile} from '../gather/parsed.js'
import {type Counter, taken} from './turns.js'

/**
 * Parses what nobody else has begun. The results are given as JSON, as a cache keeps them: it is read in less time than
 * their trees would take to be copied.
 */
export const parseShare = ({
  files,
  counter,
}: {
  readonly files: readonly FileToParse[]
  readonly counter: Counter
}): readonly (readonly [number, string])[] => {
  const parsed: [number, string][] = []
  for (const [index, {part, file}] of taken(files, counter)) parsed.push([index, JSON.stringify(parseFile(part, file))])
  return parsed
}
