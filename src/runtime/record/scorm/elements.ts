import type {Calls, Written} from './calls.js'

/** The elements of an LMS's data model, with what they hold as far as we know. */
export interface Elements {
  read(element: string): string
  /** Sets an element to a value that it does not hold yet. Not again what was refused, and nothing that is unknown there. */
  give(element: string, value: string): void
  /** The element holds this value, as what was read implies. */
  assume(element: string, value: string): void
  holds(element: string, value: string): boolean
  refuses(element: string, value: string): boolean
  /** How many values have been set. */
  count(): number
  /** The count at which an element got its value; 0: not by us. */
  setAt(element: string): number
  /** A value that is set whatever is held, as interactions and time are. */
  put(element: string, value: string): Written
}

export const elementsOf = (calls: Calls): Elements => {
  const held = new Map<string, string>()
  const refused = new Map<string, string>()
  const times = new Map<string, number>()
  const unknown = new Set<string>()
  let sets = 0

  const put = (element: string, value: string): Written => {
    if (unknown.has(element)) return 'unknown'
    const written = calls.set(element, value)
    if (written === 'done') sets += 1
    if (written === 'unknown') unknown.add(element)
    return written
  }
  const elements: Elements = {
    put,
    read: (element) => {
      const value = calls.get(element)
      held.set(element, value)
      return value
    },
    give: (element, value) => {
      if (elements.holds(element, value) || elements.refuses(element, value)) return
      const written = put(element, value)
      if (written === 'refused') refused.set(element, value)
      if (written !== 'done') return
      held.set(element, value)
      times.set(element, sets)
    },
    assume: (element, value) => {
      held.set(element, value)
    },
    holds: (element, value) => held.get(element) === value,
    refuses: (element, value) => refused.get(element) === value,
    count: () => sets,
    setAt: (element) => times.get(element) ?? 0,
  }
  return elements
}
