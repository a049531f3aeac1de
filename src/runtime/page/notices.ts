import type {Snapshot} from '../../model/player.js'
import {say} from '../message.js'
import {button, h, one} from './dom.js'
import {course, t} from './words.js'

const shown = new Set<string>()

/** How the record is kept, in the bar, and what the learner should know once. */
export const showNotices = (snapshot: Snapshot, save: () => void): void => {
  const line = one('#save')
  if (line && line.dataset.save !== snapshot.save) {
    line.dataset.save = snapshot.save
    line.replaceChildren(snapshot.mode === 'normal' ? t(`save.${snapshot.save}`) : t(`mode.${snapshot.mode}`))
    if (snapshot.save === 'not-saved') line.append(' ', button(t('save.now'), save, 'link-button'))
  }
  for (const key of snapshot.notices) {
    if (shown.has(key)) continue
    shown.add(key)
    const notice = h('div', {class: 'notice'}, h('p', {}, say(course(), key)))
    notice.append(button(t('notice.close'), () => notice.remove(), 'link-button'))
    one('#notices')?.append(notice)
  }
}
