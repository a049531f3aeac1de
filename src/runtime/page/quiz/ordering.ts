import type {PlayerQuestion} from '../../../model/player.js'
import {all, button, h, icon, one, say} from '../dom.js'
import {t} from '../words.js'
import type {Control, Parts} from './control.js'
import {draggable} from './drag.js'
import {markPart, partOf, unmarkAll} from './marks.js'
import {partOrder} from './order.js'

/** A list whose items move up and down by buttons, or by dragging their handle. */
export const orderControl = ({
  question,
  element,
  seed,
  changed,
}: Parts & {readonly question: Extract<PlayerQuestion, {type: 'ordering'}>}): Control => {
  const list = one<HTMLOListElement>('.order', element)
  const rows = () => all('li', list ?? element)
  const slots = () => rows().map((row) => Number(row.dataset.part))
  let touched = false
  const show = (order: readonly number[]): void => {
    list?.append(...order.map((slot) => partOf(element, slot)).filter((row) => row !== null))
    refresh()
  }
  const refresh = (): void => {
    rows().forEach((row, index, {length}) => {
      one('[data-way="up"]', row)?.setAttribute('aria-disabled', String(index === 0))
      one('[data-way="down"]', row)?.setAttribute('aria-disabled', String(index === length - 1))
    })
  }
  const moved = (row: HTMLElement): void => {
    touched = true
    refresh()
    say(t('order.moved', {item: words(row), position: rows().indexOf(row) + 1, all: rows().length}))
    changed(false)
  }
  const words = (row: HTMLElement) => one('.order-text', row)?.textContent?.trim() ?? ''
  for (const row of rows()) {
    const step = (way: 'up' | 'down'): HTMLButtonElement => {
      const made = button(
        '',
        () => {
          const other = way === 'up' ? row.previousElementSibling : row.nextElementSibling
          if (!other) return
          if (way === 'up') other.before(row)
          else other.after(row)
          moved(row)
          made.focus()
        },
        'order-step',
      )
      made.dataset.way = way
      made.setAttribute('aria-label', t(`order.${way}`, {item: words(row)}))
      made.append(icon(way))
      return made
    }
    const handle = h('span', {class: 'order-handle', 'aria-hidden': 'true'}, icon('grip'))
    row.prepend(handle)
    row.append(h('span', {class: 'order-steps'}, step('up'), step('down')))
    let before: number[] = []
    handle.addEventListener('pointerdown', () => {
      before = slots()
    })
    draggable(handle, () => row, {
      over: (target, y) => {
        const other = target?.closest('li')
        if (!other || other === row || other.parentElement !== list) return
        const box = other.getBoundingClientRect()
        if (y < box.top + box.height / 2) other.before(row)
        else other.after(row)
      },
      drop: () => {
        if (slots().some((slot, index) => slot !== before[index])) moved(row)
      },
    })
  }
  show(
    partOrder(
      question,
      seed,
      question.parts.map((part) => part.slot),
    ),
  )
  return {
    read: () => (touched ? slots() : null),
    write: (response) => {
      touched = response !== null
      const order = (response ?? []) as readonly number[]
      show(
        touched
          ? [...order, ...slots().filter((slot) => !order.includes(slot))]
          : partOrder(
              question,
              seed,
              question.parts.map((part) => part.slot),
            ),
      )
    },
    missing: () =>
      touched ? null : {words: t('missing.order'), at: one('.order-step:not([aria-disabled="true"])', element)},
    mark: (response, reveal) => {
      const order = (response ?? []) as readonly number[]
      question.parts.forEach((part, index) => {
        const right = order[index] === part.slot
        markPart(
          partOf(element, part.slot),
          right ? 'right' : 'wrong',
          !right && reveal ? t('order.position', {position: index + 1}) : '',
        )
      })
    },
    unmark: () => unmarkAll(element),
  }
}
