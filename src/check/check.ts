import type {Diagnostic} from '../diagnostics/diagnostic.js'
import type {Gathered} from '../gather/gather.js'
import type {Media} from '../model/course.js'
import {checkContext} from './context.js'
import {rules} from './rules/index.js'

/** Judges a course by every rule. */
export const check = (gathered: Gathered, media: ReadonlyMap<string, Media>): readonly Diagnostic[] => {
  const context = checkContext(gathered, media)
  return rules.flatMap((rule) => [...rule.check(context)])
}
