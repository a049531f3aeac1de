import type {PlayerCourse, SaveState} from '../../model/player.js'
import {say} from '../message.js'
import type {SessionCore} from '../session/session.js'
import type {Pages} from './frame.js'

/** Milliseconds that good news stays. */
const brief = 4000

interface Action {
  readonly label: string
  readonly act: () => void
}

/**
 * Notices around the frame: quiet, in a live region, never in the way of reading. The template may bring an element with
 * the id `player-notices`; otherwise one is made.
 */
export const showNotices = (course: PlayerCourse, core: SessionCore, pages: Pages): void => {
  const region = document.getElementById('player-notices') ?? document.body.appendChild(document.createElement('div'))
  region.id = 'player-notices'
  region.setAttribute('role', 'status')
  region.lang = course.language
  region.dir = course.direction

  const shown = new Map<string, HTMLElement>()
  const dismissed = new Set<string>()
  const t = (key: string): string => say(course, key)
  const put = (key: string, text: string, actions: readonly Action[]): void => {
    if (shown.has(key) || dismissed.has(key)) return
    const notice = document.createElement('p')
    notice.className = 'player-notice'
    notice.append(text, ' ', ...actions.flatMap(({label, act}) => [button(label, act), ' ']))
    shown.set(key, notice)
    region.append(notice)
  }
  const take = (key: string): void => {
    shown.get(key)?.remove()
    shown.delete(key)
  }
  const dismiss = (key: string): Action => ({
    label: t('player.dismiss'),
    act: () => {
      dismissed.add(key)
      take(key)
    },
  })
  const actionsFor = (key: string): readonly Action[] => {
    if (key === 'player.not-saved' || key === 'player.session-expired')
      return [{label: t('player.try-again'), act: () => core.record.save()}]
    if (key === 'player.ended') return [{label: t('player.reload'), act: () => window.location.reload()}]
    return [dismiss(key)]
  }

  let before: SaveState = core.snapshot().save
  const update = (): void => {
    const {notices, save} = core.snapshot()
    for (const key of shown.keys()) if (key !== 'player.resume' && key !== 'player.saved' && !notices.includes(key)) take(key)
    for (const key of notices) put(key, t(key), actionsFor(key))
    if (save === 'saved' && before === 'not-saved') {
      put('player.saved', t('player.saved'), [])
      setTimeout(() => take('player.saved'), brief)
    }
    before = save
  }
  core.watch(update)
  update()

  const {offer} = pages
  if (offer)
    put('player.resume', say(course, 'player.resume', {title: offer.title}), [
      {
        label: t('player.continue'),
        act: () => {
          take('player.resume')
          pages.go(offer)
        },
      },
      {label: t('player.start-over'), act: () => take('player.resume')},
    ])
}

const button = (label: string, act: () => void): HTMLButtonElement => {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = label
  element.addEventListener('click', act)
  return element
}
