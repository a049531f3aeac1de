import {mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {zipSync} from 'fflate'
import {describe, expect, test} from 'vitest'
import {verifyPackages} from '../../src/verify/verify.js'
import {describeInBrowser} from '../helpers/browser.js'
import {buildPackage} from '../helpers/lms/package.js'

const formats = ['scorm-1.2', 'scorm-2004-3rd', 'scorm-2004-4th'] as const

/** In full, which takes longer than other tests may: every page read, every way of leaving. */
describeInBrowser('verify plays a whole course', () => {
  describe.each(formats)('as %s', (format) => {
    test('read to its end, answered wrong and right, left in four ways and resumed', async ({onTestFinished}) => {
      const folder = await mkdtemp(join(tmpdir(), 'coursewright-verify-'))
      onTestFinished(() => rm(folder, {recursive: true, force: true}))
      const path = join(folder, 'package.zip')
      await writeFile(path, zipSync(Object.fromEntries(await buildPackage('tests/fixtures/everything', {format}))))
      const {diagnostics, packages} = await verifyPackages({
        packages: [path],
        browser: {prefer: 'npm'},
        out: undefined,
        quick: false,
        timeout: 170_000,
        onProgress: () => undefined,
      })
      expect(diagnostics).toEqual([])
      expect(packages[0]?.coverage).toMatchObject({pages: 12, allPages: 12})
      expect(packages[0]?.coverage?.leavings).toHaveLength(4)
      expect(packages[0]?.checks.filter(({name}) => name === 'reading')).toHaveLength(4)
    }, 180_000)
  })
})
