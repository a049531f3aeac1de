import {basename, dirname} from 'node:path'
import type {Browser} from 'playwright-core'
import {startBrowser} from '../browser/browser.js'
import {type BrowserChoice, findBrowser} from '../browser/find.js'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Cache} from '../host/cache.js'
import {sha256} from '../host/node.js'
import {readContent} from '../package/container.js'
import type {SealedPackage} from '../packages.js'
import type {Sheets} from './document.js'

/**
 * Prints the packages that are printed; others stay as they are. The browser is started only where something is to be
 * printed, and is the one from npm where it is there, since that one prints the same on every machine. `folder`: the course.
 */
export const printPackages = async (
  packages: readonly SealedPackage[],
  folder: string,
  choice: BrowserChoice = {},
  cache?: Pick<Cache, 'bytes'>,
): Promise<Outcome<readonly SealedPackage[]>> => {
  if (!packages.some(({format}) => format.container.kind === 'print')) return {value: packages, diagnostics: []}
  const press = openPress({prefer: 'npm', faces: 'book', offline: true, ...choice})
  const value: SealedPackage[] = []
  try {
    const known = cache && (await press.identity())
    for (const each of packages) {
      const sheets = await sheetsOf(each, folder)
      if (!sheets) {
        value.push(each)
        continue
      }
      const print = () => press.print(sheets)
      const from = () => [known ?? '', sheets.page, sheets.metadata, ...[...sheets.files].flatMap(digested)]
      const bytes = await (cache && known !== undefined ? cache.bytes('print', from, print) : print())
      const {format, name, options, losses, state} = each
      value.push({format, name, options, losses, files: [{path: name, content: {bytes}}], ...(state ? {state} : {})})
    }
    return {value, diagnostics: []}
  } catch (error) {
    if (error instanceof NotPrinted) return {value: [], diagnostics: error.diagnostics}
    throw error
  } finally {
    await press.close()
  }
}

const digested = ([path, bytes]: readonly [string, Uint8Array]): readonly string[] => [path, sha256(bytes)]

const sheetsOf = async (sealed: SealedPackage, folder: string): Promise<Sheets | undefined> => {
  const {container} = sealed.format
  if (container.kind !== 'print') return undefined
  const {page, metadata} = container
  const read = new Map<string, Uint8Array>()
  // Only here: where another core holds the files, they would be made again.
  for (const {path, content} of sealed.files) read.set(path, await readContent(content, folder))
  return {files: read, page, metadata}
}

/** Why nothing is printed. */
class NotPrinted extends Error {
  constructor(readonly diagnostics: readonly Diagnostic[]) {
    super('not printed')
  }
}

/** A browser that is started for the first document. */
const openPress = (choice: BrowserChoice) => {
  let browser: Browser | undefined
  return {
    /** What prints the same as it did; undefined: an installed browser and the fonts of a machine change without a sign. */
    identity: async (): Promise<string | undefined> => {
      const {value: found, diagnostics} = await findBrowser(choice)
      if (!found) throw new NotPrinted(diagnostics)
      return found.from === 'npm' ? basename(dirname(found.executable)) : undefined
    },
    /** Throws `NotPrinted`. */
    print: async (sheets: Sheets): Promise<Uint8Array> => {
      browser ??= await started(choice)
      try {
        // What reads and writes PDFs is a quarter of all code: it is loaded where something is printed.
        return await (await import('./document.js')).printDocument(browser, sheets)
      } catch (error) {
        const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
        throw new NotPrinted([diagnose('browser/not-printed', {reason: reason.replace(/\.$/, '')})])
      }
    },
    close: async (): Promise<void> => browser?.close(),
  }
}

const started = async (choice: BrowserChoice): Promise<Browser> => {
  const {value: browser, diagnostics} = await startBrowser(choice)
  if (!browser) throw new NotPrinted(diagnostics)
  const version = browser.version()
  if (Number.parseInt(version, 10) >= needed) return browser
  await browser.close()
  throw new NotPrinted([diagnose('browser/too-old', {version, needed})])
}

/** The first Chromium with margin boxes: https://developer.chrome.com/release-notes/131. */
const needed = 131
