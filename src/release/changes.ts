import {diffArrays} from 'diff'
import type {Held, Snapshot} from './snapshot.js'

/** A passage that came, went, or was put otherwise. */
export interface PassageChange {
  readonly before?: string
  readonly after?: string
}

interface OfThing {
  /** As in the ledger. */
  readonly name: string
  /** Of the newer release where it is still there. */
  readonly title: string
}

/** What differs between two releases, one thing at a time. */
export type Change =
  | (OfThing & {readonly kind: 'added' | 'removed'; readonly held: Held})
  | (OfThing & {readonly kind: 'renamed'; readonly before: string; readonly after: string})
  | (OfThing & {readonly kind: 'rewritten'; readonly passages: readonly PassageChange[]})
  | (OfThing & {
      readonly kind: 'set'
      /** Name of the setting; see `Held`. */
      readonly setting: string
      readonly before: string | undefined
      readonly after: string | undefined
    })
  | (OfThing & {readonly kind: 'renumbered'; readonly before: number; readonly after: number})

/** Everything that differs, in the order of the newer release; what is gone stands at the end. */
export const changesBetween = (before: Snapshot, after: Snapshot): readonly Change[] => {
  const old = new Map(before.held.map((held) => [held.name, held]))
  const now = new Set(after.held.map((held) => held.name))
  return [
    ...after.held.flatMap((held) => {
      const was = old.get(held.name)
      return was ? changesOf(was, held) : [{kind: 'added' as const, name: held.name, title: held.title, held}]
    }),
    ...before.held
      .filter(({name}) => !now.has(name))
      .map((held) => ({kind: 'removed' as const, name: held.name, title: held.title, held})),
  ]
}

const changesOf = (before: Held, after: Held): readonly Change[] => {
  const {name, title} = after
  const changes: Change[] = []
  if (before.title !== title) changes.push({kind: 'renamed', name, title, before: before.title, after: title})
  if (before.slot !== undefined && after.slot !== undefined && before.slot !== after.slot)
    changes.push({kind: 'renumbered', name, title, before: before.slot, after: after.slot})
  for (const setting of new Set([...Object.keys(before.settings), ...Object.keys(after.settings)])) {
    const [was, is] = [before.settings[setting], after.settings[setting]]
    if (was !== is) changes.push({kind: 'set', name, title, setting, before: was, after: is})
  }
  const passages = passageChanges(before.text, after.text)
  if (passages.length > 0) changes.push({kind: 'rewritten', name, title, passages})
  return changes
}

/** Passages that were taken out are set against those that came in at the same place. */
const passageChanges = (before: readonly string[], after: readonly string[]): readonly PassageChange[] => {
  const changes: PassageChange[] = []
  let gone: readonly string[] = []
  const settle = (come: readonly string[]): void => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1) {
      const [was, is] = [gone[index], come[index]]
      changes.push({...(was === undefined ? {} : {before: was}), ...(is === undefined ? {} : {after: is})})
    }
    gone = []
  }
  for (const {added, removed, value} of diffArrays([...before], [...after])) {
    if (removed) gone = value
    else settle(added ? value : [])
  }
  settle([])
  return changes
}
