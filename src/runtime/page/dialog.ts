import {button, h} from './dom.js'
import {t} from './words.js'

/** A modal dialogue with a heading and a way out. It is made anew each time it opens. */
export const openDialog = (name: string, title: string, ...content: (Node | string)[]): HTMLDialogElement => {
  const opener = document.activeElement
  const close = button('', () => dialog.close(), 'dialog-close')
  close.setAttribute('aria-label', t('dialog.close'))
  close.append(h('span', {class: 'icon icon-wrong', 'aria-hidden': 'true'}))
  const dialog = h(
    'dialog',
    {class: `dialog dialog-${name}`, 'aria-labelledby': `dialog-${name}`},
    h('header', {class: 'dialog-head'}, h('h2', {id: `dialog-${name}`}, title), close),
    h('div', {class: 'dialog-body'}, ...content),
  )
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (opener instanceof HTMLElement) opener.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/** Whether a dialogue is open: shortcuts rest then. */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null
