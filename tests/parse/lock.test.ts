import {describe, expect, it} from 'vitest'
import {lesson, question, quiz, soundCourse} from '../../src/check/rules/examples.js'
import {writeLock} from '../../src/gather/lock.js'
import {codesOf, compileFiles, compileSound} from '../helpers/compile.js'

const locked = async (files: Readonly<Record<string, string>>): Promise<Record<string, string>> => ({
  ...files,
  'course.lock.yaml': writeLock((await compileSound(files)).gathered.lock.after),
})

describe('the ledger', () => {
  it('gives every id a number and keeps it when things are put before it', async () => {
    const before = await locked(soundCourse)
    const two = quiz(question.replace('id: q', 'id: new'), question)
    const after = await compileSound({...before, 'quizzes/check.yaml': two})
    expect(after.gathered.edition.slots.questions.check).toEqual({q: 0, new: 1})
  })
  it('says whose progress a vanished id costs', async () => {
    const before = await locked(soundCourse)
    const {diagnostics} = await compileFiles({
      ...before,
      'quizzes/check.yaml': quiz(question.replace('id: q', 'id: other')),
    })
    expect(diagnostics).toMatchObject([{code: 'id/vanished', facts: {kind: 'question', id: 'check/q'}}])
  })
  it('never gives the number of a vanished id to another', async () => {
    const before = await locked(soundCourse)
    const after = await compileSound({...before, 'quizzes/check.yaml': quiz(question.replace('id: q', 'id: other'))})
    expect(after.gathered.edition.slots.questions.check).toEqual({q: 0, other: 1})
  })
  it('refuses to grow when frozen', async () => {
    expect(codesOf((await compileFiles(soundCourse, {frozen: true})).diagnostics)).toEqual(['lock/frozen'])
    expect((await compileFiles(await locked(soundCourse), {frozen: true})).diagnostics).toEqual([])
  })
  it('remembers the id that a file without one was given', async () => {
    const unnamed = {...soundCourse, 'lessons/first.md': lesson('Words.').replace('id: first\n', '')}
    expect((await compileSound(await locked(unnamed))).gathered.lock.after.files).toEqual({'lessons/first.md': 'first'})
  })
  it('takes a renamed file without an id for an error that says how to go on', async () => {
    const unnamed = await locked({...soundCourse, 'lessons/first.md': lesson('Words.').replace('id: first\n', '')})
    const {'lessons/first.md': text = '', ...rest} = unnamed
    const {diagnostics} = await compileFiles({
      ...rest,
      'lessons/renamed.md': text,
      'course.yaml': rest['course.yaml']?.replace('lesson: first', 'lesson: renamed') ?? '',
    })
    expect(diagnostics.find((d) => d.code === 'id/renamed')).toMatchObject({facts: {id: 'first', own: 'renamed'}})
  })
  it('belongs to one course', async () => {
    const before = await locked(soundCourse)
    const {diagnostics} = await compileFiles({
      ...before,
      'course.yaml': before['course.yaml']?.replace('id: example', 'id: sample') ?? '',
    })
    expect(codesOf(diagnostics)).toEqual(['lock/other-course'])
  })
})
