import type {Session, Snapshot} from '../../model/player.js'
import {say} from '../message.js'
import {button, h, one} from './dom.js'
import {course, t} from './words.js'

const shown = new Set<string>()

/** How the record is kept, in the bar, and what the learner should know once. */
export const showNotices = (snapshot: Snapshot, session: Session): void => {
  const line = one('#save')
  if (line && line.dataset.save !== snapshot.save) {
    line.dataset.save = snapshot.save
    line.replaceChildren(snapshot.mode === 'normal' ? t(`save.${snapshot.save}`) : t(`mode.${snapshot.mode}`))
    if (snapshot.save === 'not-saved')
      line.append(
        ' ',
        button(t('save.now'), () => void session.call('save', {}), 'link-button'),
      )
  }
  // A player around the page shows notices itself.
  for (const key of session.where === 'local' ? snapshot.notices : []) {
    if (shown.has(key)) continue
    shown.add(key)
    const notice = h('div', {class: 'notice'}, h('p', {}, say(course(), key)))
    notice.append(button(t('notice.close'), () => notice.remove(), 'link-button'))
    one('#notices')?.append(notice)
  }
}
