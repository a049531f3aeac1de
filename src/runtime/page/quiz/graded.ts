import type {AttemptState} from '../../../model/player.js'
import {percent} from '../../../model/scoring.js'
import {all, button, goTo, h, one} from '../dom.js'
import {t} from '../words.js'
import {type Asked, askQuestions} from './asked.js'
import {type Clock, startClock} from './clock.js'
import {keeper} from './keep.js'
import {complete, lengthOf, newAttempt, type QuizOnPage} from './quiz.js'
import {resultPanel} from './result.js'
import {stepper} from './stepper.js'
import {unansweredList} from './unanswered.js'

/** A quiz that counts: started, answered, handed in, then reviewed as far as its author lets the answers be seen. */
export const gradedQuiz = (onPage: QuizOnPage): void => {
  const {quiz, form, snapshot, before} = onPage
  const stage = h('div', {class: 'quiz-stage'})
  const end = h('div', {class: 'quiz-end'})
  form.before(stage)
  form.after(end)
  const keep = keeper(onPage)
  const attempts = before.map((attempt) => (attempt.submitted ? attempt : complete(quiz, attempt)))
  const readOnly = snapshot.mode === 'review'
  let asked: Asked[] = []
  let clock: Clock | undefined
  let refresh = (): void => {}

  const current = (): AttemptState | undefined => attempts.at(-1)
  const change = (attempt: AttemptState): AttemptState => {
    attempts[attempts.length - 1] = attempt
    return attempt
  }
  const left = (): number =>
    quiz.attempts === null ? Number.POSITIVE_INFINITY : quiz.attempts - (current()?.number ?? 0)

  const waiting = (): void => {
    form.hidden = true
    const attempt = current()
    stage.replaceChildren(
      ...(readOnly ? [h('p', {}, t('mode.review'))] : []),
      ...(attempt || readOnly ? [] : [h('p', {}, t('graded.before', {count: lengthOf(quiz)}))]),
      ...(left() > 0 && !readOnly ? [button(t(attempt ? 'graded.again' : 'graded.start'), start)] : []),
    )
  }
  const start = (): void => {
    attempts.push(newAttempt(quiz, (current()?.number ?? 0) + 1))
    const attempt = current()
    if (attempt) keep(attempt, [], false)
    play()
    goTo(one('.question:not([hidden])', form))
  }
  const play = (): void => {
    const attempt = current()
    if (!attempt) return
    form.hidden = false
    stage.replaceChildren()
    asked = askQuestions(onPage, attempt, {
      check: quiz.feedback === 'immediate',
      retry: false,
      hints: false,
      changed: (reports, later) => {
        const now = current()
        if (now)
          keep(
            change({...now, questions: asked.map((each) => each.state()), elapsed: clock?.elapsed() ?? now.elapsed}),
            reports,
            later,
          )
        refresh()
      },
    })
    const steps = stepper(onPage, asked)
    const list = unansweredList(asked, steps.show)
    refresh = () => {
      steps.refresh()
      list.refresh()
    }
    end.replaceChildren(
      list.element,
      button(t('graded.submit'), () => {
        if (list.pass()) hand()
      }),
    )
    if (quiz.timeLimit !== null) {
      clock = startClock(quiz.timeLimit * 60, attempt.elapsed, {
        tick: (elapsed) => {
          const now = current()
          if (now && !now.submitted) keep(change({...now, elapsed}), [], false)
        },
        over: () => hand(true),
      })
      stage.after(clock.element)
    }
  }
  const hand = (timeOver = false): void => {
    const attempt = current()
    if (!attempt || attempt.submitted) return
    const reports = asked.flatMap((each) => {
      if (each.state().checked) return []
      const report = each.judge()
      return report ? [report] : []
    })
    const score = percent(asked.map(({question, state}) => ({points: question.points, mark: state().mark})))
    const elapsed = clock?.elapsed() ?? attempt.elapsed
    clock?.stop()
    clock?.element.remove()
    clock = undefined
    keep(
      change({...attempt, questions: asked.map((each) => each.state()), submitted: true, score, elapsed}),
      reports,
      false,
    )
    review(timeOver)
    goTo(one('.result', stage))
  }
  const review = (timeOver = false): void => {
    const attempt = current()
    if (!attempt) return
    for (const tool of all('.steps, .step-turn', form)) tool.remove()
    end.replaceChildren()
    const seen = quiz.feedback !== 'never' && (quiz.feedback !== 'after-last-attempt' || left() <= 0)
    if (asked.length === 0 && attempt.questions.length > 0) {
      asked = askQuestions(onPage, attempt, {check: false, retry: false, hints: false, changed: () => {}})
    }
    for (const each of asked) {
      each.element.hidden = false
      if (seen && attempt.submitted) each.show(true)
      each.lock()
    }
    waiting()
    form.hidden = asked.length === 0 || !seen
    if (!attempt.submitted) return
    const essays = asked.filter(({question}) => question.type === 'essay').length
    stage.prepend(resultPanel({quiz, attempts, left: left(), seen, timeOver, essays}))
  }

  const attempt = current()
  if (!attempt) waiting()
  else if (attempt.submitted || readOnly) review()
  else play()
  for (const note of all('.quiz-facts', onPage.section)) stage.before(note)
}
