import {openDialog} from './dialog.js'
import {h} from './dom.js'
import {t} from './words.js'

/** What `assets/search.js` offers once it is there. */
export interface Search {
  /** Places where the words stand, best first, each with a link and the words around. */
  find(
    words: string,
    root: string,
  ): readonly {readonly href: string; readonly page: string; readonly heading: string; readonly excerpt: string}[]
}

declare global {
  var coursewrightSearch: Search | undefined
}

/** Search within the course. The index is loaded as a script, since a page opened from disk may not fetch a file. */
export const openSearch = (root: string): void => {
  const results = h('ol', {class: 'results'})
  const status = h('p', {class: 'dialog-note', role: 'status'})
  const find = (): void => {
    const words = field.value.trim()
    const found = words && globalThis.coursewrightSearch ? globalThis.coursewrightSearch.find(words, root) : []
    status.textContent = words ? t('search.found', {count: found.length}) : t('search.help')
    results.replaceChildren(
      ...found.slice(0, 30).map(({href, page, heading, excerpt}) => {
        const text = h('p', {class: 'result-words'})
        text.append(...marked(excerpt))
        return h(
          'li',
          {},
          h('a', {href, onclick: () => dialog.close()}, heading ? `${heading}` : page),
          h('p', {class: 'result-page'}, heading ? page : ''),
          text,
        )
      }),
    )
  }
  const field = h('input', {type: 'search', id: 'search-field', autocomplete: 'off', oninput: find})
  const dialog = openDialog(
    'search',
    t('search.title'),
    h('label', {class: 'field', for: 'search-field'}, h('span', {}, t('search.label')), field),
    status,
    results,
  )
  field.focus()
  status.textContent = t('search.help')
  load(`${root}assets/search-index.js`, () => load(`${root}assets/search.js`, find))
}

/** Words between U+0001 and U+0002 are those that were searched for. */
const marked = (text: string): (Node | string)[] =>
  text.split('\u0001').flatMap((part, index) => {
    if (index === 0) return [part]
    const [hit = '', rest = ''] = part.split('\u0002')
    return [h('mark', {}, hit), rest]
  })

const load = (src: string, then: () => void): void => {
  if (document.querySelector(`script[src="${src}"]`)) {
    then()
    return
  }
  const script = h('script', {src, onload: then})
  document.head.append(script)
}
