import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {extendLock, idsIn, writeLock} from '../../src/gather/lock.js'
import {seal} from '../../src/package/seal.js'
import {anyCourse} from '../helpers/any-course.js'
import {compileSound, describeFinding, templates} from '../helpers/compile.js'

describe('any course', () => {
  it('is written in every format so that every link lands, no path is there twice, and the manifest lists the files; twice the same', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const made = await compileSound(files)
        const again = run++ % 4 === 0 ? await compileSound(files) : undefined
        for (const format of formats) {
          const write = ({gathered, course, config}: typeof made) =>
            format.write({
              edition: gathered.edition,
              course,
              language: config.language,
              templates,
              options: format.options.parse({}),
            })
          const written = write(made)
          expect([format.id, seal(format, written.files).diagnostics.map(describeFinding)]).toEqual([format.id, []])
          if (again) expect([format.id, write(again)]).toEqual([format.id, written])
        }
      }),
      {numRuns: 40},
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
