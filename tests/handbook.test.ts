import {readFileSync, statSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {soundCourse} from '../src/check/rules/examples.js'
import {itemsOf, questionsOf} from '../src/model/course.js'
import {questionTypes} from '../src/model/question.js'
import {codesOf, compileFiles, compileFolder} from './helpers/compile.js'

const handbook = await compileFolder('content/handbook')
const pageOf = (type: string): string => readFileSync(`content/handbook/lessons/type-${type}.md`, 'utf8')

describe.each(questionTypes)('the handbook has a page on %s', (type) => {
  it('that is in the course, and named by the overview', () => {
    expect(itemsOf(handbook.course).map((item) => item.id)).toContain(`type-${type}`)
    expect(readFileSync('content/handbook/lessons/question-types.md', 'utf8')).toContain(`](type-${type}.md)`)
  })
  it('with an example in which there is nothing to mend', async () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(pageOf(type)) ?? []
    const {compiled, diagnostics} = await compileFiles({
      ...soundCourse,
      'quizzes/check.yaml': `id: check\ntitle: Check\nquestions:\n${example.replace(/^(?=.)/gm, '  ')}`,
      ...(type === 'hotspot' ? {'media/boxes.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>'} : {}),
    })
    // That feedback is missing here and there keeps examples short.
    expect(codesOf(diagnostics).filter((code) => code !== 'question/no-feedback')).toEqual([])
    expect(compiled && questionsOf(compiled.course).map(({question}) => question.type)).toEqual([type])
  })
  it('with a small picture that has an alternative', () => {
    expect(pageOf(type)).toMatch(new RegExp(`src="../media/type-${type}\\.png" alt="[^"]{20,}"`))
    expect(statSync(`content/handbook/media/type-${type}.png`).size).toBeLessThanOrEqual(40_000)
  })
  it('with a question of the type to try', () => {
    const tried = questionsOf(handbook.course).filter(({owner}) => owner === `type-${type}-practice`)
    expect(tried.map(({question}) => question.type)).toEqual([type])
    expect(pageOf(type)).toContain(`::practice{quiz=type-${type}-practice}`)
  })
})
