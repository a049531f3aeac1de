import {nearest} from '../diagnostics/nearest.js'
import type {Parts} from '../gather/parts.js'
import type {ItemType} from '../model/course.js'
import {isQuestion} from '../model/course.js'

export const itemKinds: readonly ItemType[] = ['lesson', 'quiz', 'discussion', 'assignment', 'link', 'tool']

/** A thing of the course by its kind and id, as an overlay names it. */
export interface Target {
  readonly kind: string
  readonly id: string
}

/** The target that an entry of an overlay is about: its first setting. */
export const targetOf = (entry: object): Target => {
  const [kind = '', id = ''] = Object.entries(entry)[0] ?? []
  return {kind, id: String(id)}
}

/** The name of a thing in changes and policies. A question stands below its quiz or bank. */
export const keyOf = ({kind, id}: Target, parts: Parts): string => {
  if (kind === 'about') return 'about'
  if (kind === 'course') return 'course'
  if (kind !== 'question') return `${kind}/${id}`
  const [owner = '', question = ''] = id.split('/')
  const isBank = parts.banks.some((bank) => bank.id === owner)
  return `${isBank ? 'bank' : 'quiz'}/${owner}/question/${question}`
}

/** Every thing of one kind, by id. */
export const idsOf = (kind: string, parts: Parts): readonly string[] => {
  switch (kind) {
    case 'course':
      return [parts.config.id]
    case 'module':
      return parts.modules.map(({id}) => id)
    case 'bank':
      return parts.banks.map(({id}) => id)
    case 'question':
      return [
        ...parts.items.flatMap((item) =>
          item.type === 'quiz'
            ? item.entries.filter(isQuestion).map((entry) => `${item.id}/${(entry as {id: string}).id}`)
            : [],
        ),
        ...parts.banks.flatMap((bank) => bank.questions.map((question) => `${bank.id}/${question.id}`)),
      ]
    case 'tier':
      return parts.resources.map(({id}) => id)
    case 'resource':
      return parts.resources.flatMap((tier) => tier.resources.map(({id}) => id))
    case 'term':
      return parts.glossary.map(({id}) => id)
    case 'group':
      return parts.config.groups.map(({id}) => id)
    case 'about':
      return parts.about ? ['page'] : []
    default:
      return parts.items.filter(({type}) => type === kind).map(({id}) => id)
  }
}

/** What a target that is not there was probably meant to be, as `kind: id`. */
export const suggestionFor = ({kind, id}: Target, parts: Parts): string => {
  const near = nearest(id, idsOf(kind, parts))
  if (near) return `${kind}: ${near}`
  const other = [...itemKinds, 'module', 'bank', 'resource', 'term'].find((each) => idsOf(each, parts).includes(id))
  return other ? `${other}: ${id}` : ''
}

/** The title of a thing, for people. */
export const titleOf = ({kind, id}: Target, parts: Parts): string => {
  switch (kind) {
    case 'course':
      return parts.config.title
    case 'module':
      return parts.modules.find((module) => module.id === id)?.title ?? ''
    case 'bank':
      return parts.banks.find((bank) => bank.id === id)?.title ?? ''
    case 'resource':
      return parts.resources.flatMap((tier) => tier.resources).find((resource) => resource.id === id)?.title ?? ''
    case 'tier':
      return parts.resources.find((tier) => tier.id === id)?.title ?? ''
    case 'term':
      return parts.glossary.find((entry) => entry.id === id)?.term ?? ''
    case 'group':
      return parts.config.groups.find((group) => group.id === id)?.title ?? ''
    case 'about':
      return parts.about?.title ?? ''
    case 'question':
      return ''
    default:
      return parts.items.find((item) => item.type === kind && item.id === id)?.title ?? ''
  }
}
