import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import {anchorsOf} from '../model/anchors.js'
import {isQuestion} from '../model/course.js'
import type {Change} from '../model/edition.js'
import type {Question} from '../model/question.js'
import type {Local} from '../model/text.js'
import {type BodyNode, mapBody, plainText, walk} from '../model/walk.js'
import {mapParts} from './texts.js'

/**
 * Makes the course whole again where something was left out: links to it become words, what it alone embedded goes with
 * it, and nobody has to have done it before.
 */
export const mend = (
  before: Parts,
  after: Parts,
  targets: ReadonlyMap<string, string>,
  changes: readonly Change[],
): Outcome<Parts> => {
  const kept = new Set(namesIn(after))
  const gone = new Set(namesIn(before).filter((name) => !kept.has(name)))
  const embeddedBefore = embeddedIn(before)
  const embeddedNow = embeddedIn(after)
  for (const id of embeddedBefore) if (!embeddedNow.has(id) && !isPlaced(after, id)) gone.add(`quiz:${id}`)
  const goneIds = new Set([...gone].filter((name) => !name.startsWith('term:')).map((name) => name.replace(/^.*:/, '')))
  const objectives = objectivesIn(after)
  const lostObjectives = new Set([...objectivesIn(before)].filter((id) => !objectives.has(id)))
  const lostAnchors = lostAnchorsOf(before, after)
  if (gone.size === 0 && lostObjectives.size === 0 && lostAnchors.size === 0) return {value: after, diagnostics: []}

  const diagnostics: Diagnostic[] = []
  const targetOf = (url: string): string | undefined =>
    url.startsWith('file:') ? targets.get(url.slice('file:'.length).split('#')[0] ?? '') : url.split('#')[0]
  const words = (node: BodyNode): BodyNode | readonly BodyNode[] => {
    if (node.type === 'link') {
      const target = targetOf(node.url)
      if (target === undefined) return node
      if (gone.has(target)) return node.children
      const [address = '', anchor] = node.url.split('#')
      if (anchor === undefined || !lostAnchors.get(target)?.has(anchor)) return node
      const key = target.replace(':', '/')
      const change = changes.findLast((each) => each.target === key || each.target.startsWith(`${key}/`))
      if (change) diagnostics.push(diagnose('overlay/lost-anchor', {anchor, words: plainText(node)}, change.place))
      return {...node, url: address}
    }
    if (node.type === 'term' && isGoneTerm(node.id, plainText(node), before, gone)) return node.children
    if (node.type === 'practice' && gone.has(`quiz:${node.quiz}`)) return []
    return node
  }
  const stays = (id: string) => !goneIds.has(id)
  const mended = mapParts(after, {plain: (text) => text, rich: (body) => mapBody(body, words)})
  const withoutObjectives = (question: Question<Local>): Question<Local> =>
    question.objectives.some((id) => lostObjectives.has(id))
      ? {...question, objectives: question.objectives.filter((id) => !lostObjectives.has(id))}
      : question
  const value: Parts = {
    ...mended,
    items: mended.items
      .filter((item) => !gone.has(`${item.type}:${item.id}`))
      .map((item) =>
        item.type === 'quiz'
          ? {
              ...item,
              entries: item.entries.map((entry) =>
                isQuestion(entry) ? withoutObjectives(entry as Question<Local>) : entry,
              ),
            }
          : item,
      ),
    banks: mended.banks.map((bank) => ({...bank, questions: bank.questions.map(withoutObjectives)})),
    modules: mended.modules.map((module) => ({
      ...module,
      requires: module.requires.filter(stays),
      items: module.items.map((reference) => ({
        ...reference,
        placement: {...reference.placement, requires: reference.placement.requires.filter(stays)},
      })),
    })),
    glossary: mended.glossary.map((entry) => ({...entry, see: entry.see.filter((id) => !gone.has(`term:${id}`))})),
  }
  return {value, diagnostics}
}

/** Anchors that changed lessons had and have no longer, by the lesson. */
const lostAnchorsOf = (before: Parts, after: Parts): ReadonlyMap<string, ReadonlySet<string>> => {
  const bodies = new Map(after.items.flatMap((item) => (item.type === 'lesson' ? [[item.id, item.body] as const] : [])))
  return new Map(
    before.items.flatMap((item) => {
      const now = item.type === 'lesson' ? bodies.get(item.id) : undefined
      if (item.type !== 'lesson' || !now || now === item.body) return []
      const kept = new Set(anchorsOf(now).values())
      const lost = new Set([...anchorsOf(item.body).values()].filter((anchor) => !kept.has(anchor)))
      return lost.size > 0 ? [[`lesson:${item.id}`, lost] as const] : []
    }),
  )
}

/** What links may name: `lesson:x`, `term:y`, `module:z`. */
const namesIn = (parts: Parts): readonly string[] => [
  ...parts.items.map((item) => `${item.type}:${item.id}`),
  ...parts.glossary.map((entry) => `term:${entry.id}`),
  ...parts.modules.map((module) => `module:${module.id}`),
]

/** Ids of the quizzes that lessons embed. */
const embeddedIn = (parts: Parts): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const item of parts.items) {
    if (item.type === 'lesson') walk(item.body, (node) => node.type === 'practice' && found.add(node.quiz))
  }
  return found
}

const isPlaced = (parts: Parts, quiz: string): boolean =>
  parts.modules.some((module) => module.items.some(({type, id}) => type === 'quiz' && id === quiz))

const objectivesIn = (parts: Parts): ReadonlySet<string> =>
  new Set(parts.items.flatMap((item) => (item.type === 'lesson' ? item.objectives.map(({id}) => id) : [])))

const isGoneTerm = (id: string | undefined, text: string, before: Parts, gone: ReadonlySet<string>): boolean => {
  if (id !== undefined) return gone.has(`term:${id}`)
  const fold = (words: string) => words.toLowerCase().trim()
  const named = before.glossary.find((entry) => [entry.term, ...entry.also].some((words) => fold(words) === fold(text)))
  return named !== undefined && gone.has(`term:${named.id}`)
}
