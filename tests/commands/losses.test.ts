import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'

interface Losses {
  readonly courses: readonly {
    readonly features: readonly {feature: string; formats: Record<string, object>}[]
    readonly formats: readonly {format: string; lost: Record<string, number>; losses: readonly object[]}[]
  }[]
  readonly findings: readonly {code: string; place: {file: string}}[]
}

const everything = join(root, 'tests/fixtures/everything')
const listed = (folder: string) => readdirSync(folder).sort()

describe('losses', () => {
  it('shows what the course uses and what each format loses, and writes nothing', () => {
    const before = listed(everything)
    const {code, out, err} = coursewright(['losses', everything, '--format', 'html', 'cc-1.1'])
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/^feature +uses +html +cc-1\.1$/m)
    expect(out).toMatch(/^discussion\/page +1 +1 degraded +–$/m)
    expect(out).toMatch(/^glossary +\d+ +– +–$/m)
    expect(listed(everything)).toEqual(before)
  })

  it('compares all formats where none is named', () => {
    const formats = JSON.parse(coursewright(['formats', '--json']).out) as {id: string}[]
    const {courses} = JSON.parse(coursewright(['losses', everything, '--json']).out) as Losses
    expect(courses[0]?.formats.map(({format}) => format)).toEqual(formats.map(({id}) => id))
  })

  it('prints every loss as JSON, with sums that agree', () => {
    const {courses} = JSON.parse(coursewright(['losses', everything, '--json', '-f', 'cc-1.1']).out) as Losses
    const [{lost, losses} = {lost: {}, losses: []}] = courses[0]?.formats ?? []
    expect(Object.values(lost).reduce((sum, count) => sum + count, 0)).toBe(losses.length)
    for (const each of losses)
      expect(Object.keys(each)).toEqual(
        expect.arrayContaining(['feature', 'kind', 'place', 'what', 'why', 'source', 'remedy']),
      )
  })

  it('fails at the places of losses that are greater than allowed', () => {
    const {code, out} = coursewright(['losses', everything, '--json', '-f', 'html', '--max-loss', 'degraded'])
    expect(code).toBe(1)
    const {findings} = JSON.parse(out) as Losses
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set(['loss/too-great']))
    expect(findings.map(({place}) => place.file)).toContain(`${everything}/lessons/staff-notes.md`)
  })

  it('takes no other limit than those it knows, and says what was meant by a system', () => {
    expect(coursewright(['losses', everything, '--max-loss', 'some']).code).toBe(2)
    const unknown = coursewright(['losses', everything, '--for', 'moodel'])
    expect([unknown.code, unknown.err]).toEqual([2, 'There is no profile “moodel”. Did you mean “moodle”?\n'])
  })
})

describe('build', () => {
  it('sums losses up by kind, in the table and in the report', () => {
    const out = temporaryFolder()
    const built = coursewright(['build', everything, '--frozen', '--out', out, '--format', 'cc-1.1'])
    expect(built.out).toMatch(/^package +format +size +files +dropped +degraded +approximated$/m)
    const report = JSON.parse(readFileSync(join(out, 'everything-1.2.3-report.json'), 'utf8')) as {
      packages: {lost: object; losses: {kind: string}[]}[]
      guides: string[]
    }
    const [{lost, losses} = {lost: {}, losses: []}] = report.packages
    const of = (kind: string) => losses.filter((loss) => loss.kind === kind).length
    expect(lost).toEqual({dropped: of('dropped'), degraded: of('degraded'), approximated: of('approximated')})
    for (const guide of report.guides) expect(existsSync(join(out, guide)), guide).toBe(true)
  })

  it('writes no package that loses more than --max-loss allows', () => {
    const out = join(temporaryFolder(), 'packages')
    const {code, err} = coursewright([
      ...['build', everything, '--frozen', '--out', out, '--format', 'scorm-1.2'],
      ...['--max-loss', 'degraded'],
    ])
    expect(code).toBe(1)
    expect(err).toContain('scorm-1.2: The lesson for teachers is left out. (lesson/teachers, dropped)')
    expect(err).toContain('loss/too-great · coursewright explain loss/too-great')
    expect(existsSync(out)).toBe(false)
  })

  it('for a system makes the formats that it prefers, and its guide alone', () => {
    const out = temporaryFolder()
    const {code} = coursewright(['build', everything, '--frozen', '--out', out, '--for', 'moodle'])
    expect(code).toBe(0)
    const names = listed(out)
    expect(names).toContain('everything-1.2.3-scorm-1.2.zip')
    expect(names.some((name) => name.includes('scorm-2004'))).toBe(false)
    expect(names.filter((name) => name.endsWith('.md'))).toEqual(['everything-1.2.3-import-moodle.md'])
  })
})

describe('check --for', () => {
  it('says what the importer would do to each thing of the course, and what to do about it', () => {
    const {code, out} = coursewright(['check', everything, '--for', 'moodle'])
    expect(code).toBe(0)
    expect(out).toContain(`${everything} in Moodle 5.1`)
    expect(out).toMatch(/^dropped {2}.*\n {2}.*\n {2}Do: .*\n {2}.*lessons\/staff-notes\.md:1 {2}Notes for staff$/m)
  })

  it('gives the same to programs', () => {
    const {imports} = JSON.parse(coursewright(['check', everything, '--for', 'canvas', '--reporter', 'json']).out) as {
      imports: Record<string, {format: string; remedy: string}[]>
    }
    expect(imports[everything]?.length).toBeGreaterThan(0)
    for (const each of imports[everything] ?? []) expect(each.remedy).not.toBe('')
  })
})

describe('profiles', () => {
  it('lists the systems, and says of one what is known and from where', () => {
    const list = coursewright(['profiles']).out
    for (const id of ['moodle', 'moodle@4.5', 'canvas@classic', 'canvas@new-quizzes', 'generic'])
      expect(list).toMatch(new RegExp(`^${id} `, 'm'))
    const {code, out} = coursewright(['profiles', 'moodle'])
    expect(code).toBe(0)
    expect(out).toContain('backup/converter/imscc11/lib.php:46;')
    expect(JSON.parse(coursewright(['profiles', '--json']).out)).toHaveLength(5)
    expect(coursewright(['profiles', 'blackboard']).code).toBe(2)
  })
})
