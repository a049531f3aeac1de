import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {coursewright, coursewrightOnFullDisk, startCoursewright, temporaryFolder} from '../helpers/cli.js'
import {courseWith} from './course.js'

const formats = ['--format', 'scorm-1.2', 'html']

/** The ledger of the small course, which the command writes once for all tests. */
let ledger: string | undefined

/** A course on disk with its ledger. */
const newCourse = (parent = temporaryFolder()): string => {
  const folder = join(parent, 'small')
  for (const [path, text] of Object.entries(courseWith())) {
    mkdirSync(join(folder, path, '..'), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
  const lock = join(folder, 'course.lock.yaml')
  if (ledger === undefined) expect(coursewright(['lock', folder]).code).toBe(0)
  else writeFileSync(lock, ledger)
  ledger = readFileSync(lock, 'utf8')
  return folder
}

const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
  writeFileSync(file, text.replace(from, to))
}

const release = (folder: string, out: string) => coursewright(['release', folder, '--out', out, ...formats])

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

describe('release', () => {
  it('puts packages, guides, notes, a page and the checksums of all of them into one folder', () => {
    const out = temporaryFolder()
    const {code, out: said} = release(newCourse(), out)
    expect(code).toBe(0)
    expect(said).toMatch(/^Released .*small-1\.0\.0\./m)
    expect(readdirSync(out)).toEqual(['small-1.0.0'])
    const folder = join(out, 'small-1.0.0')
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('  ') as [string, string])
    // Every file but the list itself is in the list, as another program reckons it.
    expect(sums.map(([, path]) => path)).toEqual(filesIn(folder).filter((path) => path !== 'SHA256SUMS'))
    for (const [sum, path] of sums)
      expect([
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      ]).toEqual([path, sum])
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    for (const [, address = ''] of page.matchAll(/<a href="([^"]*)"/g))
      expect([address, /^https?:/.test(address) || existsSync(join(folder, address))]).toEqual([address, true])
  })

  it('releases the editions in the course with it, and judges each by its own last release', () => {
    const out = temporaryFolder()
    const course = newCourse()
    const overlay = join(course, 'overlays', 'eu')
    mkdirSync(overlay, {recursive: true})
    const say = (passMark: number) =>
      writeFileSync(
        join(overlay, 'overlay.yaml'),
        `id: eu\ndate: "2026-09-01"\nset:\n  - {quiz: final, pass-mark: ${passMark}}\n`,
      )
    say(50)
    const lock = () =>
      expect(coursewright(['build', course, '--overlay', overlay, '--out', temporaryFolder()]).code).toBe(0)
    lock()
    const first = release(course, out)
    expect([first.code, first.err]).toEqual([0, ''])
    const manifest = JSON.parse(readFileSync(join(out, 'small-1.0.0', 'release.json'), 'utf8'))
    expect(manifest.packages.map(({name}: {name: string}) => name)).toEqual([
      'small-1.0.0-scorm-1.2.zip',
      'small-1.0.0-html',
      'small-eu-1.0.0-scorm-1.2.zip',
      'small-eu-1.0.0-html',
    ])
    expect(coursewright(['verify', '--release', join(out, 'small-1.0.0')]).code).toBe(0)
    say(55)
    edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    const {code, err} = release(course, out)
    expect(code).toBe(1)
    expect(err.match(/error {2}The pass mark of item\/final .* was “50” and is “55”/g)).toHaveLength(1)
  })

  it('gives the same bytes again elsewhere, and publishes nothing twice', () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()]
    const course = newCourse()
    release(course, a)
    const copy = join(temporaryFolder(), 'another-name')
    cpSync(course, copy, {recursive: true})
    release(copy, b)
    const sumsIn = (out: string) => readFileSync(join(out, 'small-1.0.0', 'SHA256SUMS'), 'utf8')
    expect(sumsIn(b)).toBe(sumsIn(a))
    const again = release(course, a)
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('was released already')])
  })

  it('never replaces a release by another one of the same version', () => {
    const out = temporaryFolder()
    const course = newCourse()
    release(course, out)
    const before = readFileSync(join(out, 'small-1.0.0', 'SHA256SUMS'), 'utf8')
    edit(join(course, 'lessons/first.md'), 'contested', 'disputed')
    const {code, err} = release(course, out)
    expect(code).toBe(1)
    expect(err).toMatch(/release\/exists/)
    expect(readFileSync(join(out, 'small-1.0.0', 'SHA256SUMS'), 'utf8')).toBe(before)
  })

  it('tells the truth about an update from 1.0.0 to 1.1.0, from tags of a repository', () => {
    const repository = newCourse()
    const out = temporaryFolder()
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', repository, '-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args])
    const tag = (version: string) => {
      git('add', '-A')
      git('commit', '-qm', version)
      git('tag', `v${version}`)
    }
    const releaseTag = (version: string) => {
      const clone = join(temporaryFolder(), 'clone')
      execFileSync('git', ['clone', '-q', '--branch', `v${version}`, repository, clone], {stdio: 'ignore'})
      return release(clone, out)
    }
    git('init', '-q')
    tag('1.0.0')
    expect(releaseTag('1.0.0').code).toBe(0)
    edit(join(repository, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    edit(join(repository, 'lessons/first.md'), 'contested', 'much contested')
    edit(join(repository, 'banks/stock.yaml'), 'answer: 4', 'answer: 5')
    tag('1.1.0')
    const refused = releaseTag('1.1.0')
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/banks\/stock\.yaml:4:\d+ {2}error {2}The key of question\/stock\/sum/)
    expect(readdirSync(out)).toEqual(['small-1.0.0'])
    edit(
      join(repository, 'course.yaml'),
      'modules:',
      'accept:\n  - {code: upgrade/key-changed, of: question/stock/sum, since: 1.0.0, reason: It was wrong.}\nmodules:',
    )
    git('tag', '-d', 'v1.1.0')
    tag('1.1.0')
    expect(releaseTag('1.1.0').code).toBe(0)
    const folder = join(out, 'small-1.1.0')
    const manifest = JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8'))
    expect(manifest.against).toEqual({version: '1.0.0'})
    expect(manifest.accepted).toEqual([
      {code: 'upgrade/key-changed', of: 'question/stock/sum', since: '1.0.0', reason: 'It was wrong.'},
    ])
    const notes = readFileSync(join(folder, 'notes.md'), 'utf8')
    expect(notes).toContain('# A small course 1.0.0 → 1.1.0')
    expect(notes).toMatch(/Question “How much is two and two\?” \(stock\/sum\): key “4 ± 0 100%” → “5 ± 0 100%”/)
    expect(notes).toContain('Security is **much** contested.')
    expect(coursewright(['verify', '--release', folder]).code).toBe(0)
  })

  it('begins its notes with what the authors say of it, and misses what they forgot to say', () => {
    const [course, out] = [newCourse(), temporaryFolder()]
    release(course, out)
    edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    edit(join(course, 'lessons/first.md'), 'contested', 'disputed')
    const changelog = join(course, 'CHANGELOG.md')
    writeFileSync(changelog, '# Changelog\n\n## 1.0.0\n\nThe first.\n')
    const silent = coursewright(['release', course, '--out', temporaryFolder(), ...formats])
    expect([silent.code, silent.err]).toEqual([0, expect.stringMatching(/CHANGELOG\.md.*says nothing of 1\.1\.0/s)])
    edit(changelog, '## 1.0.0', '## 1.1.0\n\nThe first lesson is *clearer*.\n\n## 1.0.0')
    expect(release(course, out).err).toBe('')
    const notes = readFileSync(join(out, 'small-1.1.0', 'notes.md'), 'utf8')
    expect(notes).toMatch(
      /^# A small course 1\.0\.0 → 1\.1\.0\n\nThe first lesson is \*clearer\*\.\n\n## Everything that changed\n\n### Rewritten\n\n#### Lesson/,
    )
  })

  it('reads and plays what it releases where asked to, keeps the evidence beside it, and publishes nothing unproven', () => {
    const [course, out, evidence] = [newCourse(), temporaryFolder(), temporaryFolder()]
    const released = (...words: readonly string[]) =>
      coursewright(['release', course, '--out', out, '--evidence', evidence, ...words])
    const refused = released('--format', 'html', '--browser', '/no/such/browser')
    expect([refused.code, refused.err, readdirSync(out)]).toEqual([1, expect.stringMatching(/browser\//), []])
    const formats = ['--format', 'cc-1.1', 'moodle']
    const {code, out: said} = released(...formats)
    expect([code, said]).toEqual([0, expect.stringMatching(/read, not played.*No check failed/s)])
    const {packages} = JSON.parse(readFileSync(join(evidence, 'small-1.0.0/evidence.json'), 'utf8'))
    const names = ['small-1.0.0-cc-1.1.imscc', 'small-1.0.0-moodle.mbz']
    expect(packages.map((each: {package: string}) => each.package)).toEqual(names)
    const folder = join(out, 'small-1.0.0')
    expect(filesIn(folder).filter((path) => /evidence|junit/.test(path))).toEqual([])

    const manifest = JSON.parse(readFileSync(join(folder, 'release.json'), 'utf8'))
    expect(manifest.packages.map((each: {name: string; evidence: unknown}) => [each.name, each.evidence])).toEqual(
      names.map((name) => [name, {how: 'read', quick: false, checks: {passed: 1, failed: 0, skipped: 0}}]),
    )
    const notes = readFileSync(join(folder, 'notes.md'), 'utf8')
    for (const name of names)
      expect(notes).toContain(`- \`${name}\`: read to its last byte, not played; 1 check passed, 0 failed.\n`)
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(
      page.match(/Read to its last byte before it was published; not played\. Checks: 1 passed, 0 failed\./g),
    ).toHaveLength(2)
    expect(coursewright(['verify', '--release', folder]).code).toBe(0)

    // It is proven already: the evidence that lies there is not touched, nor is the release.
    rmSync(evidence, {recursive: true})
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
    const again = released(...formats)
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('was not played again')])
    expect([existsSync(evidence), readFileSync(join(folder, 'SHA256SUMS'), 'utf8')]).toEqual([false, sums])
    // Elsewhere it comes out as the same bytes.
    const elsewhere = temporaryFolder()
    coursewright(['release', course, '--out', elsewhere, '--evidence', evidence, ...formats])
    expect(readFileSync(join(elsewhere, 'small-1.0.0', 'SHA256SUMS'), 'utf8')).toBe(sums)
    // Another course of this version is refused before anything is played.
    rmSync(evidence, {recursive: true})
    edit(join(course, 'lessons/first.md'), 'contested', 'disputed')
    const other = released(...formats)
    expect([other.code, other.err, existsSync(evidence)]).toEqual([1, expect.stringMatching(/release\/exists/), false])
  })

  it('proves a release that was published without evidence, and leaves it as it is', () => {
    const [course, out, evidence] = [newCourse(), temporaryFolder(), temporaryFolder()]
    const words = ['release', course, '--out', out, '--format', 'cc-1.1']
    expect(coursewright(words).code).toBe(0)
    const manifest = join(out, 'small-1.0.0', 'release.json')
    const before = readFileSync(manifest, 'utf8')
    const {code, out: said} = coursewright([...words, '--evidence', evidence])
    expect([code, said]).toEqual([0, expect.stringContaining('What was proven now is not in it')])
    expect(existsSync(join(evidence, 'small-1.0.0', 'evidence.json'))).toBe(true)
    expect([readFileSync(manifest, 'utf8'), before.includes('"evidence"')]).toEqual([before, false])
  })

  it('says that another process is at it, and takes over from one that was killed', () => {
    const out = temporaryFolder()
    const course = newCourse()
    mkdirSync(join(out, '.release.lock'))
    writeFileSync(join(out, '.release.lock', 'process'), String(process.pid))
    const busy = release(course, out)
    expect([busy.code, busy.err]).toEqual([1, expect.stringContaining(`Another process (${process.pid})`)])
    writeFileSync(join(out, '.release.lock', 'process'), '2147483646')
    mkdirSync(join(out, '.draft'))
    writeFileSync(join(out, '.draft', 'half'), 'half')
    expect(release(course, out).code).toBe(0)
    expect(readdirSync(out)).toEqual(['small-1.0.0'])
    expect(existsSync(join(out, 'small-1.0.0', 'half'))).toBe(false)
  })

  it('shows no half of a release, however it is killed', async () => {
    const out = temporaryFolder()
    const course = newCourse()
    for (const wait of [150, 400, 700]) {
      const child = startCoursewright(['release', course, '--out', out, ...formats])
      await new Promise((resolve) => setTimeout(resolve, wait))
      child.kill('SIGKILL')
      await new Promise((resolve) =>
        (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve(0),
      )
      const shown = readdirSync(out).filter((name) => !name.startsWith('.'))
      for (const name of shown) expect(coursewright(['verify', '--release', join(out, name)]).code).toBe(0)
    }
    expect(release(course, out).code).toBe(0)
    expect(readdirSync(out)).toEqual(['small-1.0.0'])
  })

  it.each([1, 60])('says that the disk is full (%i KB), and leaves nothing behind', (blocks) => {
    const [course, out] = [newCourse(), temporaryFolder()]
    const {code, err} = coursewrightOnFullDisk(blocks, ['release', course, '--out', out, ...formats])
    expect([code, err]).toEqual([1, expect.stringMatching(/EFBIG.*\n {2}Make room on the disk/)])
    expect(err).not.toMatch(/\n\s+at |node:internal/)
    expect(readdirSync(out)).toEqual([])
  })

  it('refuses a last release that was truncated, with a message', () => {
    const out = temporaryFolder()
    const course = newCourse()
    release(course, out)
    truncateSync(join(out, 'small-1.0.0', 'release.json'), 1000)
    edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    const {code, err} = release(course, out)
    expect([code, err]).toEqual([1, expect.stringMatching(/release\/unreadable/)])
    expect(err).not.toMatch(/\n\s+at /)
    expect(readdirSync(out)).toEqual(['small-1.0.0'])
  })
})

