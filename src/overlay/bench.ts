import type {Diagnostic} from '../diagnostics/diagnostic.js'
import {diagnose} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import type {Change, Verb} from '../model/edition.js'
import type {Path} from '../yaml/read.js'
import {refusalOf} from './policy.js'
import type {Overlay} from './read.js'
import {idsOf, keyOf, suggestionFor, type Target, titleOf} from './target.js'

/** Where the verbs of one layer do their work: each looks its target up here, and says here what it decided. */
export interface Bench {
  readonly layer: Overlay
  readonly changes: Change[]
  readonly diagnostics: Diagnostic[]
  /** Id for a file of the layer that has none. */
  readonly nameOf: (file: string, id: string | undefined) => string
  /** Targets that the layer leaves out or replaces. */
  readonly gone: Set<string>
}

/** Whether the target is there; else an error with the nearest one. `parts` are the course before the layer's verb. */
export const isThere = (bench: Bench, target: Target, path: Path, parts: Parts): boolean => {
  if (idsOf(target.kind, parts).includes(target.id)) return true
  const key = keyOf(target, parts)
  const omission = bench.changes.find((change) => change.verb === 'omit' && change.target === key)
  const facts = {
    ...target,
    layer: bench.layer.id,
    suggestion: omission ? '' : suggestionFor(target, parts),
    omittedBy: omission?.layer ?? '',
  }
  bench.diagnostics.push(diagnose('overlay/unknown-target', facts, bench.layer.placeOf(path)))
  return false
}

/** Writes down a decision if the course allows it. `setting` names what of the target is decided; absent: all of it. */
export const decide = (
  bench: Bench,
  verb: Verb,
  target: Target,
  parts: Parts,
  path: Path,
  {setting, from, to}: {setting?: string; from?: string; to?: string} = {},
): boolean => {
  const key = keyOf(target, parts)
  const place = bench.layer.placeOf(path)
  const name = setting === undefined ? key : `${key}/${setting}`
  const refusal = refusalOf(parts.config, verb, name, bench.layer.placeOfKey(path))
  if (refusal) {
    bench.diagnostics.push(refusal)
    return false
  }
  bench.changes.push({
    verb,
    target: name,
    title: titleOf(target, parts),
    layer: bench.layer.id,
    place,
    ...(from === undefined ? {} : {from}),
    ...(to === undefined ? {} : {to}),
  })
  return true
}
