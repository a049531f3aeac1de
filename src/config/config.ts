import {parse as parseLanguage} from 'bcp-47'
import type {z} from 'zod'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import type {AssignmentGroup, CompletionRule, Source as Credit, ItemType, Person, Placement} from '../model/course.js'
import type {Acceptance} from '../model/damage.js'
import type {PolicyRule, Variable} from '../model/edition.js'
import type {Place} from '../model/place.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {yamlReader} from '../parse/yaml-passage.js'
import type {SourceText} from '../source/source.js'
import {writtenCourse} from '../written/course.js'
import type {WrittenQuizSettings} from '../written/quiz.js'
import {diagnosticsOf} from '../yaml/issues.js'
import {type Path, readYaml} from '../yaml/read.js'

/** An item as course.yaml names it. */
export interface ItemReference {
  readonly type: ItemType
  readonly id: string
  readonly place: Place
  readonly placement: Placement
}

export interface ModuleConfig {
  readonly id: string
  readonly place: Place
  readonly title: string
  readonly description?: Local['rich']
  readonly requires: readonly string[]
  readonly hidden: boolean
  readonly items: readonly ItemReference[]
}

/** course.yaml with all defaults filled in. */
export interface Config {
  readonly id: string
  readonly place: Place
  readonly version: string
  readonly title: string
  readonly language: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly authors: readonly Person[]
  readonly publisher?: string
  readonly licence: string
  readonly official?: string
  readonly inspiredBy: readonly Credit[]
  readonly adaptedFrom: readonly Credit[]
  readonly quizDefaults: Required<WrittenQuizSettings>
  readonly completion: readonly CompletionRule[]
  readonly groups: readonly AssignmentGroup<Local>[]
  readonly modules: readonly ModuleConfig[]
  readonly variables: readonly Variable[]
  readonly audiences: readonly {readonly name: string; readonly title: string}[]
  readonly policy: readonly PolicyRule[]
  /** Options as written, by format; undefined: all that every machine can build, with their defaults. */
  readonly formats?: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  /** Damage of updates that is meant. */
  readonly accept: readonly (Acceptance & {readonly place: Place})[]
  /** Where a setting stands in course.yaml. */
  readonly placeOf: (path: Path) => Place
  /** Diagnostics for what a schema found in a part of course.yaml. */
  readonly issuesIn: (
    path: Path,
    issues: readonly z.core.$ZodIssue[],
    schema: z.ZodType,
    value: unknown,
  ) => Diagnostic[]
}

const quizDefaults: Required<WrittenQuizSettings> = {
  mode: 'practice',
  'pass-mark': 70,
  attempts: 'unlimited',
  'time-limit': 'none',
  shuffle: ['choices'],
  feedback: 'immediate',
  weight: 1,
}