describe('verify --release', () => {
  let out = ''
  beforeAll(() => {
    out = mkdtempSync(join(tmpdir(), 'coursewright-release-'))
    const course = newCourse(out)
    expect(release(course, out).code).toBe(0)
  })
  afterAll(() => rmSync(out, {recursive: true, force: true}))
  const published = () => {
    const trusted = join(out, 'small-1.0.0')
    const copy = join(temporaryFolder(), 'downloaded')
    cpSync(trusted, copy, {recursive: true})
    return {trusted, copy, verify: () => coursewright(['verify', copy, '--release', join(trusted, 'release.json')])}
  }
  const zip = 'small-1.0.0-scorm-1.2.zip'
  const flip = (file: string, at: number) => {
    const bytes = readFileSync(file)
    const place = at < 0 ? bytes.length + at : at
    bytes[place] = (bytes[place] ?? 0) ^ 1
    writeFileSync(file, bytes)
  }

  it('accepts what was released', () => {
    const {verify} = published()
    expect([verify().code, verify().err]).toEqual([0, ''])
  })

  it.each<readonly [string, (copy: string) => void, RegExp]>([
    [
      'a changed byte at the start of a package',
      (copy) => flip(join(copy, zip), 40),
      /small-1\.0\.0-scorm-1\.2\.zip is changed/,
    ],
    ['a changed byte in its middle', (copy) => flip(join(copy, zip), 9000), /scorm-1\.2\.zip is changed/],
    ['a changed byte at its end', (copy) => flip(join(copy, zip), -1), /scorm-1\.2\.zip is changed/],
    ['a truncated package', (copy) => truncateSync(join(copy, zip), 9000), /scorm-1\.2\.zip is changed/],
    ['a package that is missing', (copy) => rmSync(join(copy, zip)), /scorm-1\.2\.zip is missing/],
    ['a file that was added', (copy) => writeFileSync(join(copy, 'new.html'), ''), /new\.html is added/],
    [
      'a file that was added to a folder',
      (copy) => writeFileSync(join(copy, 'small-1.0.0-html', 'new.html'), ''),
      /small-1\.0\.0-html\/new\.html is added/,
    ],
    ['changed notes', (copy) => edit(join(copy, 'notes.md'), 'first', 'last'), /notes\.md is changed/],
    ['changed checksums', (copy) => flip(join(copy, 'SHA256SUMS'), 3), /SHA256SUMS is changed/],
    ['checksums that are missing', (copy) => rmSync(join(copy, 'SHA256SUMS')), /SHA256SUMS is missing/],
    [
      'another manifest',
      (copy) => edit(join(copy, 'release.json'), '"accepted": []', '"accepted":  []'),
      /release\.json is changed/,
    ],
    ['a link', (copy) => symlinkSync('/etc/hostname', join(copy, 'link')), /link is no plain file/],
  ])('finds %s', (_, harm, expected) => {
    const {copy, verify} = published()
    harm(copy)
    const {code, err} = verify()
    expect(code).toBe(1)
    expect(err).toMatch(expected)
  })
})
