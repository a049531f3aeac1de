import {describe, expect, it} from 'vitest'
import {soundCourse} from '../../src/check/rules/examples.js'
import {rules} from '../../src/check/rules/index.js'
import {codesOf, compileFiles, describeFinding} from '../helpers/compile.js'

describe('each rule', () => {
  for (const rule of rules) {
    const [code] = rule.codes
    it(`${code} reports its bad example`, async () => {
      const {diagnostics} = await compileFiles({...soundCourse, ...rule.example.bad})
      expect(codesOf(diagnostics), diagnostics.map(describeFinding).join('\n')).toContain(code)
    })
    it(`${code} lets its good example pass`, async () => {
      const {diagnostics} = await compileFiles({...soundCourse, ...rule.example.good})
      expect(codesOf(diagnostics), diagnostics.map(describeFinding).join('\n')).not.toContain(code)
    })
  }
  it('finds nothing in the sound course that examples change', async () => {
    const {diagnostics} = await compileFiles(soundCourse)
    expect(diagnostics.map(describeFinding)).toEqual([])
  })
})
