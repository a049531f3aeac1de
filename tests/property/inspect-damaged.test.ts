import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {fixOf, messageOf} from '../../src/diagnostics/diagnostic.js'
import {snapshotsOf} from '../../src/inspect/snapshots.js'
import {changesBetween} from '../../src/release/changes.js'
import {describeChanges, markdown} from '../../src/release/describe.js'
import {type Files, inspected, smallPackage} from '../helpers/small-package.js'

type Damage = 'lose' | 'double' | 'empty' | 'strip' | 'spoil' | 'file'

/** Which file, whereabouts in it, and what happens there: XML stays well-formed unless it is spoilt. */
const damages = fc.array(
  fc.record({
    file: fc.nat(),
    at: fc.double({min: 0, max: 1, noNaN: true}),
    how: fc.constantFrom<Damage>('lose', 'lose', 'double', 'empty', 'strip', 'strip', 'spoil', 'file'),
    word: fc.constantFrom('', '<', '&lt;p&gt;', '-1e999', '$@NULL@$', '%zz', '../../x', 'C:\\x', '😀', '0', 'x y'),
  }),
  {minLength: 1, maxLength: 6},
)

const damaged = (files: Files, hits: typeof damages extends fc.Arbitrary<infer T> ? T : never): Files => {
  const result = {...files}
  for (const {file, at, how, word} of hits) {
    const paths = Object.keys(result).filter((path) => /\.(?:xml|html)$/.test(path))
    const path = paths[file % paths.length] ?? ''
    const text = String(result[path] ?? '')
    const start = text.indexOf('<', Math.floor(at * text.length))
    const leaf = /<([\w:]+)[^>]*(?:\/>|>[^<]*<\/\1>)/.exec(text.slice(Math.max(0, start)))?.[0] ?? ''
    const attribute = /\s[\w:]+="[^"]*"/.exec(text.slice(Math.max(0, start)))?.[0] ?? ''
    if (how === 'file') delete result[path]
    else if (how === 'spoil') result[path] = text.slice(0, start + 5) + word + text.slice(start + 5)
    else if (how === 'strip')
      result[path] = text.replace(attribute, attribute.replace(/"[^"]*"/, `"${word.replace('<', '')}"`))
    else result[path] = text.replace(leaf, {lose: '', double: leaf + leaf, empty: leaf.replace(/>[^<]*</, '><')}[how])
  }
  return result
}

const nonsense = /undefined|NaN|\[object/

/** More by hand: INSPECT_RUNS=1000. */
const numRuns = Number(process.env.INSPECT_RUNS ?? 6)

describe('a damaged package', async () => {
  for (const id of ['scorm-1.2', 'scorm-2004-4th', 'cc-1.1', 'canvas', 'moodle', 'qti-1.2', 'qti-2.1']) {
    const files = await smallPackage(id)
    it(`of ${id} is inspected and compared, or refused with a word`, {timeout: numRuns * 5000}, async () => {
      const whole = (await inspected(files)).value
      await fc.assert(
        fc.asyncProperty(damages, async (hits) => {
          const {value, diagnostics} = await inspected(damaged(files, hits))
          for (const diagnostic of diagnostics) expect(messageOf(diagnostic) + fixOf(diagnostic)).not.toMatch(nonsense)
          if (!value || !whole) {
            expect(diagnostics.length).toBeGreaterThan(0)
            return
          }
          const {before, after} = snapshotsOf({...whole, name: '1'}, {...value, name: '2'})
          expect(describeChanges(before, after, changesBetween(before, after), markdown)).not.toMatch(nonsense)
        }),
        {numRuns},
      )
    })
  }
})
