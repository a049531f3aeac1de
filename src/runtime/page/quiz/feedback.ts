import type {PlayerQuestion, Response} from '../../../model/player.js'
import {matchTyped} from '../../../model/scoring.js'
import {h, icon, rich} from '../dom.js'
import {t} from '../words.js'

/** What the quiz says to a judged answer: how it fared, what the author says to it, and to each part of it. */
export const verdictPanel = (
  question: PlayerQuestion,
  response: Response,
  mark: number | null,
  {practice, reveal}: {readonly practice: boolean; readonly reveal: boolean},
): HTMLElement => {
  const kind = mark === null ? 'open' : mark >= 1 ? 'right' : mark > 0 ? 'partly' : 'wrong'
  const name = response === null ? 'none' : kind === 'wrong' && practice && !reveal ? 'not-yet' : kind
  return h(
    'div',
    {class: `verdict verdict-${kind}`},
    h('p', {class: 'verdict-word'}, kind === 'open' ? null : icon(kind), h('strong', {}, t(`verdict.${name}`, {percent: Math.round((mark ?? 0) * 100)}))),
    ...partFeedback(question, response),
    ...[kind === 'right' ? question.feedback.right : kind === 'open' ? undefined : question.feedback.wrong, question.feedback.general].map((html) =>
      html ? rich('div', 'prose', html) : null,
    ),
    question.type === 'essay' && question.modelAnswer
      ? h('div', {class: 'model-answer'}, h('p', {class: 'model-title'}, t('essay.model')), rich('div', 'prose', question.modelAnswer))
      : null,
  )
}

/** What the author says to the very answer that was given. */
const partFeedback = (question: PlayerQuestion, response: Response): HTMLElement[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot': {
      const html = question.parts.find((part) => part.slot === response)?.feedback
      return html ? [rich('div', 'prose', html)] : []
    }
    case 'multiple-response': {
      const picked = (response ?? []) as readonly number[]
      return question.parts
        .filter((part) => picked.includes(part.slot) && part.feedback)
        .map((part) => h('div', {class: 'prose said'}, h('p', {class: 'said-to'}, part.text), rich('div', '', part.feedback ?? '')))
    }
    case 'short-answer':
    case 'numeric': {
      const html = response === null ? undefined : matchTyped(question, String(response))?.feedback
      return html ? [rich('div', 'prose', html)] : []
    }
    default:
      return []
  }
}
