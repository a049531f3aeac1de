import type {Gathered} from '../gather/gather.js'
import type {Change} from '../model/edition.js'
import type {Place} from '../model/place.js'

/** What of an edition was decided where. */
export interface Explained {
  readonly target: string
  /** The course, or the layer. */
  readonly layer: string
  readonly place: Place
  readonly what: string
}

/** Each thing of the edition in the order of the course, with what layers decided of it; then what is there no longer. */
export const explained = ({gathered}: {readonly gathered: Gathered}): readonly Explained[] => {
  const {course, edition} = gathered
  const changes = edition.provenance?.changes ?? []
  const told = new Set<Change>()
  const decisions = (key: string): readonly Explained[] =>
    changes.flatMap((change) => {
      if (told.has(change) || (change.target !== key && !change.target.startsWith(`${key}/`))) return []
      told.add(change)
      return [explainedChange(change)]
    })
  const thing = (key: string, title: string, place: Place): readonly Explained[] => {
    const own = decisions(key)
    const isReplaced = own.some(({target, what}) => target === key && /^(replace|add)/.test(what))
    return isReplaced ? own : [{target: key, layer: course.id, place, what: title}, ...own]
  }
  const rows = [
    ...decisions('brand'),
    ...thing('course', course.title, course.place),
    ...course.modules.flatMap((module) => [
      ...thing(`module/${module.id}`, module.title, module.place),
      ...module.items.flatMap((item) => thing(`${item.type}/${item.id}`, item.title, item.place)),
    ]),
    ...course.practice.flatMap((quiz) => thing(`quiz/${quiz.id}`, quiz.title, quiz.place)),
    ...course.banks.flatMap((bank) => thing(`bank/${bank.id}`, bank.title, bank.place)),
    ...course.resources.flatMap((tier) =>
      tier.resources.flatMap(({id, title, place}) => thing(`resource/${id}`, title, place)),
    ),
    ...course.glossary.flatMap(({id, term, place}) => thing(`term/${id}`, term, place)),
  ]
  return [...rows, ...changes.filter((change) => !told.has(change)).map(explainedChange)]
}

const explainedChange = ({verb, target, layer, place, title, from, to}: Change): Explained => {
  const value = from === undefined ? to : `${from} → ${to ?? ''}`
  return {target, layer, place, what: [verb, value ?? title].filter(Boolean).join(': ')}
}
