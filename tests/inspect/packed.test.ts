import {readdirSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {join} from 'node:path'
import {gzipSync} from 'node:zlib'
import {Zip, ZipPassThrough, zipSync} from 'fflate'
import {describe, expect, it, vi} from 'vitest'
import {messageOf} from '../../src/diagnostics/diagnostic.js'
import {allItems} from '../../src/inspect/contents.js'
import {inspectPackage} from '../../src/inspect-package.js'
import {coursewright, temporaryFolder} from '../helpers/cli.js'
import {changed, type Files, smallPackage} from '../helpers/small-package.js'
import {craftZip} from '../helpers/zip.js'

/** It comes without types. */
const packager = createRequire(import.meta.url)('simple-scorm-packager') as (options: object, done: () => void) => void

const scorm = await smallPackage('scorm-1.2')
const backup = await smallPackage('moodle')

const bytesOf = (files: Files): Record<string, Uint8Array> =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? Buffer.from(content) : content,
    ]),
  )

const written = (bytes: Uint8Array, name = 'package.zip'): string => {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}
const zipped = (files: Files) => written(zipSync(bytesOf(files), {level: 1}))
const found = async (path: string) => {
  const {value, diagnostics} = await inspectPackage(path)
  return {value, codes: diagnostics.map(({code}) => code), messages: diagnostics.map(messageOf)}
}
const crafted = (...entries: Parameters<typeof craftZip>[0]) =>
  craftZip([...Object.entries(scorm).map(([path, data]) => ({path, data})), ...entries])

describe('the zip itself', () => {
  it('is sound where ours is', async () => {
    const {value, codes} = await found(zipped(scorm))
    expect([value?.contents.kind, value?.contents.title, codes]).toEqual(['scorm-1.2', 'A small course', []])
    expect(value?.files.count).toBe(Object.keys(scorm).length)
  })

  it('has a stored file whose size stands behind it', async () => {
    const parts: Uint8Array[] = []
    const zip = new Zip((_, part) => parts.push(part))
    for (const [path, content] of Object.entries(bytesOf(scorm))) {
      const file = new ZipPassThrough(path)
      zip.add(file)
      file.push(content, true)
    }
    zip.end()
    expect((await found(written(Buffer.concat(parts)))).codes).toEqual(['zip/data-descriptor'])
  })

  it('parts folders by backslashes', async () => {
    const files = changed(
      scorm,
      'imsmanifest.xml',
      '<file href="about.html"/>',
      '<file href="about.html"/><file href="media/a.txt"/>',
    )
    const entries = Object.entries(files).map(([path, data]) => ({path, data}))
    expect((await found(written(craftZip([...entries, {path: 'media\\a.txt', data: 'x'}])))).codes).toEqual([
      'zip/backslash',
    ])
  })

  it('does not say how a name is spelt', async () => {
    const files = changed(
      scorm,
      'imsmanifest.xml',
      '<file href="about.html"/>',
      '<file href="about.html"/><file href="K%C3%B6ln.txt"/>',
    )
    const entries = Object.entries(files).map(([path, data]) => ({path, data}))
    const {codes} = await found(written(craftZip([...entries, {path: 'Köln.txt', data: 'x', flags: 0}])))
    expect(codes).toContain('zip/name-encoding')
  })

  it('packs a file by a method that few know', async () => {
    const zip = crafted()
    // The method stands at byte 10 of an entry of the directory (APPNOTE.TXT 4.3.12), and this is the last one.
    const entry = zip.lastIndexOf(Buffer.from('504b0102', 'hex'))
    zip.writeUInt16LE(9, entry + 10)
    expect((await found(written(zip))).codes).toEqual(expect.arrayContaining(['zip/method']))
  })

  it('has a file that is broken', async () => {
    const {codes} = await found(written(crafted({path: 'film.mp4', data: 'film', checksum: 1})))
    expect(codes).toEqual(['archive/broken', 'manifest/unlisted'])
  })
})

