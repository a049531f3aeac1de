import type {Call, Family, Launch} from '../calls.js'

export type Api = Record<string, (...values: unknown[]) => unknown>

declare global {
  interface Window {
    /** For calls that no beacon could carry. */
    calls: Call[]
    API?: Api
    API_1484_11?: Api
  }
}

const methods = [
  'Initialize',
  'Terminate',
  'GetValue',
  'SetValue',
  'Commit',
  'GetLastError',
  'GetErrorString',
  'GetDiagnostic',
] as const
export type Method = (typeof methods)[number]

/** What a family calls a method: SCORM 1.2 `LMSFinish` is `Terminate` of 2004. */
const spelt = (method: Method, family: Family): string =>
  family === '1.2' ? `LMS${method === 'Terminate' ? 'Finish' : method}` : method

/** An API under the names by which a family calls it. */
export const apiOf = (family: Family, named: Readonly<Record<Method, (...given: never[]) => unknown>>): Api =>
  Object.fromEntries(methods.map((method) => [spelt(method, family), named[method]])) as unknown as Api

/** The names under which a family calls its API. */
export const namesOf = ({family}: Pick<Launch, 'family'>): readonly string[] =>
  methods.map((method) => spelt(method, family))

/** The same API, of whose every call the server of the LMS is told. */
export const watched = (inner: Api, {family, number}: Pick<Launch, 'family' | 'number'>): Api => {
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
  const errorOf = inner[spelt('GetLastError', family)] as Api[string]
  const watch =
    (name: string) =>
    (...values: unknown[]): unknown => {
      const at = Date.now()
      const note = (outcome: Pick<Call, 'answer' | 'threw'>): void => {
        const error = outcome.threw === undefined ? String(errorOf.call(inner)) : ''
        const call = {
          launch: number,
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
  return Object.fromEntries(namesOf({family}).map((name) => [name, watch(name)]))
}
