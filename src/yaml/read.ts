import {type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml'
import type {z} from 'zod'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {type Place, startOf} from '../model/place.js'
import {diagnosticsOf} from './issues.js'

export type Path = readonly (string | number)[]

/** A YAML value that its schema accepted, and where each part of it stands. */
export interface Written<T> {
  readonly value: T
  /** The place of the value at a path; of the nearest part above it if that is not there. */
  readonly placeOf: (path: Path) => Place
  /** The place of the key at a path. */
  readonly placeOfKey: (path: Path) => Place
}

/** Where the YAML begins in its file: front matter does not begin at line 1. */
export interface YamlSource {
  readonly file: string
  readonly text: string
  /** Lines of the file before the first line of `text`. */
  readonly offset?: number
}

/** Reads YAML against a schema. Every mistake has its line and column; a value is there only without mistakes. */
export const readYaml = <S extends z.ZodType>(
  source: YamlSource,
  schema: S,
): Outcome<Written<z.output<S>> | undefined> => {
  const lines = new LineCounter()
  const document = parseDocument(source.text, {lineCounter: lines, prettyErrors: false, uniqueKeys: true, merge: false})
  const placeAt = (offset: number, end?: number): Place => {
    const start = lines.linePos(offset)
    const place = {file: source.file, line: start.line + (source.offset ?? 0), column: start.col}
    if (end === undefined || end <= offset) return place
    const stop = lines.linePos(end)
    return {...place, endLine: stop.line + (source.offset ?? 0), endColumn: stop.col}
  }
  if (document.errors.length > 0) {
    return {value: undefined, diagnostics: syntaxErrors(document, source, placeAt)}
  }
  const cycle = findCycle(document)
  if (cycle) {
    return {value: undefined, diagnostics: [diagnose('yaml/cycle', {alias: cycle.name}, placeAt(cycle.offset))]}
  }
  if (document.contents === null) {
    return {value: undefined, diagnostics: [diagnose('yaml/empty', {file: source.file}, startOf(source.file))]}
  }
  let plain: unknown
  try {
    plain = document.toJS({maxAliasCount: 100})
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {value: undefined, diagnostics: [diagnose('yaml/syntax', {reason}, startOf(source.file))]}
  }
  const places: Places = {
    ofValue: (path) => rangeOf(document, path, 'value', placeAt) ?? startOf(source.file),
    ofKey: (path) => rangeOf(document, path, 'key', placeAt) ?? startOf(source.file),
  }
  const result = schema.safeParse(plain)
  if (!result.success) return {value: undefined, diagnostics: diagnosticsOf(result.error.issues, plain, schema, places)}
  return {
    value: {value: result.data as z.output<S>, placeOf: places.ofValue, placeOfKey: places.ofKey},
    diagnostics: [],
  }
}

/** Finds places by path. */
export interface Places {
  ofValue(path: Path): Place
  ofKey(path: Path): Place
}

const syntaxErrors = (
  document: Document.Parsed,
  source: YamlSource,
  placeAt: (offset: number, end?: number) => Place,
): Diagnostic[] =>
  document.errors.map((error) => {
    const [start, end] = error.pos
    const place = placeAt(start, end)
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]+/.exec(source.text.slice(start))?.[0] ?? ''
      return diagnose('yaml/duplicate-key', {key}, place)
    }
    if (error.code === 'TAB_AS_INDENT') return diagnose('yaml/tab', {}, place)
    return diagnose('yaml/syntax', {reason: error.message.replace(/\s+/g, ' ').replace(/([^.])$/, '$1.')}, place)
  })

const findCycle = (document: Document.Parsed): {name: string; offset: number} | undefined => {
  let found: {name: string; offset: number} | undefined
  const open: unknown[] = []
  const walk = (node: unknown): void => {
    if (found) return
    if (isAlias(node)) {
      const target = node.resolve(document)
      if (target && open.includes(target)) found = {name: node.source, offset: node.range?.[0] ?? 0}
      return
    }
    if (!isMap(node) && !isSeq(node)) return
    open.push(node)
    for (const item of node.items) {
      if (isPair(item)) {
        walk(item.key)
        walk(item.value)
      } else walk(item)
    }
    open.pop()
  }
  walk(document.contents)
  return found
}

const rangeOf = (
  document: Document.Parsed,
  path: Path,
  what: 'key' | 'value',
  placeAt: (offset: number, end?: number) => Place,
): Place | undefined => {
  let node: unknown = document.contents
  let range = (document.contents as Node | null)?.range
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    const last = depth === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) break
      const key = pair.key as Node
      const value = pair.value as Node | null
      range = last && what === 'value' ? (value?.range ?? key.range) : key.range
      node = value
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined
      if (!item) break
      range = item.range
      node = item
    } else break
  }
  return range ? placeAt(range[0], range[1]) : undefined
}
