import {deviceKey, readDevice, writeDevice} from '../record/device.js'
import {all} from './dom.js'
import {course} from './words.js'

/**
 * Keeps the language that a learner has chosen, and goes to the same page in that language if this one is in another: a
 * session begins in the main one. Returns whether the page is being left. Progress is the same in all languages.
 */
export const goToLanguage = (): boolean => {
  const links = all<HTMLAnchorElement>('.languages a[hreflang]')
  if (links.length === 0) return false
  const key = deviceKey(course().id, 'language')
  for (const link of links) link.addEventListener('click', () => writeDevice(key, link.hreflang))
  const wanted = links.find(({hreflang}) => hreflang === readDevice(key))
  if (!wanted) return false
  location.replace(wanted.href + location.hash)
  return true
}