export const readConfig = (file: SourceText): Outcome<Config | undefined> => {
  const {value: written, diagnostics} = readYaml({file: file.path, text: file.text}, writtenCourse)
  if (!written) return {value: undefined, diagnostics}
  const {value, placeOf} = written
  const reader = yamlReader(file, written)
  const found: Diagnostic[] = []
  const language = canonicalLanguage(value.language)
  if (!language) found.push(diagnose('language/unknown', {tag: value.language}, placeOf(['language'])))
  const config = withoutUndefined({
    id: value.id,
    place: placeOf(['id']),
    version: value.version,
    title: value.title,
    language: language ?? 'en',
    description: value.description.replace(/\s+/g, ' ').trim(),
    keywords: value.keywords,
    authors: value.authors.map((person) => (typeof person === 'string' ? {name: person} : person)),
    publisher: value.publisher,
    licence: value.licence,
    official: value.official,
    inspiredBy: value['inspired-by'].map(readCredit),
    adaptedFrom: value['adapted-from'].map(readCredit),
    quizDefaults: {...quizDefaults, ...value.defaults.quiz},
    completion: typeof value.completion === 'string' ? [value.completion] : value.completion,
    groups: value.groups.map((group, index) => ({...group, place: placeOf(['groups', index, 'id'])})),
    modules: value.modules.map((module, index) =>
      withoutUndefined({
        id: module.id,
        place: placeOf(['modules', index, 'id']),
        title: module.title,
        requires: module.requires,
        hidden: module.hidden,
        description:
          module.description === undefined
            ? undefined
            : reader.rich(module.description, ['modules', index, 'description']),
        items: module.items.map((item, at) => {
          const {requires, hidden, group, opens, due, closes, ...named} = item
          const [type, id] = Object.entries(named)[0] as [ItemType, string]
          const placement = withoutUndefined({requires, hidden, group, opens, due, closes})
          return {type, id, place: placeOf(['modules', index, 'items', at, type]), placement}
        }),
      }),
    ),
    variables: Object.entries(value.variables).map(([name, {type, default: text}]) => ({
      name,
      type,
      value: String(text),
      place: written.placeOfKey(['variables', name]),
    })),
    audiences: Object.entries(value.audiences).map(([name, title]) => ({name, title})),
    policy: readPolicy(value.policy, placeOf),
    formats: readFormats(value.formats),
    accept: value.accept.map(({code, ...accepted}, index) => ({
      ...accepted,
      class: code.slice('upgrade/'.length) as Acceptance['class'],
      place: placeOf(['accept', index, 'code']),
    })),
    placeOf,
    issuesIn: (path: Path, issues: readonly z.core.$ZodIssue[], schema: z.ZodType, part: unknown) =>
      diagnosticsOf(issues, part, schema, {
        ofValue: (below) => placeOf([...path, ...below]),
        ofKey: (below) => written.placeOfKey([...path, ...below]),
      }),
  })
  return {value: config, diagnostics: [...found, ...reader.diagnostics]}
}

type WrittenCredit = {
  title: string
  author: string
  publisher?: string | undefined
  date?: string | number | undefined
  url?: string | undefined
  licence?: string | undefined
  note?: string | undefined
}

const readCredit = (credit: WrittenCredit): Credit =>
  withoutUndefined({...credit, date: credit.date === undefined ? undefined : String(credit.date)}) as Credit

const readPolicy = (
  {locked, bounded, free}: z.output<typeof writtenCourse>['policy'],
  placeOf: Config['placeOf'],
): readonly PolicyRule[] => {
  const each = (what: string | readonly string[]) => (typeof what === 'string' ? [what] : what)
  return [
    ...locked.flatMap(({what, why}, index) =>
      each(what).map((name) => ({
        place: placeOf(['policy', 'locked', index]),
        what: name,
        rule: {kind: 'locked' as const},
        why,
      })),
    ),
    ...bounded.flatMap(({what, from, to, why}, index) =>
      each(what).map((name) => ({
        place: placeOf(['policy', 'bounded', index]),
        what: name,
        rule: {kind: 'bounded' as const, from, to},
        why: why ?? '',
      })),
    ),
    ...free.flatMap((what, index) =>
      each(what).map((name) => ({
        place: placeOf(['policy', 'free', index]),
        what: name,
        rule: {kind: 'free' as const},
        why: '',
      })),
    ),
  ]
}

export const readFormats = (
  written: readonly string[] | Record<string, Record<string, unknown> | null> | undefined,
): ReadonlyMap<string, Readonly<Record<string, unknown>>> | undefined => {
  if (written === undefined) return undefined
  if (Array.isArray(written)) return new Map((written as string[]).map((id) => [id, {}]))
  return new Map(Object.entries(written).map(([id, options]) => [id, options ?? {}]))
}

/** The tag in its canonical spelling, or undefined if it is none. */
export const canonicalLanguage = (tag: string): string | undefined => {
  if (!parseLanguage(tag).language) return undefined
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
