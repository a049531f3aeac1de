/** Runs in the page of the LMS: puts the API there, late if it must, and tells the server of every call. */
import type {Call, Launch} from '../calls.js'
import {moodleApi} from './moodle.js'
import {scormAgainApi} from './scorm-again.js'

export type Api = Record<string, (...values: unknown[]) => unknown>

declare global {
  interface Window {
    launch: Launch
    /** For calls that no beacon could carry. */
    calls: Call[]
    API?: Api
    API_1484_11?: Api
  }
}

const {launch} = window
const prefix = launch.family === '1.2' ? 'LMS' : ''
const [begin, end] = launch.family === '1.2' ? ['LMSInitialize', 'LMSFinish'] : ['Initialize', 'Terminate']
const names = [
  begin,
  end,
  ...['GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'].map((name) => prefix + name),
]
const waiting: Call[] = []
let leaving = false

window.calls = []
for (const event of ['beforeunload', 'pagehide'])
  window.addEventListener(event, () => {
    leaving = true
  })

/** Also for calls from a page that is being left: a beacon is all that arrives from there. */
const send = (): void => {
  const batch = waiting.splice(0)
  if (batch.length > 0) navigator.sendBeacon('/calls', JSON.stringify(batch))
}

/** An LMS that keeps some of what it was told to itself, or knows less than others. */
const poorer = (inner: Api): Api => {
  const [get, set, error] = ['GetValue', 'SetValue', 'GetLastError'].map((name) => prefix + name) as [
    string,
    string,
    string,
  ]
  let unknown = false
  const isUnknown = (element: unknown): boolean => launch.unknown.some((start) => String(element).startsWith(start))
  return {
    ...Object.fromEntries(
      names.map((name) => [
        name,
        (...values: unknown[]) => {
          unknown = false
          return inner[name as string]?.(...values)
        },
      ]),
    ),
    [get]: (element) => {
      unknown = isUnknown(element)
      return unknown || launch.mute.includes(String(element)) ? '' : inner[get]?.(element)
    },
    [set]: (element, value) => {
      unknown = isUnknown(element)
      return unknown ? 'false' : inner[set]?.(element, value)
    },
    [error]: () => (unknown ? '401' : inner[error]?.()),
  }
}

const watched = (inner: Api): Api => {
  const errorOf = inner[`${prefix}GetLastError`] as Api[string]
  const watch =
    (name: string) =>
    (...values: unknown[]): unknown => {
      const at = Date.now()
      const note = (outcome: Pick<Call, 'answer' | 'threw'>): void => {
        const error = outcome.threw === undefined ? String(errorOf.call(inner)) : ''
        const call = {
          launch: launch.number,
          sequence: window.calls.length,
          name: name.replace(/^LMS/, ''),
          values,
          ...outcome,
          error,
          at,
          leaving,
        }
        window.calls.push(call)
        waiting.push(call)
        if (leaving) send()
        else queueMicrotask(send)
      }
      try {
        const answer = inner[name]?.(...values)
        note({answer: String(answer)})
        return answer
      } catch (thrown) {
        note({threw: String(thrown)})
        throw thrown
      }
    }
  return Object.fromEntries(names.map((name) => [name, watch(name as string)]))
}

const appear = (): void => {
  const inner = launch.engine === 'scorm-again' ? scormAgainApi(launch) : moodleApi(launch)
  window[launch.family === '1.2' ? 'API' : 'API_1484_11'] = watched(poorer(inner))
}
if (launch.late > 0) setTimeout(appear, launch.late)
else appear()
