import type {PlayerCourse} from '../../../model/player.js'
import {higher} from '../../session/outcome.js'
import type {Outcome} from '../../session/progress.js'
import {stateLimits} from '../../state/bound.js'
import type {Image, Opening} from '../record.js'
import type {Family} from './find.js'
import {decimal} from './format.js'

type Get = (element: string) => string
type Element = readonly [element: string, value: string]

/** What differs between the families of SCORM, apart from the names of the calls. */
export interface Dialect {
  readonly family: Family
  /** Characters of `cmi.suspend_data`. */
  readonly stateLimit: number
  readonly state: string
  readonly location: string
  readonly sessionTime: string
  readonly exit: string
  /** Where the raw score lies; for finding it again at launch. */
  readonly raw: string
  /** Values that an LMS lost because a commit failed are not sent again by it; see `detour`. */
  readonly forgets: boolean
  /** At most eight reads: each is a journey to the server in Sakai. `held` is told what was read. */
  read(get: Get): Omit<Opening, 'reading' | 'notices' | 'location'>
  score(score: number): readonly Element[]
  outcome(outcome: Outcome, share: number): readonly Element[]
  leave(outcome: Outcome, course: PlayerCourse): string
  /** Another value of the same rank for a value that may be lost, so that setting the right one again is a change; else undefined. */
  detour(element: string, value: string, mastery?: number): string | undefined
}

const nothing: Outcome = {complete: false, success: 'unknown', status: 'incomplete'}

/** Anything but review and browse is normal: Open edX returns an empty mode. */
const modeOf = (mode: string): Opening['mode'] => (mode === 'review' || mode === 'browse' ? mode : 'normal')

const scoreOf = (raw: string): number | null => {
  const score = raw.trim() === '' ? Number.NaN : Number(raw)
  return score >= 0 && score <= 100 ? score : null
}

/** `{lang=de}Mustermann, Erika` is a name with its language before it. */
const nameOf = (name: string): string => name.replace(/^\{lang=[^}]*\}/, '').trim()

const optional = <K extends string, V>(key: K, value: V | undefined): {readonly [P in K]?: V} =>
  (value === undefined || value === '' ? {} : {[key]: value}) as {readonly [P in K]?: V}

/** A demanded score of 0 is no demand: some LMSs write it where the manifest says nothing. */
const demand = (percent: number): number | undefined => (percent > 0 && percent <= 100 ? percent : undefined)

const scorm12: Dialect = {
  family: '1.2',
  stateLimit: stateLimits['scorm-1.2'],
  state: 'cmi.suspend_data',
  location: 'cmi.core.lesson_location',
  sessionTime: 'cmi.core.session_time',
  exit: 'cmi.core.exit',
  raw: 'cmi.core.score.raw',
  forgets: true,
  read: (get) => {
    const mode = modeOf(get('cmi.core.lesson_mode'))
    const status = get('cmi.core.lesson_status')
    const rank = status === 'passed' || status === 'completed' || status === 'failed' ? status : 'incomplete'
    const mastery = get('cmi.student_data.mastery_score')
    return {
      mode,
      ...optional('learner', nameOf(get('cmi.core.student_name'))),
      ...optional('mastery', mastery.trim() === '' ? undefined : demand(Number(mastery))),
      outcome: {
        complete: rank === 'passed' || rank === 'completed',
        success: rank === 'passed' || rank === 'failed' ? rank : 'unknown',
        status: rank,
      },
      score: scoreOf(get('cmi.core.score.raw')),
    }
  },
  score: (score) => [
    ['cmi.core.score.min', '0'],
    ['cmi.core.score.max', '100'],
    ['cmi.core.score.raw', decimal(score)],
  ],
  outcome: ({status}) => [['cmi.core.lesson_status', status]],
  // `normal` is no word of 1.2, and `logout` logs the learner out of some systems.
  leave: ({complete}, course) => (complete && course.exitWhenComplete === 'normal' ? '' : 'suspend'),
  detour: (element, value) => {
    if (element === 'cmi.core.lesson_status') return {passed: 'completed', completed: 'passed'}[value]
    if (element !== 'cmi.core.score.raw') return undefined
    // Upwards, except from the top: no LMS may see a lower score than the learner has, however shortly.
    return decimal(Number(value) >= 99.995 ? 99.99 : Number(value) + 0.01)
  },
}

const scorm2004: Dialect = {
  family: '2004',
  stateLimit: stateLimits['scorm-2004'],
  state: 'cmi.suspend_data',
  location: 'cmi.location',
  sessionTime: 'cmi.session_time',
  exit: 'cmi.exit',
  raw: 'cmi.score.raw',
  forgets: false,
  read: (get) => {
    const mode = modeOf(get('cmi.mode'))
    const complete = get('cmi.completion_status') === 'completed'
    const success = get('cmi.success_status')
    const mastery = get('cmi.scaled_passing_score')
    const found: Outcome = {
      complete,
      success: success === 'passed' || success === 'failed' ? success : 'unknown',
      status: success === 'passed' || success === 'failed' ? success : complete ? 'completed' : 'incomplete',
    }
    return {
      mode,
      ...optional('learner', nameOf(get('cmi.learner_name'))),
      ...optional('mastery', mastery.trim() === '' ? undefined : demand(Number(mastery) * 100)),
      outcome: higher(nothing, found),
      score: scoreOf(get('cmi.score.raw')),
    }
  },
  score: (score) => [
    ['cmi.score.min', '0'],
    ['cmi.score.max', '100'],
    ['cmi.score.raw', decimal(score)],
    ['cmi.score.scaled', decimal(score / 100, 4)],
  ],
  outcome: ({complete, success}, share) => [
    ['cmi.progress_measure', decimal(share)],
    ...(success === 'unknown' ? [] : [['cmi.success_status', success] as const]),
    ['cmi.completion_status', complete ? 'completed' : 'incomplete'],
  ],
  leave: ({complete}, course) => (complete ? course.exitWhenComplete : 'suspend'),
  detour: () => undefined,
}

export const dialects: Readonly<Record<Family, Dialect>> = {'1.2': scorm12, '2004': scorm2004}

/** The elements that say what the image says, apart from the state, in the order in which they are set: score before status. */
export const valuesOf = (
  dialect: Dialect,
  {progress, share, location}: Image,
  course: PlayerCourse,
): readonly Element[] => [
  ...(location === '' ? [] : [[dialect.location, location.slice(0, 255)] as const]),
  ...(progress.score === null ? [] : dialect.score(progress.score)),
  ...dialect.outcome(progress.outcome, share),
  [dialect.exit, dialect.leave(progress.outcome, course)],
]
