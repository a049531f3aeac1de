import {goTo, h, icon, one} from '../dom.js'
import {t} from '../words.js'
import type {Asked} from './asked.js'

/** The questions that still lack an answer, with links to them: shown when the learner hands in, then kept up to date. */
export const unansweredList = (asked: readonly Asked[], show: (each: Asked) => void) => {
  const element = h('div', {class: 'unanswered', tabindex: -1})
  const fill = (): number => {
    const open = asked.filter((each) => each.control.missing())
    const link = (each: Asked): HTMLElement =>
      h(
        'a',
        {
          href: `#${each.element.id}`,
          onclick: (event) => {
            event.preventDefault()
            show(each)
            goTo(each.control.missing()?.at ?? each.element)
          },
        },
        one('.question-number', each.element)?.textContent ?? '',
      )
    element.replaceChildren(
      ...(open.length === 0
        ? []
        : [
            h('p', {class: 'unanswered-word'}, icon('wrong'), t('graded.unanswered', {count: open.length})),
            h('ul', {}, ...open.map((each) => h('li', {}, link(each)))),
            h('p', {}, t('graded.unanswered-help')),
          ]),
    )
    return open.length
  }
  const isShown = (): boolean => element.childElementCount > 0
  return {
    element,
    /** Whether the quiz may be handed in: nothing lacks, or the learner has seen what does. */
    pass: (): boolean => {
      if (isShown() || fill() === 0) return true
      goTo(element)
      return false
    },
    refresh: (): void => {
      if (isShown()) fill()
    },
  }
}
