import type {PlayerCourse, PlayerPage, Snapshot} from '../../model/player.js'
import type {Call} from '../session/protocol.js'
import type {SessionCore} from '../session/session.js'

export interface Pages {
  answer(call: Call): Snapshot
  go(page: PlayerPage): void
  /** Where the learner was last time, if the course asks before going there. */
  readonly offer: PlayerPage | null
  /** Where the course has opened because the learner was there last time, if that is not where it begins. */
  readonly resumed: PlayerPage | null
}

/** Milliseconds after which a page that was sent for is no longer expected. */
const patience = 10000

/** Shows pages in the frame, and keeps title and address of the outer document in step with them. */
export const showPages = (course: PlayerCourse, core: SessionCore, frame: HTMLIFrameElement): Pages => {
  let current: number | null = null
  let expected: number | null = null

  const go = (page: PlayerPage): void => {
    if (page.slot === current) return
    expected = page.slot
    setTimeout(() => {
      expected = null
    }, patience)
    // No new entry in the history: Back must leave the course as the LMS expects.
    frame.contentWindow?.location.replace(new URL(page.path, document.baseURI).href)
  }
  const arrive = (slot: number): void => {
    const page = course.pages.find((candidate) => candidate.slot === slot)
    current = slot
    expected = null
    if (!page) return
    document.title = page.kind === 'home' ? course.title : `${page.title} – ${course.title}`
    try {
      window.history.replaceState(window.history.state, '', `#${addressOf(page)}`)
    } catch {
      // A sandboxed document has no history of its own.
    }
  }

  const linked = pageAt(course, window.location.hash)
  const before = course.pages.find((page) => page.slot === core.snapshot().resumed) ?? null
  const first = linked ?? (course.resume === 'always' ? before : null)
  if (first && !showsAlready(frame, first)) go(first)
  if (document.activeElement === document.body) frame.focus()
  window.addEventListener('hashchange', () => {
    const page = pageAt(course, window.location.hash)
    if (page) go(page)
  })

  return {
    go,
    offer: course.resume === 'ask' && !linked ? before : null,
    resumed: first && first === before && first.kind !== 'home' ? first : null,
    answer: (call) => {
      if (call.name === 'hello') {
        // The page that was there before the one we sent for: it is about to go, and must not move the bookmark.
        if (expected !== null && call.argument.slot !== expected) return core.snapshot()
        arrive(call.argument.slot)
      }
      return core.call(call.name, call.argument as never)
    },
  }
}

const addressOf = (page: PlayerPage): string => `${page.kind}/${page.id}`

const pageAt = (course: PlayerCourse, hash: string): PlayerPage | null =>
  course.pages.find((page) => `#${addressOf(page)}` === hash) ?? null

const showsAlready = (frame: HTMLIFrameElement, page: PlayerPage): boolean =>
  new URL(frame.getAttribute('src') ?? '', document.baseURI).href === new URL(page.path, document.baseURI).href
