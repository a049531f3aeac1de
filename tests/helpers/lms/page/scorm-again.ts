import {Scorm12API, Scorm2004API} from 'scorm-again/min'
import type {Api} from '../../../../src/lms/page/watch.js'
import type {Launch} from '../calls.js'

/** Commits synchronously, and by a beacon at the end, as scorm-again does out of the box. */
export const scormAgainApi = ({family, number, record}: Launch): Api => {
  const settings = {
    lmsCommitUrl: `/commit?launch=${number}`,
    dataCommitFormat: 'flattened',
    alwaysSendTotalTime: true,
    // Its own complaints are those of an LMS's developer; what it refuses shows in its answers.
    logLevel: 5,
  } as const
  const api = family === '1.2' ? new Scorm12API(settings) : new Scorm2004API(settings)
  api.loadFromFlattenedJSON(record as never, '')
  const methods = api as unknown as Api
  // They are written to be called on the API itself.
  return new Proxy({} as Api, {
    get:
      (_, name: string) =>
      (...values: unknown[]) =>
        methods[name]?.(...values),
  })
}
