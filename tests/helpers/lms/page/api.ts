/** Runs in the page of the LMS: puts the API there, late if it must, and tells the server of every call. */
import {type Api, namesOf, watched} from '../../../../src/lms/page/watch.js'
import type {Launch} from '../calls.js'
import {moodleApi} from './moodle.js'
import {scormAgainApi} from './scorm-again.js'

declare global {
  interface Window {
    launch: Launch
  }
}

const {launch} = window
const prefix = launch.family === '1.2' ? 'LMS' : ''

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
      namesOf(launch).map((name) => [
        name,
        (...values: unknown[]) => {
          unknown = false
          return inner[name]?.(...values)
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

const appear = (): void => {
  const inner = launch.engine === 'scorm-again' ? scormAgainApi(launch) : moodleApi(launch)
  window[launch.family === '1.2' ? 'API' : 'API_1484_11'] = watched(poorer(inner), launch)
}
if (launch.late > 0) setTimeout(appear, launch.late)
else appear()
