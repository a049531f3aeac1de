import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, beforeAll, describe} from 'vitest'
import {startBrowser} from '../../src/browser/browser.js'
import {findBrowser} from '../../src/browser/find.js'
import {fixOf, messageOf} from '../../src/diagnostics/diagnostic.js'

/** The Chromium from npm where there is one: pages look the same on every machine. */
const choice = {prefer: 'npm'} as const

const found = await findBrowser(choice)
const missing = found.value ? undefined : found.diagnostics.map((one) => `${messageOf(one)} ${fixOf(one)}`).join('\n')
if (missing !== undefined) {
  process.stderr.write(`\nNOT TESTED in a browser: ${process.argv.at(-1) ?? 'these tests'}.\n${missing}\n\n`)
}

/** A group of tests that need a browser. Where there is none they are skipped, and the name of the group says why. */
export const describeInBrowser = (name: string, tests: (start: () => Browser) => void): void => {
  if (missing !== undefined) {
    describe.skip(`${name} (not tested: ${missing})`, () => tests(() => unavailable()))
    return
  }
  describe(name, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      browser = await launchBrowser()
    })
    afterAll(() => browser?.close())
    tests(() => browser ?? unavailable())
  })
}

/** Starts the browser. Whoever starts it closes it. */
export const launchBrowser = async (): Promise<Browser> => {
  const {value, diagnostics} = await startBrowser(choice)
  if (!value) throw new Error(diagnostics.map(messageOf).join('\n'))
  return value
}

/** What a page did that a learner would not see: all of it must stay empty. */
export interface Watched {
  /** Warnings and errors of the console, uncaught errors, dialogues. */
  readonly complaints: string[]
  /** Requests to other origins than those that the test serves. */
  readonly foreign: string[]
  /** Files that the server does not have. */
  readonly missing: string[]
}

export interface PageOptions extends BrowserContextOptions {
  /** Origins that pages may load from; `file://` always. */
  readonly origins?: readonly string[]
  /** Touching the storage of the browser throws, as it does where cookies of third parties are blocked. */
  readonly denyStorage?: boolean
}

/** Opens an empty page in a context of its own, and watches everything that happens in the context. */
export const openPage = async (
  browser: Browser,
  {origins = [], denyStorage = false, ...options}: PageOptions = {},
): Promise<{page: Page; watched: Watched}> => {
  const context = await browser.newContext({locale: 'en-GB', ...options})
  if (denyStorage) await context.addInitScript(throwAtStorage)
  const watched: Watched = {complaints: [], foreign: [], missing: []}
  const allowed = (url: string): boolean =>
    /^(data|blob|file|about):/.test(url) || origins.includes(new URL(url).origin)
  context.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error')
      watched.complaints.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (event) => watched.complaints.push(`uncaught: ${event.error().message}`))
  context.on('dialog', (dialog) => {
    watched.complaints.push(`${dialog.type()}: ${dialog.message()}`)
    // A dialogue that nobody answers would hold the page for ever.
    void dialog.dismiss().catch(() => undefined)
  })
  context.on('request', (request) => {
    if (!allowed(request.url())) watched.foreign.push(request.url())
  })
  context.on('response', (response) => {
    if (response.status() === 404) watched.missing.push(response.url())
  })
  const page = await context.newPage()
  return {page, watched}
}

const throwAtStorage = (): void => {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(window, name, {
      get: () => {
        throw new DOMException('Access is denied for this document.', 'SecurityError')
      },
    })
}

const unavailable = (): never => {
  throw new Error(missing ?? 'The browser has not been started.')
}
