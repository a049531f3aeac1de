import {inc} from 'semver'
import type {Change} from './changes.js'
import {changesBetween} from './changes.js'
import type {Snapshot} from './snapshot.js'
import {upgradeDamage} from './upgrade.js'

/** Which part of the version an update raises. */
export type Step = 'major' | 'minor' | 'patch'

export interface Bump {
  readonly step: Step
  readonly version: string
  /** What asks for it: a sentence. */
  readonly reason: string
}

/**
 * The version that what changed asks for: major where learners who have begun lose something or would be marked otherwise,
 * minor where something comes or goes or a setting changes, patch for words alone. Undefined where nothing changed.
 */
export const proposeBump = (before: Snapshot, after: Snapshot): Bump | undefined => {
  const changes = changesBetween(before, after)
  if (changes.length === 0) return undefined
  const harm = upgradeDamage(before, after, new Set(['player', 'canvas', 'copies'])).find(
    (damage) => damage.harms && !['same-version', 'older-version'].includes(damage.class),
  )
  const structural = changes.find(isStructural)
  const [step, reason]: readonly [Step, string] = harm
    ? ['major', `${harm.class} of ${harm.name}: ${harm.cost[0]}`]
    : structural
      ? [
          'minor',
          `${structural.name} is ${structural.kind === 'set' ? `set otherwise (${structural.setting})` : structural.kind}.`,
        ]
      : ['patch', 'Only words have changed.']
  return {step, version: inc(before.course.version, step) ?? before.course.version, reason}
}

const isStructural = ({kind}: Change): boolean => kind === 'added' || kind === 'removed' || kind === 'set'
