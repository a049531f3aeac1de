import {type Api, apiOf} from '../../../../src/lms/page/watch.js'
import type {Launch} from '../calls.js'
import {moodleModel} from './moodle-model.js'

/**
 * The API of Moodle 5.1 as far as it matters to a course, after mod/scorm/datamodels/scorm_12.js, scorm_13.js and
 * mod/scorm/request.js: the limits of its data model, its synchronous commits, and its habits when a commit fails.
 */
export const moodleApi = ({family, engine, number, record, mastery}: Launch): Api => {
  const short = family === '1.2'
  const {limits, defaults} = moodleModel(family, engine === 'moodle-standards')
  const values = new Map<string, unknown>([...Object.entries(defaults), ...Object.entries(record)])
  /** SCORM 1.2: what has been put into a request, whatever became of the request. */
  const sent = new Map(values)
  const types = new Map<string, string>()
  let session: 'before' | 'open' | 'after' = 'before'
  let error = '0'
  let leaving = false
  for (const event of ['beforeunload', 'pagehide'])
    window.addEventListener(event, () => {
      leaving = true
    })

  const refuse = (code: string): 'false' => {
    error = code
    return 'false'
  }
  const accept = (): 'true' => {
    error = '0'
    return 'true'
  }
  const beacon = (body: string): boolean => navigator.sendBeacon(url, body)
  const url = `/commit?launch=${number}&moodle`
  /** Says whether the answer begins with `true`; a beacon always does. */
  const request = (body: string): boolean => {
    if (leaving) return beacon(body)
    const xhr = new XMLHttpRequest()
    xhr.open('POST', url, false)
    try {
      xhr.send(body)
    } catch {
      return beacon(body)
    }
    return xhr.status === 200 && xhr.responseText.split('\n')[0] === 'true'
  }
  const store = (): boolean => {
    const changed = [...values].filter(([element, value]) =>
      short ? sent.get(element) !== value : defaults[element] !== value,
    )
    for (const [element, value] of changed) sent.set(element, value)
    return request(JSON.stringify(Object.fromEntries(changed.map(([element, value]) => [element, String(value)]))))
  }
  const count = (array: string): number => {
    const found = [...values.keys()].flatMap((key) =>
      key.startsWith(`${array}.`) ? (/^\d+/.exec(key.slice(array.length + 1))?.map(Number) ?? []) : [],
    )
    return found.length === 0 ? 0 : Math.max(...found) + 1
  }

  const initialize = (): string => {
    if (session === 'open') return refuse(short ? '101' : '103')
    if (session === 'after' && !short) return refuse('104')
    session = 'open'
    return accept()
  }
  const terminate = (): string => {
    if (session !== 'open') return refuse(short ? '301' : '112')
    session = 'after'
    judge()
    store()
    return accept()
  }
  /** scorm_12.js:621: the end of the session, not a commit, lets the mastery score decide. */
  const judge = (): void => {
    if (!short) return
    if (values.get('cmi.core.lesson_status') === 'not attempted') values.set('cmi.core.lesson_status', 'completed')
    const raw = values.get('cmi.core.score.raw')
    if (mastery === '' || raw === '' || values.get('cmi.core.lesson_mode') !== 'normal') return
    values.set('cmi.core.lesson_status', Number(raw) >= Number(mastery) ? 'passed' : 'failed')
  }
  const get = (element: string): unknown => {
    if (session !== 'open') return refuse(short ? '301' : '122') && ''
    if (element.endsWith('._count')) {
      error = '0'
      return count(element.replace(/\._count$/, ''))
    }
    const limit = limits(element)
    if (!limit) return refuse(short ? '201' : '401') && ''
    if (limit.access === 'w') return refuse(short ? '404' : '405') && ''
    const value = values.get(element)
    if (value === undefined) return refuse(short ? '201' : '403') && ''
    error = '0'
    return value
  }
  const set = (element: string, given: unknown): string => {
    if (session !== 'open') return refuse(short ? '301' : '132')
    const value = String(given)
    const limit = limits(element)
    if (!limit) return refuse(short ? '201' : '401')
    if (limit.access === 'r') return refuse(short ? '403' : '404')
    if (!limit.fits(value)) return refuse(short ? '405' : '406')
    if (limit.range && (Number(value) < limit.range[0] || Number(value) > limit.range[1]))
      return refuse(short ? '405' : '407')
    const place = /^(cmi\.interactions\.(\d+))\.(.*)$/.exec(element)
    if (place) {
      const [, base = '', index, rest = ''] = place
      if (Number(index) > count('cmi.interactions')) return refuse(short ? '201' : '351')
      const inner = /^(objectives|correct_responses)\.(\d+)\./.exec(rest)
      if (inner && Number(inner[2]) > count(`${base}.${inner[1]}`)) return refuse(short ? '201' : '351')
      if (!short && rest !== 'id' && !values.has(`${base}.id`)) return refuse('408')
      if (rest === 'type') types.set(base, value)
      const type = types.get(base)
      if (!short && /response$|pattern$/.test(rest)) {
        if (type === undefined) return refuse('408')
        if (!limits.answers(type, value, rest.endsWith('pattern'))) return refuse('406')
      }
    }
    // A score just set comes back as a number.
    values.set(element, limit.range ? Number(value) : value)
    return accept()
  }
  const commit = (): string => {
    if (session !== 'open') return refuse(short ? '301' : '142')
    return store() ? accept() : refuse(short ? '101' : '391')
  }
  return apiOf(family, {
    Initialize: initialize,
    Terminate: terminate,
    GetValue: get,
    SetValue: set,
    Commit: commit,
    GetLastError: () => error,
    GetErrorString: () => '',
    GetDiagnostic: () => '',
  })
}
