import type {PlayerCourse} from '../../model/player.js'
import {openNone} from '../record/none.js'
import type {LearnerRecord} from '../record/record.js'
import {awaitApi, type Family, hasSurroundings} from '../record/scorm/find.js'
import {lineProbe} from '../record/scorm/probe.js'
import {openScorm} from '../record/scorm/scorm.js'
import {serveSession} from '../session/serve.js'
import {createSession} from '../session/session.js'
import type {Press} from '../state/pack.js'
import {showPages} from './frame.js'
import {showNotices} from './notices.js'
import {warnOfTwins} from './twins.js'

/** Milliseconds in which an LMS must show its API. */
const patience = 5000
/** Milliseconds in which the learner sees that all is saved. */
const farewell = 1500

/** Starts the outer document: opens the learner's record and serves the page in the frame. */
export const startPlayer = async (family: Family): Promise<void> => {
  const frame = document.querySelector('iframe')
  const course = (window as unknown as {coursewright?: {course?: PlayerCourse}}).coursewright?.course
  // Without its data the course is still there to read: the frame shows it.
  if (!frame || !course) return
  const service = serveSession(frame)
  const record = await openRecord(course, family)
  const core = createSession(course, record)
  endWithDocument(record, core.notice)
  warnOfTwins(course, () => core.notice('player.second-tab', true))
  const pages = showPages(course, core, frame)
  showNotices(course, core, pages)
  core.watch((snapshot) => service.tell({...snapshot, notices: []}))
  // Notices are shown around the frame: a page that showed them as well would say everything twice.
  service.open((call) => {
    const snapshot = {...pages.answer(call), notices: []}
    // A window that an LMS has opened for the course alone has nothing more to show.
    if (call.name === 'exit' && snapshot.save === 'saved' && window.opener) setTimeout(() => window.close(), farewell)
    return snapshot
  })
}

const openRecord = async (course: PlayerCourse, family: Family): Promise<LearnerRecord> => {
  const probe = lineProbe(new URL('assets/course.js', document.baseURI).href)
  const found = await awaitApi(window, family, hasSurroundings(window) ? patience : 0)
  if (!found) return openNone(course, ['player.no-lms'])
  return (await openScorm(course, found, {probe, fetchPress})) ?? openNone(course, ['player.lms-refuses'])
}

/** Loads the script that shortens long states. */
const fetchPress = (): Promise<Press | undefined> =>
  new Promise((resolve) => {
    const script = document.createElement('script')
    const done = (): void => resolve((globalThis as {coursewrightPress?: Press}).coursewrightPress)
    script.onload = script.onerror = done
    script.src = 'assets/deflate.js'
    document.head.append(script)
  })

/**
 * Only `pagehide` reaches a SCO in every way of leaving; ILIAS sends data of a closing page only in `beforeunload`; a
 * phone may kill a hidden tab without any event. `unload` is being switched off by browsers.
 */
const endWithDocument = (record: LearnerRecord, notice: (key: string, shown: boolean) => void): void => {
  window.addEventListener('beforeunload', () => record.hide(true))
  window.addEventListener('pagehide', () => record.close())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') record.hide(false)
  })
  window.addEventListener('online', () => record.save())
  // Back from the browser's cache: the LMS's session has ended and cannot be opened again.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && record.kind === 'lms') notice('player.ended', true)
  })
}
