import type {PlayerCourse, Session, Snapshot} from '../../model/player.js'
import {all, one} from './dom.js'
import {goToLanguage} from './language.js'
import {startMedia} from './media.js'
import {showNotices} from './notices.js'
import {openPrint, sendPart} from './print.js'
import {startQuizzes} from './quiz/quiz.js'
import {returnTo, showProgress, trackReading} from './reader.js'
import {openSearch} from './search-dialog.js'
import {openSettings} from './settings-dialog.js'
import {listenToKeys} from './shortcuts.js'
import {openSummary} from './summary.js'
import {startTerms} from './terms.js'
import {course} from './words.js'

/** What the script adds to a page that is already complete. `openSession`: where the page finds its session. */
export const startPage = async (openSession: (course: PlayerCourse) => Promise<Session>): Promise<void> => {
  if (sendPart() || goToLanguage()) return
  const {root = '', slot = '-1'} = document.body.dataset
  let newest: Snapshot | undefined
  let session: Session | undefined
  const open = (name: string): void => {
    if (name === 'search') openSearch(root)
    else if (name === 'settings') openSettings()
    else if (name === 'print') openPrint(root)
    else if (newest && session) openSummary(newest, session)
  }
  for (const tool of all('[data-opens]')) tool.addEventListener('click', () => open(tool.dataset.opens ?? ''))
  listenToKeys(open)
  startTerms()
  startMedia()
  openContents()

  const opened = await openSession(course())
  session = opened
  const show = (snapshot: Snapshot): void => {
    newest = snapshot
    showProgress(snapshot)
    showNotices(snapshot, opened)
  }
  opened.watch(show)
  const first = await opened.call('hello', {slot: Number(slot)})
  show(first)
  startQuizzes(opened, first)
  returnTo(first, Number(slot))
  trackReading(opened, Number(slot))
}

/** On a wide window the contents stand open, with the current page in view. */
const openContents = (): void => {
  if (!matchMedia('(min-width: 64rem)').matches) return
  const fold = one('.contents-fold')
  const current = one('[aria-current="page"]', fold ?? document)
  fold?.setAttribute('open', '')
  if (fold && current) fold.scrollTop = current.offsetTop - fold.clientHeight / 3
}
