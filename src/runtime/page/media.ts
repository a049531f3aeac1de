import {all, h} from './dom.js'
import {t} from './words.js'

/** Pages of other sites load when the learner asks for them, and links out of the course leave the course where it is. */
export const startMedia = (): void => {
  for (const link of all<HTMLAnchorElement>('a[href]')) {
    if (!/^https?:/.test(link.getAttribute('href') ?? '')) continue
    link.target = '_blank'
    link.rel = 'noopener'
    link.append(h('span', {class: 'quiet'}, ` ${t('link.new-tab')}`))
  }
}
