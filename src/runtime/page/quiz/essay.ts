import {button, h, say} from '../dom.js'
import {t} from '../words.js'

/** What follows an essay: the learner keeps a copy, and judges it against the model answer if there is one. */
export const essayTools = (id: string, text: string, hasModel: boolean): HTMLElement =>
  h(
    'div',
    {class: 'essay-tools'},
    hasModel ? rating(id) : null,
    button(t('essay.download'), () => download(text), 'link-button'),
  )

/** It counts for nothing and is not kept. */
const rating = (id: string): HTMLElement => {
  const advice = h('p', {class: 'rating-advice'})
  const choice = (level: string): HTMLElement => {
    const input = h('input', {
      type: 'radio',
      name: `${id}-rating`,
      id: `${id}-rating-${level}`,
      onchange: () => {
        advice.textContent = t(`essay.rate-${level}-advice`)
        say(advice.textContent)
      },
    })
    return h('div', {class: 'choice'}, input, h('label', {for: input.id}, t(`essay.rate-${level}`)))
  }
  return h(
    'fieldset',
    {class: 'rating'},
    h('legend', {}, t('essay.rate')),
    h('div', {class: 'choices choices-short'}, ...['well', 'partly', 'little'].map(choice)),
    advice,
  )
}

const download = (text: string): void => {
  const href = URL.createObjectURL(new Blob([text], {type: 'text/plain'}))
  h('a', {href, download: `${t('essay.file')}.txt`}).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
