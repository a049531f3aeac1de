import type {PlayerCourse} from '../../model/player.js'
import type {SessionCore} from '../session/session.js'
import type {Pages} from './frame.js'

/** Milliseconds that good news stays. */
const brief = 4000

type Action = readonly [label: string, act: () => void]

/**
 * Notices around the frame: quiet, in a live region, never in the way of reading. The template may bring an element with
 * the id `player-notices`; otherwise one is made.
 */
export const showNotices = (course: PlayerCourse, core: SessionCore, {offer, resumed, go}: Pages): void => {
  const region = document.getElementById('player-notices') ?? document.body.appendChild(document.createElement('div'))
  region.setAttribute('role', 'status')
  region.lang = course.language
  region.dir = course.direction

  const shown = new Map<string, HTMLElement>()
  const put = (key: string, ...actions: readonly Action[]): void => {
    if (shown.has(key)) return
    const notice = document.createElement('p')
    notice.className = 'player-notice'
    notice.append(words(course, key, offer?.title))
    for (const [label, act] of actions) {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = words(course, `player.${label}`)
      button.onclick = act
      notice.append(' ', button)
    }
    shown.set(key, notice)
    region.append(notice)
  }
  const take = (key: string): void => {
    shown.get(key)?.remove()
    shown.delete(key)
  }
  const actionFor = (key: string): Action => {
    if (/not-saved|expired/.test(key)) return ['try-again', core.record.save]
    if (key === 'player.ended') return ['reload', () => window.location.reload()]
    // Out of sight, but remembered as shown.
    return ['dismiss', () => shown.get(key)?.remove()]
  }

  let told: readonly string[] = []
  let unsaved = false
  const update = (): void => {
    const {notices, save, place} = core.snapshot()
    if (place?.slot !== resumed?.slot) take('player.resumed')
    for (const key of told) if (!notices.includes(key)) take(key)
    for (const key of notices) put(key, actionFor(key))
    told = notices
    if (save === 'saved' && unsaved) {
      put('player.saved')
      setTimeout(() => take('player.saved'), brief)
    }
    unsaved = save === 'not-saved' || (unsaved && save === 'saving')
  }
  core.watch(update)
  const [home] = course.pages
  if (resumed && home) put('player.resumed', ['to-start', () => go(home)], ['dismiss', () => take('player.resumed')])
  update()

  if (!offer) return
  const close = (): void => take('player.resume')
  const resume = (): void => {
    close()
    go(offer)
  }
  put('player.resume', ['continue', resume], ['start-over', close])
}

/** The player's messages have at most one argument, a title. */
const words = ({messages}: PlayerCourse, key: string, title = ''): string => {
  const message = messages[key] ?? key
  return typeof message === 'string'
    ? message
    : message.map((part) => (typeof part === 'string' ? part : title)).join('')
}
