/** A text in blocks: paragraphs, headings, lists, whole fences of code, and single lines of front matter. */
export const blocksOf = (text: string): readonly string[] => {
  const blocks: string[] = []
  let block: string[] = []
  let fence = ''
  const close = () => {
    if (block.length > 0) blocks.push(block.join('\n'))
    block = []
  }
  const lines = text.split('\n')
  const frontMatterEnd = lines[0]?.trim() === '---' ? lines.indexOf('---', 1) : -1
  lines.forEach((line, index) => {
    if (index <= frontMatterEnd) {
      // A setting that goes on in the next lines is one block.
      if (!/^\s|^-(?!--)/.test(line)) close()
      block.push(line)
      if (index === frontMatterEnd) close()
      return
    }
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (fence === '' && line.trim() === '') {
      close()
      return
    }
    block.push(line)
    if (fence === '' && mark !== '') fence = mark
    else if (fence !== '' && mark.startsWith(fence) && line.trim() === mark) fence = ''
  })
  close()
  return blocks
}

/** Blocks as a text again: settings of front matter line by line, all else with an empty line between. */
export const textOf = (blocks: readonly string[]): string => {
  const end = blocks[0] === '---' ? blocks.indexOf('---', 1) : -1
  const head = blocks.slice(0, end + 1)
  const body = blocks.slice(end + 1)
  return `${[...(head.length > 0 ? [head.join('\n')] : []), ...body].join('\n\n')}\n`
}

/** A run of blocks that is the same in both texts, or what one has in the place of what the other has. */
export type Hunk =
  | {readonly kind: 'same'; readonly blocks: readonly string[]}
  | {readonly kind: 'changed'; readonly from: readonly string[]; readonly to: readonly string[]}

/** How one list of blocks becomes another. */
export const hunksOf = (from: readonly string[], to: readonly string[]): readonly Hunk[] => {
  const hunks: Hunk[] = []
  let [a, b] = [0, 0]
  for (const [i, j] of [...matches(from, to), [from.length, to.length] as const]) {
    if (i > a || j > b) hunks.push({kind: 'changed', from: from.slice(a, i), to: to.slice(b, j)})
    const block = from[i]
    if (block !== undefined) {
      const last = hunks.at(-1)
      if (last?.kind === 'same') hunks[hunks.length - 1] = {kind: 'same', blocks: [...last.blocks, block]}
      else hunks.push({kind: 'same', blocks: [block]})
    }
    ;[a, b] = [i + 1, j + 1]
  }
  return hunks
}

export interface Merged {
  readonly blocks: readonly string[]
  /** Places where both sides changed the same blocks. */
  readonly conflicts: number
  /** Changes of theirs that were taken without a conflict. */
  readonly taken: number
}

export const conflictMarks = {ours: '<<<<<<< ours', theirs: '>>>>>>> upstream', middle: '======='} as const

/** Three-way merge: what only one side changed is taken; what both changed otherwise is marked, with both sides. */
export const merge = (base: readonly string[], ours: readonly string[], theirs: readonly string[]): Merged => {
  const own = new Map(matches(base, ours))
  const their = new Map(matches(base, theirs))
  const blocks: string[] = []
  let [conflicts, taken] = [0, 0]
  let [at, mine, yours] = [0, 0, 0]
  const settle = (from: readonly string[], a: readonly string[], b: readonly string[]): void => {
    // Neighbouring paragraphs that each changed in its place are changes of their own.
    if (from.length > 1 && from.length === a.length && from.length === b.length) {
      from.forEach((block, index) => {
        settle([block], a.slice(index, index + 1), b.slice(index, index + 1))
      })
      return
    }
    const [old, left, right] = [from, a, b].map((list) => list.join('\n\n'))
    if (left === right || right === old) blocks.push(...a)
    else if (left === old) {
      taken += 1
      blocks.push(...b)
    } else {
      conflicts += 1
      blocks.push(
        [conflictMarks.ours, ...between(a), conflictMarks.middle, ...between(b), conflictMarks.theirs].join('\n'),
      )
    }
  }
  // Blocks that stand in all three are the fixed points; what lies between them is settled.
  base.forEach((block, index) => {
    const [i, j] = [own.get(index), their.get(index)]
    if (i === undefined || j === undefined) return
    settle(base.slice(at, index), ours.slice(mine, i), theirs.slice(yours, j))
    blocks.push(block)
    ;[at, mine, yours] = [index + 1, i + 1, j + 1]
  })
  settle(base.slice(at), ours.slice(mine), theirs.slice(yours))
  return {blocks, conflicts, taken}
}

const between = (blocks: readonly string[]): readonly string[] =>
  blocks.flatMap((block, index) => (index > 0 ? ['', block] : [block]))

/** Pairs of equal blocks of the longest common subsequence, in order. */
const matches = (a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] => {
  const lengths = Array.from({length: a.length + 1}, () => new Uint32Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] as Uint32Array
      const next = lengths[i + 1] as Uint32Array
      row[j] = a[i] === b[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  const pairs: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i, j])
      i += 1
      j += 1
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1
    else j += 1
  }
  return pairs
}
