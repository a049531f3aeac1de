import type {Parts} from '../gather/parts.js'
import type {Host} from '../host/host.js'
import type {Change} from '../model/edition.js'
import type {Place} from '../model/place.js'
import type {Source} from '../source/source.js'
import {textDigest} from './digest.js'
import {passageOf} from './patch.js'

/** What of the course a layer replaces or changes in part: it must look again when that changes upstream. */
export interface Basis {
  /** `lesson/x`, `quiz/x/question/y`, `lesson/x/#Heading`. */
  readonly target: string
  readonly title: string
  readonly layer: string
  readonly place: Place
  /** SHA-256 of what the course has there. */
  readonly digest: string
  /** The file of the course that holds it. */
  readonly file: string
}

/** What a layer's replacements, patches and translations rest on, as the course has it now. */
export const basesOf = (
  changes: readonly Change[],
  upstream: Parts,
  source: Pick<Source, 'texts'>,
  host: Pick<Host, 'digest'>,
): readonly Basis[] => {
  const found = new Map<string, Basis>()
  for (const {verb, target, title, layer, place} of changes) {
    if (verb !== 'replace' && verb !== 'patch' && verb !== 'translate') continue
    const held = heldBy(target, upstream)
    if (!held) continue
    const [file, part] = held
    const text = part === undefined ? (source.texts.get(file)?.text ?? '') : canonical(part)
    const basis = {target, title, layer, place, digest: textDigest(host, text), file}
    if (!found.has(`${layer} ${target}`)) found.set(`${layer} ${target}`, basis)
  }
  return [...found.values()]
}

/** The file that holds a thing, and the thing where it is not the whole file. */
const heldBy = (target: string, parts: Parts): readonly [string, unknown?] | undefined => {
  const [kind = '', id = '', below, ...rest] = target.split('/')
  switch (kind) {
    case 'about':
      return parts.about ? [parts.about.place.file] : undefined
    case 'term': {
      const entry = parts.glossary.find((each) => each.id === id)
      return entry && [entry.place.file, entry]
    }
    case 'resource': {
      const resource = parts.resources.flatMap((tier) => tier.resources).find((each) => each.id === id)
      return resource && [resource.place.file, resource]
    }
    case 'bank': {
      const bank = parts.banks.find((each) => each.id === id)
      if (!bank) return undefined
      if (below !== 'question') return [bank.place.file]
      return [bank.place.file, bank.questions.find((question) => question.id === rest[0])]
    }
    default: {
      const item = parts.items.find((each) => each.type === kind && each.id === id)
      if (!item) return undefined
      const {file} = item.place
      if (item.type === 'link' || item.type === 'tool') return [file, item]
      if (below === undefined) return [file]
      if (item.type === 'quiz') return [file, item.entries.find((entry) => 'id' in entry && entry.id === rest[0])]
      if (!('body' in item)) return [file]
      return [file, passageOf(item.body, [below, ...rest].join('/').slice(1))]
    }
  }
}

/** A thing of the model as text: without places, so that moving it in its file changes nothing. */
const canonical = (thing: unknown): string =>
  JSON.stringify(thing, (key, value: unknown) =>
    key === 'place' || key === 'position' || key === 'placement' ? undefined : value,
  ) ?? ''
