import {diagnose} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import {isQuestion, plainPlacement, type Quiz} from '../model/course.js'
import {type Question, withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {readQuestion} from '../parse/question.js'
import type {WrittenQuestion} from '../written/quiz.js'
import type {Path} from '../yaml/read.js'
import {type Bench, decide, isThere} from './bench.js'
import {fileOf, isFileKind, itemFrom, itemsIn} from './files.js'
import {keyOf, type Target, targetOf} from './target.js'

/** Puts the layer's own things in the places of others, under the same ids. */
export const replaceThings = (bench: Bench, parts: Parts): Parts =>
  bench.layer.value.replace.reduce((now, entry, index) => {
    const target = targetOf(entry)
    const path: Path = ['replace', index, target.kind]
    if (!isThere(bench, target, path, now)) return now
    const next = withReplacement(bench, now, target, entry.with, ['replace', index, 'with'])
    if (!next || !decide(bench, 'replace', target, now, path)) return now
    bench.gone.add(keyOf(target, now))
    return next
  }, parts)

const withReplacement = (
  bench: Bench,
  parts: Parts,
  target: Target,
  written: unknown,
  path: Path,
): Parts | undefined => {
  const {layer} = bench
  const {kind, id} = target
  const inPlace = <T extends {readonly id: string}>(things: readonly T[], thing: T): readonly T[] =>
    things.map((each) => (each.id === id ? thing : each))
  if (kind === 'about') {
    if (!fileOf(bench, String(written), path, layer.parsed.about ? ['about.md'] : [])) return undefined
    return {...parts, ...(layer.parsed.about ? {about: layer.parsed.about} : {})}
  }
  if (isFileKind(kind)) {
    const file = fileOf(bench, String(written), path, itemsIn(layer, kind).keys())
    if (file === undefined) return undefined
    const own = itemsIn(layer, kind).get(file)?.id
    if (own !== undefined && own !== id) {
      bench.diagnostics.push(diagnose('overlay/other-id', {file, own, id}, layer.placeOf(path)))
      return undefined
    }
    const item = itemFrom(layer, kind, file, id, parts)
    if (!item) return undefined
    const made = item.type === 'quiz' ? namespaced(item, layer.id) : item
    return {...parts, items: parts.items.map((each) => (each.type === kind && each.id === id ? made : each))}
  }
  const named = written as {readonly id: string}
  if (kind === 'question') {
    const [owner = '', questionId = ''] = id.split('/')
    const question = inNamespace(readQuestion(written as WrittenQuestion, path, layer.reader), layer.id)
    return {
      ...parts,
      items: parts.items.map((item) =>
        item.type === 'quiz' && item.id === owner
          ? {
              ...item,
              entries: item.entries.map((entry) =>
                isQuestion(entry) && (entry as Question<Local>).id === questionId ? question : entry,
              ),
            }
          : item,
      ),
      banks: parts.banks.map((bank) =>
        bank.id === owner
          ? {...bank, questions: bank.questions.map((each) => (each.id === questionId ? question : each))}
          : bank,
      ),
    }
  }
  if (named.id !== id) {
    bench.diagnostics.push(diagnose('overlay/other-id', {file: '“with:”', own: named.id, id}, layer.placeOf(path)))
    return undefined
  }
  const place = layer.placeOf([...path, 'id'])
  switch (kind) {
    case 'resource': {
      const resource = {...(written as Parts['resources'][number]['resources'][number]), place}
      return {
        ...parts,
        resources: parts.resources.map((tier) => ({...tier, resources: inPlace(tier.resources, resource)})),
      }
    }
    case 'term': {
      const term = written as Parts['glossary'][number] & {readonly definition: unknown}
      const definition = layer.reader.rich(String(term.definition), [...path, 'definition'])
      return {...parts, glossary: inPlace(parts.glossary, {...term, place, definition})}
    }
    case 'link':
      return {
        ...parts,
        items: parts.items.map((item) =>
          item.type === 'link' && item.id === id ? linkFrom(bench, written, path) : item,
        ),
      }
    default:
      throw new Error(`Nothing replaces a ${kind}.`)
  }
}

/** A web link out of what an overlay says. */
export const linkFrom = (bench: Bench, written: unknown, path: Path): Parts['items'][number] => {
  const link = written as {id: string; title: string; url: string; description?: string}
  return withoutUndefined({
    type: 'link' as const,
    id: link.id,
    place: bench.layer.placeOf([...path, 'id']),
    title: link.title,
    placement: plainPlacement,
    url: link.url,
    description:
      link.description === undefined ? undefined : bench.layer.reader.rich(link.description, [...path, 'description']),
  })
}

/** Questions of a replaced quiz are new questions: under the old ids, old answers would be taken for answers to them. */
const namespaced = (quiz: Quiz<Local>, layer: string): Quiz<Local> => ({
  ...quiz,
  entries: quiz.entries.map((entry) => (isQuestion(entry) ? inNamespace(entry as Question<Local>, layer) : entry)),
})

const inNamespace = (question: Question<Local>, layer: string): Question<Local> => ({
  ...question,
  id: question.id.startsWith(`${layer}-`) ? question.id : `${layer}-${question.id}`,
})
