import {h, say} from '../dom.js'
import {t} from '../words.js'

/** Learners judge their own text against the model answer. It counts for nothing and is not kept. */
export const selfRating = (id: string): HTMLElement => {
  const advice = h('p', {class: 'rating-advice'})
  return h(
    'fieldset',
    {class: 'rating'},
    h('legend', {}, t('essay.rate')),
    h(
      'div',
      {class: 'choices choices-short'},
      ...['well', 'partly', 'little'].map((level) =>
        h(
          'div',
          {class: 'choice'},
          h('input', {
            type: 'radio',
            name: `${id}-rating`,
            id: `${id}-rating-${level}`,
            onchange: (event) => {
              event.stopPropagation()
              advice.textContent = t(`essay.rate-${level}-advice`)
              say(advice.textContent)
            },
          }),
          h('label', {for: `${id}-rating-${level}`}, t(`essay.rate-${level}`)),
        ),
      ),
    ),
    advice,
  )
}
