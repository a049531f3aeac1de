import {h, say} from '../dom.js'
import {t} from '../words.js'
import {draggable} from './drag.js'

/**
 * Words above a text with gaps. Each gap is a list of words and can be filled with it alone; pressing a word puts it into
 * the gap that was touched last or the first empty one, and dragging puts it where it is dropped. Gives the function
 * that shows which words are used.
 */
export const wordBank = (element: HTMLElement, gaps: readonly HTMLSelectElement[]): (() => void) => {
  let last: HTMLSelectElement | undefined
  const put = (gap: HTMLSelectElement | undefined, value: string, word: string): void => {
    if (!gap || gap.disabled) return
    gap.value = value
    say(t('blank.filled', {word, number: gaps.indexOf(gap) + 1}))
    gap.dispatchEvent(new Event('change', {bubbles: true}))
  }
  const words = [...(gaps[0]?.options ?? [])].slice(1).map(({value, text}) => {
    const word: HTMLButtonElement = h(
      'button',
      {
        type: 'button',
        class: 'word',
        onclick: () => put(last && !last.value ? last : gaps.find((gap) => !gap.value), value, text),
      },
      text,
    )
    draggable(word, () => word, {
      drop: (target) =>
        put(
          gaps.find((gap) => gap === target?.closest('.blank')),
          value,
          text,
        ),
    })
    return {word, value}
  })
  for (const gap of gaps)
    gap.addEventListener('focus', () => {
      last = gap
    })
  element
    .querySelector('.blanks')
    ?.before(h('div', {class: 'words', role: 'group', 'aria-label': t('blank.words')}, ...words.map(({word}) => word)))
  return () => {
    for (const {word, value} of words)
      word.toggleAttribute(
        'data-used',
        gaps.some((gap) => gap.value === value),
      )
  }
}
