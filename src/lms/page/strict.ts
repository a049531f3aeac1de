import type {Launch} from '../calls.js'
import {responseFits} from '../strict-answers.js'
import {arrayOf, childrenOf, elementKey, ruleOf} from '../strict-model.js'
import {type Api, apiOf} from './watch.js'

/** Codes of errors: SCORM 1.2 RTE, section 3.2; SCORM 2004 RTE, section 3.1.7. */
const errors = {
  '1.2': {
    again: '101',
    before: '301',
    after: '301',
    unknown: '401',
    array: '201',
    readOnly: '403',
    writeOnly: '404',
    type: '405',
    depends: '405',
    commit: '101',
    unset: '0',
  },
  '2004': {
    again: '103',
    before: '2',
    after: '3',
    unknown: '401',
    array: '351',
    readOnly: '404',
    writeOnly: '405',
    type: '406',
    depends: '408',
    commit: '391',
    unset: '403',
  },
} as const

/** SCORM 2004 has a code of its own for each call that comes before or after the session: 122 and 123 for GetValue. */
const tens = {Initialize: '10', Terminate: '11', GetValue: '12', SetValue: '13', Commit: '14'} as const

/**
 * The API of an LMS that takes what the standard allows and every LMS of today bears, and refuses the rest with the code
 * that the standard names. A commit reaches the server before it answers.
 */
export const strictApi = ({family, number, record}: Launch): Api => {
  const short = family === '1.2'
  const codes = errors[family]
  const values = new Map(Object.entries(record))
  const types = new Map<string, string>()
  const changed = new Map<string, string>()
  let session: 'before' | 'open' | 'after' = 'before'
  let error = '0'

  const refuse = (code: string): 'false' => {
    error = code
    return 'false'
  }
  const accept = (): 'true' => {
    error = '0'
    return 'true'
  }
  const closed = (call: keyof typeof tens): string | undefined => {
    if (session === 'open') return undefined
    const code = session === 'before' ? codes.before : codes.after
    return short ? code : tens[call] + code
  }
  const count = (array: string): number => {
    let length = 0
    while ([...values.keys()].some((element) => element.startsWith(`${array}.${length}.`))) length += 1
    return length
  }
  /** As LMSs do: at once, and by a beacon where the page is being left and nothing else gets through. */
  const store = (): boolean => {
    const body = JSON.stringify(Object.fromEntries(changed))
    const address = `/commit?launch=${number}`
    try {
      const request = new XMLHttpRequest()
      request.open('POST', address, false)
      request.send(body)
      if (request.status !== 200) return false
    } catch {
      if (!navigator.sendBeacon(address, body)) return false
    }
    changed.clear()
    return true
  }
  const get = (element: string): string => {
    const no = closed('GetValue')
    if (no) return refuse(no) && ''
    const rule = ruleOf(element, family)
    if (!rule) return refuse(codes.unknown) && ''
    if (rule.access === 'w') return refuse(codes.writeOnly) && ''
    error = '0'
    if (element.endsWith('._count')) return String(count(element.replace(/\._count$/, '')))
    if (element.endsWith('._children')) return childrenOf(element.replace(/\._children$/, ''), family).join(',')
    const value = values.get(element)
    if (value === undefined) error = codes.unset
    return value ?? ''
  }
  const set = (element: string, given: unknown): string => {
    const no = closed('SetValue')
    if (no) return refuse(no)
    const rule = ruleOf(element, family)
    if (!rule) return refuse(codes.unknown)
    if (rule.access === 'r') return refuse(codes.readOnly)
    if (typeof given !== 'string' || !rule.fits(given)) return refuse(codes.type)
    if (arrayOf(element).some(({array, index}) => index > count(array))) return refuse(codes.array)
    const [base, inner] = elementKey(element)
    if (base && !short && inner !== 'id' && !values.has(`${base}.id`)) return refuse(codes.depends)
    if (inner === 'type') types.set(base, given)
    if (/(response|pattern)$/.test(inner)) {
      const type = types.get(base)
      if (type === undefined) return refuse(codes.depends)
      if (!responseFits(type, given, {family, pattern: inner.endsWith('pattern')})) return refuse(codes.type)
    }
    values.set(element, given)
    changed.set(element, given)
    return accept()
  }
  return apiOf(family, {
    Initialize: (text: unknown) => {
      if (text !== '') return refuse('201')
      if (session !== 'before') return refuse(session === 'after' && !short ? '104' : codes.again)
      session = 'open'
      return accept()
    },
    Terminate: (text: unknown) => {
      const no = closed('Terminate')
      if (no) return refuse(no)
      if (text !== '') return refuse('201')
      if (!store()) return refuse(codes.commit)
      session = 'after'
      return accept()
    },
    GetValue: get,
    SetValue: set,
    Commit: (text: unknown) => {
      const no = closed('Commit')
      if (no) return refuse(no)
      if (text !== '') return refuse('201')
      return store() ? accept() : refuse(codes.commit)
    },
    GetLastError: () => error,
    GetErrorString: () => '',
    GetDiagnostic: () => '',
  })
}
