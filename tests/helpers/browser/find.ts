import {existsSync} from 'node:fs'
import {unpackedChromium} from './unpack.js'

/** A browser that can be started, or why there is none. */
export type FoundBrowser =
  | {readonly executable: string; readonly env: Readonly<Record<string, string>>; readonly missing?: undefined}
  | {readonly missing: string}

/**
 * The browser of all tests: the one that `COURSEWRIGHT_BROWSER` names; on Linux x64 the Chromium from npm, which needs
 * nothing of the machine; elsewhere an installed Chrome, Chromium or Edge.
 */
export const findBrowser = async (): Promise<FoundBrowser> => {
  const named = process.env.COURSEWRIGHT_BROWSER
  if (named) {
    if (!existsSync(named)) throw new Error(`COURSEWRIGHT_BROWSER names ${named}, and there is no such file.`)
    return {executable: named, env: {}}
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium()
  const executable = installed().find((path) => existsSync(path))
  if (executable) return {executable, env: {}}
  return {
    missing: `No Chrome, Chromium or Edge was found on this ${process.platform} ${process.arch}. Install one, or set COURSEWRIGHT_BROWSER to its path.`,
  }
}

const installed = (): readonly string[] => {
  const {LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': older = ''} = process.env
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  if (process.platform === 'win32')
    return [PROGRAMFILES, older, LOCALAPPDATA].flatMap((folder) => [
      `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
      `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
    ])
  return ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  )
}
