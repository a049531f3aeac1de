import type {AttemptState, InteractionReport} from '../../../model/player.js'
import type {QuizOnPage} from './quiz.js'

/** Milliseconds without a key press after which typed text is handed to the session. */
const pause = 700

/** Hands an attempt to the session: at once, or when the learner stops typing, and in any case before the page goes. */
export const keeper = ({save, quiz}: QuizOnPage) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: AttemptState | undefined
  const flush = (): void => {
    clearTimeout(timer)
    if (waiting) save(waiting, [])
    waiting = undefined
  }
  document.addEventListener('visibilitychange', flush)
  // A tab that is closed: by the time of pagehide the player around this page has gone already.
  window.addEventListener('beforeunload', flush)
  window.addEventListener('pagehide', flush)
  document.addEventListener('focusout', flush)
  return (attempt: AttemptState, reports: readonly InteractionReport[], later: boolean): void => {
    clearTimeout(timer)
    waiting = undefined
    if (later) {
      waiting = attempt
      timer = setTimeout(flush, pause)
    } else
      save(
        attempt,
        reports.map((report) => ({...report, quiz: quiz.slot})),
      )
  }
}
