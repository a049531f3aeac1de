import type {InteractionReport} from '../../../model/player.js'
import type {Elements} from './elements.js'
import type {Family} from './find.js'
import {interaction, type TimedReport} from './interactions.js'

/** Milliseconds in which interactions are written at a time: an LMS may take a journey to its server for each value. */
const patience = 200

/** Answers on their way to the LMS, as a journal: one interaction for each time that an answer was judged. */
export interface Reports {
  add(reports: readonly InteractionReport[]): void
  /** Some are not written yet. */
  waiting(): boolean
  /** Some are written, and not known to have arrived. */
  pending(): boolean
  /** Writes them; `all`: however long it takes. */
  write(all: boolean): void
  /** All that was set up to this count has arrived. */
  arrived(upTo: number): void
  /** What was written has not arrived and will not be sent again by the LMS: it is written anew, behind it. */
  forget(): void
}

interface Entry {
  readonly report: TimedReport
  /** The count of sets when it was written; undefined: not yet. */
  written?: number | undefined
}

/** `counted`: how many interactions were told before, for LMSs that do not say; `told`: how many there are now. */
export const reportsTo = (
  elements: Elements,
  family: Family,
  counted: () => number,
  told: (count: number) => void,
): Reports => {
  let entries: Entry[] = []
  let index: number | undefined

  /** The LMS's own count, since a gap is refused; or where it keeps none (Open edX), ours. */
  const next = (): number => {
    if (index === undefined) {
      const theirs = elements.read('cmi.interactions._count')
      index = /^\d+$/.test(theirs) ? Number(theirs) : counted()
    }
    return index
  }
  /** Whether the next one may be written. */
  const writeOne = (entry: Entry): boolean => {
    const base = `cmi.interactions.${next()}.`
    for (const [element, value] of interaction(entry.report, family)) {
      const written = elements.put(base + element, value)
      if (element !== 'id' || written === 'done') continue
      // An optional part of the standard: an LMS without it is not asked again. A full journal takes no more.
      if (written !== 'dead') entries = []
      return false
    }
    entry.written = elements.count()
    index = next() + 1
    told(index)
    return true
  }
  const waiting = (): Entry[] => entries.filter(({written}) => written === undefined)

  return {
    add: (reports) => {
      const at = new Date()
      entries.push(...reports.map((report) => ({report: {...report, at}})))
    },
    waiting: () => waiting().length > 0,
    pending: () => entries.length > 0,
    write: (all) => {
      const end = performance.now() + patience
      for (const entry of waiting()) if ((!all && performance.now() > end) || !writeOne(entry)) return
    },
    arrived: (upTo) => {
      entries = entries.filter(({written = Number.POSITIVE_INFINITY}) => written > upTo)
    },
    forget: () => {
      for (const entry of entries) entry.written = undefined
    },
  }
}
