import {pathToFileURL} from 'node:url'
import type {Browser} from 'playwright-core'
import type {Coverage} from './evidence.js'
import type {Log} from './log.js'
import {checkFindings, checkWatched, inspectPage, noFindings, openDevice} from './page.js'

/** A folder of static pages, as somebody opens it from disk. */
export interface Site {
  readonly folder: string
  readonly paths: readonly string[]
  /** Opened with nothing but a phone's first page where it must be quick. */
  readonly quick: boolean
}

/** Pages of which pictures are taken. */
const pictured = 4

/** Opens every page at a desktop and at a phone. */
export const openSite = async (browser: Browser, {folder, paths, quick}: Site, log: Log): Promise<Coverage> => {
  const pages = paths.filter((path) => path.endsWith('.html'))
  const chosen = quick ? pages.slice(0, 3) : pages
  const there = new Set(paths)
  const root = pathToFileURL(`${folder}/`).href
  for (const kind of ['desktop', 'phone'] as const) {
    const device = await openDevice(browser, kind, root)
    const findings = noFindings()
    try {
      const page = await device.context.newPage()
      for (const [index, path] of chosen.entries()) {
        log.step(`${kind}: opening ${path}`)
        await page.goto(new URL(path.split('/').map(encodeURIComponent).join('/'), root).href)
        await inspectPage(
          page,
          path,
          {has: (target) => there.has(target) || there.has(`${target}/index.html`), root},
          findings,
        )
        if (index < pictured) await log.picture(page, await page.title(), kind)
      }
    } catch (error) {
      log.check({
        name: 'play',
        where: kind,
        expected: 'every page opens',
        seen: (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '',
        holds: false,
        code: 'verify/stuck',
      })
    } finally {
      checkFindings(kind, findings, log)
      checkWatched(device, [], log)
      await device.context.close()
    }
  }
  return {pages: chosen.length, allPages: pages.length, right: 0, wrong: 0, allQuestions: 0, leavings: []}
}
