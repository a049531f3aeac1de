import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import type {Lock} from '../gather/lock.js'
import type {Basis} from './base.js'

/** Something of the course that a layer rests on, and that has changed since somebody looked. */
export interface Drift extends Basis {
  /** The release that the layer was made for, as far as that is known. */
  readonly since: string
}

/** Which bases are not what the ledger says that they were. */
export const driftOf = (bases: readonly Basis[], known: Lock['base']): readonly Drift[] =>
  bases.flatMap((basis) => {
    const record = known[basis.target]
    return record && record.digest !== basis.digest ? [{...basis, since: record.version}] : []
  })

/** What the ledger knows, and what it did not: so that a change upstream is noticed from now on. */
export const recorded = (bases: readonly Basis[], known: Lock['base'], version: string): Lock['base'] => ({
  ...known,
  ...Object.fromEntries(
    bases.flatMap(({target, digest}) => (target in known ? [] : [[target, {version, digest}] as const])),
  ),
})

export const driftFindings = (drift: readonly Drift[], version: string): readonly Diagnostic[] =>
  drift.map(({target, title, since, place}) =>
    diagnose('overlay/drift', {target, title: title || target, since, version}, place),
  )
