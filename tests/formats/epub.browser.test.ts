import {join} from 'node:path'
import {expect, it} from 'vitest'
import {axeFindings} from '../../src/learner/axe.js'
import {arabicEverything, temporaryBooks, writeBook} from '../helpers/books.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import {unzip, writeFolder} from '../helpers/lms/package.js'

describeInBrowser('a book', (browser) => {
  it('gives axe nothing to find, and is as wide as a telephone', {timeout: 60_000}, async () => {
    const books = temporaryBooks()
    const {page, watched} = await openPage(browser(), {viewport: {width: 360, height: 640}})
    try {
      const {course, overlays} = arabicEverything(books.folder)
      const files = await unzip(await writeBook('epub', course, {overlays, out: books.folder}))
      await writeFolder(files, join(books.folder, 'read'))
      const found: string[] = []
      for (const path of [...files.keys()].filter((each) => each.endsWith('.xhtml'))) {
        await page.goto(`file://${join(books.folder, 'read', path)}`)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        const here = [...(await axeFindings(page)), ...(width === 360 ? [] : [`${width} wide`])]
        found.push(...here.map((each) => `${path} ${each}`))
      }
      expect(found).toEqual([])
      expect(watched.foreign).toEqual([])
    } finally {
      await page.close()
      books.remove()
    }
  })
})
