import type {Parts} from '../gather/parts.js'
import {isQuestion} from '../model/course.js'
import type {Path} from '../yaml/read.js'
import {type Bench, decide, isThere} from './bench.js'
import {keyOf, type Target, targetOf} from './target.js'

/** Takes things out of the course. Links to them become words; see `mend`. */
export const omitThings = (bench: Bench, parts: Parts): Parts =>
  bench.layer.value.omit.reduce((now, entry, index) => {
    const target = targetOf(entry)
    const path: Path = ['omit', index, target.kind]
    if (!isThere(bench, target, path, now) || !decide(bench, 'omit', target, now, path)) return now
    bench.gone.add(keyOf(target, now))
    return without(now, target)
  }, parts)

const without = (parts: Parts, {kind, id}: Target): Parts => {
  const others = <T extends {readonly id: string}>(things: readonly T[]) => things.filter((thing) => thing.id !== id)
  switch (kind) {
    case 'module': {
      const held = parts.modules.find((module) => module.id === id)?.items ?? []
      return {
        ...parts,
        modules: others(parts.modules),
        items: parts.items.filter((item) => !held.some((each) => each.type === item.type && each.id === item.id)),
      }
    }
    case 'bank':
      return {...parts, banks: others(parts.banks)}
    case 'tier':
      return {...parts, resources: others(parts.resources)}
    case 'resource':
      return {...parts, resources: parts.resources.map((tier) => ({...tier, resources: others(tier.resources)}))}
    case 'term':
      return {...parts, glossary: others(parts.glossary)}
    case 'about': {
      const {about: _, ...rest} = parts
      return rest
    }
    case 'question': {
      const [owner, question] = id.split('/')
      return {
        ...parts,
        items: parts.items.map((item) =>
          item.type === 'quiz' && item.id === owner
            ? {
                ...item,
                entries: item.entries.filter((entry) => !isQuestion(entry) || (entry as {id: string}).id !== question),
              }
            : item,
        ),
        banks: parts.banks.map((bank) =>
          bank.id === owner ? {...bank, questions: bank.questions.filter((each) => each.id !== question)} : bank,
        ),
      }
    }
    default:
      return {
        ...parts,
        items: parts.items.filter((item) => item.type !== kind || item.id !== id),
        modules: parts.modules.map((module) => ({
          ...module,
          items: module.items.filter((reference) => reference.type !== kind || reference.id !== id),
        })),
      }
  }
}