describe('a backup as a gzipped tar', () => {
  const header = (path: string, size: number, type = '0'): Buffer => {
    const block = Buffer.alloc(512)
    block.write(path.slice(0, 100), 0)
    block.write('0000644\0', 100)
    block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
    block.write('        ', 148)
    block.write(type, 156)
    block.write('ustar\x0000', 257)
    const sum = block.reduce((total, byte) => total + byte, 0)
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return block
  }
  const entry = (path: string, content: string | Uint8Array, type?: string) => {
    const data = Buffer.from(content)
    return [header(path, data.length, type), data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  }
  const tar = (...parts: readonly Buffer[]) =>
    written(gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)])), 'course.mbz')
  const course = Object.entries(backup).flatMap(([path, content]) => entry(path, content))

  it('is read as one in a zip', async () => {
    const [inTar, inZip] = [await found(tar(...course)), await found(zipped(backup))]
    expect([inTar.codes, inTar.value?.contents]).toEqual([[], inZip.value?.contents])
    expect(inTar.value?.contents.items.flatMap(({items = []}) => items.map(({title}) => title))).toContain(
      'First lesson',
    )
  })

  it('may have long names, in both ways that there are', async () => {
    const path = `files/${'long/'.repeat(30)}name.txt`
    const pax = `path=${path}.pax\n`
    const line = `${pax.length + 4} ${pax}`
    const {value} = await found(
      tar(
        ...course,
        ...entry('././@LongLink', `${path}\0`, 'L'),
        ...entry('x', '1'),
        ...entry('pax', line, 'x'),
        ...entry('y', '22'),
      ),
    )
    expect(value?.files.count).toBe(Object.keys(backup).length + 2)
  })

  it.each([
    ['leads out of its folder', 'archive/unsafe-path', () => entry('../evil', 'x')],
    ['is a link', 'archive/link', () => entry('link', '', '2')],
    ['is there twice', 'archive/twice', () => entry('files.xml', 'x')],
    ['claims 8 GB', 'archive/broken', () => [header('film.mp4', 0o77777777777)]],
  ])('that %s is refused', async (_, code, more) => {
    expect((await found(tar(...course, ...more()))).codes).toEqual([code])
  })

  it('that is cut off, no tar or a bomb is refused', async () => {
    const whole = gzipSync(Buffer.concat(course))
    for (const [bytes, code] of [
      [whole.subarray(0, whole.length - 100), 'archive/broken'],
      [gzipSync(Buffer.alloc(5000, 'x')), 'archive/broken'],
      [gzipSync(Buffer.alloc(10_000_000)), 'archive/bomb'],
    ] as const)
      expect((await found(written(bytes, 'course.mbz'))).codes).toEqual([code])
  })
})

describe('a package of another tool', () => {
  /** What npm's simple-scorm-packager makes of a page; it says aloud what it does. */
  const packedByOthers = async (version: string): Promise<string> => {
    const [source, outputFolder] = [temporaryFolder(), temporaryFolder()]
    writeFileSync(
      join(source, 'index.html'),
      '<!doctype html><title>Hello</title><h1>Hello</h1><img src="https://example.org/a.png">',
    )
    const silent = vi.spyOn(console, 'log').mockImplementation(() => {})
    await new Promise<void>((done) =>
      packager(
        {
          version,
          organization: 'Org & Co',
          title: 'Hello',
          startingPage: 'index.html',
          source,
          package: {zip: true, outputFolder},
        },
        () => done(),
      ),
    )
    silent.mockRestore()
    return join(outputFolder, readdirSync(outputFolder)[0] ?? '')
  }

  it.each([
    ['1.2', 'scorm-1.2'],
    ['2004 3rd Edition', 'scorm-2004'],
    ['2004 4th Edition', 'scorm-2004'],
  ])('simple-scorm-packager %s: its faults are named', async (version, kind) => {
    const {value, codes, messages} = await found(await packedByOthers(version))
    expect([
      value?.contents.kind,
      value?.contents.title,
      value?.links.map(({url, isLoaded}) => [url, isLoaded]),
    ]).toEqual([kind, 'Hello', [['https://example.org/a.png', true]]])
    expect(new Set(codes)).toEqual(new Set(['manifest/order', 'manifest/bad-identifier']))
    expect(messages.join('\n')).toMatch(/<metadata> does not belong where it stands in <resources>/)
    expect(messages.join('\n')).toMatch(/“Org_&_Co” is no identifier/)
  })
})

