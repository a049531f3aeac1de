import type {AttemptState, PlayerQuiz} from '../../../model/player.js'
import {h, icon} from '../dom.js'
import {course, t} from '../words.js'

export interface Result {
  readonly quiz: PlayerQuiz
  readonly attempts: readonly AttemptState[]
  /** Attempts that remain; infinite where they are not counted. */
  readonly left: number
  /** Whether the learner may see how each answer fared. */
  readonly seen: boolean
  readonly timeOver: boolean
  /** Answers that a person must judge. */
  readonly essays: number
}

/** What became of the newest attempt, and what can be done now. */
export const resultPanel = ({quiz, attempts, left, seen, timeOver, essays}: Result): HTMLElement => {
  const score = attempts.at(-1)?.score ?? 0
  const passed = score >= quiz.passMark
  const best = Math.max(...attempts.map((attempt) => attempt.score ?? 0))
  const lines = [
    best > score ? t('graded.best', {score: best}) : '',
    essays > 0 ? t('graded.essays', {count: essays}) : '',
    t(seen ? 'graded.review' : quiz.feedback === 'never' ? 'graded.no-review' : 'graded.review-later'),
    quiz.attempts === null
      ? t('graded.attempts-free', {scoring: course().scoring})
      : t('graded.attempts-left', {count: Math.max(0, left)}),
  ]
  return h(
    'div',
    {class: `result result-${passed ? 'passed' : 'failed'}`},
    timeOver ? h('p', {class: 'result-time'}, t('clock.over')) : null,
    h('p', {class: 'result-score'}, t('graded.score', {score})),
    h(
      'p',
      {class: 'result-word'},
      icon(passed ? 'right' : 'wrong'),
      t(passed ? 'graded.passed' : 'graded.failed', {mark: quiz.passMark}),
    ),
    ...lines.filter(Boolean).map((line) => h('p', {}, line)),
  )
}
