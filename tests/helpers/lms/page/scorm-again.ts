import type {Launch} from '../calls.js'
import type {Api} from './api.js'

interface ScormAgain extends Api {
  loadFromFlattenedJSON(values: Readonly<Record<string, string>>): void
}
type Make = new (settings: Readonly<Record<string, unknown>>) => ScormAgain

/** Commits synchronously, and by a beacon at the end, as scorm-again does out of the box. */
export const scormAgainApi = ({family, number, record}: Launch): Api => {
  const {Scorm12API, Scorm2004API} = window as unknown as {Scorm12API: Make; Scorm2004API: Make}
  const api = new (family === '1.2' ? Scorm12API : Scorm2004API)({
    lmsCommitUrl: `/commit?launch=${number}`,
    dataCommitFormat: 'flattened',
    alwaysSendTotalTime: true,
    // Its own complaints are those of an LMS's developer; what it refuses shows in its answers.
    logLevel: 5,
  })
  api.loadFromFlattenedJSON(record)
  // Its methods are written to be called on it.
  return new Proxy({} as Api, {
    get:
      (_, name: string) =>
      (...values: unknown[]) =>
        api[name]?.(...values),
  })
}
