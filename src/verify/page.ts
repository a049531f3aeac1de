import type {Browser, BrowserContext, Frame, Page} from 'playwright-core'
import {type Watched, watch} from '../browser/watch.js'
import {axeFindings, hasAxe} from '../learner/axe.js'
import type {Picture} from './evidence.js'
import type {Log} from './log.js'

/** What the learner sits at. */
export interface Device {
  readonly device: Picture['device']
  readonly context: BrowserContext
  readonly watched: Watched
}

/** A window of its own, in which everything that happens is taken down. `home`: the only address that pages may load from. */
export const openDevice = async (browser: Browser, device: Picture['device'], home: string): Promise<Device> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...(device === 'phone'
      ? {viewport: {width: 390, height: 844}, hasTouch: true, isMobile: true, colorScheme: 'dark' as const}
      : {viewport: {width: 1280, height: 800}}),
  })
  context.setDefaultTimeout(15_000)
  const isForeign = (url: string): boolean => !/^(data|blob|about):/.test(url) && !url.startsWith(home)
  const watched = watch(context, isForeign)
  context.on('requestfailed', (request) => {
    // What a learner leaves behind on the way to another page is broken off, not missing.
    if (!isForeign(request.url()) && !/ABORTED/.test(request.failure()?.errorText ?? ''))
      watched.missing.push(request.url().slice(home.length))
  })
  return {device, context, watched}
}

/** Checks what must never happen on any page, once all pages were seen. */
export const checkWatched = ({device, watched}: Device, missing: readonly string[], log: Log): void => {
  log.nothing({
    name: 'console',
    where: device,
    expected: 'no warning, error or dialogue',
    found: watched.complaints,
    code: 'verify/console',
  })
  log.nothing({
    name: 'network',
    where: device,
    expected: 'no request to elsewhere',
    found: watched.foreign,
    code: 'verify/other-origin',
  })
  log.nothing({
    name: 'files',
    where: device,
    expected: 'no file is missing',
    found: [...missing, ...watched.missing],
    code: 'verify/missing-file',
  })
}

/** What was found on pages, by kind, until it is judged for all of them together. */
export interface Findings {
  readonly links: string[]
  readonly axe: string[]
  readonly wide: string[]
}

export const noFindings = (): Findings => ({links: [], axe: [], wide: []})

/**
 * Looks at the page that shows: links within the package land, axe finds nothing, nothing sticks out sideways.
 * `root`: address of the package's top folder.
 */
export const inspectPage = async (
  shown: Page | Frame,
  path: string,
  {has, root}: {readonly has: (path: string) => boolean; readonly root: string},
  found: Findings,
): Promise<void> => {
  const seen = (await shown.evaluate(`({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    links: [...document.querySelectorAll('a[href]')].map((link) => link.href),
  })`)) as {wide: number; links: readonly string[]}
  if (seen.wide > 1) found.wide.push(`${path} by ${seen.wide} px`)
  for (const link of new Set(seen.links)) {
    if (!link.startsWith(root)) continue
    const target = decodeURIComponent(new URL(link).href.slice(root.length).replace(/[?#].*$/, ''))
    if (target !== '' && !has(target)) found.links.push(`${path}: ${target}`)
  }
  if (hasAxe()) found.axe.push(...(await axeFindings(shown)).map((finding) => `${path}: ${finding}`))
}

/** Judges what `inspectPage` found. */
export const checkFindings = (where: Picture['device'], {links, axe, wide}: Findings, log: Log): void => {
  log.nothing({name: 'links', where, expected: 'every link lands', found: links, code: 'verify/link'})
  log.nothing({
    name: 'width',
    where,
    expected: 'no page is wider than its window',
    found: wide,
    code: 'verify/too-wide',
  })
  const accessible = {name: 'accessibility', where, expected: 'axe finds nothing'}
  if (hasAxe()) log.nothing({...accessible, found: axe, code: 'verify/accessibility'})
  else log.skip({...accessible, reason: 'axe-core is not installed; “npm install axe-core” beside coursewright'})
}
