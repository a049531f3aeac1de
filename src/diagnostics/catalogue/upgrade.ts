import type {DamageClass} from '../../model/damage.js'
import type {Entry} from '../diagnostic.js'
import {warning} from './entry.js'

/** What is known of a thing that an update touches. */
type Touched = {
  /** As `accept` names it. */
  thing: string
  title: string
  before: string
  after: string
  cost: readonly string[]
  since: string
  harms: boolean
}

/** Learners who have begun would lose by it: an error, unless only a careful author wants to know. */
const touched = (name: DamageClass, message: (facts: Touched) => string, why: string): Entry<Touched> => ({
  severity: ({harms}) => (harms ? 'error' : 'warning'),
  message,
  fix: ({cost, thing, since}) =>
    `${cost.join(' ')} If it is meant, add to “accept:” in course.yaml: {code: upgrade/${name}, of: ${thing}, since: ${since}, reason: …}.`,
  why,
})

const changed =
  (what: string) =>
  ({thing, title, before, after}: Touched): string =>
    `${what} of ${thing} (“${title}”) was ${quoted(before)} and is ${quoted(after)}.`

const quoted = (text: string): string => `“${text.length > 120 ? `${text.slice(0, 119)}…` : text}”`

const vanished =
  (what: string) =>
  ({thing, before}: Touched): string =>
    `${what} ${thing} (“${before}”) was in the last release and is gone.`

const progress = 'Whoever uploads the new package over the old one must not take progress from learners unawares.'
const marks = 'Learners who answered before the update would be marked otherwise than those who answer after it.'

/** Findings about an update: what putting this course over its last release would do to learners who have begun. */
export const upgradeEntries = {
  'upgrade/other-course': touched(
    'other-course',
    ({before, after}) => `The release is of the course “${before}”, and this is “${after}”.`,
    'The id of a course is permanent: all identifiers in packages are derived from it.',
  ),
  'upgrade/same-version': touched(
    'same-version',
    ({before}) => `The course differs from its release ${before} and has the same version.`,
    'A version that means two things cannot be supported: raise “version:” with each release.',
  ),
  'upgrade/older-version': touched(
    'older-version',
    ({before, after}) => `The release is ${before}, and this is ${after}.`,
    progress,
  ),
  'upgrade/item-removed': touched('item-removed', vanished('The item'), progress),
  'upgrade/question-removed': touched('question-removed', vanished('The question'), progress),
  'upgrade/part-removed': touched('part-removed', vanished('The part'), progress),
  'upgrade/renumbered': touched('renumbered', changed('The permanent number'), progress),
  'upgrade/state-layout': touched(
    'state-layout',
    ({before, after}) => `The player codes what learners did in layout ${after}, and cannot read layout ${before}.`,
    progress,
  ),
  'upgrade/type-changed': touched('type-changed', changed('The type'), progress),
  'upgrade/key-changed': touched('key-changed', changed('The key'), marks),
  'upgrade/points-changed': touched('points-changed', changed('What is to be earned'), marks),
  'upgrade/mode-changed': touched('mode-changed', changed('The mode'), marks),
  'upgrade/pass-mark-changed': touched('pass-mark-changed', changed('The pass mark'), marks),
  'upgrade/weight-changed': touched('weight-changed', changed('The weight'), marks),
  'upgrade/length-changed': touched('length-changed', changed('The number of questions'), marks),
  'upgrade/attempts-changed': touched('attempts-changed', changed('The number of attempts'), marks),
  'upgrade/time-limit-changed': touched('time-limit-changed', changed('The time limit'), marks),
  'upgrade/completion-changed': touched('completion-changed', changed('The rule of completion'), progress),
  'upgrade/access-changed': touched('access-changed', changed('Who may open it, and when,'), progress),
  'upgrade/accept-unused': warning<{code: string; of: string; since: string}>(
    ({code, of, since}) => `Nothing of this course is ${code} for ${of} since ${since}.`,
    () => 'Take the entry off “accept:”, or name the thing as the finding does.',
    'What was accepted for one update must not hide the damage of the next.',
  ),
}
