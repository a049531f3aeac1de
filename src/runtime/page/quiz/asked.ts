import type {AttemptState, InteractionReport, PlayerQuestion, QuestionState} from '../../../model/player.js'
import {mark} from '../../../model/scoring.js'
import {all, button, goTo, h, icon, one, rich, say} from '../dom.js'
import {t} from '../words.js'
import {type Control, createControl} from './control.js'
import {essayTools} from './essay.js'
import {verdictPanel} from './feedback.js'
import type {QuizOnPage} from './quiz.js'

/** One question of the running attempt, on the page. */
export interface Asked {
  readonly question: PlayerQuestion
  readonly element: HTMLElement
  readonly control: Control
  state(): QuestionState
  /** Judges the answer as it stands, without showing anything. */
  judge(): InteractionReport | null
  /** Shows how the answer fared. */
  show(reveal: boolean): void
  lock(): void
}

/** How the questions of an attempt behave. */
export interface Manner {
  /** Each question has a button that judges it at once. */
  readonly check: boolean
  /** A judged answer can be changed. */
  readonly retry: boolean
  readonly hints: boolean
  /** Something has changed and is to be kept; `later`: more is likely to come soon. */
  readonly changed: (reports: readonly InteractionReport[], later: boolean) => void
}

/** Puts the questions of an attempt on the page, in its order and with its answers, and hides the others. */
export const askQuestions = ({quiz, form}: QuizOnPage, attempt: AttemptState, manner: Manner): Asked[] => {
  const elements = new Map(all('.question', form).map((element) => [Number(element.dataset.question), element]))
  for (const element of elements.values()) element.hidden = true
  return attempt.questions.flatMap((state, index) => {
    const question = quiz.questions.find((each) => each.slot === state.slot)
    const old = elements.get(state.slot)
    if (!question || !old) return []
    // A fresh copy of the static form: nothing of an earlier attempt is left in it.
    const element = pristine(old)
    form.append(element)
    element.hidden = false
    element.toggleAttribute('data-first', index === 0)
    const number = one('.question-number', element)
    if (number) number.textContent = t('quiz.number', {number: index + 1, all: attempt.questions.length})
    return [ask(question, element, state, attempt.seed, quiz.shuffleChoices, manner, quiz.mode === 'practice')]
  })
}

const originals = new WeakMap<HTMLElement, HTMLElement>()

const pristine = (element: HTMLElement): HTMLElement => {
  const original = originals.get(element) ?? (element.cloneNode(true) as HTMLElement)
  const copy = original.cloneNode(true) as HTMLElement
  originals.set(copy, original)
  element.replaceWith(copy)
  return copy
}

