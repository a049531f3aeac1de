import {existsSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {npmChromium} from './npm.js'

/** Which browser is meant. */
export interface BrowserChoice {
  /** Path of its program, as `--browser` names it. Without: the one that `COURSEWRIGHT_BROWSER` names, else one that is found. */
  readonly path?: string
  /** Where both are there: the Chromium from npm looks the same on every machine, an installed one has all fonts of this machine. */
  readonly prefer?: 'installed' | 'npm'
  /** With the Chromium from npm: which faces it has beside its own. Default: `site`. */
  readonly faces?: 'site' | 'book'
  /** Whether it reaches nothing but this machine. */
  readonly offline?: boolean
}

/** A browser that can be started. */
export interface FoundBrowser {
  readonly executable: string
  /** What its process needs in its environment, beside our own. */
  readonly env: Readonly<Record<string, string>>
  readonly from: 'named' | 'installed' | 'npm'
}

/** Finds the browser: the one that is named, an installed Chrome, Edge or Chromium, or the Chromium from npm. */
export const findBrowser = async ({
  path,
  prefer = 'installed',
  faces = 'site',
}: BrowserChoice = {}): Promise<Outcome<FoundBrowser | undefined>> => {
  const variable = process.env.COURSEWRIGHT_BROWSER
  const named = path ?? (variable === '' ? undefined : variable)
  if (named !== undefined) {
    if (existsSync(named)) return found({executable: named, env: {}, from: 'named'})
    const by = path === undefined ? 'COURSEWRIGHT_BROWSER' : '--browser'
    return {value: undefined, diagnostics: [diagnose('browser/not-there', {path: named, by})]}
  }
  const executable = installedPlaces(process.platform, process.env).find((place) => existsSync(place))
  if (executable !== undefined && prefer === 'installed') return found({executable, env: {}, from: 'installed'})
  const unpacked = await npmChromium(faces)
  if (unpacked) return found({...unpacked, from: 'npm'})
  if (executable !== undefined) return found({executable, env: {}, from: 'installed'})
  return {
    value: undefined,
    diagnostics: [diagnose('browser/none', {platform: process.platform, processor: process.arch})],
  }
}

const found = (value: FoundBrowser): Outcome<FoundBrowser> => ({value, diagnostics: []})

/** Where installers put Chrome, Edge and Chromium, in the order in which they are tried. */
export const installedPlaces = (
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] => {
  const {HOME = '', LOCALAPPDATA, PROGRAMFILES, 'PROGRAMFILES(X86)': older, PATH = ''} = environment
  if (platform === 'darwin')
    return ['', HOME].flatMap((root) =>
      ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
        (name) => `${root}/Applications/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  if (platform === 'win32')
    return ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].flatMap((program) =>
      [PROGRAMFILES, older, LOCALAPPDATA].flatMap((folder) => (folder ? [`${folder}\\${program}`] : [])),
    )
  const folders = [...new Set([...PATH.split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin'])]
  return [
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'chromium',
    'chromium-browser',
  ].flatMap((name) => folders.map((folder) => join(folder, name)))
}
