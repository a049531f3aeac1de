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
    h(
      'p',
      {class: 'verdict-word'},
      kind === 'open' ? null : icon(kind),
      h('strong', {}, verdictWords(question, name, mark ?? 0)),
    ),
    kind === 'right' ? null : severalNote(question, response),
    ...partFeedback(question, response),
    ...[
      kind === 'right' ? question.feedback.right : kind === 'open' ? undefined : question.feedback.wrong,
      question.feedback.general,
    ].map((html) => (html ? rich('div', 'prose', html) : null)),
    question.type === 'essay' && question.modelAnswer
      ? h(
          'div',
          {class: 'model-answer'},
          h('p', {class: 'model-title'}, t('essay.model')),
          rich('div', 'prose', question.modelAnswer),
        )
      : null,
  )
}

const verdictWords = (question: PlayerQuestion, name: string, mark: number): string => {
  if (name !== 'partly') return t(`verdict.${name}`)
  const all = partCount(question)
  return all > 0
    ? t('verdict.partly-parts', {right: Math.round(mark * all), all})
    : t('verdict.partly', {percent: Math.round(mark * 100)})
}

/** How many parts are judged one by one. */
const partCount = (question: PlayerQuestion): number => {
  switch (question.type) {
    case 'matching':
      return question.left.length
    case 'ordering':
    case 'categorise':
      return question.parts.length
    case 'fill-blanks':
      return question.blanks.length
    default:
      return 0
  }
}

/** Where several answers are right: how many were found, and whether one too many was chosen. */
const severalNote = (question: PlayerQuestion, response: Response): HTMLElement | null => {
  if (question.type !== 'multiple-response' || response === null) return null
  const picked = response as readonly number[]
  const right = question.parts.filter((part) => part.correct)
  const hits = right.filter((part) => picked.includes(part.slot)).length
  return h('p', {}, t('verdict.several', {hits, all: right.length, wrong: picked.length - hits}))
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
        .map((part) =>
          h('div', {class: 'prose said'}, h('p', {class: 'said-to'}, part.text), rich('div', '', part.feedback ?? '')),
        )
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
