import type {Browser, BrowserType} from 'playwright-core'
import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {type BrowserChoice, type FoundBrowser, findBrowser} from './find.js'

/**
 * Starts a browser without a window, hands it over, and ends it, whatever happened. Where there is none, or none that starts,
 * `use` is not called, the value is undefined, and a diagnostic says how to get one.
 */
export const withBrowser = async <T>(
  choice: BrowserChoice,
  use: (browser: Browser) => Promise<T>,
): Promise<Outcome<T | undefined>> => {
  const {value: browser, diagnostics} = await startBrowser(choice)
  if (!browser) return {value: undefined, diagnostics}
  try {
    return {value: await use(browser), diagnostics: []}
  } finally {
    await browser.close()
  }
}

/** Finds a browser and starts it. Whoever starts it closes it. */
export const startBrowser = async (choice: BrowserChoice = {}): Promise<Outcome<Browser | undefined>> => {
  const driver = await loadDriver()
  if (!driver) return {value: undefined, diagnostics: [diagnose('browser/no-driver', {})]}
  const {value: found, diagnostics} = await findBrowser(choice)
  if (!found) return {value: undefined, diagnostics}
  try {
    return {value: await launch(driver, found, choice.offline ?? false), diagnostics: []}
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
    return {value: undefined, diagnostics: [diagnose('browser/no-start', {path: found.executable, reason})]}
  }
}

/** npm installs the driver with coursewright, unless it was told to omit what is optional. */
const loadDriver = async (): Promise<BrowserType | undefined> => {
  try {
    return (await import('playwright-core')).chromium
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

const launch = async (
  driver: BrowserType,
  {executable, env, from}: FoundBrowser,
  offline: boolean,
): Promise<Browser> => {
  const start = (chromiumSandbox: boolean) =>
    driver.launch({
      executablePath: executable,
      chromiumSandbox,
      args: offline ? ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'] : [],
      env: {...(process.env as Record<string, string>), ...env},
    })
  // Root and most containers may not have its sandbox; the Chromium from npm comes without one.
  if (from === 'npm' || process.getuid?.() === 0) return start(false)
  return start(true).catch(() => start(false))
}
