import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'
import {courseWith} from '../release/course.js'
import {type Action, readYamlFile, runJob, type Step, type Workflow} from './runner.js'

const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`)

const stepsOf = (path: string): readonly Step[] =>
  path === 'action.yml'
    ? readYamlFile<Action>(path).runs.steps
    : Object.values(readYamlFile<Workflow>(path).jobs).flatMap(({steps}) => steps)

describe.each([...workflows, 'action.yml'])('%s', (path) => {
  it('takes actions of others by the hash of a commit', () => {
    for (const {uses} of stepsOf(path)) if (uses && uses !== './') expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/)
  })

  it('has scripts that bash can read, and gives them no expression to run', () => {
    for (const {run} of stepsOf(path)) {
      if (!run) continue
      expect(spawnSync('bash', ['-n', '-c', run], {encoding: 'utf8'}).stderr).toBe('')
      // What somebody names a branch or a tag must not become a part of a script.
      expect(run).not.toContain('${{')
    }
  })
})

describe.each(workflows)('%s', (path) => {
  it('has no rights but those that it names', () => {
    expect(readYamlFile<Workflow>(path).permissions).toEqual({contents: 'read'})
  })
})

const edit = (file: string, from: string, to: string) =>
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to))

/** Releases of a repository on GitHub: a folder for each tag. */
const gh = (releases: string) => `set -eu
case "$1 $2" in
  'release list') ls -t ${releases} 2>/dev/null | head -n 1 ;;
  'release download') cp ${releases}/"$3"/release.json "$7"/ ;;
  'release create') tag=$3; shift 3; mkdir ${releases}/"$tag"
    while [ $# -gt 0 ]; do case "$1" in --verify-tag) shift ;; --*) shift 2 ;; *) cp "$1" ${releases}/"$tag"/; shift ;; esac; done ;;
esac`

describe('the workflow that publishes a course', () => {
  const repository = () => {
    const folder = temporaryFolder()
    const course = join(folder, 'content/international-security')
    const files = courseWith({'course.yaml': [['id: small', 'id: international-security']]})
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(course, path, '..'), {recursive: true})
      writeFileSync(join(course, path), text)
    }
    expect(coursewright(['lock', course]).code).toBe(0)
    return {folder, course}
  }

  it('releases 1.0.0, stops 1.1.0 at the line that harms learners, and releases it once that is accepted', () => {
    const {folder, course} = repository()
    const releases = temporaryFolder()
    // These formats are read and not played: a browser is none of a workflow's business here.
    const publish = (tag: string, formats = 'cc-1.1 moodle') =>
      runJob(readYamlFile<Workflow>('.github/workflows/course-release.yml'), 'release', {
        folder,
        commands: {
          gh: gh(releases),
          coursewright: `exec "${process.execPath}" "${join(root, 'dist/cli/main.js')}" "$@" --format ${formats}`,
          // Not every machine has zip; what is packed here is not judged.
          zip: 'tar -cf "$2" "$3"',
        },
        env: {GITHUB_REF_NAME: tag, GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567'},
      })

    const first = publish('international-security-v1.0.0')
    expect([first.code, first.log]).toEqual([0, expect.not.stringContaining('::error')])
    expect(first.summary).toMatch(/^### A small course 1\.0\.0, the first release$/m)
    expect(first.summary).toMatch(/^Upgrade check: there is no earlier release to compare with\.$/m)
    expect(first.summary).toMatch(
      /^Evidence:\n\n(- `international-security-1\.0\.0-.*`: read to its last byte, not played; 1 check passed, 0 failed\.\n){2}/m,
    )
    const evidence = join(folder, 'dist/releases-evidence/international-security-1.0.0')
    expect(readdirSync(evidence).sort()).toEqual(['evidence.json', 'index.html', 'junit.xml'])
    expect(readdirSync(join(releases, 'international-security-v1.0.0'))).toEqual(
      expect.arrayContaining([
        'SHA256SUMS',
        'international-security-1.0.0-all.zip',
        'international-security-1.0.0-moodle.mbz',
        'notes.md',
        'release.json',
      ]),
    )

    edit(join(course, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    edit(join(course, 'quizzes/final.yaml'), 'points: 1', 'points: 2')
    const wrongTag = publish('international-security-v1.2.0')
    expect([wrongTag.code, wrongTag.log]).toEqual([1, expect.stringContaining('course.yaml says 1.1.0')])
    // Where SCORM keeps a learner's score, other points are an error: nothing is played then.
    const refused = publish('international-security-v1.1.0', 'scorm-1.2')
    expect(refused.code).toBe(1)
    expect(refused.log).toMatch(
      /^::error file=content\/international-security\/quizzes\/final\.yaml,line=8,col=\d+,title=upgrade\/points-changed::/m,
    )
    expect(refused.summary).toMatch(
      /^### Nothing was released\n\n#### Upgrade check\n\n- What is to be earned of question\/final\/capital.*\n\n.*1 finding about learners who have begun/m,
    )
    expect(existsSync(join(releases, 'international-security-v1.1.0'))).toBe(false)

    edit(
      join(course, 'course.yaml'),
      'modules:',
      'accept:\n  - {code: upgrade/points-changed, of: question/final/capital, since: 1.0.0, reason: It is harder than it looked.}\nmodules:',
    )
    const second = publish('international-security-v1.1.0')
    expect([second.code, second.log]).toEqual([0, expect.not.stringContaining('::error')])
    expect(second.summary).toMatch(
      /1\.1\.0, compared with 1\.0\.0[\s\S]*^Upgrade check: nothing harms .* with 1\.0\.0 but what is accepted\.\n\nAccepted: `upgrade\/points-changed`/m,
    )
    const manifest = JSON.parse(readFileSync(join(releases, 'international-security-v1.1.0/release.json'), 'utf8')) as {
      source: {revision: string}
      packages: {evidence: {how: string}}[]
    }
    expect(manifest.packages.map(({evidence: {how}}) => how)).toEqual(['read', 'read'])
    expect(manifest.source.revision).toMatch(/^0123456789abcdef/)
    expect(coursewright(['verify', '--release', join(folder, 'dist/releases/international-security-1.1.0')]).code).toBe(
      0,
    )
  })
})

describe('the action', () => {
  const {runs} = readYamlFile<Action>('action.yml')
  const run = runs.steps.find(({id}) => id === 'run')?.run ?? ''
  const wordsFor = (env: Readonly<Record<string, string>>) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'coursewright'), '#!/bin/sh\necho "$@"\n', {mode: 0o755})
    const {stdout, status} = spawnSync('bash', ['-c', run], {
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, 'output'),
        ...{COURSES: '', ARGUMENTS: '', AGAINST: '', OUT: '', EVIDENCE: 'full'},
        ...env,
      },
    })
    return status === 0 ? stdout.trim() : `${status}: ${stdout.trim()}`
  }

  it.each([
    [{COMMAND: 'release'}, /--evidence dist\/releases-evidence$/],
    [{COMMAND: 'release', EVIDENCE: 'quick', OUT: 'made/'}, /--out made\/ .*--evidence made-evidence --quick$/],
    [{COMMAND: 'release', EVIDENCE: 'none'}, /^(?!.*--evidence)release /],
    [{COMMAND: 'build'}, /^build --reporter github --out dist\/courses$/],
    [{COMMAND: 'release', EVIDENCE: 'some'}, /^2: ::error::The evidence of coursewright is full, quick or none/],
  ])('asks for evidence as it is told: %j', (env, expected) => {
    expect(wordsFor(env)).toMatch(expected)
  })

  it('uploads the evidence of packages that failed, too', () => {
    const upload = runs.steps.find(({name}) => name === 'Upload the evidence')
    expect([upload?.if, upload?.with?.path]).toEqual([
      expect.stringContaining('!cancelled()'),
      expect.stringContaining('steps.run.outputs.evidence'),
    ])
  })

  it('brings the axe that the tests know', () => {
    const {devDependencies} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Readonly<Record<string, string>>
    }
    expect(JSON.stringify(runs.steps)).toContain(`axe-core@${devDependencies['axe-core']}`)
  })
})

describe('the workflow in the handbook', () => {
  const chapter = readFileSync(join(root, 'content/handbook/lessons/releases.md'), 'utf8')
  const workflow = parse(/```yaml\n(name: release\n[\s\S]*?)```/.exec(chapter)?.[1] ?? '') as Workflow

  it.each(['releases.md', 'checking.md'])('takes actions of others by the hash of a commit in %s', (name) => {
    const text = readFileSync(join(root, 'content/handbook/lessons', name), 'utf8')
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action)
    expect(used.length).toBeGreaterThan(2)
    for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/)
  })

  it('releases a course as it is pasted, and compares with the release before', () => {
    const folder = temporaryFolder()
    for (const [path, text] of Object.entries(courseWith())) {
      mkdirSync(join(folder, path, '..'), {recursive: true})
      writeFileSync(join(folder, path), text)
    }
    expect(coursewright(['lock', folder]).code).toBe(0)
    const releases = temporaryFolder()
    const publish = (tag: string) => {
      // Each run has a fresh machine.
      for (const made of ['dist', 'last']) rmSync(join(folder, made), {recursive: true, force: true})
      return runJob(workflow, 'release', {
        folder,
        commands: {
          gh: gh(releases),
          npx: `while [ "$1" != coursewright ] || [ "$2" != release ]; do shift; done; shift
exec "${process.execPath}" "${join(root, 'dist/cli/main.js')}" "$@" --format cc-1.1`,
        },
        env: {GITHUB_REF_NAME: tag, GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567'},
      })
    }
    expect(publish('v1.0.0')).toMatchObject({code: 0})
    edit(join(folder, 'course.yaml'), 'version: 1.0.0', 'version: 1.1.0')
    edit(join(folder, 'lessons/first.md'), 'contested', 'disputed')
    expect(publish('v1.1.0')).toMatchObject({code: 0})
    const notes = readFileSync(join(releases, 'v1.1.0', 'notes.md'), 'utf8')
    expect(notes).toContain('Security is ~~contested~~ **disputed**.')
    expect(notes).toContain('- `small-1.1.0-cc-1.1.imscc`: read to its last byte, not played; 1 check passed')
    expect(existsSync(join(folder, 'dist/evidence/small-1.1.0/junit.xml'))).toBe(true)
    expect(readdirSync(join(releases, 'v1.1.0'))).toContain('whole-release.tar.gz')
  })
})

describe('the workflow that publishes the npm package', () => {
  it('refuses a tag that is not the version of package.json', () => {
    const steps = stepsOf('.github/workflows/release.yml')
    const run = steps.find(({name}) => name?.startsWith('The tag'))?.run ?? ''
    const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {version: string}
    const judge = (tag: string) =>
      spawnSync('bash', ['-c', run], {cwd: root, env: {...process.env, GITHUB_REF_NAME: tag}}).status
    expect([judge(`v${version}`), judge('v99.0.0')]).toEqual([0, 1])
  })

  it('refuses a tag while changesets are left over', () => {
    const steps = stepsOf('.github/workflows/release.yml')
    const run = steps.find(({name}) => name?.startsWith('Every changeset'))?.run ?? ''
    const folder = temporaryFolder()
    const judge = () => spawnSync('bash', ['-c', run], {cwd: folder, encoding: 'utf8'})
    mkdirSync(join(folder, '.changeset'))
    writeFileSync(join(folder, '.changeset/README.md'), '')
    expect(judge().status).toBe(0)
    writeFileSync(join(folder, '.changeset/calm-owls.md'), '')
    expect([judge().status, judge().stdout]).toEqual([1, expect.stringContaining('.changeset/calm-owls.md')])
  })

  it('packs what runs elsewhere: the command, the library, the scripts, the templates', () => {
    const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{files}] = JSON.parse(listed) as [{files: {path: string}[]}]
    const paths = files.map(({path}) => path)
    for (const needed of [
      'dist/cli/main.js',
      'dist/lib/index.d.ts',
      'dist/runtime/page.js',
      'templates/page.liquid',
      'LICENSE',
    ])
      expect(paths).toContain(needed)
    expect(paths.filter((path) => /^(tests|content|src)\//.test(path))).toEqual([])
  })
})
