import {describe, expect, it} from 'vitest'
import {question, quiz, soundCourse} from '../../src/check/rules/examples.js'
import {statisticsOf} from '../../src/statistics.js'
import {codesOf, compileFiles, compileSound} from '../helpers/compile.js'

const codes = async (...questions: string[]): Promise<readonly string[]> =>
  codesOf((await compileFiles({...soundCourse, 'quizzes/check.yaml': quiz(...questions)})).diagnostics)

const statement = (id: number, answer: boolean): string =>
  `id: s${id}\ntype: true-false\nprompt: It is so.\nanswer: ${answer}\nfeedback: {general: Think.}`

describe('a question that gives itself away is named', () => {
  it('by a right choice far shorter than all others', async () => {
    const long = question
      .replace('"This"', '"Yes"')
      .replace('"That"', '"No, and there are several reasons for this, as follows"')
    expect(await codes(long)).toEqual(['question/length'])
  })
  it('but not by a few letters', async () => {
    expect(await codes(question.replace('"This"', '"This one, I think"'))).toEqual([])
  })
  it('by statements that are all true, or all false', async () => {
    for (const answer of [true, false]) {
      const all = [1, 2, 3, 4, 5].map((id) => statement(id, answer))
      expect(await codes(...all)).toEqual(['quiz/key-leaks'])
      expect(await codes(...all.slice(1), statement(6, !answer))).toEqual([])
    }
  })
})

describe('the statistics', () => {
  it('say where the right choices stand, how often they are the longest, and what statements are', async () => {
    const second = question
      .replace('id: q', 'id: q2')
      .replace('correct: true, ', '')
      .replace('"That"', '"That, then", correct: true')
    const files = {
      ...soundCourse,
      'quizzes/check.yaml': quiz(question, second, statement(1, true), statement(2, false)),
    }
    const {course} = await compileSound(files)
    expect(statisticsOf(course, 'en-GB').keys).toEqual({places: [1, 1], longest: 1, true: 1, false: 1})
  })
  it('count the questions that test the objectives of a lesson', async () => {
    const objectives = 'title: First lesson\nobjectives:\n  - {id: explain, text: Explain it.}\n'
    const {course} = await compileSound({
      ...soundCourse,
      'lessons/first.md': (soundCourse['lessons/first.md'] ?? '').replace('title: First lesson\n', objectives),
      'quizzes/check.yaml': quiz(`${question}\nobjectives: [explain]`, statement(1, true)),
    })
    expect(statisticsOf(course, 'en-GB').lessons).toMatchObject([{id: 'first', objectives: 1, testedBy: 1}])
  })
})

it('a review is a note of the authors that the tool lets be', async () => {
  const {diagnostics} = await compileFiles({...soundCourse, 'review.yaml': 'reviewed: 2026-11-25\n'})
  expect(diagnostics).toEqual([])
})
