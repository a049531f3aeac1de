import type {PlayerCourse} from '../../../model/player.js'
import {isPressed, type Press} from '../../state/pack.js'
import {decodeState, encodeState} from '../../state/state.js'
import type {Image, LearnerRecord, Opening, RecordHost} from '../record.js'
import {dropUnsaved, keepUnsaved, newest} from './backup.js'
import {callsOf} from './calls.js'
import {dialects, valuesOf} from './dialect.js'
import {elementsOf} from './elements.js'
import {type FoundApi, isGone} from './find.js'
import {timespan} from './format.js'
import type {Line} from './probe.js'
import {reportsTo} from './reports.js'

/** Milliseconds between two commits, at least. */
const rest = 1000
/** Milliseconds for more changes to come, by what has changed. */
const patience = {result: 100, answer: 400, place: 8000}
/** Milliseconds between commits without a change, which keep the time and the LMS's own session. */
const beat = 60000
/** Milliseconds without a change after which the beat stops: nobody is there. */
const idle = 1800000
/** Milliseconds before another try, after each failure; the last one repeats. */
const retries = [2000, 4000, 8000, 15000, 30000, 60000]

const lineNotices = ['player.window-gone', 'player.session-expired', 'player.not-saved']

/** What the record needs of the document around it. */
export interface Surroundings {
  /** Looks at the line to the server. */
  probe(): Promise<Line>
  /** Brings the press for states that are too long, if there is one. */
  fetchPress(): Promise<Press | undefined>
}

/**
 * The record in an LMS by SCORM. `null`: the LMS refuses to start a session. Starts the session, and reads.
 *
 * What should be there (the image) is compared with what was set; differences are set and committed. Nothing counts as
 * saved before a commit has succeeded and the line was seen to be open after it.
 */
