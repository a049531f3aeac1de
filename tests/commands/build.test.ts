import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {copyOfEverything, coursewright, root, startCoursewright, temporaryFolder} from '../helpers/cli.js'
import {localHeaders} from '../helpers/zip-headers.js'

const hashes = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => /\.(zip|imscc|json)$/.test(name))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  )

describe('build', () => {
  it('gives the same bytes in another folder, time zone, locale and umask, and on another number of cores', () => {
    const [a, b] = [copyOfEverything(), copyOfEverything()]
    const [outA, outB] = [temporaryFolder(), temporaryFolder()]
    expect(
      coursewright(['build', a, '--out', outA, '--cores', '1'], {env: {TZ: 'Pacific/Auckland', LC_ALL: 'C'}}).code,
    ).toBe(0)
    const umask = process.umask(0o077)
    const second = coursewright(['build', b, '--out', outB, '--cores', '3'], {
      env: {TZ: 'America/Lima', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8'},
    })
    process.umask(umask)
    expect(second.code).toBe(0)
    expect(hashes(outB)).toEqual(hashes(outA))
  })

  it('dates what is packed as SOURCE_DATE_EPOCH says', () => {
    const out = temporaryFolder()
    const env = {SOURCE_DATE_EPOCH: String(Date.UTC(2024, 1, 29, 12, 30, 10) / 1000), TZ: 'Asia/Tokyo'}
    expect(coursewright(['build', copyOfEverything(), '--out', out, '--format', 'scorm-1.2'], {env}).code).toBe(0)
    const [zip = ''] = readdirSync(out).filter((name) => name.endsWith('.zip'))
    const moments = localHeaders(readFileSync(join(out, zip))).map(({date, time}) => `${date} ${time}`)
    // MS-DOS: years since 1980, months and days; hours, minutes and pairs of seconds (APPNOTE.TXT 4.4.6).
    const expected = `${((2024 - 1980) << 9) | (2 << 5) | 29} ${(12 << 11) | (30 << 5) | 5}`
    expect([...new Set(moments)]).toEqual([expected])
  })

  it('gives the same bytes from a clone with Windows line ends and decomposed letters', () => {
    const [a, b] = [copyOfEverything(), copyOfEverything()]
    for (const file of ['lessons/elements.md', 'course.yaml']) {
      const text = readFileSync(join(b, file), 'utf8')
      writeFileSync(join(b, file), `\ufeff${text.normalize('NFD').replace(/\n/g, '\r\n')}`)
    }
    const [outA, outB] = [temporaryFolder(), temporaryFolder()]
    expect(coursewright(['build', a, '--out', outA]).code).toBe(0)
    expect(coursewright(['build', b, '--out', outB]).code).toBe(0)
    expect(hashes(outB)).toEqual(hashes(outA))
  })

  it('writes zips that every reader takes: sorted, dated alike, without folders, sizes in stored entries', () => {
    const out = temporaryFolder()
    coursewright(['build', copyOfEverything(), '--out', out])
    const zips = readdirSync(out).filter((name) => /\.(zip|imscc)$/.test(name))
    expect(zips.length).toBeGreaterThan(1)
    for (const zip of zips) {
      const headers = localHeaders(readFileSync(join(out, zip)))
      const names = headers.map((header) => header.name)
      expect(names).toEqual([...names].sort())
      for (const header of headers) {
        // XMLSchema.dtd is named so by the schemas that refer to it.
        expect(header.name).toMatch(/^(XMLSchema\.dtd|[a-z0-9_][a-z0-9._-]*(\/[a-z0-9_][a-z0-9._-]*)*)$/)
        expect([header.time, header.date]).toEqual([0, 33])
        expect(header.externalAttributes >>> 16).toBe(0o100644)
        expect([0, 8]).toContain(header.method)
        if (header.method === 0) {
          expect(header.flags & 8, `${header.name} has a data descriptor`).toBe(0)
          expect(header.compressedSize).toBe(header.size)
        }
      }
    }
  })

  it('shows how long the record of a learner may become, in the table and in the report', () => {
    const out = temporaryFolder()
    const {out: printed} = coursewright(['build', copyOfEverything(), '--out', out, '--format', 'html', 'scorm-1.2'])
    expect(printed).toMatch(/everything-\S+-scorm-1\.2\.zip .* (\d+) of 4096\n/)
    const name = readdirSync(out).find((file) => file.endsWith('-report.json')) ?? ''
    const report = JSON.parse(readFileSync(join(out, name), 'utf8')) as {packages: {state?: object}[]}
    const bound = Number(/(\d+) of 4096/.exec(printed)?.[1])
    expect(report.packages.map(({state}) => state)).toEqual([
      undefined,
      {bound, limit: 4096, widest: {id: expect.any(String), characters: expect.any(Number)}},
    ])
  })

  it('says where it cannot write, and leaves the last good package in place', () => {
    const folder = copyOfEverything()
    const out = temporaryFolder()
    const build = () => coursewright(['build', folder, '--out', out, '--format', 'html', 'scorm-1.2'])
    expect(build().code).toBe(0)
    const before = hashes(out)
    writeFileSync(join(folder, 'lessons/second.md'), 'no front matter')
    const broken = build()
    expect(broken.code).toBe(1)
    expect(broken.err).toContain('lessons/second.md:1:1  error  lessons/second.md does not begin with front matter.')
    expect(hashes(out)).toEqual(before)
  })

  it('refuses an output folder that is a file with a message, not a stack trace', () => {
    const out = join(temporaryFolder(), 'taken')
    writeFileSync(out, '')
    const {code, err} = coursewright(['build', copyOfEverything(), '--out', out, '--format', 'gift'])
    expect(code).toBe(1)
    expect(err).toContain('output/unwritable')
    expect(err).not.toMatch(/\n\s+at /)
  })

  it('writes no package whose numbers the ledger could not remember, and names the folder that it could not write to', () => {
    const folder = copyOfEverything()
    const out = temporaryFolder()
    rmSync(join(folder, 'course.lock.yaml'))
    mkdirSync(join(folder, 'course.lock.yaml'))
    const {code, err} = coursewright(['build', folder, '--out', out, '--format', 'gift'])
    expect(code).toBe(1)
    expect(err).toContain(`Nothing can be written to ${folder}`)
    expect(readdirSync(out)).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0)('refuses an output folder that is read-only', () => {
    const out = temporaryFolder()
    chmodSync(out, 0o500)
    const {code, err} = coursewright(['build', copyOfEverything(), '--out', out, '--format', 'gift'])
    chmodSync(out, 0o700)
    expect(code).toBe(1)
    expect(err).toContain('output/unwritable')
  })

  it('goes on when nobody reads what it says', () => {
    const out = temporaryFolder()
    const main = join(root, 'dist/cli/main.js')
    const {status, stderr} = spawnSync(
      'bash',
      [
        '-c',
        `"$0" "${main}" explain | head -n 1 && "$0" "${main}" build "${copyOfEverything()}" --format gift --out "${out}" | true`,
        process.execPath,
      ],
      {encoding: 'utf8'},
    )
    expect([status, stderr]).toEqual([0, ''])
    expect(readdirSync(out).some((name) => name.endsWith('.txt'))).toBe(true)
  })

  it('ends with 130 on Ctrl-C, with nothing half-written', async () => {
    const folder = copyOfEverything()
    const out = temporaryFolder()
    mkdirSync(join(folder, 'media'), {recursive: true})
    // Enough to write that the signal arrives in the middle.
    writeFileSync(join(folder, 'media/notes.pdf'), Buffer.alloc(150_000_000, 7))
    const child = startCoursewright(['build', folder, '--out', out, '--cores', '2', '--format', 'scorm-1.2', 'cc-1.1'])
    const begun = async () => {
      while (!readdirSync(out).some((name) => name.endsWith('.tmp')))
        await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await begun()
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect(code).toBe(130)
    expect(readdirSync(out)).toEqual([])
  })

  it('adds new ids to the ledger, and with --frozen refuses to', () => {
    const folder = copyOfEverything()
    const lock = join(folder, 'course.lock.yaml')
    const text = readFileSync(lock, 'utf8')
    rmSync(lock)
    const build = (...words: string[]) =>
      coursewright(['build', folder, '--out', temporaryFolder(), '--format', 'gift', ...words])
    const frozen = build('--frozen')
    expect(frozen.code).toBe(1)
    expect(frozen.err).toContain('lock/frozen')
    expect(existsSync(lock)).toBe(false)
    expect(build().code).toBe(0)
    const written = readFileSync(lock, 'utf8')
    expect(written.split('\n').length).toBe(text.split('\n').length)
    expect(build('--frozen').code).toBe(0)
    expect(readFileSync(lock, 'utf8')).toBe(written)
  })

  it('says which folder has no course, and which format there is not', () => {
    const empty = coursewright(['build', temporaryFolder()])
    expect(empty.code).toBe(1)
    expect(empty.err).toContain('There is no course.yaml in')
    const unknown = coursewright(['build', copyOfEverything(), '--format', 'scorm-12', '--out', temporaryFolder()])
    expect(unknown.code).toBe(1)
    expect(unknown.err).toContain('Did you mean “scorm-1.2”?')
  })

  it('prints findings as JSON and as annotations for GitHub', () => {
    const folder = copyOfEverything()
    writeFileSync(
      join(folder, 'lessons/second.md'),
      '---\ntitle: Second\n---\n\n[x](nowhere.md)\n\n## Deeper\n\n### Deeper still\n',
    )
    const json = JSON.parse(coursewright(['check', folder, '--reporter', 'json']).out) as {
      findings: {code: string; place: object}[]
    }
    expect(json.findings).toMatchObject([{code: 'link/broken', place: {line: 5, column: 1}}])
    const github = coursewright(['check', folder, '--reporter', 'github']).out
    expect(github).toMatch(/^::error file=.*lessons\/second\.md,line=5,col=1,title=link\/broken::The link to/m)
  })
})

describe('the command', () => {
  it('ends with 2 when its words are wrong', () => {
    expect(coursewright(['biuld']).code).toBe(2)
    expect(coursewright(['build', '--reporter', 'loud', copyOfEverything()]).code).toBe(2)
    expect(coursewright(['explain', 'link/brokn']).err).toContain('Did you mean “link/broken”?')
    expect(coursewright(['schema', 'lessn']).code).toBe(2)
  })

  it('starts a course that builds at once without a finding', () => {
    const folder = join(temporaryFolder(), 'new-course')
    expect(coursewright(['init', folder]).code).toBe(0)
    const {code, err} = coursewright(['build', folder, '--out', temporaryFolder()])
    expect([code, err]).toEqual([0, ''])
    expect(coursewright(['init', folder]).code).toBe(2)
  })

  it('says in a sentence where the system refuses, with the words that the reporter has for it', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const {code, err} = coursewright(['init', join(file, 'course')])
    expect([code, err]).toEqual([1, expect.stringMatching(/^error {2}The system refused .*file.*: ENOTDIR/)])
    expect(err).toContain('system/refused')
    expect(err).not.toMatch(/ at |fault/)
    const overlay = ['overlay', 'init', join(file, 'ours'), '--upstream', 'tests/hostile/course']
    expect(coursewright(overlay)).toMatchObject({code: 1, err: expect.stringContaining('system/refused')})
  })

  it('explains every code', () => {
    const list = coursewright(['explain'])
      .out.split('\n')
      .slice(1)
      .map((line) => line.split(' ')[0])
      .filter(Boolean)
    expect(list.length).toBeGreaterThan(50)
    for (const code of ['link/broken', 'config/unknown-key', 'id/vanished']) {
      expect(list).toContain(code)
      expect(coursewright(['explain', String(code)]).out).toContain('Why:')
    }
  })

  it('prints JSON Schemas for editors', () => {
    const schema = JSON.parse(coursewright(['schema', 'quiz']).out) as {properties: object}
    expect(Object.keys(schema.properties)).toContain('pass-mark')
  })
})
