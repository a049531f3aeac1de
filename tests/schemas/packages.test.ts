/** Judges real packages by the official schemas that we may not ship: set COURSEWRIGHT_SCHEMAS to a folder that has them. */
import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'

const schemas = process.env.COURSEWRIGHT_SCHEMAS ?? ''
const validator = join(schemas, 'validate.sh')

describe.skipIf(!existsSync(validator))('the official schemas find no error in', () => {
  for (const course of ['content/international-security', 'content/handbook', 'tests/fixtures/everything']) {
    it(`the packages of ${course}`, () => {
      const out = temporaryFolder()
      expect(coursewright(['build', course, '--out', out, '--frozen'], {cwd: root})).toMatchObject({code: 0})
      const packages = readdirSync(out).filter((name) => /\.(zip|imscc)$/.test(name))
      expect(packages.length).toBeGreaterThan(1)
      const {status, stdout} = spawnSync(validator, ['--errors-only', ...packages.map((name) => join(out, name))], {
        encoding: 'utf8',
      })
      expect(status, stdout).toBe(0)
    })
  }
})

it.runIf(!existsSync(validator))('COURSEWRIGHT_SCHEMAS names a folder with validate.sh', () => {
  expect.fail('Set COURSEWRIGHT_SCHEMAS to the folder of the official schemas, which holds validate.sh.')
})
