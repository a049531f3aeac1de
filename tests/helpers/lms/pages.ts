import type {Launch} from './calls.js'

/** In a frame of the LMS's page; in a popup that this page opens; in a popup that a frame of this page opens. */
export type Show = 'frame' | 'popup' | 'popup from a frame'

export interface LaunchPage {
  readonly launch: Launch
  /** Address of the course's launch document. */
  readonly course: string
  readonly show: Show
  readonly depth: number
}

const page = (title: string, body: string, head = ''): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}
<style>html,body{margin:0;block-size:100%}body{display:flex;flex-direction:column}iframe{border:0;inline-size:100%;flex:1}</style></head>
<body>${body}</body></html>`

const frame = (address: string): string =>
  `<iframe name="course" title="The course" src="${escaped(address)}"></iframe>`
const button = (address: string): string =>
  `<button onclick="window.open('${escaped(address)}', 'popup')">Launch</button>`
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')

/** The page of the LMS: the API in its window, and the course in a frame or behind a button. */
export const launchPage = ({launch, course, show, depth}: LaunchPage): string => {
  const head =
    launch.late < 0
      ? ''
      : `<script>window.launch = ${JSON.stringify(launch).replace(/</g, '\\u003c')}</script>
<script src="/api.js"></script>`
  const address = depth > 0 ? wrapAddress(depth, course) : course
  const body = {
    frame: `<p><button onclick="document.querySelector('iframe').remove()">Exit</button></p>${frame(address)}`,
    popup: button(address),
    'popup from a frame': frame('/launcher'),
  }[show]
  return page('An LMS', body, head)
}

/** A page that holds nothing but the course, or further such pages around it. */
export const wrapPage = (depth: number, course: string): string =>
  page('A frame', frame(depth > 1 ? wrapAddress(depth - 1, course) : course))

/** A page that opens the course in a window of its own. */
export const launcherPage = (course: string): string => page('A launcher', button(course))

export const wrapAddress = (depth: number, course: string): string =>
  `/wrap?depth=${depth}&course=${encodeURIComponent(course)}`
