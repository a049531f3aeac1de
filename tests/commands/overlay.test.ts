import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {coursewright, temporaryFolder} from '../helpers/cli.js'
import {upstream} from '../helpers/edition.js'

const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), {recursive: true})
    writeFileSync(join(folder, path), text)
  }
}

/** A released course, and the overlay of an institution beside it that replaces a lesson and patches another. */
const released = () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => coursewright(args, {cwd: folder})
  write(join(folder, 'course'), {
    ...upstream,
    'lessons/second.md':
      '---\nid: second\ntitle: Second lesson\n---\n\n## Its part\n\nMore words.\n\nA fact.\n\nThe end.\n',
  })
  const made = run('overlay', 'init', 'ours', '--upstream', 'course', '--name', 'Example University')
  expect(made.err).toBe('')
  write(join(folder, 'ours'), {
    'overlay.yaml': `${readFileSync(join(folder, 'ours/overlay.yaml'), 'utf8')}
replace:
  - {lesson: second, with: lessons/second.md}
patch:
  - {lesson: first, heading: One part, append: Our words.}
`,
    'lessons/second.md':
      '---\nid: second\ntitle: Our second\n---\n\n## Its part\n\nOur words.\n\nA fact.\n\nThe end.\n',
  })
  expect(run('lock', '--overlay', 'ours')).toMatchObject({code: 0, err: ''})
  const release = (version: string, change: (lesson: string) => string) => {
    cpSync(join(folder, 'course'), join(folder, version), {recursive: true})
    const file = (path: string) => join(folder, version, path)
    writeFileSync(file('course.yaml'), readFileSync(file('course.yaml'), 'utf8').replace('1.0.0', version))
    writeFileSync(file('lessons/second.md'), change(readFileSync(file('lessons/second.md'), 'utf8')))
  }
  return {folder, run, release, own: (path: string) => readFileSync(join(folder, 'ours', path), 'utf8')}
}

describe('overlay', () => {
  it('init names the course by version and digest, builds at once, and never overwrites', () => {
    const {run, own, folder} = released()
    expect(own('overlay.yaml')).toMatch(
      /course: example\n {2}version: 1\.0\.0\n {2}digest: [0-9a-f]{64}\n {2}path: \.\.\/course/,
    )
    expect(run('build', '--overlay', 'ours', '--out', 'out', '-f', 'html')).toMatchObject({code: 0, err: ''})
    expect(readdirSync(join(folder, 'out'))).toContain('example-ours-1.0.0-html')
    expect(run('overlay', 'init', 'ours', '--upstream', 'course').code).toBe(2)
  })
  it('explain says of each thing who decided it, file and line', () => {
    const {run} = released()
    const {out} = run('overlay', 'explain', 'ours')
    expect(out).toMatch(/^lesson\/first +example +course\/lessons\/first\.md:1 +First lesson$/m)
    expect(out).toMatch(/^lesson\/first\/#One part +ours +ours\/overlay\.yaml:\d+ +patch: append$/m)
    expect(out).toMatch(/^lesson\/second +ours +ours\/overlay\.yaml:\d+ +replace: Second lesson$/m)
    const {things} = JSON.parse(run('overlay', 'explain', 'ours', 'lesson/second', '--json').out)
    expect(things).toHaveLength(1)
  })
  it('diff shows a committee what is changed', () => {
    const {run} = released()
    const {out} = run('overlay', 'diff', 'ours')
    expect(out).toContain('## The new text of “Second lesson”')
    expect(out).toContain('- More words.\n+ Our words.')
    expect(out).toContain('### First lesson, “One part”\n\nAt its end:\n\n> Our words.')
  })
})

describe('a new release of the course', () => {
  it('that leaves alone what the overlay rests on is none of its business', () => {
    const {run, release} = released()
    release('1.1.0', (text) => text)
    const {code, out} = run('overlay', 'outdated', 'ours', '--upstream', '1.1.0')
    expect([code, out]).toEqual([
      0,
      'Nothing that ours replaces, patches or translates has changed: it fits version 1.1.0.\n',
    ])
  })
  it('that changes what the overlay replaces is named with both sides, fails where CI asks for it, and merges', () => {
    const {run, release, own, folder} = released()
    release('1.2.0', (text) => text.replace('A fact.', 'A corrected fact.'))
    const check = run('check', '1.2.0', '--overlay', 'ours')
    expect(check.code).toBe(0)
    expect(check.err).toContain('This rests on “Second lesson” (lesson/second), which changed between 1.0.0 and 1.2.0')
    expect(run('check', '1.2.0', '--overlay', 'ours', '--max-drift', '1').code).toBe(0)
    const strict = run('check', '1.2.0', '--overlay', 'ours', '--max-drift', '0')
    expect([strict.code, strict.err.includes('overlay/too-much-drift')]).toEqual([1, true])

    const shown = run('overlay', 'outdated', 'ours', '--upstream', '1.2.0')
    expect(shown.code).toBe(1)
    expect(shown.out).toContain('- A fact.\n+ A corrected fact.')
    expect(own('lessons/second.md')).toContain('A fact.')

    const merged = run('overlay', 'outdated', 'ours', '--upstream', '1.2.0', '--merge')
    expect(merged.out).toContain('1 taken over, 0 in conflict')
    expect(own('lessons/second.md')).toContain('Our words.\n\nA corrected fact.')

    expect(run('overlay', 'accept', 'ours', '--upstream', '1.2.0')).toMatchObject({code: 0, err: ''})
    expect(own('overlay.yaml')).toMatch(/version: 1\.2\.0\n {2}digest: [0-9a-f]{64}\n {2}path: \.\.\/1\.2\.0/)
    expect(own('base/lessons/second.md')).toContain('A corrected fact.')
    expect(run('check', '--overlay', 'ours', '--max-drift', '0')).toMatchObject({code: 0, err: ''})
    expect(existsSync(join(folder, 'ours/overlay.lock.yaml'))).toBe(true)
    expect(run('lock', '1.2.0', '--overlay', 'ours').out).toContain('ours/overlay.lock.yaml is up to date.')
  })
  it('that changes what we changed too is a conflict that nobody can build, with both sides', () => {
    const {run, release, own} = released()
    release('2.0.0', (text) => text.replace('More words.', 'Better words.'))
    const {out} = run('overlay', 'outdated', 'ours', '--upstream', '2.0.0', '--merge')
    expect(out).toContain('0 taken over, 1 in conflict')
    expect(own('lessons/second.md')).toContain('<<<<<<< ours\nOur words.\n=======\nBetter words.\n>>>>>>> upstream')
    const check = run('check', '2.0.0', '--overlay', 'ours')
    expect([check.code, check.err.includes('ours/lessons/second.md:8:1')]).toEqual([1, true])
    expect(run('overlay', 'accept', 'ours', '--upstream', '2.0.0').code).toBe(2)
  })
  it('that takes away what the overlay changes is an error', () => {
    const {run, folder} = released()
    cpSync(join(folder, 'course'), join(folder, 'less'), {recursive: true})
    const file = join(folder, 'less/course.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('      - lesson: second\n', ''))
    writeFileSync(
      join(folder, 'less/lessons/second.md'),
      readFileSync(join(folder, 'less/lessons/second.md'), 'utf8').replace('id: second', 'id: secund'),
    )
    const {code, err} = run('check', 'less', '--overlay', 'ours')
    expect([code, err.includes('overlay/unknown-target')]).toEqual([1, true])
  })
})
