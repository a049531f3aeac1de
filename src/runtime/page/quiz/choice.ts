import type {PlayerQuestion, Response} from '../../../model/player.js'
import {all, goTo, h, one} from '../dom.js'
import {t} from '../words.js'
import type {Control, Parts} from './control.js'
import {markPart, partOf, unmarkAll} from './marks.js'
import {partOrder} from './order.js'

type ChoiceQuestion = Extract<
  PlayerQuestion,
  {type: 'multiple-choice' | 'multiple-response' | 'true-false' | 'hotspot'}
>

/** Radio buttons and check boxes; a picture's areas are radio buttons too. */
export const choiceControl = ({
  question,
  element,
  seed,
  shuffle,
  changed,
}: Parts & {readonly question: ChoiceQuestion}): Control => {
  const inputs = all<HTMLInputElement>('.choice input', element)
  const list = one('.choices', element)
  if (shuffle && (question.type === 'multiple-choice' || question.type === 'multiple-response')) {
    const order = partOrder(
      question,
      seed,
      question.parts.map((part) => part.slot),
    )
    list?.append(...order.map((slot) => partOf(element, slot)).filter((part) => part !== null))
  }
  const picked = (): number[] => inputs.filter((input) => input.checked).map((input) => Number(input.value))
  const areas = question.type === 'hotspot' ? drawAreas(question, element, inputs) : undefined
  list?.addEventListener('change', () => {
    areas?.()
    changed(false)
  })
  return {
    read: () => {
      const slots = picked()
      if (slots.length === 0) return null
      return question.type === 'multiple-response' ? slots.sort((a, b) => a - b) : (slots[0] ?? null)
    },
    write: (response) => {
      const slots = slotsOf(response)
      for (const input of inputs) input.checked = slots.includes(Number(input.value))
      areas?.()
    },
    missing: () => (picked().length > 0 ? null : {words: t('missing.choice'), at: inputs[0] ?? null}),
    mark: (response, reveal) => {
      const slots = slotsOf(response)
      for (const input of inputs) {
        const value = Number(input.value)
        const correct = question.type === 'true-false' ? (value === 1) === question.answer : isCorrect(question, value)
        const part = partOf(element, value)
        if (slots.includes(value)) markPart(part, correct ? 'right' : 'wrong')
        else if (correct && reveal) markPart(part, 'missed', t('part.missed'))
      }
      areas?.()
    },
    unmark: () => {
      unmarkAll(element)
      areas?.()
    },
  }
}

const slotsOf = (response: Response): readonly number[] =>
  typeof response === 'number' ? [response] : ((response ?? []) as readonly number[])

const isCorrect = (question: Exclude<ChoiceQuestion, {type: 'true-false'}>, slot: number): boolean =>
  question.parts.some((part) => part.slot === slot && part.correct)

/** Lays the areas over the picture; each presses its radio button. Gives the function that shows their state. */
const drawAreas = (
  question: Extract<ChoiceQuestion, {type: 'hotspot'}>,
  element: HTMLElement,
  inputs: readonly HTMLInputElement[],
): (() => void) => {
  const picture = one('.hotspot-picture', element)
  one('.hotspot', element)?.setAttribute('data-ready', '')
  const places = question.parts.map((part) => {
    const input = inputs.find((each) => Number(each.value) === part.slot)
    const place = h('span', {
      class: `area area-${part.shape}`,
      title: part.text,
      onclick: () => {
        if (!input || input.disabled) return
        input.checked = true
        input.dispatchEvent(new Event('change', {bubbles: true}))
        goTo(input)
      },
    })
    const [x = 0, y = 0, width = 0, height = 0] = part.at
    Object.assign(
      place.style,
      part.shape === 'rect'
        ? {left: `${x}%`, top: `${y}%`, width: `${width}%`, height: `${height}%`}
        : {left: `${x - width}%`, top: `${y}%`, width: `${2 * width}%`},
    )
    picture?.append(place)
    input?.addEventListener('focus', () => place.toggleAttribute('data-focus', input.matches(':focus-visible')))
    input?.addEventListener('blur', () => place.removeAttribute('data-focus'))
    return {place, input, slot: part.slot}
  })
  return () => {
    for (const {place, input, slot} of places) {
      place.toggleAttribute('data-checked', input?.checked ?? false)
      const verdict = partOf(element, slot)?.dataset.verdict
      if (verdict) place.dataset.verdict = verdict
      else delete place.dataset.verdict
    }
  }
}
