import {createHash} from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest'
import {build} from '../../src/build.js'
import {filesToParse, parseFile} from '../../src/gather/parsed.js'
import {type Cache, openCache} from '../../src/host/cache.js'
import {nodeHost} from '../../src/host/node.js'
import {rememberRecent} from '../../src/host/recent.js'
import {readSource} from '../../src/source/source.js'
import {root} from '../helpers/cli.js'
import {templates} from '../helpers/compile.js'

let folder = ''
let course = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursewright-cache-'))
})
beforeEach(() => {
  rmSync(folder, {recursive: true, force: true})
  course = join(folder, 'everything')
  cpSync(join(root, 'tests/fixtures/everything'), course, {recursive: true})
})
afterAll(() => rmSync(folder, {recursive: true, force: true}))

const open = (tool = 'test') => openCache(join(folder, 'cache'), {tool})

/** Every byte that a build writes, and what it finds. */
const built = async (cache?: Cache) => {
  const out = join(folder, 'out')
  rmSync(out, {recursive: true, force: true})
  const formats = ['html', 'scorm-1.2', 'canvas']
  const {diagnostics} = await build(nodeHost, templates, {folder: course, out, formats, ...(cache ? {cache} : {})})
  const notes = await cache?.close()
  const files = filesBelow(out).map((path) => [
    path.slice(out.length),
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  ])
  return {files, diagnostics, notes}
}

