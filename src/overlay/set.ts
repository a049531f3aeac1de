import type {ModuleConfig} from '../config/config.js'
import type {Parts} from '../gather/parts.js'
import {type Item, isQuestion, type Placement} from '../model/course.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {WrittenQuizSettings} from '../written/quiz.js'
import {type Bench, decide, isThere} from './bench.js'
import {moveItem, moveModule, positionIn} from './position.js'
import {type Target, targetOf} from './target.js'

type Entry = Readonly<Record<string, unknown>>

/** Settings of the course as a whole, and of all its quizzes: they are set before its parts are made. */
export const setCourse = (bench: Bench, parts: Parts): Parts => {
  let {config} = parts
  bench.layer.value.set.forEach((entry, index) => {
    if (!('course' in entry)) return
    const target = targetOf(entry)
    if (!isThere(bench, target, ['set', index, 'course'], parts)) return
    const {course: _, quizzes, completion, ...texts} = entry
    for (const [setting, value] of Object.entries(withoutUndefined({...texts, completion}))) {
      const before = (config as unknown as Entry)[setting]
      const change = {setting, from: textOf(before), to: textOf(value)}
      if (!decide(bench, 'set', target, parts, ['set', index, setting], change)) continue
      config = {...config, [setting]: setting === 'completion' && typeof value === 'string' ? [value] : value}
    }
    for (const [setting, value] of Object.entries(withoutUndefined(quizzes ?? {}))) {
      const before = (config.quizDefaults as Entry)[setting]
      const change = {setting: `quizzes/${setting}`, from: textOf(before), to: textOf(value)}
      if (!decide(bench, 'set', target, parts, ['set', index, 'quizzes', setting], change)) continue
      config = {...config, quizDefaults: {...config.quizDefaults, [setting]: value}}
    }
  })
  return {...parts, config}
}

/** Settings of single things. */
export const setThings = (bench: Bench, parts: Parts): Parts =>
  bench.layer.value.set.reduce((now, entry, index) => {
    const target = targetOf(entry)
    if (target.kind === 'course' || !isThere(bench, target, ['set', index, target.kind], now)) return now
    return setOne(bench, now, target, entry, index)
  }, parts)

const setOne = (bench: Bench, parts: Parts, target: Target, entry: Entry, index: number): Parts => {
  let now = parts
  const {before, after, end, ...settings} = entry
  for (const [setting, value] of Object.entries(settings)) {
    if (setting === target.kind || value === undefined) continue
    const path = ['set', index, setting]
    const change = {setting, to: textOf(value), ...fromOf(now, target, setting)}
    if (!decide(bench, 'set', target, now, path, change)) continue
    const rich = () => bench.layer.reader.rich(String(value), path)
    now = withSetting(now, target, setting, value, rich)
  }
  if (before === undefined && after === undefined && end === undefined) return now
  const position = positionIn(bench, now, entry, ['set', index])
  if (
    !position ||
    !decide(bench, 'set', target, now, ['set', index, position.way], {setting: 'order', to: position.text})
  )
    return now
  return target.kind === 'module' ? moveModule(now, target.id, position) : moveItem(now, target, position)
}

