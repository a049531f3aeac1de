import {compare as compareVersions} from 'semver'
import type {DamageClass} from '../model/damage.js'
import {type Change, changesBetween} from './changes.js'
import type {Held, Snapshot} from './snapshot.js'

/** How an LMS keeps what learners did: in the state of our player, in items that a re-import updates, or in copies. */
export type Keeping = 'player' | 'canvas' | 'copies'

/**
 * Where a format leaves the learner's record. What arrives as a copy, such as a restored backup, leaves the items of the
 * earlier release and all their attempts as they are.
 */
export const keepingOf = (format: string): Keeping =>
  format === 'html' || format.startsWith('scorm-') ? 'player' : format === 'canvas' ? 'canvas' : 'copies'

/** What an update would do to learners who have begun. */
export interface Damage {
  readonly class: DamageClass
  /** The thing; see `Held`. */
  readonly name: string
  readonly title: string
  readonly before: string
  readonly after: string
  /** What it costs whom, a sentence for each way in which records are kept. */
  readonly cost: readonly string[]
  /** Progress, marks or answers of learners are touched. Otherwise a careful author knows of it, and no more. */
  readonly harms: boolean
}

/** What stands in the way of putting the newer release over the older one, for records that are kept in these ways. */
export const upgradeDamage = (before: Snapshot, after: Snapshot, keepings: ReadonlySet<Keeping>): readonly Damage[] => {
  const {course: old} = before
  const {course: now} = after
  if (old.id !== now.id) return [ofCourse('other-course', now.title, old.id, now.id, costs['other-course'])]
  const changes = changesBetween(before, after)
  const order = compareVersions(old.version, now.version)
  const version: Damage[] =
    order > 0
      ? [ofCourse('older-version', now.title, old.version, now.version, costs['older-version'])]
      : order === 0 && changes.length > 0
        ? [ofCourse('same-version', now.title, old.version, now.version, costs['same-version'])]
        : []
  const graded = gradedOwners(after, before)
  const removed = new Set(changes.flatMap((change) => (change.kind === 'removed' ? [change.name] : [])))
  const layout =
    before.state && after.state && keepings.has('player') && !after.state.reads.includes(before.state.writes)
      ? [
          ofCourse(
            'state-layout',
            now.title,
            String(before.state.writes),
            String(after.state.writes),
            costs['state-layout'],
          ),
        ]
      : []
  return [...version, ...layout, ...changes.flatMap((change) => damageOf(change, {graded, removed, keepings}))]
}

interface Circumstances {
  /** Ids of the quizzes and banks whose questions count. */
  readonly graded: ReadonlySet<string>
  readonly removed: ReadonlySet<string>
  readonly keepings: ReadonlySet<Keeping>
}

const damageOf = (change: Change, circumstances: Circumstances): readonly Damage[] => {
  const found = classOf(change, circumstances)
  if (!found) return []
  const cost = Object.entries(costs[found.class]).flatMap(([keeping, text]) =>
    circumstances.keepings.has(keeping as Keeping) ? [text] : [],
  )
  if (cost.length === 0) return []
  const {name, title} = change
  return [{...found, name, title, cost}]
}

type Found = Pick<Damage, 'class' | 'before' | 'after' | 'harms'>

const classOf = (change: Change, {graded, removed, keepings}: Circumstances): Found | undefined => {
  const [kind, owner = '', question = ''] = change.name.split('/')
  const counts = graded.has(owner)
  const inPlayer = keepings.has('player')
  switch (change.kind) {
    case 'removed':
      // What goes with its owner is reported with the owner alone.
      if (kind === 'item') return isLearned(change.held) ? gone('item-removed', change.title, inPlayer) : undefined
      if (kind === 'question')
        return removed.has(`item/${owner}`) || removed.has(`bank/${owner}`)
          ? undefined
          : gone('question-removed', change.title, inPlayer && counts)
      if (kind === 'part')
        return removed.has(`question/${owner}/${question}`) ||
          removed.has(`item/${owner}`) ||
          removed.has(`bank/${owner}`)
          ? undefined
          : gone('part-removed', change.title, inPlayer && counts)
      return undefined
    case 'renumbered':
      return {class: 'renumbered', before: String(change.before), after: String(change.after), harms: true}
    case 'set':
      return settingClass(change, {kind: kind ?? '', counts})
    case 'added':
    case 'renamed':
    case 'rewritten':
      return undefined
  }
}

const gone = (name: DamageClass, title: string, harms: boolean): Found => ({
  class: name,
  before: title,
  after: '',
  harms,
})

const settingClass = (
  {setting, before = 'none', after = 'none'}: Change & {readonly kind: 'set'},
  {kind, counts}: {readonly kind: string; readonly counts: boolean},
): Found | undefined => {
  const as = (name: DamageClass, harms: boolean): Found => ({class: name, before, after, harms})
  if (kind === 'question') {
    if (setting === 'type') return as('type-changed', true)
    if (setting === 'key') return as('key-changed', counts)
    return setting === 'points' ? as('points-changed', counts) : undefined
  }
  if (kind === 'course') return setting === 'completion' ? as('completion-changed', false) : undefined
  switch (setting) {
    case 'type':
      return as('type-changed', true)
    case 'mode':
      return as('mode-changed', true)
    case 'pass-mark':
      return counts ? as('pass-mark-changed', Number(after) > Number(before)) : undefined
    case 'weight':
      return counts ? as('weight-changed', true) : undefined
    case 'length':
    case 'draws':
      return as('length-changed', counts)
    case 'attempts':
      return as('attempts-changed', numberOf(after) < numberOf(before))
    case 'time-limit':
      return counts ? as('time-limit-changed', false) : undefined
    case 'points':
    case 'rubric':
      return as('points-changed', true)
    case 'hidden':
    case 'audience':
    case 'requires':
      return as('access-changed', false)
    default:
      return undefined
  }
}