describe('a hostile package', () => {
  const manifest = (inside: string) => ({'imsmanifest.xml': `<manifest identifier="m">${inside}</manifest>`})

  it.each<readonly [string, string, () => string]>([
    [
      'that claims 10 GB',
      'archive/too-large',
      () => written(crafted({path: 'film.mp4', data: 'x', size: 10_000_000_000})),
    ],
    ['that writes elsewhere', 'archive/unsafe-path', () => written(crafted({path: '../../evil', data: 'x'}))],
    [
      'with a symbolic link',
      'archive/link',
      () => written(crafted({path: 'link', data: '/etc/passwd', mode: 0o120777})),
    ],
    ['that is cut off', 'archive/broken', () => written(crafted().subarray(0, 3000))],
    [
      'with a document type',
      'xml/doctype',
      () => zipped({'imsmanifest.xml': '<!DOCTYPE m [<!ENTITY a "aaaa">]><manifest>&a;</manifest>'}),
    ],
    [
      'nested ten thousand deep',
      'xml/too-deep',
      () => zipped(manifest('<item>'.repeat(10_000) + '</item>'.repeat(10_000))),
    ],
    [
      'with a manifest of six hundred thousand elements',
      'inspect/not-read',
      () => written(zipSync(bytesOf(manifest('<a/>'.repeat(600_000))), {level: 0})),
    ],
    ['that is empty', 'archive/broken', () => written(craftZip([{path: 'a', data: 'x'}]).subarray(0, 30))],
    ['that is no package', 'inspect/unknown', () => written(Buffer.from('%PDF-1.7'), 'a.pdf')],
    ['that is not there', 'file/unreadable', () => join(temporaryFolder(), 'gone.zip')],
  ])('%s is refused', async (_, code, make) => {
    const {value, codes, messages} = await found(make())
    expect([value, codes]).toEqual([undefined, [code]])
    expect(messages[0]).toMatch(/^.{20,}\.$/)
  })

  it('with a bomb in a bomb is not unpacked twice', async () => {
    const inner = zipSync({'zeros.txt': new Uint8Array(4_000_000)}, {level: 9})
    const {value, codes} = await found(zipped({...scorm, 'inner.zip': inner}))
    expect([value?.files.largest[0]?.size, codes]).toEqual([expect.any(Number), ['manifest/unlisted']])
  })

  it('with a page nested beyond reason, and one too large, is inspected all the same', async () => {
    const deep = `<html><body>${'<div>'.repeat(50_000)}words${'<a'.repeat(50_000)}`
    const large = `<p>${'words '.repeat(400_000)}`
    const {value, codes} = await found(zipped({...scorm, 'deep.html': deep, 'large.html': large}))
    expect(allItems(value?.contents.items ?? []).map(({title}) => title)).toContain('deep.html')
    expect(codes).toEqual(['inspect/not-read', 'manifest/unlisted'])
  })

  it('whose question has a text that is made to take days is read in a moment', async () => {
    const text = '{1:SHORTANSWER:'.repeat(200_000)
    const question = `<question type="cloze"><name><text>Gaps</text></name><questiontext><text>${text}</text></questiontext></question>`
    const {value} = await found(written(Buffer.from(`<quiz>${question}</quiz>`), 'quiz.xml'))
    expect(value?.contents.items[0]?.questions?.map(({type, key}) => [type, key])).toEqual([['cloze', undefined]])
  })

  it('in which thousands of references lead nowhere gets few findings', async () => {
    const items = Array.from(
      {length: 5000},
      (_, n) => `<item identifier="i${n}" identifierref="gone${n}"><title>T</title></item>`,
    )
    const {codes} = await found(
      zipped(
        manifest(
          `<organizations><organization identifier="o"><title>T</title>${items.join('')}</organization></organizations><resources/>`,
        ),
      ),
    )
    expect(codes.length).toBeLessThan(200)
    expect(codes).toContain('manifest/dangling-reference')
  })
})

describe('the command', () => {
  it('prints a tree and findings, and as JSON all of it', () => {
    const broken = zipped(changed(scorm, 'imsmanifest.xml', '<file href="about.html"/>', '<file href="About.html"/>'))
    const {code, out, err} = coursewright(['inspect', broken])
    expect(code).toBe(1)
    expect(out).toMatch(/SCORM 1\.2\n {2}A small course\n/)
    expect(out).toMatch(/^ {2}sco {2}A small course$/m)
    expect(out).toMatch(/quiz {2}Final {2}\(3: 1 multiple-choice, 2 numeric\)/)
    expect(out).toMatch(/^ {2}Links to other sites:\n(?: {4}.*\n)* {4}https:\/\/example\.org\/map$/m)
    expect(err).toMatch(/package\.zip\/imsmanifest\.xml:\d+:\d+ {2}error {2}“About\.html” is called about\.html/)
    expect(err).toMatch(/^ {2}Moodle, systems on Linux: Moodle 5\.1, backup/m)
    const json = coursewright(['inspect', broken, zipped(scorm), '--json'])
    const {packages, findings} = JSON.parse(json.out) as {
      packages: {contents: {kind: string}}[]
      findings: {harm: {source: string}}[]
    }
    expect([json.err, packages.map(({contents}) => contents.kind)]).toEqual(['', ['scorm-1.2', 'scorm-1.2']])
    expect(findings.map(({harm}) => harm.source)).toEqual([expect.stringContaining('entities11')])
  })
})
