import {byPlace, compareText, type Place} from '../model/place.js'
import {catalogue} from './catalogue/index.js'

export type Severity = 'error' | 'warning'

/** The values that a message is made of. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** One kind of finding. The sentence is made from the facts when it is shown, never before. */
export interface Entry<F extends Facts> {
  readonly severity: Severity | ((facts: F) => Severity)
  /** What is wrong, in one sentence. */
  readonly message: (facts: F) => string
  /** What to do about it, in one sentence. */
  readonly fix: (facts: F) => string
  /** Why it matters, for `coursewright explain`. */
  readonly why: string
  /** Of a fault in a package: who suffers from it. */
  readonly harm?: Harm
}

/** The systems in which a fault of a package does harm, and where that is known from: product, version, file and line. */
export interface Harm {
  readonly systems: readonly string[]
  readonly source: string
}

export type Code = keyof typeof catalogue
export type FactsOf<C extends Code> = (typeof catalogue)[C] extends Entry<infer F> ? F : never

/** A finding: a permanent code, the facts of this case, and where it is. */
export interface Diagnostic {
  readonly code: Code
  readonly facts: Facts
  readonly place?: Place
}

/** What every stage returns: a value, and what it found on the way. */
export interface Outcome<T> {
  readonly value: T
  readonly diagnostics: readonly Diagnostic[]
}

export const diagnose = <C extends Code>(code: C, facts: FactsOf<C>, place?: Place): Diagnostic =>
  place ? {code, facts, place} : {code, facts}

const entryOf = (diagnostic: Diagnostic): Entry<Facts> => catalogue[diagnostic.code] as unknown as Entry<Facts>

export const severityOf = (diagnostic: Diagnostic): Severity => {
  const {severity} = entryOf(diagnostic)
  return typeof severity === 'function' ? severity(diagnostic.facts) : severity
}
export const messageOf = (diagnostic: Diagnostic): string => entryOf(diagnostic).message(diagnostic.facts)
export const harmOf = (diagnostic: Diagnostic): Harm | undefined => entryOf(diagnostic).harm
export const fixOf = (diagnostic: Diagnostic): string => entryOf(diagnostic).fix(diagnostic.facts)

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => severityOf(diagnostic) === 'error')

/** By file and line; findings without a place first; the same finding at the same place once. */
export const inOrder = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => {
  const sorted = [...diagnostics].sort((a, b) => {
    if (!a.place || !b.place) return Number(Boolean(a.place)) - Number(Boolean(b.place))
    return byPlace(a.place, b.place) || compareText(a.code, b.code)
  })
  const seen = new Set<string>()
  return sorted.filter((diagnostic) => {
    const key = JSON.stringify([diagnostic.code, diagnostic.facts, diagnostic.place])
    return seen.has(key) ? false : Boolean(seen.add(key))
  })
}