export const openScorm = async (
  course: PlayerCourse,
  found: FoundApi,
  {probe, fetchPress}: Surroundings,
): Promise<LearnerRecord | null> => {
  const dialect = dialects[found.family]
  const calls = callsOf(found)
  const elements = elementsOf(calls)
  const begun = performance.now()
  if (!calls.initialize()) return null

  const facts = dialect.read(elements.read)
  // A score is always written with its range: where it stands, the range does.
  if (facts.score !== null) for (const [element, value] of dialect.score(facts.score)) elements.assume(element, value)
  const kept = elements.read(dialect.state)
  let press = isPressed(kept) ? await fetchPress() : undefined
  const first = decodeState(kept, course, press)
  const reading = newest(course, first)
  const opening: Opening = {
    ...facts,
    reading,
    location: reading.progress ? '' : elements.read(dialect.location),
    notices: [],
  }
  /** Nothing is written in review and browse: Moodle 5.1 would let it overwrite the attempt under review. */
  const writes = opening.mode === 'normal'

  let host: RecordHost
  let limit = dialect.stateLimit
  let asked = false
  let closed = false
  /** Changed since the last write: by the learner's doing, or only where the learner is. */
  let loud = true
  let moved = false
  /** Something has not arrived since the line last did its work. */
  let failing = false
  /** Tries in vain since somebody last asked to save. */
  let tries = 0
  /** Values may be lost, although the LMS took them. */
  let doubt = false
  /** Everything set up to this count has arrived. */
  let sure = 0
  let round = 0
  let failedRound = 0
  /** The newest write when the page last seemed to go. */
  let leavingRound = 0
  let lastCommit = Number.NEGATIVE_INFINITY
  let lastChange = begun
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Number.POSITIVE_INFINITY

  const reports = reportsTo(
    elements,
    dialect.family,
    () => host.image().progress.reported,
    (count) => host.reported(count),
  )
  const changed = (): boolean => loud || moved || doubt || reports.pending()

  const schedule = (delay: number): void => {
    if (closed || !writes) return
    const at = Math.max(performance.now() + delay, lastCommit + rest)
    if (at >= due) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(wake, at - performance.now())
  }

  const wake = (): void => {
    due = Number.POSITIVE_INFINITY
    if (!changed() && (performance.now() - lastChange > idle || isHidden())) schedule(beat)
    else if (!failing) write()
    // Behind a dead line each call may block the page until it times out: look first.
    else probe().then((line) => (line === 'dead' || line === 'expired' ? failed(line) : write()))
  }

  const writeState = (image: Image): void => {
    // What was read is left as it is until something changes, but for the version of the course that it names.
    if (image.revision === first.revision && first.finding !== 'updated' && elements.holds(dialect.state, kept)) return
    const encoded = encodeState(image.progress, course, image, limit, press)
    if (!encoded?.whole && !press && !asked) {
      asked = true
      fetchPress().then((fetched) => {
        press = fetched
        loud = true
        schedule(0)
      })
    }
    if (!encoded) return
    const {state} = encoded
    elements.give(dialect.state, state)
    if (!elements.refuses(dialect.state, state)) return
    // SCORM 2004 2nd Edition and some LMSs of today stop at 4000; others keep less than they should.
    limit = state.length > 4000 ? 4000 : Math.floor(state.length * 0.75)
    writeState(image)
  }

  /** Sets what differs; says whether anything did. In doubt the state gets a new revision, so that it differs for certain. */
  const writeImage = (): boolean => {
    const before = elements.count()
    const image = host.image(doubt)
    loud = moved = false
    writeState(image)
    for (const [element, value] of valuesOf(dialect, image, course)) elements.give(element, value)
    return elements.count() > before
  }

  /**
   * For LMSs that forget: a value that may be lost is replaced by another of equal rank, so that setting it again is a
   * change. Says whether there was any.
   */
  const writeDetour = (): boolean => {
    if (!doubt || !dialect.forgets) return false
    const image = host.image(true)
    let taken = false
    for (const [element, value] of valuesOf(dialect, image, course)) {
      const other = elements.setAt(element) > sure && elements.holds(element, value) && dialect.detour(element, value)
      if (!other) continue
      elements.give(element, other)
      taken = true
    }
    if (taken) writeState(image)
    return taken
  }

  const writeTime = (): void => {
    elements.put(dialect.sessionTime, timespan((performance.now() - begun) / 1000, dialect.family))
  }

  const commit = (): boolean => {
    writeTime()
    lastCommit = performance.now()
    return calls.commit()
  }

  const write = (leaving = false): void => {
    if (closed) return
    clearTimeout(timer)
    due = Number.POSITIVE_INFINITY
    round += 1
    if (!failing && (loud || reports.pending())) host.saveState('saving')
    const detoured = writeDetour()
    if (!detoured) {
      if (!dialect.forgets && !doubt) reports.write(false)
      const news = writeImage()
      // In an LMS that forgets, interactions ride behind what has arrived, never in a commit that may be lost with them.
      if (dialect.forgets && !doubt && !news && reports.waiting()) {
        reports.write(false)
        writeImage()
      }
    }
    const upTo = elements.count()
    const mine = round
    if (!commit()) failed(undefined, leaving)
    else if (detoured) {
      doubt = false
      schedule(0)
    } else if (leaving && doubt) {
      // What a commit claims while the page goes proves nothing: Moodle sends a beacon then, which nobody confirms.
      schedule(rest)
    } else
      probe().then((line) => {
        if (closed || mine <= failedRound) return
        const isOpen = line === 'open' || line === 'unknown'
        if (isOpen) arrived(upTo)
        // The browser breaks off the requests of a page that goes; should the page stay, the next look will tell.
        else if (mine <= leavingRound) schedule(rest)
        else failed(line)
      })
  }

  const arrived = (upTo: number): void => {
    sure = Math.max(sure, upTo)
    failing = false
    tries = 0
    doubt = false
    reports.arrived(sure)
    dropUnsaved(course, reading.lineage)
    for (const key of lineNotices) host.notice(key, false)
    if (!loud && !reports.pending()) host.saveState('saved')
    schedule(reports.waiting() ? patience.result : beat)
  }

  const failed = (line?: Line, leaving = false): void => {
    failedRound = round
    doubt = true
    // Moodle's commits never fail while the page goes; an LMS whose do still holds what it was given, and sends it at the end.
    if (dialect.forgets && !leaving) reports.forget()
    const delay = retries[Math.min(tries, retries.length - 1)] as number
    failing = true
    tries += 1
    keep()
    host.saveState('not-saved')
    const key = lineNotices[calls.threw() || isGone(found) ? 0 : line === 'expired' ? 1 : 2]
    for (const other of lineNotices) host.notice(other, other === key)
    schedule(delay)
  }

  const keep = (): void => {
    const image = host.image()
    const encoded = encodeState(image.progress, course, image, Number.POSITIVE_INFINITY)
    if (encoded) keepUnsaved(course, image.lineage, encoded.state)
  }

  return {
    kind: 'lms',
    opening,
    start(session) {
      host = session
      if (writes) write()
      // Without this, an LMS of SCORM 2004 begins a blank attempt at the next launch.
      else elements.put(dialect.exit, 'suspend')
    },
    changed(what) {
      if (closed) {
        host.notice('player.ended', true)
        return
      }
      if (what === 'place') moved = true
      else loud = true
      lastChange = performance.now()
      if (failing) keep()
      schedule(patience[what])
    },
    report(list) {
      reports.add(list)
      schedule(patience.result)
    },
    save() {
      // A browser says that it has a network a moment before it has one: the next tries come soon again.
      tries = 0
      if (failing || changed()) schedule(0)
    },
    hide(leaving) {
      if (closed || !writes) return
      // There is no time for a look at the line any more; a commit on top of a recent one only where something may be lost.
      if (changed() && (leaving || performance.now() - lastCommit >= rest)) write(leaving)
      if (leaving) leavingRound = round
    },
    close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      if (writes) {
        if (writeDetour()) commit()
        const before = elements.count()
        writeImage()
        reports.write(true)
        writeImage()
        // The end of a session saves as well; a commit before it is for LMSs that do not know that.
        if (elements.count() > before || doubt || performance.now() - lastCommit >= rest) doubt = !commit() || failing
        if (doubt) keep()
      }
      // Moodle counts the time of SCORM 1.2 at the end only.
      if (writes && performance.now() > lastCommit) writeTime()
      const ended = calls.terminate()
      host.saveState(!writes ? 'nowhere' : ended && !doubt ? 'saved' : 'not-saved')
    },
    clear() {},
  }
}

const isHidden = (): boolean => typeof document !== 'undefined' && document.visibilityState === 'hidden'
