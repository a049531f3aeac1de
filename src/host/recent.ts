import type {Memo} from '../model/memo.js'
import {stamps} from './cache.js'

/** Remembers in memory, for work that is done again and again. */
export interface Recent {
  readonly memo: Memo
  /** The work begins again: what it had no use for last time is let go. */
  readonly begin: () => void
}

export const rememberRecent = (): Recent => {
  let [before, now] = [new Map<string, string>(), new Map<string, string>()]
  const keyOf = (kind: string, from: readonly string[]) => JSON.stringify([kind, ...from])
  return {
    memo: {
      of: (kind, from, make) => {
        const key = keyOf(kind, from())
        const known = now.get(key) ?? before.get(key)
        if (known !== undefined) {
          now.set(key, known)
          return JSON.parse(known)
        }
        const made = make()
        now.set(key, JSON.stringify(made) ?? 'null')
        return made
      },
      has: (kind, from) => now.has(keyOf(kind, from)) || before.has(keyOf(kind, from)),
      stamp: stamps(),
    },
    begin: () => {
      before = now
      now = new Map()
    },
  }
}
