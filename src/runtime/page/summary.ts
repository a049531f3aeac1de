import type {Session, Snapshot} from '../../model/player.js'
import {openDialog} from './dialog.js'
import {button, h} from './dom.js'
import {stateOf} from './reader.js'
import {course, t} from './words.js'

/** Where the learner stands, with a statement to print. It is no certificate, and says so. */
export const openSummary = (snapshot: Snapshot, session: Session): void => {
  const {title, version, pages, quizzes, language} = course()
  const counted = pages.filter((page) => page.slot >= 0)
  const done = counted.filter((page) => stateOf(snapshot, page.slot) === 'done').length
  const day = new Intl.DateTimeFormat(language, {dateStyle: 'long'}).format(new Date())
  const rows = quizzes.map((quiz) => {
    const attempts = (snapshot.quizzes.find((each) => each.slot === quiz.slot)?.attempts ?? []).filter(
      (attempt) => attempt.submitted,
    )
    const best = Math.max(...attempts.map((attempt) => attempt.score ?? 0))
    const words = attempts.length === 0 ? t('summary.not-taken') : t('summary.score', {score: best})
    const verdict =
      attempts.length === 0 || quiz.mode === 'practice'
        ? t(`summary.${quiz.mode}`)
        : t(best >= quiz.passMark ? 'summary.passed' : 'summary.failed', {mark: quiz.passMark})
    return h('tr', {}, h('th', {scope: 'row'}, quiz.title), h('td', {}, words), h('td', {}, verdict))
  })
  const statement = h(
    'div',
    {class: 'statement'},
    h('p', {class: 'statement-course'}, title),
    snapshot.learner ? h('p', {}, t('summary.learner', {name: isolated(snapshot.learner)})) : null,
    h('p', {class: 'statement-status'}, t(`summary.status-${snapshot.status}`)),
    h('progress', {max: counted.length, value: done, 'aria-label': t('summary.progress')}),
    h('p', {}, t('progress.count', {done, all: counted.length})),
    snapshot.score === null ? null : h('p', {}, t('summary.total', {score: snapshot.score})),
    rows.length === 0
      ? null
      : h(
          'table',
          {},
          h(
            'thead',
            {},
            h('tr', {}, ...['quiz', 'best', 'counts'].map((name) => h('th', {scope: 'col'}, t(`summary.${name}`)))),
          ),
          h('tbody', {}, ...rows),
        ),
    h('p', {class: 'dialog-note'}, t('summary.note', {version, day})),
  )
  const dialog = openDialog(
    'summary',
    t('summary.title'),
    statement,
    h(
      'p',
      {class: 'actions'},
      button(t('summary.print'), () => printOnly(dialog)),
      ' ',
      leaving(snapshot, session),
    ),
  )
}

/** A way out of the LMS's session; or, where there is none, a way to forget everything, which asks once more. */
const leaving = (snapshot: Snapshot, session: Session): HTMLElement | null => {
  if (session.where === 'remote') {
    const out = button(
      t('summary.exit'),
      () => {
        void session.call('exit', {}).then(() => out.replaceWith(h('strong', {role: 'status'}, t('summary.exited'))))
      },
      'button plain',
    )
    return out
  }
  if (snapshot.save !== 'device') return null
  let sure = false
  const forget = button(
    t('summary.forget'),
    () => {
      if (sure) void session.call('reset', {}).then(() => location.reload())
      sure = true
      forget.textContent = t('summary.forget-sure')
    },
    'button plain',
  )
  return forget
}

/** Prints a dialogue without the page behind it. */
const printOnly = (dialog: HTMLElement): void => {
  document.body.dataset.printing = 'dialog'
  dialog.dataset.print = ''
  print()
  delete document.body.dataset.printing
}

/** A name keeps its own direction among the words of another. */
const isolated = (name: string): string => `\u2068${name}\u2069`
