import type {ItemReference} from '../config/config.js'
import {diagnose} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import {isQuestion, type Placement} from '../model/course.js'
import {type Question, withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {readQuestion} from '../parse/question.js'
import type {WrittenQuestion} from '../written/quiz.js'
import type {Path} from '../yaml/read.js'
import {type Bench, decide} from './bench.js'
import {fileOf, isFileKind, itemsIn} from './files.js'
import {inserted, type Position, placeItem, placeModule, positionIn} from './position.js'
import {linkFrom} from './replace.js'

/** Adds the layer's own things where it says. Its items are among the parts already; here they get their places. */
export const addThings = (bench: Bench, parts: Parts): Parts =>
  bench.layer.value.add.reduce((now, entry, index) => {
    const [kind = '', written] = Object.entries(entry)[0] ?? []
    const path: Path = ['add', index, kind]
    const next = withAddition(bench, now, kind, written, entry, path)
    if (!next) return now
    const {added, position} = next
    decide(bench, 'add', {kind, id: added.id}, next.parts, path, position ? {to: position.text} : {})
    return next.parts
  }, parts)

interface Addition {
  readonly parts: Parts
  readonly added: {readonly id: string}
  readonly position?: Position
}

const withAddition = (
  bench: Bench,
  parts: Parts,
  kind: string,
  written: unknown,
  entry: object,
  path: Path,
): Addition | undefined => {
  const {layer} = bench
  const place = layer.placeOf([...path, 'id'])
  if (kind === 'term') {
    const term = written as Parts['glossary'][number] & {readonly definition: unknown}
    const definition = layer.reader.rich(String(term.definition), [...path, 'definition'])
    return {parts: {...parts, glossary: [...parts.glossary, {...term, place, definition}]}, added: term}
  }
  const position = positionIn(bench, parts, entry, path.slice(0, 2))
  if (!position) return undefined
  const misplaced = () => {
    const facts = {kind, way: position.way, target: `${position.target.kind}: ${position.target.id}`}
    bench.diagnostics.push(diagnose('overlay/misplaced', facts, layer.placeOf([...path.slice(0, 2), position.way])))
    return undefined
  }
  const made = (next: Parts | undefined, added: {readonly id: string}): Addition | undefined =>
    next ? {parts: next, added, position} : misplaced()
  if (isFileKind(kind)) {
    const file = fileOf(bench, String(written), path, itemsIn(layer, kind).keys())
    if (file === undefined) return undefined
    const id = bench.nameOf(file, itemsIn(layer, kind).get(file)?.id)
    return made(placeItem(parts, referenceTo(bench, kind, id, entry, path), position), {id})
  }
  switch (kind) {
    case 'link': {
      const link = linkFrom(bench, written, path)
      const next = placeItem(parts, referenceTo(bench, 'link', link.id, entry, path), position)
      return made(next && {...next, items: [...next.items, link]}, link)
    }
    case 'module': {
      const module = written as {id: string; title: string; description?: string; requires: string[]; hidden: boolean}
      const {description, ...rest} = module
      const made_ = withoutUndefined({
        ...rest,
        place,
        items: [],
        description: description === undefined ? undefined : layer.reader.rich(description, [...path, 'description']),
      })
      return made(placeModule(parts, made_, position), module)
    }
    case 'question':
      return made(...placeQuestion(bench, parts, written as WrittenQuestion, position, path))
    case 'resource': {
      const resource = {...(written as Parts['resources'][number]['resources'][number]), place}
      const {way, target} = position
      let isPlaced = false
      const resources = parts.resources.map((tier) => {
        const at = tier.resources.findIndex(({id}) => target.kind === 'resource' && id === target.id)
        const isEnd = way === 'end' && target.kind === 'tier' && tier.id === target.id
        if (!isEnd && (at < 0 || way === 'end')) return tier
        isPlaced = true
        return {
          ...tier,
          resources: way === 'end' ? [...tier.resources, resource] : inserted(tier.resources, at, way, resource),
        }
      })
      return made(isPlaced ? {...parts, resources} : undefined, resource)
    }
    default:
      throw new Error(`Nothing adds a ${kind}.`)
  }
}

const placeQuestion = (
  bench: Bench,
  parts: Parts,
  written: WrittenQuestion,
  {way, target}: Position,
  path: Path,
): readonly [Parts | undefined, {readonly id: string}] => {
  const question = readQuestion(written, path, bench.layer.reader)
  const [owner = '', neighbour] = target.id.split('/')
  let isPlaced = false
  const withQuestion = <T>(list: readonly T[], idOf: (entry: T) => string | undefined, one: T): readonly T[] => {
    if (way === 'end') {
      isPlaced = true
      return [...list, one]
    }
    const at = list.findIndex((entry) => idOf(entry) === neighbour)
    if (at < 0 || neighbour === undefined) return list
    isPlaced = true
    return inserted(list, at, way, one)
  }
  const isOwner = (kind: 'quiz' | 'bank', id: string) =>
    id === owner && (way === 'end' ? target.kind === kind : target.kind === 'question')
  const next = {
    ...parts,
    items: parts.items.map((item) =>
      item.type === 'quiz' && isOwner('quiz', item.id)
        ? {
            ...item,
            entries: withQuestion(
              item.entries,
              (entry) => (isQuestion(entry) ? (entry as Question<Local>).id : undefined),
              question,
            ),
          }
        : item,
    ),
    banks: parts.banks.map((bank) =>
      isOwner('bank', bank.id) ? {...bank, questions: withQuestion(bank.questions, ({id}) => id, question)} : bank,
    ),
  }
  return [isPlaced ? next : undefined, {id: `${owner}/${question.id}`}]
}

const referenceTo = (
  bench: Bench,
  type: ItemReference['type'],
  id: string,
  entry: object,
  path: Path,
): ItemReference => {
  const {requires, hidden, group, opens, due, closes} = entry as Partial<Placement>
  const placement = withoutUndefined({requires: requires ?? [], hidden: hidden ?? false, group, opens, due, closes})
  return {type, id, place: bench.layer.placeOf(path), placement: placement as Placement}
}
