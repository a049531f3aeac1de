import type {Browser, BrowserContextOptions, Page} from 'playwright-core'
import {afterAll, beforeAll, describe} from 'vitest'
import {startBrowser} from '../../src/browser/browser.js'
import {findBrowser} from '../../src/browser/find.js'
import {type Watched, watch} from '../../src/browser/watch.js'
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
  const isAllowed = (url: string): boolean =>
    /^(data|blob|file|about):/.test(url) || origins.includes(new URL(url).origin)
  const watched = watch(context, (url) => !isAllowed(url))
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
