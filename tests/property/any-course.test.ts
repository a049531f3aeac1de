import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {extendLock, idsIn, writeLock} from '../../src/gather/lock.js'
import {seal} from '../../src/package/seal.js'
import {anyCourse} from '../helpers/any-course.js'
import {compileSound, describeFinding, templates} from '../helpers/compile.js'

describe('any course', () => {
  type Made = Awaited<ReturnType<typeof compileSound>>
  const writeAs = (format: (typeof formats)[number], {gathered, course, config}: Made) =>
    format.write({
      edition: gathered.edition,
      course,
      language: config.language,
      templates,
      options: format.options.parse({}),
    })

  it('in every format: every link lands, no path is there twice, and the manifest lists the files', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const made = await compileSound(files)
        for (const format of formats) {
          const found = seal(format, writeAs(format, made).files).diagnostics.map(describeFinding)
          expect([format.id, found]).toEqual([format.id, []])
        }
      }),
      {numRuns: 40},
    )
  })

  it('in every format: written twice, it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const [first, second] = [await compileSound(files), await compileSound(files)]
        for (const format of formats)
          expect([format.id, writeAs(format, first)]).toEqual([format.id, writeAs(format, second)])
      }),
      {numRuns: 10},
    )
  })

  it('only ever adds to the ledger, whatever it becomes', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, anyCourse, async (before, after) => {
        const first = (await compileSound(before)).gathered.lock.after
        const {gathered} = await compileSound(after)
        const second = extendLock(first, gathered.edition.structure, {})
        expect(idsIn(second)).toEqual(expect.arrayContaining([...idsIn(first)]))
        for (const [id, slot] of Object.entries(first.items)) expect(second.items[id]).toBe(slot)
        for (const table of [second.items, ...Object.values(second.questions), ...Object.values(second.parts)]) {
          expect(new Set(Object.values(table)).size).toBe(Object.keys(table).length)
        }
        // A ledger that was written and read again changes nothing.
        const again = await compileSound({...before, 'course.lock.yaml': writeLock(first)})
        expect(again.gathered.lock.after).toEqual(first)
      }),
      {numRuns: 20},
    )
  })
})
