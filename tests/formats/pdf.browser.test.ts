import {getDocument} from 'pdfjs-dist/legacy/build/pdf.mjs'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {sealPackages} from '../../src/packages.js'
import {printPackages} from '../../src/print/print.js'
import {arabicEverything, temporaryBooks} from '../helpers/books.js'
import {describeInBrowser} from '../helpers/browser.js'
import {compileFolder, describeFinding, templates} from '../helpers/compile.js'

/** What another library reads in a printed document. */
interface Read {
  readonly pages: readonly string[]
  readonly tags: readonly Tag[]
  readonly outline: readonly Entry[]
  readonly links: readonly string[]
  readonly info: Readonly<Record<string, unknown>>
  readonly metadata: string
  readonly size: readonly number[]
}

interface Tag {
  readonly role: string
  readonly alt?: string
}

interface Entry {
  readonly title: string
  readonly items: readonly Entry[]
}

const read = async (bytes: Uint8Array): Promise<Read> => {
  const task = getDocument({data: bytes.slice(), useSystemFonts: false, verbosity: 0})
  const document = await task.promise
  const pages: string[] = []
  const tags: Tag[] = []
  const links: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const {items} = await page.getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : ''))
        .join('')
        .replace(/\s+/g, ' '),
    )
    tags.push(...tagsOf(await page.getStructTree()))
    for (const {url, dest} of await page.getAnnotations()) links.push(url ?? String(dest))
  }
  const {info, metadata} = await document.getMetadata()
  const outline = (await document.getOutline()) as readonly Entry[]
  const size = (await document.getPage(1)).view
  await task.destroy()
  return {pages, tags, outline, links, info: info as Read['info'], metadata: metadata?.getRaw() ?? '', size}
}

const tagsOf = (node: unknown): Tag[] => {
  const {role, alt, children = []} = (node ?? {}) as {role?: string; alt?: string; children?: unknown[]}
  return [...(role ? [{role, ...(alt === undefined ? {} : {alt})}] : []), ...children.flatMap(tagsOf)]
}

const titles = (entries: readonly Entry[]): string[] => entries.flatMap(({title, items}) => [title, ...titles(items)])

describeInBrowser('a printed book', () => {
  const books = temporaryBooks()
  const printed: Uint8Array[] = []
  const documents: Read[] = []

  beforeAll(async () => {
    const {course, overlays} = arabicEverything(books.folder)
    const sealed = []
    for (const layers of [[], [], overlays]) {
      const compiled = await compileFolder(course, layers)
      sealed.push(...sealPackages(compiled, templates, {formats: ['pdf']}).value)
    }
    const {value, diagnostics} = await printPackages(sealed, course)
    expect(diagnostics.map(describeFinding)).toEqual([])
    for (const {files} of value) for (const {content} of files) if ('bytes' in content) printed.push(content.bytes)
    for (const bytes of [printed[0], printed[2]]) if (bytes) documents.push(await read(bytes))
  })
  afterAll(() => books.remove())

  const english = () => documents[0] as Read
  const arabic = () => documents[1] as Read

  it('is the same bytes each time', () => {
    expect(printed).toHaveLength(3)
    expect(Buffer.from(printed[0] as Uint8Array).equals(Buffer.from(printed[1] as Uint8Array))).toBe(true)
  })

  it('has its text in order, numbers on its pages, and running heads', () => {
    const {pages} = english()
    const whole = pages.join(' ')
    const order = [
      'This is a reference copy',
      'Contents',
      'A quotation of two lines',
      'A graded quiz',
      'Credits and licence',
    ]
    const at = order.map((words) => whole.lastIndexOf(words))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at[0]).toBeGreaterThan(0)
    const lesson = pages.findIndex((text) => text.includes('One of each thing that a lesson can hold.'))
    expect(pages[lesson]).toMatch(
      new RegExp(`^Everything & more: “one of each” Elements: every kind of text ${lesson + 1} Module 1`),
    )
    expect(pages[0]).toMatch(/^Everything & more: “one of each” A course that holds/)
  })

  it('says in its contents on which page a part stands', () => {
    const {pages} = english()
    const glossary = pages.findIndex((text) => text.includes(' Glossary Key term'))
    expect(glossary).toBeGreaterThan(2)
    expect(pages[1]).toMatch(new RegExp(`Glossary ?${glossary + 1} `))
    const answers = pages.findIndex((text) => text.includes(' Answers Practice in a lesson'))
    expect(answers).toBeGreaterThan(glossary)
    expect(pages.join(' ')).toContain(`Practice in a lesson Answers · ${answers + 1} `)
  })

  it('is tagged: headings, lists, tables with heads, figures with alternatives', () => {
    const {tags} = english()
    const roles = new Set(tags.map(({role}) => role))
    for (const role of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Link', 'Figure'])
      expect(roles, role).toContain(role)
    const figures = tags.filter(({role}) => role === 'Figure')
    expect(figures.filter(({alt}) => !alt)).toEqual([])
    expect(figures.map(({alt}) => alt)).toContain('QR code that leads to https://example.org/everything')
  })

  it('has an outline of its parts, and links within and to the web', () => {
    expect(titles(english().outline)).toEqual(
      expect.arrayContaining(['Contents', 'Texts', 'Elements: every kind of text', 'Call-outs', 'Answers']),
    )
    expect(
      english()
        .outline.find(({title}) => title === 'Texts')
        ?.items.map(({title}) => title),
    ).toContain('The second lesson')
    expect(english().links).toEqual(expect.arrayContaining(['lesson-second', 'https://example.org/everything']))
  })

  it('says what it is', () => {
    const {info, metadata, size} = english()
    expect(info).toMatchObject({
      Title: 'Everything & more: “one of each”',
      Author: 'Ada Example; Zoë Beispiel',
      Subject: 'A course that holds one of each thing that a course can hold.',
      Creator: 'coursewright',
      CreationDate: 'D:20260101000000Z',
      Language: 'en-GB',
    })
    expect(metadata).toContain('<rdf:li>Ada Example</rdf:li>')
    expect(size).toEqual([0, 0, expect.closeTo(595, 0), expect.closeTo(842, 0)])
  })

  it('says that it is in Arabic, and has its outline in it', () => {
    expect(arabic().info.Language).toBe('ar')
    expect(titles(arabic().outline)).toContain('المحتويات')
  })
})