const withSetting = (
  parts: Parts,
  target: Target,
  setting: string,
  value: unknown,
  rich: () => Local['rich'],
): Parts => {
  const {kind, id} = target
  switch (kind) {
    case 'module':
      return {
        ...parts,
        modules: parts.modules.map((module) =>
          module.id === id
            ? ({...module, [setting]: setting === 'description' ? rich() : value} as ModuleConfig)
            : module,
        ),
      }
    case 'group':
      return {...parts, config: {...parts.config, groups: each(parts.config.groups, id, {[setting]: value})}}
    case 'tier':
      return {...parts, resources: each(parts.resources, id, {[setting]: value})}
    case 'resource':
      return {
        ...parts,
        resources: parts.resources.map((tier) => ({...tier, resources: each(tier.resources, id, {[setting]: value})})),
      }
    case 'term':
      return {
        ...parts,
        glossary: each(parts.glossary, id, setting === 'title' ? {term: value} : {definition: rich()}),
      }
    case 'question': {
      const [owner, question = ''] = id.split('/')
      return {
        ...parts,
        items: parts.items.map((item) =>
          item.type === 'quiz' && item.id === owner
            ? {
                ...item,
                entries: item.entries.map((entry) =>
                  isQuestion(entry) && (entry as {id: string}).id === question ? {...entry, [setting]: value} : entry,
                ) as typeof item.entries,
              }
            : item,
        ),
        banks: parts.banks.map((bank) =>
          bank.id === owner ? {...bank, questions: each(bank.questions, question, {[setting]: value})} : bank,
        ),
      }
    }
    default:
      if (placementSettings.has(setting)) return withPlacement(parts, target, {[setting]: value})
      return {
        ...parts,
        items: parts.items.map((item) =>
          item.type === kind && item.id === id ? withItemSetting(item, setting, value, rich) : item,
        ),
      }
  }
}

const placementSettings: ReadonlySet<string> = new Set<keyof Placement>([
  'requires',
  'hidden',
  'group',
  'opens',
  'due',
  'closes',
])

const withPlacement = (parts: Parts, {kind, id}: Target, placement: Partial<Placement>): Parts => ({
  ...parts,
  modules: parts.modules.map((module) => ({
    ...module,
    items: module.items.map((reference) =>
      reference.type === kind && reference.id === id
        ? {...reference, placement: {...reference.placement, ...placement}}
        : reference,
    ),
  })),
})

const withItemSetting = (
  item: Item<Local>,
  setting: string,
  value: unknown,
  rich: () => Local['rich'],
): Item<Local> => {
  if (setting === 'description') return {...item, description: rich()} as Item<Local>
  if (item.type !== 'quiz') return {...item, [setting]: value} as Item<Local>
  return {...item, ...quizSetting(setting, value)} as Item<Local>
}

/** A setting of a quiz as the model has it. */
const quizSetting = (setting: string, value: unknown): object => {
  switch (setting) {
    case 'pass-mark':
      return {passMark: value}
    case 'attempts':
      return {attempts: value === 'unlimited' ? null : value}
    case 'time-limit':
      return {timeLimit: value === 'none' ? null : value}
    case 'shuffle': {
      const shuffled = value as NonNullable<WrittenQuizSettings['shuffle']>
      return {shuffleQuestions: shuffled.includes('questions'), shuffleChoices: shuffled.includes('choices')}
    }
    default:
      return {[setting]: value}
  }
}

/** What a setting was, where that can be said in a few words. */
const fromOf = (parts: Parts, {kind, id}: Target, setting: string): {from?: string} => {
  const thing = (
    kind === 'module'
      ? parts.modules
      : kind === 'group'
        ? parts.config.groups
        : kind === 'tier'
          ? parts.resources
          : kind === 'resource'
            ? parts.resources.flatMap((tier) => tier.resources)
            : kind === 'term'
              ? parts.glossary
              : parts.items.filter(({type}) => type === kind)
  ).find((each) => each.id === id) as Entry | undefined
  if (!thing) return {}
  const placement = parts.modules
    .flatMap((module) => module.items)
    .find((reference) => reference.type === kind && reference.id === id)?.placement as Entry | undefined
  const value =
    placementSettings.has(setting) && kind !== 'module' ? placement?.[setting] : thing[modelName(setting, kind)]
  if (value === undefined || (typeof value === 'object' && value !== null && !Array.isArray(value))) return {}
  return {from: setting === 'attempts' && value === null ? 'unlimited' : value === null ? 'none' : textOf(value)}
}

const modelName = (setting: string, kind: string): string =>
  kind === 'term' && setting === 'title'
    ? 'term'
    : ({'pass-mark': 'passMark', 'time-limit': 'timeLimit'}[setting] ?? setting)

const each = <T extends {readonly id: string}>(things: readonly T[], id: string, change: object): readonly T[] =>
  things.map((thing) => (thing.id === id ? {...thing, ...change} : thing))

const textOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value)
