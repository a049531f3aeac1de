import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'

const edit = (file: string, from: string, to: string) => {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}`)
  writeFileSync(file, text.replace(from, to))
}

let released = ''
beforeAll(() => {
  released = mkdtempSync(join(tmpdir(), 'coursewright-diff-'))
  const course = join(released, 'everything')
  cpSync(join(root, 'tests/fixtures/everything'), course, {recursive: true})
  edit(join(course, 'course.yaml'), 'version: 1.2.3', 'version: 1.0.0')
  expect(coursewright(['build', course, '--out', released, '--format', 'html']).code).toBe(0)
})
afterAll(() => rmSync(released, {recursive: true, force: true}))

/** The course of one of each thing, its report, and a later version of it. */
const twoVersions = (change: (folder: string) => void) => {
  const folder = join(temporaryFolder(), 'everything')
  cpSync(join(released, 'everything'), folder, {recursive: true})
  change(folder)
  return {folder, report: join(released, 'everything-1.0.0-report.json')}
}

describe('diff', () => {
  it('says what a teacher wants to know: marks, what is new and gone, and passages word by word', () => {
    const {folder, report} = twoVersions((course) => {
      edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
      edit(join(course, 'quizzes/graded-all.yaml'), 'pass-mark: ', 'pass-mark: 1 # ')
      edit(
        join(course, 'lessons/second.md'),
        '\n---\n\n',
        '\n---\n\nA passage with `code` and *stars* that is new.\n\n',
      )
    })
    const {code, out, err} = coursewright(['diff', report, folder])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^.* 1\.0\.0 → 1\.1\.0$/m)
    expect(out).toMatch(/pass-mark “\d+” → “1”/)
    expect(out).toContain('{+A passage with code and stars that is new.+}')
    const notes = coursewright(['diff', report, folder, '--markdown']).out
    expect(notes).toMatch(/^## Rewritten$/m)
    expect(notes).toContain('- **A passage with code and stars that is new.**')
    const {changes} = JSON.parse(coursewright(['diff', report, folder, '--json']).out) as {changes: {kind: string}[]}
    expect(changes.map(({kind}) => kind)).toEqual(expect.arrayContaining(['set', 'rewritten']))
  })

  it('finds nothing between a course and its own release', () => {
    const {folder, report} = twoVersions(() => undefined)
    expect(coursewright(['diff', report, folder]).out).toContain('Nothing has changed.')
  })

  it.each(['nowhere', 'package.json'])('refuses %s, which is no release', (path) => {
    const {code, err} = coursewright(['diff', path, path])
    expect(code).toBe(1)
    expect(err).toMatch(/is no release that can be read: .*\n.*Name the folder of a release/)
    expect(err).not.toMatch(/\bat .*:\d+:\d+/)
  })
})

describe('check --against', () => {
  it('fails at the place of the harm, and passes where it is accepted', () => {
    const {folder, report} = twoVersions((course) => {
      edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
      edit(join(course, 'quizzes/graded-all.yaml'), 'weight: 2', 'weight: 7')
    })
    const refused = coursewright(['check', folder, '--against', report])
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/graded-all\.yaml:1:\d+ {2}error {2}The weight of item\/graded-all/)
    const [, line = ''] = /(\{code: upgrade\/weight-changed.*?\})/.exec(refused.err) ?? []
    edit(
      join(folder, 'course.yaml'),
      'modules:',
      `accept:\n  - ${line.replace('reason: …', 'reason: Agreed.')}\nmodules:`,
    )
    expect(coursewright(['check', folder, '--against', report]).code).toBe(0)
  })

  it('judges by what the system does', () => {
    const {folder, report} = twoVersions((course) => {
      edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
      edit(join(course, 'quizzes/graded-all.yaml'), 'weight: 2', 'weight: 7')
    })
    const {findings} = JSON.parse(
      coursewright(['check', folder, '--against', report, '--for', 'moodle', '--reporter', 'json']).out,
    ) as {findings: {code: string; fix: string}[]}
    const costs = findings.flatMap(({code, fix}) => (code === 'upgrade/weight-changed' ? [fix] : []))
    expect(costs).toEqual([expect.stringMatching(/^The score of the course is reckoned anew/)])
  })
})

describe('bump', () => {
  const bumped = (change: (folder: string) => void) => {
    const {folder, report} = twoVersions(change)
    return {folder, ...coursewright(['bump', folder, '--against', report, '--write'])}
  }

  it('is a patch for words, and writes the version and a section of the changelog', () => {
    const {folder, out} = bumped((course) =>
      edit(join(course, 'lessons/second.md'), '\n---\n\n', '\n---\n\nNew words.\n\n'),
    )
    expect(out).toMatch(/^1\.0\.0 → 1\.0\.1 \(patch\)/)
    expect(readFileSync(join(folder, 'course.yaml'), 'utf8')).toContain('version: 1.0.1')
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toMatch(
      /^# Changelog of .+\n\n## \[1\.0\.1\] - \d{4}-\d\d-\d\d\n\n### Rewritten\n\n- Lesson “.*” \(one passage\)\n$/,
    )
  })

  it('is minor for what is new, major for what harms', () => {
    const minor = bumped((course) =>
      edit(join(course, 'glossary.yaml'), '- id: ', '- id: fresh\n  term: Fresh\n  definition: New.\n- id: '),
    )
    expect(minor.out).toMatch(/^1\.0\.0 → 1\.1\.0 \(minor\)/)
    const major = bumped((course) => edit(join(course, 'quizzes/graded-all.yaml'), 'weight: 2', 'weight: 7'))
    expect(major.out).toMatch(/^1\.0\.0 → 2\.0\.0 \(major\)/)
  })

  it('proposes nothing where nothing changed', () => {
    expect(bumped(() => undefined).out).toBe('Nothing has changed since 1.0.0.\n')
  })
})
