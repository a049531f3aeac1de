import type {AttemptState} from '../../../model/player.js'
import {percent} from '../../../model/scoring.js'
import {button, goTo, h, one} from '../dom.js'
import {t} from '../words.js'
import {type Asked, askQuestions} from './asked.js'
import {keeper} from './keep.js'
import {newAttempt, type QuizOnPage} from './quiz.js'

/** Practice: each question answers at once, again and again; nothing counts. */
export const practiceQuiz = (onPage: QuizOnPage): void => {
  const {quiz, form, section, before} = onPage
  const end = h('div', {class: 'quiz-end', 'aria-live': 'polite'})
  form.after(end)
  const atOnce = quiz.feedback === 'immediate'
  const last = before.at(-1)
  let attempt: AttemptState = last && last.questions.length > 0 ? last : newAttempt(quiz, (last?.number ?? 0) + 1)
  let asked: Asked[] = []
  const keep = keeper(onPage)

  const begin = (): void => {
    asked = askQuestions(onPage, attempt, {
      check: atOnce,
      retry: atOnce,
      hints: true,
      changed: (reports, later) => {
        const states = asked.map((each) => each.state())
        const done = states.every((state) => state.checked)
        // An attempt that was finished once stays so: a session takes no step back.
        attempt = {
          ...attempt,
          questions: states,
          submitted: attempt.submitted || done,
          score: done ? score() : attempt.score,
        }
        keep(attempt, reports, later)
        finish()
      },
    })
    if (attempt.submitted && !atOnce) review()
    finish()
  }
  const score = (): number => percent(asked.map(({question, state}) => ({points: question.points, mark: state().mark})))
  const review = (): void => {
    for (const each of asked) {
      if (quiz.feedback !== 'never') each.show(true)
      each.lock()
    }
  }
  const submit = (): void => {
    const reports = asked.map((each) => each.judge()).filter((report) => report !== null)
    attempt = {...attempt, questions: asked.map((each) => each.state()), submitted: true, score: score()}
    keep(attempt, reports, false)
    review()
    finish()
    goTo(one('.result', end))
  }
  const again = (): void => {
    attempt = newAttempt(quiz, attempt.number + 1)
    keep(attempt, [], false)
    begin()
    goTo(one('.question:not([hidden])', section))
  }
  const finish = (): void => {
    if (!attempt.submitted) {
      end.replaceChildren(...(atOnce ? [] : [button(t('practice.submit'), submit)]))
      return
    }
    const judged = asked.filter(({question}) => question.type !== 'essay')
    const right = judged.filter(({state}) => (state().mark ?? 0) >= 1).length
    const more = quiz.attempts === null || attempt.number < quiz.attempts
    const result = h(
      'div',
      {class: 'result'},
      h('p', {class: 'result-word'}, t('practice.done', {right, all: judged.length})),
      h('p', {}, t(right === judged.length ? 'practice.all-right' : 'practice.some-right')),
      more ? button(t('practice.again'), again, 'button plain') : null,
    )
    if (end.textContent !== result.textContent) end.replaceChildren(result)
  }
  begin()
}
