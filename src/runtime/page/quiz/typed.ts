import type {PlayerQuestion} from '../../../model/player.js'
import {matchTyped, readNumber} from '../../../model/scoring.js'
import {h, one} from '../dom.js'
import {t} from '../words.js'
import type {Control, Parts} from './control.js'
import {markPart, unmarkAll} from './marks.js'

type TypedQuestion = Extract<PlayerQuestion, {type: 'short-answer' | 'numeric' | 'essay'}>

/** One field for text or a number. */
export const typedControl = ({question, element, changed}: Parts & {readonly question: TypedQuestion}): Control => {
  const field = one<HTMLInputElement | HTMLTextAreaElement>('.field input, .field textarea', element)
  const label = one('.field', element)
  const count = question.type === 'essay' ? h('p', {class: 'how essay-count'}) : null
  if (count) label?.after(count)
  const show = (): void => {
    if (count)
      count.textContent = t('essay.words', {count: field?.value.trim().split(/\s+/).filter(Boolean).length ?? 0})
  }
  show()
  field?.addEventListener('input', () => {
    show()
    changed(true)
  })
  const read = (): string | null => field?.value.trim() || null
  return {
    read,
    write: (response) => {
      if (field) field.value = typeof response === 'string' ? response : ''
      show()
    },
    missing: () => {
      const typed = read()
      if (typed === null) return {words: t('missing.text'), at: field}
      const bad = question.type === 'numeric' && Number.isNaN(readNumber(typed, question.unit))
      return bad ? {words: t('missing.number'), at: field} : null
    },
    mark: (response, reveal) => {
      if (question.type === 'essay') return
      const score = response === null ? 0 : (matchTyped(question, String(response))?.score ?? 0)
      const best = question.answers.find((answer) => answer.score === 100)
      const answer =
        best &&
        ('text' in best ? best.text : new Intl.NumberFormat(undefined, {useGrouping: false}).format(best.answer))
      const isPartly = score > 0 && score < 100
      // The verdict says how much of it is right: a tick or a cross would contradict it.
      if (isPartly && !reveal) return
      markPart(
        label,
        score === 100 ? 'right' : isPartly ? 'missed' : 'wrong',
        reveal && score < 100 && answer ? t('part.answer', {answer}) : '',
      )
    },
    unmark: () => unmarkAll(element),
  }
}
