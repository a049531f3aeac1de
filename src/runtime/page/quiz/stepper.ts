import {button, goTo, h} from '../dom.js'
import {keepSetting, setting} from '../settings.js'
import {t} from '../words.js'
import type {Asked} from './asked.js'
import type {QuizOnPage} from './quiz.js'

/** Shows all questions of an attempt or one at a time, as the learner likes. Worth having from three questions on. */
export const stepper = ({form, quiz}: QuizOnPage, asked: readonly Asked[]) => {
  let at = 0
  let single = setting('steps') === 'one'
  const numbers = h('ol', {class: 'step-numbers'})
  const choose = h('label', {class: 'step-choice'})
  const back = button(t('steps.previous'), () => move(at - 1), 'button plain')
  const on = button(t('steps.next'), () => move(at + 1))
  const turn = h('div', {class: 'step-turn'}, back, on)
  const bar = h('nav', {class: 'steps', 'aria-label': t('steps.name')}, choose, numbers)
  const input = h('input', {
    type: 'checkbox',
    onchange: () => {
      single = input.checked
      keepSetting('steps', single ? 'one' : '')
      refresh()
    },
  })
  input.checked = single
  choose.append(input, ' ', t('steps.one'))
  const move = (index: number): void => {
    at = Math.max(0, Math.min(asked.length - 1, index))
    refresh()
    goTo(asked[at]?.element)
  }
  const links = asked.map((each, index) => {
    const link = h(
      'a',
      {
        href: `#${each.element.id}`,
        onclick: (event) => {
          event.preventDefault()
          move(index)
        },
      },
      String(index + 1),
    )
    numbers.append(h('li', {}, link))
    return link
  })
  const refresh = (): void => {
    form.toggleAttribute('data-steps', single)
    turn.hidden = !single
    asked.forEach((each, index) => {
      each.element.hidden = single && index !== at
      const answered = each.control.read() !== null
      const link = links[index]
      link?.toggleAttribute('data-answered', answered)
      link?.setAttribute('aria-label', t(answered ? 'steps.answered' : 'steps.open', {number: index + 1}))
      if (single && index === at) link?.setAttribute('aria-current', 'step')
      else link?.removeAttribute('aria-current')
    })
    back.hidden = at === 0
    on.hidden = at === asked.length - 1
  }
  form.querySelector('.steps')?.remove()
  form.querySelector('.step-turn')?.remove()
  if (quiz.plan.length > 2 || asked.length > 2) {
    form.prepend(bar)
    form.append(turn)
    refresh()
  }
  return {
    refresh,
    show: (each: Asked) => {
      at = asked.indexOf(each)
      refresh()
    },
  }
}
