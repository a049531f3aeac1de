import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {fixOf, severityOf} from '../../src/diagnostics/diagnostic.js'
import {sealPackages} from '../../src/packages.js'
import {root} from '../helpers/cli.js'
import {compileFolder, compileSound, describeFinding, templates} from '../helpers/compile.js'

const withQuestions = (questions: number, attempts: number) =>
  compileSound({
    'course.yaml':
      'id: long\nversion: 1.0.0\ntitle: Long\nlanguage: en\ndescription: D.\nlicence: CC-BY-4.0\nauthors: [{name: A}]\nmodules:\n  - {id: m, title: M, items: [{lesson: intro}, {quiz: final}]}\n',
    'lessons/intro.md': '---\nid: intro\ntitle: Intro\nobjectives: []\n---\n\nWords.\n',
    'quizzes/final.yaml': [
      `id: final\ntitle: Final\nmode: graded\nattempts: ${attempts}\nquestions:`,
      ...Array.from(
        {length: questions},
        (_, n) => `  - {id: q${n}, type: short-answer, prompt: What is ${n}?, accept: [A${n}]}`,
      ),
      '',
    ].join('\n'),
  })

const sealed = async (questions: number, attempts: number) =>
  sealPackages(await withQuestions(questions, attempts), templates, {
    formats: ['html', 'scorm-1.2', 'scorm-2004-3rd', 'scorm-2004-4th'],
  })

describe('the room for the record of a learner', () => {
  it('is known of each package with a player for an LMS', async () => {
    const {value, diagnostics} = await sealed(3, 3)
    expect(diagnostics.map(describeFinding)).toEqual([])
    expect(value.map(({format, state}) => [format.id, state?.limit])).toEqual([
      ['html', undefined],
      ['scorm-1.2', 4096],
      ['scorm-2004-3rd', 64000],
      ['scorm-2004-4th', 64000],
    ])
    expect(new Set(value.flatMap(({state}) => state?.bound ?? [])).size).toBe(1)
    expect(value[1]?.state?.widest?.id).toBe('final')
  })

  it('grows with questions and attempts, and is said where an LMS keeps less, with the quiz and what to do', async () => {
    const {value, diagnostics} = await sealed(40, 10)
    // The package is there all the same: the player leaves out details in a stated order.
    expect(value).toHaveLength(4)
    expect(diagnostics.map(({code, place}) => [code, place?.file])).toEqual([['state/too-long', 'quizzes/final.yaml']])
    const [finding] = diagnostics
    expect(finding && severityOf(finding)).toBe('warning')
    expect(finding?.facts).toMatchObject({format: 'scorm-1.2', limit: 4096, quiz: 'final'})
    expect(finding && fixOf(finding)).toMatch(/^“final” takes up to \d+\. Allow fewer attempts, .*scorm-2004-4th/)
  })

  it('is said of SCORM 2004 where even that is too little, without sending the author there', async () => {
    const {diagnostics} = await sealed(700, 10)
    expect(diagnostics.map(({facts}) => facts.format)).toEqual(['scorm-1.2', 'scorm-2004-3rd', 'scorm-2004-4th'])
    expect(diagnostics.map(fixOf).map((fix) => fix.includes('or build scorm-2004-4th'))).toEqual([true, false, false])
  })

  it('MUST 8: suffices for International Security in SCORM 1.2', async () => {
    const compiled = await compileFolder(join(root, 'content/international-security'))
    const {value, diagnostics} = sealPackages(compiled, templates, {formats: ['scorm-1.2']})
    expect(diagnostics.map(describeFinding)).toEqual([])
    expect(value[0]?.state?.bound).toBeLessThan(4096)
  })
})
