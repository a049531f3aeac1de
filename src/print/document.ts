import type {Browser} from 'playwright-core'
import {sha256} from '../host/node.js'
import {mediaTypeOf} from '../model/media-types.js'
import {type Facts, finish, pagesOf} from './file.js'
import {fillNumbers} from './numbers.js'

/** What is printed: the files of a document, by their paths. */
export interface Sheets {
  readonly files: ReadonlyMap<string, Uint8Array>
  /** The document itself. */
  readonly page: string
  /** What the printed file says of itself, as XMP. */
  readonly metadata: string
}

/** Nobody is there: what the document asks for comes from its files, and all else is refused. */
const origin = 'http://book.invalid'

/** The first printing finds on which pages things stand, the second says so; more are for numbers that move a line. */
const attempts = 5

export const printDocument = async (browser: Browser, {files, page, metadata}: Sheets): Promise<Uint8Array> => {
  const document = new TextDecoder().decode(files.get(page))
  let shown = document
  const context = await browser.newContext({javaScriptEnabled: false, colorScheme: 'light'})
  try {
    await context.route('**/*', async (route) => {
      const url = route.request().url()
      const path = url.startsWith(`${origin}/`) ? decodeURI(url.slice(origin.length + 1)) : ''
      const file = files.get(path)
      const body = path === page ? shown : file && Buffer.from(file)
      await (body === undefined ? route.abort() : route.fulfill({body, contentType: contentTypeOf(path)}))
    })
    const window = await context.newPage()
    let numbers: ReadonlyMap<string, number> = new Map()
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      await window.goto(`${origin}/${page}`, {timeout: 120_000})
      const bytes = await window.pdf({tagged: true, outline: true, preferCSSPageSize: true, printBackground: true})
      const found = await pagesOf(bytes)
      if (areSame(found, numbers)) {
        const facts = (await window.evaluate(readFacts)) as Facts
        return finish(bytes, facts, {metadata: files.get(metadata) ?? new Uint8Array(), digest: sha256(shown)})
      }
      numbers = found
      shown = fillNumbers(document, numbers)
    }
    throw new Error('the numbers of pages do not come to rest')
  } finally {
    await context.close()
  }
}

const readFacts = `({
  metas: Object.fromEntries([...document.querySelectorAll('meta[name]')].map((meta) => [meta.name, meta.content])),
  headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((each) =>
    each.textContent.trim().replace(/\\s+/g, ' ')),
})`

const contentTypeOf = (path: string): string => {
  if (path.endsWith('.xhtml')) return 'application/xhtml+xml'
  return path.endsWith('.css') ? 'text/css; charset=utf-8' : mediaTypeOf(path)
}

const areSame = (some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): boolean =>
  some.size === others.size && [...some].every(([name, page]) => others.get(name) === page)