const filesBelow = (path: string): readonly string[] =>
  readdirSync(path, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

const entries = () => filesBelow(join(folder, 'cache')).filter((path) => !path.endsWith('.coursewright-cache'))

const edit = (file: string, from: string | RegExp, to: string) => {
  const path = join(course, file)
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(from, to)
  expect(changed, `${file} has no ${from}`).not.toBe(text)
  writeFileSync(path, changed)
}

describe('a cache', () => {
  it('makes no difference to what is built and found, whatever changes from one build to the next', async () => {
    const edits = [
      () => {},
      () => {},
      () =>
        edit(
          'lessons/elements.md',
          /$/,
          '\nMore, and a link that goes [nowhere in particular](https://example.org/).\n',
        ),
      () => edit('lessons/elements.md', /^title: .*$/m, 'title: Another title'),
      () => edit('course.yaml', /^title: .*$/m, 'title: Another course'),
      () => edit('glossary.yaml', /definition: /, 'definition: Once more. '),
      () => edit(`quizzes/${readdirSync(join(course, 'quizzes'))[0]}`, /^title: .*$/m, 'title: Another quiz'),
      () => edit('bibliography.yaml', /title: /, 'title: More of '),
    ]
    for (const change of edits) {
      change()
      const plain = await built()
      const {notes, ...cached} = await built(open())
      expect(cached).toEqual({files: plain.files, diagnostics: plain.diagnostics})
      expect(notes).toEqual({damaged: 0, unwritable: undefined})
    }
  })

  it('gives back what was parsed as it was, to the last property', async () => {
    const {value: source} = await readSource(nodeHost, course)
    const cache = open()
    for (const {part, file} of filesToParse(source)) {
      const parsed = parseFile(part, file)
      expect(parseFile(part, file, cache.memo)).toEqual(parsed)
      expect(JSON.stringify(parseFile(part, file, cache.memo))).toBe(JSON.stringify(parsed))
      expect(undefinedIn(parsed), file.path).toEqual([])
    }
  })

  it.skipIf(!existsSync('/proc/self'))('says so where no folder can be made, and does not try for ever', async () => {
    const cache = openCache('/proc/none/cache', {tool: 'test'})
    cache.memo.of(
      'x',
      () => [],
      () => 1,
    )
    expect((await cache.close()).unwritable).toContain('ENOENT')
  })

  it('does not make again what it holds, and takes nothing that another version made', () => {
    let made = 0
    const ask = (cache: Cache) =>
      cache.memo.of(
        'x',
        () => ['a'],
        () => ({made: ++made}),
      )
    const cache = open()
    expect([ask(cache), ask(cache)]).toEqual([{made: 1}, {made: 1}])
    return cache.close().then(() => {
      expect(ask(open())).toEqual({made: 1})
      expect(ask(open('newer'))).toEqual({made: 2})
    })
  })

  it('notices entries that were damaged or cut off, and makes them anew', async () => {
    const plain = await built()
    await built(open())
    for (const [index, path] of entries().entries()) {
      const bytes = readFileSync(path)
      if (index % 3 === 0) writeFileSync(path, bytes.subarray(0, bytes.length / 2))
      else if (index % 3 === 1) writeFileSync(path, bytes.fill(bytes[20] === 0x20 ? 0x21 : 0x20, 20, 21))
      else writeFileSync(path, '')
    }
    const {files, diagnostics, notes} = await built(open())
    expect({files, diagnostics}).toEqual({files: plain.files, diagnostics: plain.diagnostics})
    expect(notes?.damaged).toBeGreaterThan(20)
    expect((await built(open())).notes?.damaged).toBe(0)
  })

  it('serves two builds at once', async () => {
    const [one, other] = [open(), open()]
    const work = (cache: Cache, out: string) =>
      build(nodeHost, templates, {folder: course, out: join(folder, out), formats: ['scorm-1.2'], cache}).then(() =>
        cache.close(),
      )
    expect(await Promise.all([work(one, 'one'), work(other, 'other')])).toEqual([
      {damaged: 0, unwritable: undefined},
      {damaged: 0, unwritable: undefined},
    ])
    expect(entries().filter((path) => path.endsWith('.tmp'))).toEqual([])
    expect((await built(open())).notes?.damaged).toBe(0)
  })

  it('that cannot be written says so, and the build goes on', async () => {
    writeFileSync(join(folder, 'cache'), 'a file where the folder should be')
    const plain = await built()
    const {files, notes} = await built(open())
    expect(files).toEqual(plain.files)
    expect(notes?.unwritable).toMatch(/ENOTDIR|EEXIST/)
  })

  it('lets go once a day of what was not used for longest, until the rest fits', async () => {
    await built(open())
    const all = entries()
    const old = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
    for (const path of all.slice(0, 10)) utimesSync(path, old, old)
    utimesSync(join(folder, 'cache/.coursewright-cache'), old, old)
    const size = all.slice(10).reduce((sum, path) => sum + statSync(path).size, 0)
    await openCache(join(folder, 'cache'), {tool: 'test', limit: size}).close()
    expect(entries()).toEqual(all.slice(10))
  })

  it('never removes a file that is not its own, wherever it is told to be', async () => {
    const cache = join(folder, 'cache')
    const others = ['holiday/film.mp4', 'holiday/notes.tmp', 'ab/letter.txt', 'checked'].map((path) =>
      join(cache, path),
    )
    const old = new Date(0)
    for (const path of others) {
      mkdirSync(join(path, '..'), {recursive: true})
      writeFileSync(path, 'of somebody else')
      utimesSync(path, old, old)
    }
    await openCache(cache, {tool: 'test', limit: 0}).close()
    expect(others.map((path) => readFileSync(path, 'utf8'))).toEqual(others.map(() => 'of somebody else'))
  })
})

/** Where a value has properties that are undefined, which JSON forgets. */
const undefinedIn = (value: unknown, path = ''): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        inner === undefined ? [`${path}/${key}`] : undefinedIn(inner, `${path}/${key}`),
      )

describe('what a preview remembers', () => {
  it('is taken by the next run, and let go by the one after that if it had no use for it', () => {
    const {memo, begin} = rememberRecent()
    let made = 0
    const ask = (of: string) =>
      memo.of(
        'x',
        () => [of],
        () => ({made: ++made}),
      )
    const first = ask('a')
    expect(ask('a')).toEqual(first)
    expect(ask('a')).not.toBe(first)
    begin()
    expect(ask('a')).toEqual({made: 1})
    begin()
    expect([memo.has('x', ['a']), memo.has('x', ['b'])]).toEqual([true, false])
    ask('b')
    begin()
    expect([ask('b'), ask('a')]).toEqual([{made: 2}, {made: 3}])
  })
})
