import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {blocksOf, conflictMarks, hunksOf, merge, textOf} from '../../src/overlay/merge.js'

const lesson =
  '---\nid: x\ntitle: X\nobjectives:\n  - id: one\n    text: One\n---\n\n## A\n\nFirst.\n\n```js\na\n\nb\n```\n\nLast.\n'

describe('blocks', () => {
  it('are settings, paragraphs and whole fences, and make the text again', () => {
    expect(blocksOf(lesson)).toEqual([
      '---',
      'id: x',
      'title: X',
      'objectives:\n  - id: one\n    text: One',
      '---',
      '## A',
      'First.',
      '```js\na\n\nb\n```',
      'Last.',
    ])
    expect(textOf(blocksOf(lesson))).toBe(lesson)
  })
})

const block = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
const text = fc.array(block, {maxLength: 8})

describe('a merge of three', () => {
  it('takes what one side changed, and leaves what neither did', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(merge(base, base, other)).toMatchObject({blocks: other, conflicts: 0})
        expect(merge(base, other, base)).toMatchObject({blocks: other, conflicts: 0, taken: 0})
        expect(merge(base, other, other)).toMatchObject({blocks: other, conflicts: 0})
      }),
    )
  })
  it('loses no block that either side wrote', () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        const {blocks} = merge(base, ours, theirs)
        const words = new Set(blocks.flatMap((each) => each.split('\n')))
        for (const written of [...ours, ...theirs]) {
          // A block of the base that the other side took out may go.
          if (!base.includes(written)) expect(words).toContain(written)
        }
      }),
    )
  })
  it('marks what both changed otherwise, with both sides', () => {
    const {blocks, conflicts} = merge(['a', 'b', 'c'], ['a', 'ours', 'c'], ['a', 'theirs', 'c'])
    expect(conflicts).toBe(1)
    expect(blocks).toEqual([
      'a',
      [conflictMarks.ours, 'ours', '=======', 'theirs', conflictMarks.theirs].join('\n'),
      'c',
    ])
  })
  it('takes changes of both that do not touch', () => {
    const merged = merge(['a', 'b', 'c', 'd'], ['A', 'b', 'c', 'd'], ['a', 'b', 'c', 'D'])
    expect(merged).toEqual({blocks: ['A', 'b', 'c', 'D'], conflicts: 0, taken: 1})
  })
})

describe('the difference of two texts', () => {
  it('leads from one to the other', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const hunks = hunksOf(from, to)
        expect(hunks.flatMap((hunk) => (hunk.kind === 'same' ? hunk.blocks : hunk.from))).toEqual(from)
        expect(hunks.flatMap((hunk) => (hunk.kind === 'same' ? hunk.blocks : hunk.to))).toEqual(to)
      }),
    )
  })
})
