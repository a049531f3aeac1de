import type {InteractionReport, PlayerCourse} from '../../../model/player.js'
import {decodeState, encodeState} from '../../state/state.js'
import type {LearnerRecord, Opening, RecordHost} from '../record.js'
import {callsOf} from './calls.js'
import {dialects, elementsOf} from './dialect.js'
import type {FoundApi} from './find.js'
import {timespan} from './format.js'
import {interaction, type TimedReport} from './interactions.js'
import type {Line} from './probe.js'

/** Milliseconds. */
const pause = {
  /** Between two commits, at least. */
  commits: 1000,
  /** After a change, for more of them to come. */
  urgent: 100,
  change: 400,
  /** Between commits without a change, which keep time and the LMS's session. */
  beat: 60000,
  /** Before another try after failures: the last one repeats. */
  retry: [2000, 4000, 8000, 15000, 30000, 60000],
  /** Interactions are written so long at a time: an LMS may take a journey to its server for each value. */
  writing: 200,
} as const

interface Pending {
  readonly report: TimedReport
  /** Where it was written; undefined: not yet, or lost. */
  index?: number
  /** The count of sets when it was written. */
  written?: number
}

/**
 * The record in an LMS by SCORM. `null`: the LMS refuses to start a session. Starts the session, and reads.
 *
 * What should be there (the image) is compared with what was set; differences are set and committed. Nothing counts as
 * saved before a commit has succeeded and the line was seen to be open after it.
 */
