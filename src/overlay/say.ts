import type {PhrasingContent} from 'mdast'
import {type Diagnostic, diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Parts} from '../gather/parts.js'
import type {Variable} from '../model/edition.js'
import {foreignFile, type Place, startOf} from '../model/place.js'
import type {Local} from '../model/text.js'
import {type BodyNode, mapBody, onlyText, walk} from '../model/walk.js'
import {type Bench, decide} from './bench.js'
import {mapParts} from './texts.js'

/** The variables of the course with what a layer says instead. */
export const sayVariables = (bench: Bench, parts: Parts): Parts => {
  const {layer, diagnostics} = bench
  const target = {kind: 'course', id: parts.config.id}
  const variables = parts.config.variables.map((variable): Variable => {
    const value = layer.value.say?.variables[variable.name]
    if (value === undefined) return variable
    const path = ['say', 'variables', variable.name]
    const reason = misfit(variable.type, value)
    if (reason) {
      diagnostics.push(diagnose('variable/wrong-type', {name: variable.name, expected: reason}, layer.placeOf(path)))
      return variable
    }
    const change = {setting: `variables/${variable.name}`, from: variable.value, to: String(value)}
    if (!decide(bench, 'say', target, parts, path, change)) return variable
    return {...variable, value: String(value), place: layer.placeOf(path)}
  })
  const known = parts.config.variables.map(({name}) => name)
  for (const name of Object.keys(layer.value.say?.variables ?? {})) {
    if (known.includes(name)) continue
    const place = layer.placeOfKey(['say', 'variables', name])
    diagnostics.push(diagnose('variable/unknown', {name, suggestion: nearest(name, known) ?? '', known}, place))
  }
  for (const [word, instead] of Object.entries(layer.value.say?.terms ?? {})) {
    decide(bench, 'say', target, parts, ['say', 'terms', word], {setting: `terms/${word}`, from: word, to: instead})
  }
  return {...parts, config: {...parts.config, variables}}
}

/** What a value must be and is not; undefined if it fits. */
export const misfit = (type: Variable['type'], value: string | number): string | undefined => {
  switch (type) {
    case 'number':
      return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(value) ? undefined : 'a number'
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value)) ? undefined : 'an e-mail address'
    case 'url':
      return /^https?:\/\/\S+$/.test(String(value)) ? undefined : 'an address that begins with https://'
    case 'text':
      return undefined
    default: {
      const other: never = type
      throw new Error(`There is no type ${String(other)}.`)
    }
  }
}

/**
 * Says what variables stand for, and keeps of the passages that are meant for some audiences those that are meant for
 * this edition’s. From here on no text has either.
 */
export const tailor = (parts: Parts, audiences: ReadonlySet<string>): Outcome<Parts> => {
  const {variables, audiences: known} = parts.config
  const diagnostics: Diagnostic[] = []
  const used = new Set<string>()
  const names = variables.map(({name}) => name)
  const variableOf = (name: string, place: Place | undefined): Variable | undefined => {
    used.add(name)
    const variable = variables.find((each) => each.name === name)
    if (!variable) {
      const facts = {name, suggestion: nearest(name, names) ?? '', known: names}
      diagnostics.push(diagnose('variable/unknown', facts, place))
    }
    return variable
  }
  const change =
    (file: string) =>
    (node: BodyNode): BodyNode | readonly BodyNode[] => {
      if (node.type === 'say') {
        const variable = variableOf(node.name, placeOf(node, file))
        return variable ? [spoken(variable, node.position)] : []
      }
      if (node.type !== 'audience') return node
      for (const name of node.for) {
        if (known.some((audience) => audience.name === name)) continue
        const facts = {
          name,
          suggestion:
            nearest(
              name,
              known.map((audience) => audience.name),
            ) ?? '',
        }
        diagnostics.push(diagnose('audience/unknown', facts, placeOf(node, file)))
      }
      const isMeant = node.for.some((name) => audiences.has(name))
      return isMeant === (node.kind === 'only') ? node.children : []
    }
  const value = mapParts(parts, {
    plain: (text, key) =>
      text.includes(':say[')
        ? text.replace(/:say\[([^\]]*)\]/g, (_, name: string) => variableOf(name, placeOfText(parts, key))?.value ?? '')
        : text,
    rich: (body, key) => (needsTailoring(body) ? mapBody(body, change(fileOfText(parts, key))) : body),
  })
  for (const {name, place} of variables) {
    if (!used.has(name)) diagnostics.push(diagnose('variable/unused', {name}, place))
  }
  return {value, diagnostics}
}

const needsTailoring = (body: Local['rich']): boolean => {
  if (onlyText(body) !== undefined) return false
  let isNeeded = false
  walk(body, (node) => {
    if (node.type === 'say' || node.type === 'audience') isNeeded = true
  })
  return isNeeded
}

const spoken = ({type, value}: Variable, position: BodyNode['position']): PhrasingContent => {
  const text = {type: 'text' as const, value, ...(position ? {position} : {})}
  if (type !== 'email' && type !== 'url') return text
  return {type: 'link', url: type === 'email' ? `mailto:${value}` : value, children: [text]}
}

const placeOf = (node: BodyNode, file: string): Place => ({
  file: foreignFile(node.position) ?? file,
  line: node.position?.start.line ?? 1,
  column: node.position?.start.column ?? 1,
})

const placeOfText = (parts: Parts, key: string): Place => startOf(fileOfText(parts, key))

const fileOfText = (parts: Parts, key: string): string => {
  const [kind = '', id = ''] = key.split('/')
  const single: Readonly<Record<string, string>> = {
    term: 'glossary.yaml',
    about: 'about.md',
    resource: 'resources.yaml',
  }
  if (kind === 'bank') return parts.banks.find((bank) => bank.id === id)?.place.file ?? 'course.yaml'
  return parts.items.find((item) => item.type === kind && item.id === id)?.place.file ?? single[kind] ?? 'course.yaml'
}