const numberOf = (attempts: string): number => (attempts === 'unlimited' ? Number.POSITIVE_INFINITY : Number(attempts))

/** Links and tools keep no progress of ours. */
const isLearned = ({settings}: Held): boolean => settings.type !== 'link' && settings.type !== 'tool'

/** Graded quizzes, and the banks that they draw from. */
const gradedOwners = (...snapshots: readonly Snapshot[]): ReadonlySet<string> =>
  new Set(
    snapshots.flatMap(({held}) =>
      held
        .filter(({settings}) => settings.mode === 'graded')
        .flatMap(({name, settings}) => [
          name.slice('item/'.length),
          ...(settings.draws ?? '').split(', ').map((draw) => draw.replace(/^\d+ of /, '')),
        ]),
    ),
  )

const ofCourse = (
  name: DamageClass,
  title: string,
  before: string,
  after: string,
  cost: Readonly<Partial<Record<Keeping, string>>>,
): Damage => ({class: name, name: 'course', title, before, after, cost: Object.values(cost), harms: true})

/**
 * What each class costs, by how records are kept. For the player see `runtime/session/progress` (`fitProgress`) and
 * `outcome`; for Canvas `app/models/importers/quiz_importer.rb` and `context_module_importer.rb` (as read in 2017: items
 * and questions are found again by their migration id and updated, and none is removed; an attempt that was handed in
 * keeps its own copy of the questions).
 */
const costs: Readonly<Record<DamageClass, Readonly<Partial<Record<Keeping, string>>>>> = {
  'other-course': {
    player:
      'An LMS takes it for another course: Moodle deletes the attempts of the SCO whose identifier is gone (5.1, mod/scorm/datamodels/scormlib.php:710), and its state is not read.',
    canvas: 'Canvas adds every item again beside the old ones.',
  },
  'same-version': {
    player: 'Nobody can tell which of the two a learner has, and learners are not told that the course was updated.',
  },
  'older-version': {
    player: 'A learner who began the later version would go back; what only that one has is lost.',
  },
  'item-removed': {
    player: 'Learners lose their progress in it; if it was graded, its marks no longer count.',
    canvas: 'Canvas removes nothing on a re-import: delete the item there by hand.',
  },
  'question-removed': {
    player: 'Learners lose their answer to it. Attempts that were handed in keep their score.',
    canvas: 'Canvas removes nothing on a re-import: the question stays in the quiz until it is deleted there by hand.',
  },
  'part-removed': {
    player: 'Answers that picked it are lost. Attempts that were handed in keep their score.',
    canvas: 'Attempts that were handed in keep it; attempts under way lose it.',
  },
  renumbered: {
    player: 'Old answers and progress would be resumed into other things: the ledger was changed by hand.',
  },
  'state-layout': {
    player:
      'What learners did cannot be read: all begin again on an empty course. Status and score in the LMS stay as they are.',
  },
  'type-changed': {
    player: 'Answers of the old type cannot be read as the new one and are lost.',
    canvas: 'Attempts that were handed in keep the old question; a re-import makes it another one for all others.',
  },
  'key-changed': {
    player: 'Attempts that were handed in keep marks that the new key would not give; nobody can regrade them.',
    canvas: 'Attempts that were handed in keep their marks: regrade the quiz in Canvas.',
  },
  'points-changed': {
    player: 'Attempts that were handed in keep a score that was made of other points.',
    canvas: 'Marks that were given stay as they are, out of other points: regrade in Canvas.',
  },
  'mode-changed': {
    player: 'What was practice counts now, or what counted does no longer: the score of the course changes.',
    canvas: 'The quiz gets, or loses, its column in the gradebook.',
  },
  'pass-mark-changed': {
    player:
      'Who has passed stays passed. Everybody else is judged by the new mark, also for attempts that were handed in.',
    canvas: 'Module requirements are judged by the new mark.',
  },
  'weight-changed': {
    player: 'The score of the course is reckoned anew from the marks there are; the best one reported stays.',
    canvas: 'Final marks are reckoned anew.',
  },
  'length-changed': {
    player: 'Attempts under way ask other questions than they began with. Those handed in keep their score.',
    canvas: 'Attempts under way keep the questions that they began with; later ones are out of another total.',
  },
  'attempts-changed': {
    player: 'Learners who used up the old number get more, or have no attempt left.',
    canvas: 'Learners who used up the old number get more, or have no attempt left.',
  },
  'time-limit-changed': {
    player: 'Attempts under way are timed by the new limit.',
    canvas: 'Attempts that begin from now on are timed by the new limit.',
  },
  'completion-changed': {
    player: 'Who has completed the course stays so. Everybody else is judged by the new rule.',
  },
  'access-changed': {
    canvas: 'The new conditions hold for learners who have begun, too.',
    player: 'Pages may come or go for learners who have begun.',
  },
}