export const openScorm = (course: PlayerCourse, found: FoundApi, probe: () => Promise<Line>): LearnerRecord | null => {
  const dialect = dialects[found.family]
  const calls = callsOf(found)
  const begun = performance.now()
  if (!calls.initialize()) return null

  /** What the LMS holds as far as we know. */
  const held = new Map<string, string>()
  const get = (element: string): string => {
    const value = calls.get(element)
    held.set(element, value)
    return value
  }
  const facts = dialect.read(get)
  const kept = get(dialect.state)
  const reading = decodeState(kept, course)
  const opening: Opening = {...facts, reading, location: reading.progress ? '' : get(dialect.location), notices: []}
  const writes = opening.mode === 'normal'

  /** Which set, counted from the launch, gave an element its value; everything up to `sure` has arrived. */
  const setBy = new Map<string, number>()
  const unsupported = new Set<string>()
  const refused = new Map<string, string>()
  let sets = 0
  let sure = 0
  /** Everything up to this set went out with a commit that claimed success; a probe may still show that it did not arrive. */
  let claimed = 0
  /** Counts commits, so that what a slow probe finds is not taken for the fate of a later commit. */
  let turn = 0
  let limit = dialect.stateLimit
  let host: RecordHost | undefined
  let pending: Pending[] = []
  let closed = false
  let failures = 0
  let doubt = false
  let changes = false
  let lastCommit = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Number.POSITIVE_INFINITY

  const schedule = (delay: number): void => {
    if (closed || !writes) return
    const at = Math.max(performance.now() + delay, lastCommit + pause.commits)
    if (at >= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(flush, at - performance.now())
  }

  const set = (element: string, value: string): boolean => {
    if (held.get(element) === value || unsupported.has(element) || refused.get(element) === value) return false
    const result = calls.set(element, value)
    if (result === 'unsupported') unsupported.add(element)
    if (result === 'refused') refused.set(element, value)
    if (result === 'done') {
      sets += 1
      held.set(element, value)
      setBy.set(element, sets)
      refused.delete(element)
    }
    return result === 'done'
  }

  /** Sets what differs; says whether anything did. `anew`: with a new revision, so that the state differs for certain. */
  const writeImage = (session: RecordHost, anew: boolean): boolean => {
    const before = sets
    const image = session.image(anew)
    const state = (): string | null =>
      image.revision === reading.revision && held.get(dialect.state) === kept ? kept : encodeState(image.progress, course, image, limit)
    let wanted = state()
    if (wanted !== null && wanted.length > 4000 && refused.get(dialect.state) === wanted) {
      // SCORM 2004 2nd Edition and some LMSs of today stop at 4000.
      limit = 4000
      wanted = state()
    }
    for (const [element, value] of elementsOf(dialect, image, wanted, course)) set(element, value)
    return sets > before
  }

  const writeReports = (session: RecordHost, all: boolean): void => {
    if (unsupported.has('cmi.interactions')) pending = []
    const until = performance.now() + pause.writing
    for (const entry of pending) {
      if (entry.index !== undefined) continue
      if (!all && performance.now() > until) break
      const index = nextIndex(session)
      for (const [element, value] of interaction(entry.report, dialect.family)) {
        const result = calls.set(`cmi.interactions.${index}.${element}`, value)
        if (element === 'id' && result !== 'done') {
          // An optional part of the standard: without it there are no interactions, and nobody is told twice.
          if (result === 'unsupported') unsupported.add('cmi.interactions')
          return
        }
      }
      sets += 1
      entry.index = index
      entry.written = sets
      count = index + 1
      session.reported(count)
    }
  }
  let count: number | undefined
  /** The LMS's own count, or where it keeps none (Open edX), ours. */
  const nextIndex = (session: RecordHost): number => {
    if (count === undefined) {
      const theirs = calls.get('cmi.interactions._count')
      count = /^\d+$/.test(theirs) ? Number(theirs) : session.image().progress.reported
    }
    return count
  }

  const writeTime = (): void => {
    calls.set(dialect.sessionTime, timespan((performance.now() - begun) / 1000, dialect.family))
  }

  const commit = (): boolean => {
    lastCommit = performance.now()
    return calls.commit()
  }
  const dirty = (): boolean => changes || pending.length > 0 || doubt

  const flush = (): void => {
    clearTimeout(timer)
    due = Number.POSITIVE_INFINITY
    if (closed || !writes || !host) return
    const session = host
    if (failures > 0) {
      probe().then((line) => (line === 'open' || line === 'unknown' ? write(session) : failed(session, line)))
    } else write(session)
  }

  const write = (session: RecordHost): void => {
    if (closed) return
    session.saveState(failures > 0 ? 'not-saved' : 'saving')
    const detoured = doubt && dialect.forgets && writeDetour(session)
    if (!detoured) {
      changes = false
      const changed = writeImage(session, doubt)
      // In an LMS that forgets, interactions ride behind a commit that has arrived, never in one that may be lost.
      if (!dialect.forgets || !(changed || doubt)) writeReports(session, false)
    }
    writeTime()
    const upTo = sets
    turn += 1
    const mine = turn
    if (!commit()) return failed(session, calls.threw() ? 'dead' : undefined)
    claimed = upTo
    if (detoured) {
      doubt = false
      return schedule(0)
    }
    probe().then((line) => {
      if (closed || mine !== turn) return
      if (line === 'dead' || line === 'expired') return failed(session, line)
      arrived(session, upTo)
    })
  }

  const arrived = (session: RecordHost, upTo: number): void => {
    sure = Math.max(sure, upTo)
    failures = 0
    doubt = false
    pending = pending.filter((entry) => entry.written === undefined || entry.written > sure)
    for (const key of lineNotices) session.notice(key, false)
    if (due === Number.POSITIVE_INFINITY) session.saveState('saved')
    schedule(pending.some((entry) => entry.index === undefined) ? pause.urgent : pause.beat)
  }

  const failed = (session: RecordHost, line?: Line): void => {
    const wait = pause.retry[Math.min(failures, pause.retry.length - 1)] ?? 60000
    failures += 1
    doubt = true
    // What a forgetting LMS has lost with this commit is written again behind it; others still hold it.
    if (dialect.forgets)
      for (const entry of pending)
        if (line !== undefined || (entry.written ?? 0) > claimed) {
          delete entry.index
          delete entry.written
        }
    session.saveState('not-saved')
    const gone = calls.threw() || isGone(found.home)
    const key = gone ? 'player.window-gone' : line === 'expired' ? 'player.session-expired' : 'player.not-saved'
    for (const other of lineNotices) session.notice(other, other === key)
    schedule(wait)
  }

  /** Gives values that may be lost another value of equal rank, so that the right one is a change again. */
  const writeDetour = (session: RecordHost): boolean => {
    let taken = false
    for (const [element, value] of elementsOf(dialect, session.image(), null, course)) {
      if ((setBy.get(element) ?? 0) <= sure) continue
      const other = dialect.detour(element, value)
      if (other !== undefined && held.get(element) === value) taken = set(element, other) || taken
    }
    return taken
  }

  return {
    kind: 'lms',
    opening,
    start(session) {
      host = session
      if (writes) write(session)
      // Without this, an LMS of SCORM 2004 begins a blank attempt at the next launch.
      else calls.set(dialect.exit, 'suspend')
    },
    changed: (urgent) => {
      changes = true
      schedule(urgent ? pause.urgent : pause.change)
    },
    report(reports: readonly InteractionReport[]) {
      const at = new Date()
      pending.push(...reports.map((report) => ({report: {...report, at}})))
      schedule(pause.urgent)
    },
    save: () => schedule(0),
    hide: (leaving) => {
      if (closed || !writes || !host) return
      const rested = performance.now() - lastCommit >= pause.commits
      // There is no time for a probe any more; a commit on top of a recent one only where something would be lost.
      if (rested || (leaving && dirty())) write(host)
    },
    close() {
      if (closed) return
      clearTimeout(timer)
      if (writes && host) {
        if (doubt && dialect.forgets && writeDetour(host)) commit()
        const before = sets
        writeImage(host, doubt)
        writeReports(host, true)
        writeImage(host, false)
        writeTime()
        // The end of a session saves as well; a commit before it is for LMSs that forget to.
        if (sets > before || doubt || performance.now() - lastCommit >= pause.commits) commit()
      }
      closed = true
      calls.terminate()
      host?.saveState('nowhere')
    },
    clear() {},
  }
}

const lineNotices = ['player.window-gone', 'player.session-expired', 'player.not-saved']

const isGone = (home: Window): boolean => {
  try {
    return home.closed
  } catch {
    return true
  }
}
