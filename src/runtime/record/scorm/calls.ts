import type {FoundApi} from './find.js'

/** What became of a SetValue. */
export type Written =
  | 'done'
  /** This LMS does not know the element: ask no more. */
  | 'unknown'
  /** This value was refused. */
  | 'refused'
  /** The API threw, has no session open, or is out of order: another time, perhaps. */
  | 'dead'

/** An LMS's API under one set of names. Never throws; every argument and every answer is text. */
export interface Calls {
  initialize(): boolean
  get(element: string): string
  set(element: string, value: string): Written
  commit(): boolean
  terminate(): boolean
  /** The last call threw: the window of the API has gone, or the LMS is broken. */
  threw(): boolean
}

/** Codes that say "I do not have this element": 1.2: 201 (Moodle), 401, 402, 403; 2004: 201, 401, 402, 404. */
const unknownElement = {'1.2': /^(201|40[123])$/, '2004': /^(201|40[124])$/}
/** Codes that say "this value will not do": wrong type, out of range, something missing that it depends on. */
const wrongValue = {'1.2': /^405$/, '2004': /^(351|40[678])$/}

export const callsOf = ({api, family}: FoundApi): Calls => {
  const prefix = family === '1.2' ? 'LMS' : ''
  const [start, end] = family === '1.2' ? ['LMSInitialize', 'LMSFinish'] : ['Initialize', 'Terminate']
  let threw = false

  const call = (name: string, ...values: string[]): unknown => {
    threw = false
    try {
      // Called on the API itself: some implementations rely on `this`.
      return (api as Record<string, (...values: string[]) => unknown>)[name]?.(...values)
    } catch {
      threw = true
      return undefined
    }
  }
  const errorCode = (): string => String(call(`${prefix}GetLastError`) ?? '0')
  /** Cornerstone answers null, others nothing at all: then the error code decides. */
  const succeeded = (answer: unknown): boolean => {
    if (threw) return false
    const text = String(answer ?? '').toLowerCase()
    if (text === 'true' || text === '1') return true
    return text === '' && Number(errorCode()) === 0
  }

  return {
    initialize: () => succeeded(call(start as string, '')),
    get: (element) => {
      const value = String(call(`${prefix}GetValue`, element) ?? '')
      // Some LMSs write the nothing of their database as a word.
      return /^(null|undefined)$/.test(value) ? '' : value
    },
    set: (element, value) => {
      if (succeeded(call(`${prefix}SetValue`, element, value))) return 'done'
      if (threw) return 'dead'
      const code = errorCode()
      // "false" with error 0 happens although the value was taken (seen by Spoor).
      if (code === '0' || code === '') return 'done'
      if (unknownElement[family].test(code)) return 'unknown'
      return wrongValue[family].test(code) ? 'refused' : 'dead'
    },
    commit: () => succeeded(call(`${prefix}Commit`, '')),
    terminate: () => succeeded(call(end as string, '')),
    threw: () => threw,
  }
}
