import {describe, expect, it} from 'vitest'
import {course as courseFile, question, quiz, soundCourse} from '../../src/check/rules/examples.js'
import {sealPackages} from '../../src/packages.js'
import {findProfile} from '../../src/profiles/choose.js'
import {importGuides} from '../../src/profiles/guide.js'
import {profiles} from '../../src/profiles/index.js'
import {compileSound, templates} from '../helpers/compile.js'

const guidesOf = async (files: Readonly<Record<string, string>>, formats?: readonly string[], system?: string) => {
  const compiled = await compileSound({...soundCourse, ...files})
  const {profile} = system === undefined ? {} : findProfile(system)
  const {value} = sealPackages(compiled, templates, {...(formats ? {formats} : {}), ...(profile ? {profile} : {})})
  return importGuides(compiled, templates, value, profile)
}

const textOf = async (system: string, formats: readonly string[], files: Readonly<Record<string, string>> = {}) =>
  (await guidesOf(files, formats, system))[0]?.text ?? ''

describe('an import guide', () => {
  it('lies beside the packages for each usual system that imports one of them', async () => {
    const names = (await guidesOf({}, ['html', 'scorm-1.2'])).map(({name}) => name.replace(/^.*-import-/, ''))
    expect(names).toEqual(['moodle.md', 'generic.md'])
    expect(await guidesOf({}, ['html'])).toEqual([])
  })

  it('is one alone where a system was named', async () => {
    const names = (await guidesOf({}, undefined, 'moodle@4.5')).map(({name}) => name.replace(/^.*-import-/, ''))
    expect(names).toEqual(['moodle-4.5.md'])
  })

  it('has the name of each package, and leaves no gap and no mark of a template', async () => {
    for (const {id} of profiles) {
      const text = await textOf(id, ['scorm-1.2', 'cc-1.1'])
      expect(text).toMatch(/^# Importing “/)
      expect(text).toContain('-cc-1.1.imscc`')
      expect(text).not.toMatch(/\{[{%]|undefined|\[object|&(quot|amp|#39);|\n\n\n/)
    }
  })

  it('gives each quiz its settings in a whole table', async () => {
    const graded = quiz(question).replace('title:', 'mode: graded\npass-mark: 55\nattempts: 2\ntime-limit: 15\ntitle:')
    const text = await textOf('canvas', ['cc-1.1'], {'quizzes/check.yaml': graded})
    expect(text).toMatch(/\|---\|---\|---\|---\|---\|---\|\n\| .* \| graded \| 1 \| 55% \| 2 \| 15 minutes \|\n\n/)
  })

  it('asks Moodle for both words where the package reports “passed”, and for one where it does not', async () => {
    const graded = {'quizzes/check.yaml': quiz(question).replace('title:', 'mode: graded\ntitle:')}
    const passed = {
      ...graded,
      'course.yaml': courseFile('formats:\n  scorm-1.2: {status: passed}\n'),
    }
    expect(await textOf('moodle', ['scorm-1.2'], graded)).toMatch(/\*Require status\* \| \*Completed\* \|/)
    expect(await textOf('moodle', ['scorm-1.2'], passed)).toContain('*Passed* **and** *Completed*')
  })

  it('does not let a title break its Markdown', async () => {
    const titled = {'quizzes/check.yaml': quiz(question).replace(/title: .*/, 'title: "A | B *c* [d] <e> `f`"')}
    expect(await textOf('canvas', ['cc-1.1'], titled)).toContain('A \\| B \\*c\\* \\[d\\] \\<e\\> \\`f\\`')
  })

  it('names what is lost, with what to do', async () => {
    const text = await textOf('canvas', ['cc-1.1'])
    expect(text).toContain('Canvas makes an HTML file of the lesson')
    expect(text).toContain('*What to do:*')
  })
})