const ask = (
  question: PlayerQuestion,
  element: HTMLElement,
  initial: QuestionState,
  seed: number,
  shuffle: boolean,
  manner: Manner,
  practice: boolean,
): Asked => {
  let state = initial
  let since = 0
  const foot = element.appendChild(h('div', {class: 'question-foot'}))
  const hints = h('div', {class: 'hints', 'aria-live': 'polite'})
  const error = h('p', {class: 'field-error', id: `${element.id}-error`, role: 'alert'})
  const verdict = h('div', {class: 'verdict-place', 'aria-live': 'polite'})
  const actions = h('div', {class: 'actions'})
  one('.answer', element)?.before(error)
  foot.append(hints, verdict, actions)

  const update = (change: Partial<QuestionState>, reports: readonly InteractionReport[] = [], later = false): void => {
    state = {...state, ...change}
    manner.changed(reports, later)
  }
  const control = createControl({
    question,
    element,
    seed,
    shuffle,
    changed: (typing) => {
      since ||= performance.now()
      complain(null)
      const judged = state.checked
      update({response: control.read(), checked: false, mark: null}, [], typing)
      if (judged) clear()
    },
  })
  const complain = (missing: ReturnType<Control['missing']>): void => {
    error.textContent = ''
    element.toggleAttribute('data-error', missing !== null)
    const set = one('fieldset', element)
    if (!missing) {
      set?.removeAttribute('aria-describedby')
      return
    }
    error.append(icon('wrong'), missing.words)
    set?.setAttribute('aria-describedby', error.id)
    goTo(missing.at)
  }
  const clear = (): void => {
    control.unmark()
    verdict.replaceChildren()
    offer()
  }
  const show = (reveal: boolean): void => {
    control.unmark()
    control.mark(state.response, reveal)
    const panel = verdictPanel(question, state.response, state.mark, {practice: practice && manner.retry, reveal})
    if (reveal && practice && state.mark !== null && state.mark < 1)
      panel.prepend(h('p', {class: 'revealed'}, t('answer.shown')))
    verdict.replaceChildren(panel)
    if (question.type === 'essay' && state.response !== null) {
      panel.append(essayTools(element.id, String(state.response), question.modelAnswer !== undefined))
    }
    offer(reveal)
  }
  const judge = (): InteractionReport | null => {
    const response = control.read()
    const share = mark(question, response)
    state = {...state, response, checked: true, mark: share, tries: state.tries + 1}
    if (response === null) return null
    const latency = since ? (performance.now() - first) / 1000 : 0
    return {quiz: 0, question, response, mark: share, latency: Math.round(latency * 100) / 100}
  }
  const check = (): void => {
    const missing = control.missing()
    complain(missing)
    if (missing) return
    const report = judge()
    show(false)
    if (!manner.retry) lock()
    update({}, report ? [report] : [])
  }
  const lock = (): void => {
    const set = one<HTMLFieldSetElement>('fieldset', element)
    if (set) set.disabled = true
    for (const step of all<HTMLButtonElement>('.order-step', element)) step.disabled = true
    offer()
  }
  const hintButton = (): HTMLElement | null => {
    const left = question.hints.length - state.hints
    if (!manner.hints || left <= 0 || (state.mark ?? 0) >= 1) return null
    return button(
      t('hint.button', {left}),
      () => {
        addHint(state.hints)
        update({hints: state.hints + 1})
        offer()
      },
      'button plain',
    )
  }
  const addHint = (index: number): void => {
    const html = question.hints[index]
    if (html)
      hints.append(
        h(
          'div',
          {class: 'hint'},
          h('p', {class: 'hint-title'}, t('hint.title', {number: index + 1})),
          rich('div', 'prose', html),
        ),
      )
  }
  const offer = (revealed = false): void => {
    const locked = one<HTMLFieldSetElement>('fieldset', element)?.disabled ?? false
    const done = state.checked && (state.mark ?? 1) >= 1
    const focused = actions.contains(document.activeElement)
    actions.replaceChildren(
      ...[
        manner.check && !locked && !(state.checked && done) && !(state.checked && revealed)
          ? button(
              t(
                question.type === 'essay'
                  ? question.modelAnswer
                    ? 'essay.compare'
                    : 'essay.keep'
                  : state.checked
                    ? 'check.again'
                    : 'check.button',
              ),
              check,
            )
          : null,
        hintButton(),
        manner.check && manner.retry && state.checked && !done && !revealed && question.type !== 'essay'
          ? button(
              t('answer.show'),
              () => {
                show(true)
                say(t('answer.shown'))
              },
              'button plain',
            )
          : null,
      ].filter((each) => each !== null),
    )
    // The pressed button may be gone: the focus stays with what it brought about.
    if (focused && !actions.contains(document.activeElement)) {
      const next = one('button', actions)
      if (next) next.focus()
      else goTo(verdict.firstElementChild as HTMLElement | null)
    }
  }
  const first = performance.now()
  for (let index = 0; index < state.hints; index += 1) addHint(index)
  control.write(state.response)
  if (state.checked && manner.check) {
    show(false)
    if (!manner.retry) lock()
  } else offer()
  return {question, element, control, state: () => state, judge, show, lock}
}
