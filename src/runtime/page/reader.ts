import type {Session, Snapshot} from '../../model/player.js'
import {all, h, one} from './dom.js'
import {course, t} from './words.js'

/** Milliseconds that a page must have been open before it can count as read. */
const dwell = 4000

/** Tells the session where the learner is, and that the page has been read: once its end was in view, after a while. */
export const trackReading = (session: Session, slot: number): void => {
  const page = course().pages.find((each) => each.slot === slot)
  if (!page) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (): void => {
    clearTimeout(timer)
    timer = undefined
    void session.call('at', {slot, scroll: position()})
  }
  addEventListener(
    'scroll',
    () => {
      timer ??= setTimeout(tell, 1500)
    },
    {passive: true},
  )
  if (page.kind === 'quiz' || page.kind === 'home' || page.kind === 'reference') return
  const end = one('.turn') ?? one('.foot')
  const since = performance.now()
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    const wait = Math.max(0, dwell - (performance.now() - since))
    setTimeout(() => {
      const box = end?.getBoundingClientRect()
      if (!box || box.top > innerHeight) return
      seen.disconnect()
      void session.call('read', {slot})
    }, wait)
  })
  if (end) seen.observe(end)
}

/** How far down the page the learner is, 0 to 1. */
const position = (): number => {
  const room = document.documentElement.scrollHeight - innerHeight
  return room <= 0 ? 0 : Math.round((scrollY / room) * 1000) / 1000
}

/** Goes back to where the learner was, unless the address names a place. */
export const returnTo = (snapshot: Snapshot, slot: number): void => {
  const {place} = snapshot
  if (!place || place.slot !== slot || place.scroll === 0 || location.hash || scrollY > 0) return
  scrollTo({top: place.scroll * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant'})
}

/** How a page of the contents stands: `done`, `begun`, or nothing yet. */
export const stateOf = (snapshot: Snapshot, slot: number): 'done' | 'begun' | '' => {
  const page = course().pages.find((each) => each.slot === slot)
  if (page?.kind === 'quiz') {
    const quiz = course().quizzes.find((each) => each.slot === slot)
    const attempts = snapshot.quizzes.find((each) => each.slot === slot)?.attempts ?? []
    if (
      attempts.some(
        (attempt) =>
          attempt.submitted &&
          (quiz?.mode === 'practice' ||
            (attempt.score ?? 0) >= (quiz?.passMark ?? 0) ||
            attempt.number === quiz?.attempts),
      )
    )
      return 'done'
    return attempts.length > 0 ? 'begun' : ''
  }
  if (snapshot.read.includes(slot)) return 'done'
  return ''
}

/** Ticks in the contents, the line that counts them, and the button of the home page. */
export const showProgress = (snapshot: Snapshot): void => {
  const {pages} = course()
  const counted = pages.filter((page) => page.slot >= 0)
  for (const link of all('[data-slot]')) {
    const tick = one('[data-tick]', link)
    if (!tick) continue
    const state = stateOf(snapshot, Number(link.dataset.slot))
    if (tick.dataset.state === state) continue
    if (state) tick.dataset.state = state
    else delete tick.dataset.state
    tick.replaceChildren(...(state ? [h('span', {class: 'quiet'}, ` ${t(`tick.${state}`)}`)] : []))
  }
  const done = counted.filter((page) => stateOf(snapshot, page.slot) === 'done').length
  for (const line of all('[data-progress]')) {
    line.hidden = done === 0
    line.textContent = t('progress.count', {done, all: counted.length})
  }
  const start = one<HTMLAnchorElement>('#start')
  const last = [snapshot.place?.slot, snapshot.resumed].find((slot) => (slot ?? -1) >= 0)
  const begun = done > 0 || last !== undefined || snapshot.quizzes.length > 0
  const open = counted.find((page) => stateOf(snapshot, page.slot) !== 'done')
  const next = begun ? (counted.find((page) => page.slot === last) ?? open) : undefined
  if (!start || !next) return
  start.href = next.path
  start.textContent = t('home.continue')
}
