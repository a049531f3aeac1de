import {all, h, one} from './dom.js'
import {t} from './words.js'

/** A key term opens its definition beside itself; the definitions stand at the end of the lesson. Without them the link leads to the glossary. */
export const startTerms = (): void => {
  let open: HTMLElement | undefined
  let owner: HTMLElement | undefined
  const close = (focus = false): void => {
    open?.remove()
    open = undefined
    owner?.setAttribute('aria-expanded', 'false')
    if (focus) owner?.focus()
  }
  for (const link of all<HTMLAnchorElement>('a.term')) {
    const id = /#term-(.+)$/.exec(link.getAttribute('href') ?? '')?.[1]
    const entry = id && one(`.terms [data-term="${id}"]`)
    if (!entry) continue
    link.setAttribute('aria-expanded', 'false')
    link.setAttribute('role', 'button')
    link.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return
      event.preventDefault()
      link.click()
    })
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      const again = owner === link && open
      close()
      if (again) return
      owner = link
      link.setAttribute('aria-expanded', 'true')
      open = popover(entry, link.href)
      link.after(open)
      place(open, link)
    })
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) close(true)
  })
  document.addEventListener('click', (event) => {
    const target = event.target as Element
    if (open && !open.contains(target) && !target.closest('a.term')) close()
  })
}

const popover = (entry: HTMLElement, href: string): HTMLElement => {
  const box = h('span', {class: 'popover', role: 'note'})
  const term = h('strong', {class: 'popover-term'}, one('dt', entry)?.textContent ?? '')
  const words = h('span', {class: 'popover-words'})
  // Only words: the definition stands inside a sentence, where blocks may not.
  words.textContent = (one('dd', entry)?.textContent ?? '').replace(/\s+/g, ' ').trim()
  box.append(term, words, h('a', {href, class: 'popover-more'}, t('term.more')))
  return box
}

/** Under the term, within the width of the window. */
const place = (box: HTMLElement, link: HTMLElement): void => {
  const at = link.getBoundingClientRect()
  const parent = (box.offsetParent ?? document.body).getBoundingClientRect()
  const width = box.offsetWidth
  const room = document.documentElement.clientWidth - width - 8
  box.style.left = `${Math.max(8, Math.min(at.left, room)) - parent.left}px`
  box.style.top = `${(link.getClientRects()[link.getClientRects().length - 1]?.bottom ?? at.bottom) - parent.top + 6}px`
}
