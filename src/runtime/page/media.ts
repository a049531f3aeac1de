import {all, button, h, one} from './dom.js'
import {t} from './words.js'

/** Pages of other sites load when the learner asks for them, and links out of the course leave the course where it is. */
export const startMedia = (): void => {
  for (const embed of all('.embed[data-url]')) {
    const {url = '', title = '', media} = embed.dataset
    const place = one('.embed-link', embed)
    const load = (): void => {
      const frame = media
        ? h(media === 'audio' ? 'audio' : 'video', {src: url, controls: true, 'aria-label': title})
        : h('iframe', {src: url, title, referrerpolicy: 'no-referrer', allowfullscreen: true})
      one('img', embed)?.remove()
      controls.replaceWith(frame)
      frame.focus()
    }
    const controls = h(
      'div',
      {},
      button(t('embed.load', {host: hostOf(url)}), load),
      h('p', {class: 'embed-note'}, t('embed.note')),
    )
    place?.after(controls)
  }
  for (const link of all<HTMLAnchorElement>('a[href]')) {
    if (!/^https?:/.test(link.getAttribute('href') ?? '')) continue
    link.target = '_blank'
    link.rel = 'noopener'
    link.append(h('span', {class: 'quiet'}, ` ${t('link.new-tab')}`))
  }
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname
  } catch {
    return url
  }
}
