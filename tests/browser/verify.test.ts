import {cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {XMLParser} from 'fast-xml-parser'
import {zipSync} from 'fflate'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {releaseEvidenceOf} from '../../src/cli/evidence.js'
import {readTemplates} from '../../src/host/installation.js'
import {createTemplates} from '../../src/render/templates.js'
import {countOutcomes, type Evidence} from '../../src/verify/evidence.js'
import {type Verified, verifyPackages} from '../../src/verify/verify.js'
import {junitOf, writeEvidence} from '../../src/verify/write.js'
import {describeInBrowser} from '../helpers/browser.js'
import {coursewright, startCoursewright} from '../helpers/cli.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'

describeInBrowser('verify', () => {
  let folder: string
  let good: Verified
  let broken: Verified
  const at = (name: string) => join(folder, name)
  const verify = (names: readonly string[], changes: {readonly timeout?: number} = {}) =>
    verifyPackages({
      packages: names.map(at),
      browser: {prefer: 'npm'},
      out: at('evidence'),
      quick: true,
      timeout: 60_000,
      onProgress: () => undefined,
      ...changes,
    })
  const pack = (name: string, files: Package) => writeFile(at(name), zipSync(Object.fromEntries(files), {level: 1}))

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'coursewright-verify-'))
    const [everything, small] = await Promise.all([
      buildPackage('tests/fixtures/everything', {format: 'scorm-2004-4th'}),
      buildPackage('tests/hostile/course', {edit: asksTwo}),
    ])
    await pack('good.zip', everything)
    await pack('broken.zip', spoiled(small))
    ;[good, broken] = await Promise.all([verify(['good.zip']), verify(['broken.zip'])])
  }, 120_000)
  afterAll(() => rm(folder, {recursive: true, force: true}))

  test('a package as it was built passes: every type of question, wrong and right, leaving and coming back', () => {
    expect(good.diagnostics).toEqual([])
    const [evidence] = good.packages
    expect(evidence).toMatchObject({how: 'played', kind: 'SCORM 2004 4th Edition', course: {id: 'everything'}})
    expect(countOutcomes(evidence?.checks ?? []).failed).toBe(0)
    expect(evidence?.coverage?.leavings).toEqual(['the learner presses the LMS’s exit'])
    expect(evidence?.coverage?.right).toBe(evidence?.coverage?.wrong)
    // A release says this and nothing that differs from run to run.
    expect(evidence && releaseEvidenceOf(evidence, true)).toEqual({
      how: 'played',
      quick: true,
      checks: {passed: 30, failed: 0, skipped: 0},
      pages: {seen: 7, all: 12},
      questions: {answered: 17, all: 21},
      leavings: ['the learner presses the LMS’s exit'],
    })
    expect(evidence?.checks.find(({name, where}) => name === 'score' && where === 'desktop')?.seen).toMatch(/^\d+.* %$/)
  })

  test('each fault of a broken package is found, by its code', () => {
    const found = Object.fromEntries(broken.diagnostics.map(({code, facts}) => [code, String(facts.seen)]))
    expect(Object.keys(found).toSorted()).toEqual([
      'verify/call',
      'verify/console',
      'verify/link',
      'verify/missing-file',
      'verify/other-origin',
      'verify/score',
      'verify/too-wide',
    ])
    expect(found['verify/console']).toContain('uncaught: A lesson that throws.')
    expect(found['verify/link']).toBe('lessons/first.html: lessons/nowhere.html')
    expect(found['verify/missing-file']).toBe('lessons/nothing.png')
    expect(found['verify/other-origin']).toBe('https://example.com/pixel.png')
    expect(found['verify/score']).toContain('no score')
  })

  test('a package with one changed byte is not played: its checksum is wrong', async () => {
    const bytes = await readFile(at('good.zip'))
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1
    await writeFile(at('changed.zip'), bytes)
    const {diagnostics, packages} = await verify(['changed.zip'])
    expect(diagnostics.map(({code}) => code)).toEqual(['archive/broken'])
    expect(packages[0]).toMatchObject({
      how: 'read',
      checks: [{name: 'entries', outcome: 'failed', code: 'archive/broken'}],
    })
  })

  test('a package of another kind is read, and said not to be played', async () => {
    await writeFile(
      at('other.imscc'),
      zipSync({
        'imsmanifest.xml': Buffer.from(
          '<manifest><metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata></manifest>',
        ),
      }),
    )
    const {diagnostics, packages, browser} = await verify(['other.imscc'])
    expect(diagnostics).toEqual([])
    expect(browser).toBeUndefined()
    expect(packages[0]).toMatchObject({how: 'read', kind: 'Common Cartridge 1.1.0', entries: 1})
  })

  test('what takes too long is given up, and named', async () => {
    const {diagnostics} = await verify(['broken.zip'], {timeout: 1000})
    expect(diagnostics.map(({code}) => code)).toContain('verify/time-out')
  })

  test('JUnit counts what failed, and an XML reader finds each failure with its code', () => {
    const evidence: Evidence = {
      evidence: 1,
      tool: {name: 'coursewright', version: '0'},
      packages: [...good.packages, ...broken.packages],
    }
    const read = new XMLParser({ignoreAttributes: false, isArray: (name) => /^test(suite|case)$/.test(name)}).parse(
      junitOf(evidence),
    )
    const [sound, faulty] = read.testsuites.testsuite
    expect(sound['@_failures']).toBe('0')
    const failures = faulty.testcase.flatMap((each: {failure?: {'@_type': string}}) => each.failure?.['@_type'] ?? [])
    expect(String(failures.length)).toBe(faulty['@_failures'])
    expect(failures).toContain('verify/other-origin')
    expect(faulty['@_tests']).toBe(String(faulty.testcase.length))
  })

  test('the page of evidence shows what failed, with pictures that are there', async () => {
    const evidence: Evidence = {evidence: 1, tool: {name: 'coursewright', version: '0'}, packages: broken.packages}
    await writeEvidence(at('evidence'), evidence, createTemplates(await readTemplates()))
    const html = await readFile(at('evidence/index.html'), 'utf8')
    expect(html).toContain('<strong>verify/other-origin</strong>')
    for (const [, file = ''] of html.matchAll(/<img src="([^"]+)"/g))
      expect((await readFile(at(join('evidence', file)))).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(broken.packages[0]?.pictures.map(({device}) => device)).toContain('phone')
  })

  test('a release that is killed while it plays goes on from what it had proven', async () => {
    const course = at('course')
    await cp('tests/hostile/course', course, {recursive: true})
    const overlay = join(course, 'overlays/north')
    await mkdir(overlay, {recursive: true})
    const upstream = 'upstream:\n  course: hostile\n  version: 1.0.0\n'
    await writeFile(
      join(overlay, 'overlay.yaml'),
      `id: north\ntitle: North\nby: North\ndate: "2026-01-01"\n${upstream}`,
    )
    expect(coursewright(['lock', course, '--all-overlays']).err).toBe('')
    const words = ['release', course, '--out', at('releases'), '--evidence', at('proof'), '--quick']
    const args = [...words, '--format', 'html']
    const begun = at('proof/hostile-1.0.0/begun')
    const killed = startCoursewright(args)
    const ended = new Promise((resolve) => killed.once('exit', resolve))
    const proven = async () => (await readdir(begun).catch(() => [])).filter((name) => name.endsWith('.json'))
    while ((await proven()).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
    killed.kill('SIGKILL')
    await ended
    expect(await proven()).toHaveLength(1)

    const again = coursewright(args)
    expect([again.code, again.err]).toEqual([0, ''])
    expect(again.out).toMatch(/hostile-1\.0\.0-html .*opened before +\d/)
    expect(again.out).toMatch(/hostile-north-1\.0\.0-html .*opened +\d/)
    expect(again.out).toContain('Of a run that was broken off, 1 package had been proven: the bytes are the same.')
    expect(await proven()).toEqual([])
    const page = await readFile(at('proof/hostile-1.0.0/index.html'), 'utf8')
    expect(page).toContain('opened page by page, by a run that was broken off')
    for (const [, file = ''] of page.matchAll(/<img src="([^"]+)"/g))
      expect((await readFile(at(join('proof/hostile-1.0.0', file)))).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    expect(coursewright(['verify', '--release', at('releases/hostile-1.0.0')]).code).toBe(0)
  }, 90_000)

  test('without a browser packages are read, and the command says how to get one and ends with 1', () => {
    const {code, out, err} = coursewright(['verify', at('good.zip'), '--browser', at('no-browser')])
    expect(err).toContain('browser/not-there')
    expect(out).toMatch(/good\.zip +SCORM 2004 4th Edition +read, not played +1 +0/)
    expect(code).toBe(1)
    expect(coursewright(['verify']).code).toBe(2)
  })
})

/** A quiz of two questions, which have no numbers to step through. */
const asksTwo = async (folder: string): Promise<void> => {
  const quiz = join(folder, 'quizzes/final.yaml')
  const text = await readFile(quiz, 'utf8')
  await writeFile(quiz, text.slice(0, text.indexOf('  - id: capital')))
  await rm(join(folder, 'course.lock.yaml'))
}

/** The course with a page that throws, asks elsewhere, lacks a file and a link, and is too wide; the score goes nowhere. */
const spoiled = (files: Package): Package => {
  const changed = new Map(files)
  const edit = (path: string, from: string, to: string) => {
    const text = changed.get(path)?.toString('utf8') ?? ''
    if (!text.includes(from)) throw new Error(`${path} has no ${from}.`)
    changed.set(path, Buffer.from(text.replaceAll(from, to)))
  }
  edit(
    'lessons/first.html',
    '</main>',
    `<script>throw new Error('A lesson that throws.')</script>
     <img src="https://example.com/pixel.png" alt="A pixel"><img src="nothing.png" alt="Nothing">
     <p><a href="nowhere.html">Nowhere</a></p><p style="inline-size: 3000px">Wide.</p></main>`,
  )
  edit('assets/player-scorm-1.2.js', '"cmi.core.score.raw"', '"cmi.core.score.rare"')
  return changed
}
