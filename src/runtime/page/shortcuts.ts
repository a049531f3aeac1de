import {isDialogOpen, openDialog} from './dialog.js'
import {h, one} from './dom.js'
import {setting} from './settings.js'
import {t} from './words.js'

/** Single keys, which the learner can switch off (WCAG 2.2, 2.1.4). */
const keys: Readonly<Record<string, string>> = {
  n: 'next',
  p: 'previous',
  c: 'contents',
  '/': 'search',
  s: 'settings',
  r: 'summary',
  '?': 'help',
}

/** Listens to the keys; `open` opens a dialogue by its name. */
export const listenToKeys = (open: (name: string) => void): void => {
  document.addEventListener('keydown', (event) => {
    const action = keys[event.key]
    if (!action || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (setting('shortcuts') === 'off' || isDialogOpen() || isTyping(event.target)) return
    event.preventDefault()
    if (action === 'next' || action === 'previous') one(`.turn-${action}`)?.click()
    else if (action === 'contents') one('.bar-title')?.click()
    else if (action === 'help') openShortcuts()
    else open(action)
  })
}

/** The sheet that names the keys. */
export const openShortcuts = (): void => {
  openDialog(
    'shortcuts',
    t('shortcuts.title'),
    h(
      'dl',
      {class: 'keys'},
      ...Object.entries(keys).map(([key, action]) =>
        h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, t(`shortcuts.${action}`))),
      ),
    ),
    h('p', {class: 'dialog-note'}, t('shortcuts.off')),
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select'))
