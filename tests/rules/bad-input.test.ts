import {describe, expect, it} from 'vitest'
import {course, lesson, question, quiz, soundCourse} from '../../src/check/rules/examples.js'
import {memoryHost} from '../../src/host/memory.js'
import {readSource} from '../../src/source/source.js'
import {compileFiles, describeFinding} from '../helpers/compile.js'

const findings = async (files: Record<string, string>): Promise<readonly string[]> =>
  (await compileFiles({...soundCourse, ...files})).diagnostics.map(describeFinding)

describe('bad input is named with its line and column', () => {
  it('a number in quotation marks', async () => {
    const files = {'quizzes/check.yaml': quiz(question).replace('title:', 'pass-mark: "80"\ntitle:')}
    expect(await findings(files)).toEqual([
      'quizzes/check.yaml:2:12 config/wrong-type “pass-mark” is text; it must be a number.',
    ])
  })
  it('a mistyped setting, with the one that was meant', async () => {
    const {diagnostics} = await compileFiles({
      ...soundCourse,
      'quizzes/check.yaml': quiz(question).replace('title:', 'pas-mark: 80\ntitle:'),
    })
    expect(diagnostics[0]).toMatchObject({
      code: 'config/unknown-key',
      facts: {key: 'pas-mark', suggestion: 'pass-mark'},
      place: {line: 2, column: 1},
    })
  })
  it('a mistyped question type, with the one that was meant', async () => {
    const {diagnostics} = await compileFiles({
      ...soundCourse,
      'quizzes/check.yaml': quiz(question.replace('multiple-choice', 'multiple-choise')),
    })
    expect(diagnostics[0]).toMatchObject({code: 'config/wrong-value', facts: {suggestion: 'multiple-choice'}})
  })
  it('a setting that belongs to another question type', async () => {
    const {diagnostics} = await compileFiles({...soundCourse, 'quizzes/check.yaml': quiz(`${question}\ntolerance: 1`)})
    expect(diagnostics[0]).toMatchObject({
      code: 'config/unknown-key',
      facts: {key: 'tolerance'},
      place: {line: 10, column: 5},
    })
  })
  it('a tab', async () => {
    const {diagnostics} = await compileFiles({
      ...soundCourse,
      'quizzes/check.yaml': 'id: check\nquestions:\n\t- id: q\n',
    })
    expect(diagnostics.map((d) => d.code)).toContain('yaml/tab')
  })
  it('a cyclic reference', async () => {
    const {diagnostics} = await compileFiles({...soundCourse, 'glossary.yaml': '- &a\n  id: x\n  see: *a\n'})
    expect(diagnostics.map((d) => d.code)).toEqual(['yaml/cycle'])
  })
  it('a lesson whose only block is wrong, which is not called empty as well', async () => {
    const of = async (body: string) =>
      (await compileFiles({...soundCourse, 'lessons/first.md': lesson(body)})).diagnostics.map(({code}) => code)
    expect(await of(':::nonsense\nWords.\n:::\n')).toEqual(['directive/unknown'])
    expect(await of('<div></div>\n')).toEqual(['markdown/html'])
    expect(await of('<!-- Words. -->\n')).toEqual(['lesson/empty'])
  })
  it('an empty file', async () => {
    expect(await findings({'quizzes/check.yaml': ''})).toEqual([
      'quizzes/check.yaml:1:1 yaml/empty quizzes/check.yaml is empty.',
    ])
    expect(await findings({'lessons/first.md': ' \n'})).toEqual([
      'lessons/first.md:1:1 yaml/empty lessons/first.md is empty.',
    ])
  })
  it('a key that stands twice', async () => {
    expect(await findings({'quizzes/check.yaml': `${quiz(question)}id: again\n`})).toEqual([
      'quizzes/check.yaml:10:1 yaml/duplicate-key The key “id” stands here twice.',
    ])
  })
  it('an id that is used twice', async () => {
    const found = await findings({'lessons/second.md': lesson('Words.')})
    expect(found).toContain(
      'lessons/second.md:1:1 id/duplicate The lesson id “first” is used already, in lessons/first.md:1.',
    )
  })
  it('a file over 2 MB, before it is parsed', async () => {
    const found = await findings({'lessons/first.md': `${lesson('')}${'Words and words.\n'.repeat(150_000)}`})
    expect(found[0]).toMatch(/^lessons\/first\.md:1:1 file\/too-big/)
  })
  it('a line over 50 KB, before it is parsed', async () => {
    const found = await findings({'lessons/first.md': lesson('x'.repeat(60_000))})
    expect(found[0]).toMatch(/^lessons\/first\.md:6:1 file\/long-line/)
  })
  it('a control character', async () => {
    expect(await findings({'lessons/first.md': lesson('A\u0001B')})).toEqual([
      'lessons/first.md:6:2 file/control-character The text holds the control character U+0001.',
    ])
  })
  it('raw HTML, with the directive to use', async () => {
    const {diagnostics} = await compileFiles({
      ...soundCourse,
      'lessons/first.md': lesson('Words.\n\n<details>x</details>'),
    })
    expect(diagnostics[0]).toMatchObject({
      code: 'markdown/html',
      facts: {remedy: 'Use the directive “:::reveal[Summary]”.'},
    })
  })
  it('a block that is never closed', async () => {
    expect(await findings({'lessons/first.md': lesson(':::note\nWords.')})).toEqual([
      'lessons/first.md:6:1 directive/unclosed The block “:::note” is never closed.',
    ])
  })
  it('YAML that nobody can read', async () => {
    expect((await findings({'glossary.yaml': '- id: x\n  term: "open\n'}))[0]).toMatch(
      /^glossary\.yaml:\d+:\d+ yaml\/syntax/,
    )
  })
  it('a setting that is missing', async () => {
    expect(await findings({'glossary.yaml': '- id: x\n  definition: Words.\n'})).toEqual([
      expect.stringMatching(/^glossary\.yaml:1:\d config\/missing-key .*“term”/),
    ])
  })
  it('an id with letters that identifiers may not have, with one that fits', async () => {
    const {diagnostics} = await compileFiles({
      ...soundCourse,
      'quizzes/check.yaml': quiz(question).replace('id: check', 'id: Check Yourself!'),
    })
    expect(diagnostics[0]).toMatchObject({code: 'id/invalid', facts: {suggestion: 'check-yourself'}, place: {line: 1}})
  })
  it('an attribute that a directive does not have, and one that it needs', async () => {
    expect(await findings({'lessons/first.md': lesson('Words.\n\n::practice{quizz=check}')})).toEqual([
      expect.stringMatching(/^lessons\/first\.md:8:1 directive\/missing-attribute .*“quiz”/),
      expect.stringMatching(/^lessons\/first\.md:8:1 directive\/unknown-attribute .*“quizz”/),
    ])
  })
  it('a gap without an answer', async () => {
    const gaps =
      'id: q\ntype: fill-blanks\nprompt: Fill in.\ntext: "The capital is {{}}."\nfeedback: {right: "Yes.", wrong: "No."}'
    expect(await findings({'quizzes/check.yaml': quiz(gaps)})).toEqual([
      expect.stringMatching(/^quizzes\/check\.yaml:\d+:\d+ question\/blank-mismatch .*empty answer/),
    ])
  })
  it('a file that is not UTF-8', async () => {
    const host = memoryHost({...soundCourse, 'lessons/first.md': Uint8Array.of(0x23, 0x20, 0xe9, 0x0a)})
    const {diagnostics} = await readSource(host, '')
    expect(diagnostics.map(describeFinding)).toEqual([
      'lessons/first.md:1:1 file/not-text lessons/first.md is not UTF-8 text.',
    ])
  })
  it('a ledger that gives one number twice', async () => {
    const ledger = 'version: 1\ncourse: example\nitems:\n  first: 0\n  check: 0\n'
    expect(await findings({'course.lock.yaml': ledger})).toEqual([
      expect.stringMatching(/^course\.lock\.yaml:1:1 lock\/invalid .*number of another entry/),
    ])
  })
  it('all mistakes at once', async () => {
    const found = await findings({
      'course.yaml': course().replace('version: 1.0.0', 'version: 1'),
      'lessons/first.md': lesson('<b>x</b>'),
      'quizzes/check.yaml': quiz(question).replace('title:', 'pas-mark: 80\ntitle:'),
    })
    expect(found.map((text) => text.split(' ')[0])).toEqual([
      'course.yaml:2:10',
      'lessons/first.md:6:1',
      'quizzes/check.yaml:2:1',
    ])
  })
})

describe('text that only looks like a directive', () => {
  it('stays text', async () => {
    const {compiled} = await compileFiles({
      ...soundCourse,
      'lessons/first.md': lesson('At 10:30, S/RES/1973:para 4 and a:b.'),
    })
    expect(JSON.stringify(compiled?.course.modules[0]?.items[0])).toContain('S/RES/1973')
    expect(JSON.stringify(compiled?.course.modules[0]?.items[0])).not.toContain('textDirective')
  })
  it('a language that the interface does not speak', async () => {
    expect(
      await findings({'course.yaml': String(soundCourse['course.yaml']).replace(/^language: .*$/m, 'language: fr')}),
    ).toEqual(['messages/no-language The interface is not translated into “fr”: buttons and notices will be English.'])
  })
})
