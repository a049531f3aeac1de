import {type Browser, type BrowserContextOptions, chromium, type Page} from 'playwright-core'
import {afterAll, beforeAll, describe} from 'vitest'
import {findBrowser} from './browser/find.js'

const found = await findBrowser()
if (found.missing !== undefined) {
  process.stderr.write(`\nNOT TESTED in a browser: ${process.argv.at(-1) ?? 'these tests'}.\n${found.missing}\n\n`)
}

/** A group of tests that need a browser. Where there is none they are skipped, and the name of the group says why. */
export const describeInBrowser = (name: string, tests: (start: () => Browser) => void): void => {
  if (found.missing !== undefined) {
    describe.skip(`${name} (not tested: ${found.missing})`, () => tests(() => unavailable()))
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

/** Starts the browser. Its sandbox needs rights that containers lack; everything else is as learners have it. */
export const launchBrowser = (): Promise<Browser> => {
  if (found.missing !== undefined) return unavailable()
  return chromium.launch({
    executablePath: found.executable,
    args: ['--no-sandbox'],
    env: {...(process.env as Record<string, string>), ...found.env},
  })
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
  throw new Error(found.missing ?? 'The browser has not been started.')
}
