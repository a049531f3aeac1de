import {execFile} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'
import {fontConfig, writeFonts} from './fonts.js'

/** Milliseconds after which another process that unpacks is taken for dead. */
const patience = 120_000

export interface Unpacked {
  readonly executable: string
  /** What the browser's process needs in its environment. */
  readonly env: Readonly<Record<string, string>>
}

/** The Chromium of @sparticuz/chromium with its libraries and our fonts, unpacked once below `node_modules/.cache`. */
export const unpackedChromium = async (): Promise<Unpacked> => {
  const folder = cacheFolder()
  if (!existsSync(folder)) await unpackOnce(folder)
  const config = join(folder, 'fonts.conf')
  const text = fontConfig([join(folder, 'fonts', 'fonts'), join(folder, 'more-fonts')], join(folder, 'font-cache'))
  if (!existsSync(config) || readFileSync(config, 'utf8') !== text) writeFileSync(config, text)
  return {
    executable: join(folder, 'chromium'),
    env: {LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: config, HOME: join(folder, 'home')},
  }
}

const packageFile = createRequire(import.meta.url).resolve('@sparticuz/chromium')

const cacheFolder = (): string => {
  const root = packageFile.slice(0, packageFile.lastIndexOf(join('@sparticuz', 'chromium')))
  const {version} = JSON.parse(readFileSync(join(root, '@sparticuz', 'chromium', 'package.json'), 'utf8')) as {
    version: string
  }
  return join(root, '.cache', 'coursewright', `chromium-${version}`)
}

/** Two processes that unpack at the same time would spoil each other's files: the second one waits. */
const unpackOnce = async (folder: string): Promise<void> => {
  const lock = `${folder}.lock`
  mkdirSync(dirname(folder), {recursive: true})
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    try {
      if (!existsSync(folder)) await unpack(folder)
    } finally {
      rmSync(lock, {recursive: true, force: true})
    }
  }
}

const takeLock = (lock: string): boolean => {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const made = statSync(lock, {throwIfNoEntry: false})?.mtimeMs
    if (made !== undefined && Date.now() - made > patience) rmSync(lock, {recursive: true, force: true})
    return false
  }
}

/** In a process of its own: the package changes its environment, and unpacks its libraries only if it sees AWS there. */
const unpack = async (folder: string): Promise<void> => {
  const draft = `${folder}.draft-${process.pid}`
  mkdirSync(draft, {recursive: true})
  const script = "import('@sparticuz/chromium').then(({default: chromium}) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['--eval', script], {
    cwd: dirname(packageFile),
    env: {...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: draft},
  })
  writeFonts(join(draft, 'more-fonts'))
  mkdirSync(join(draft, 'home'))
  renameSync(draft, folder)
}
