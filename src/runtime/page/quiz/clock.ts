import {button, h, say} from '../dom.js'
import {t} from '../words.js'

export interface Clock {
  readonly element: HTMLElement
  /** Whole seconds of the limit used so far. */
  elapsed(): number
  stop(): void
}

/** Seconds left at which the learner is told. */
const warnings = [600, 300, 60]

/** Counts the seconds of a time limit while the page is open, tells in good time, and calls `over` when none is left. */
export const startClock = (
  limit: number,
  used: number,
  {tick, over}: {readonly tick: (elapsed: number) => void; readonly over: () => void},
): Clock => {
  const start = performance.now()
  const elapsed = (): number => Math.min(limit, Math.floor(used + (performance.now() - start) / 1000))
  const face = h('span', {class: 'clock-time', role: 'timer'})
  const hide = button(
    t('clock.hide'),
    () => {
      face.hidden = !face.hidden
      hide.textContent = t(face.hidden ? 'clock.show' : 'clock.hide')
    },
    'link-button',
  )
  const element = h('p', {class: 'clock'}, h('span', {}, t('clock.left')), ' ', face, ' ', hide)
  let kept = used
  let before = limit - elapsed()
  const show = (): void => {
    const left = limit - elapsed()
    face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    element.toggleAttribute('data-soon', left <= 60)
    const reached = warnings.find((at) => at < limit && before > at && left <= at)
    if (reached) {
      face.hidden = false
      say(t('clock.warning', {minutes: reached / 60}))
    }
    before = left
    if (elapsed() - kept >= 15) {
      kept = elapsed()
      tick(kept)
    }
    if (left > 0) return
    clearInterval(timer)
    // Not at once: a clock that starts with no time left is not yet in the hands of its owner.
    setTimeout(over, 0)
  }
  const timer = setInterval(show, 1000)
  show()
  return {element, elapsed, stop: () => clearInterval(timer)}
}
