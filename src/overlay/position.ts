import type {ItemReference} from '../config/config.js'
import {diagnose} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import type {Path} from '../yaml/read.js'
import {type Bench, isThere} from './bench.js'
import {itemKinds, type Target, targetOf} from './target.js'

/** Where something is put. */
export interface Position {
  readonly way: 'before' | 'after' | 'end'
  readonly target: Target
  /** For people: `after lesson/x`. */
  readonly text: string
}

/** Reads `before`, `after` or `end` of an entry: exactly one, and its target is there. */
export const positionIn = (bench: Bench, parts: Parts, entry: object, path: Path): Position | undefined => {
  const ways = (['before', 'after', 'end'] as const).filter(
    (way) => (entry as Record<string, unknown>)[way] !== undefined,
  )
  const [way] = ways
  if (!way || ways.length > 1) {
    bench.diagnostics.push(diagnose('overlay/position', {found: ways}, bench.layer.placeOf(path)))
    return undefined
  }
  const target = targetOf((entry as Record<string, object>)[way] ?? {})
  if (!isThere(bench, target, [...path, way, target.kind], parts)) return undefined
  return {way, target, text: `${way === 'end' ? 'at the end of' : way} ${target.kind}/${target.id}`}
}

const isItem = ({kind}: Target) => (itemKinds as readonly string[]).includes(kind)

/** Puts a reference to an item into a module. Undefined if that is no place for an item. */
export const placeItem = (parts: Parts, reference: ItemReference, {way, target}: Position): Parts | undefined => {
  if (way === 'end') {
    if (target.kind !== 'module') return undefined
    return {
      ...parts,
      modules: parts.modules.map((module) =>
        module.id === target.id ? {...module, items: [...module.items, reference]} : module,
      ),
    }
  }
  if (!isItem(target)) return undefined
  let isPlaced = false
  const modules = parts.modules.map((module) => {
    const at = module.items.findIndex(({type, id}) => type === target.kind && id === target.id)
    if (at < 0) return module
    isPlaced = true
    return {...module, items: inserted(module.items, at, way, reference)}
  })
  return isPlaced ? {...parts, modules} : undefined
}

export const moveItem = (parts: Parts, {kind, id}: Target, position: Position): Parts => {
  const isIt = (reference: ItemReference) => reference.type === kind && reference.id === id
  const reference = parts.modules.flatMap((module) => module.items).find(isIt)
  if (!reference) return parts
  const without = {
    ...parts,
    modules: parts.modules.map((module) => ({...module, items: module.items.filter((each) => !isIt(each))})),
  }
  return placeItem(without, reference, position) ?? parts
}

export const moveModule = (parts: Parts, id: string, position: Position): Parts => {
  const module = parts.modules.find((each) => each.id === id)
  if (!module) return parts
  return placeModule({...parts, modules: parts.modules.filter((each) => each !== module)}, module, position) ?? parts
}

export const placeModule = (
  parts: Parts,
  module: Parts['modules'][number],
  {way, target}: Position,
): Parts | undefined => {
  const at = parts.modules.findIndex((each) => target.kind === 'module' && each.id === target.id)
  if (at < 0 || way === 'end') return undefined
  return {...parts, modules: inserted(parts.modules, at, way, module)}
}

/** A list with one more before or after the one at an index. */
export const inserted = <T>(list: readonly T[], at: number, way: 'before' | 'after', one: T): readonly T[] =>
  list.toSpliced(way === 'before' ? at : at + 1, 0, one)
