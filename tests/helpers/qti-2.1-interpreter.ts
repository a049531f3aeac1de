import {all, only, type ReadElement} from './read-xml.js'

/**
 * Response processing as a delivery engine runs it, written from the IMS QTI 2.1 Information Model (sections 8 and 13 to 15)
 * and nothing else. It knows what our items use, and throws on anything more.
 */
export interface Outcome {
  readonly score: number
  readonly max: number
  /** Identifiers of the modal feedback that is shown, in the order of the item. */
  readonly feedback: readonly string[]
}

/** What a candidate gave: by response identifier, values as text; an absent response is NULL. */
export type Candidate = Readonly<Record<string, readonly string[]>>

export const process = (item: ReadElement, candidate: Candidate): Outcome => {
  const state = new Map<string, Value>()
  for (const declared of item.children.filter((child) => child.name === 'responseDeclaration')) {
    const {identifier = '', baseType = '', cardinality = ''} = declared.attributes
    const given = candidate[identifier] ?? []
    if (cardinality === 'single' && given.length > 1) throw new Error(`${identifier} takes one value.`)
    state.set(identifier, typedValue(cardinality, baseType, given))
  }
  for (const given of Object.keys(candidate)) if (!state.has(given)) throw new Error(`${given} is not declared.`)
  for (const declared of item.children.filter((child) => child.name === 'outcomeDeclaration')) {
    const {identifier = '', baseType = '', cardinality = ''} = declared.attributes
    const values = all(declared, 'value').map((value) => value.text)
    const initial = typedValue(cardinality, baseType, values)
    // Numeric outcomes start at 0 (section 8.2).
    state.set(identifier, initial === null && baseType === 'float' ? {cardinality, baseType, of: [0]} : initial)
  }
  const rules = item.children.find((child) => child.name === 'responseProcessing')
  for (const rule of rules?.children ?? []) run(item, state, rule)
  const shown = state.get('FEEDBACK')?.of ?? []
  return {
    score: Number(state.get('SCORE')?.of[0]),
    max: Number(state.get('MAXSCORE')?.of[0]),
    feedback: item.children
      .filter((child) => child.name === 'modalFeedback' && shown.includes(child.attributes.identifier ?? ''))
      .map((child) => child.attributes.identifier ?? ''),
  }
}

/** NULL is `null`; a container holds at least one value. */
type Value = {readonly cardinality: string; readonly baseType: string; readonly of: readonly Single[]} | null
type Single = string | number | boolean

const typedValue = (cardinality: string, baseType: string, texts: readonly string[]): Value => {
  const of = texts.map((text) => singleOf(baseType, text)).filter((value) => value !== undefined)
  return of.length === 0 ? null : {cardinality, baseType, of}
}

const singleOf = (baseType: string, text: string): Single | undefined => {
  switch (baseType) {
    case 'float':
      return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text)
    case 'boolean':
      return text === 'true'
    case 'string':
      // The empty string is NULL (section 8.1).
      return text === '' ? undefined : text
    case 'identifier':
    case 'directedPair':
      return text.trim().replace(/\s+/g, ' ')
    default:
      throw new Error(`There is no base type ${baseType}.`)
  }
}

const run = (item: ReadElement, state: Map<string, Value>, rule: ReadElement): void => {
  switch (rule.name) {
    case 'setOutcomeValue': {
      const identifier = rule.attributes.identifier ?? ''
      if (!state.has(identifier)) throw new Error(`${identifier} is not declared.`)
      state.set(identifier, evaluate(item, state, rule.children[0] as ReadElement))
      return
    }
    case 'responseCondition': {
      const met = rule.children.find(
        (branch) =>
          branch.name === 'responseElse' || evaluate(item, state, branch.children[0] as ReadElement)?.of[0] === true,
      )
      const rules = met?.name === 'responseElse' ? met.children : (met?.children.slice(1) ?? [])
      for (const inner of rules) run(item, state, inner)
      return
    }
    default:
      throw new Error(`There is no rule ${rule.name}.`)
  }
}

const yes = (of: boolean): Value => ({cardinality: 'single', baseType: 'boolean', of: [of]})
const float = (of: number): Value => ({cardinality: 'single', baseType: 'float', of: [of]})

const evaluate = (item: ReadElement, state: ReadonlyMap<string, Value>, expression: ReadElement): Value => {
  const {name, attributes, children} = expression
  const operands = () => children.map((child) => evaluate(item, state, child))
  switch (name) {
    case 'baseValue':
      return typedValue('single', attributes.baseType ?? '', [expression.text])
    case 'variable': {
      const value = state.get(attributes.identifier ?? '')
      if (value === undefined) throw new Error(`${attributes.identifier} is not declared.`)
      return value
    }
    case 'correct': {
      const declared = declarationOf(item, attributes.identifier)
      const {cardinality = '', baseType = ''} = declared.attributes
      return typedValue(
        cardinality,
        baseType,
        all(only(declared, 'correctResponse'), 'value').map(({text}) => text),
      )
    }
    case 'mapResponse':
      return mapped(declarationOf(item, attributes.identifier), state.get(attributes.identifier ?? '') ?? null)
    case 'isNull':
      return yes(operands()[0] === null)
    case 'not': {
      const [value] = operands()
      return value ? yes(value.of[0] !== true) : null
    }
    case 'or': {
      // NULL unless one is true or all are false (section 15.3).
      const values = operands()
      if (values.some((value) => value?.of[0] === true)) return yes(true)
      return values.includes(null) ? null : yes(false)
    }
    case 'match': {
      const [a = null, b = null] = operands()
      return a && b ? yes(same(a, b)) : null
    }
    case 'member': {
      const [single = null, container = null] = operands()
      return single && container ? yes(container.of.includes(single.of[0] as Single)) : null
    }
    case 'index': {
      const [container = null] = operands()
      const found = container?.of[Number(attributes.n) - 1]
      if (container && container.cardinality !== 'ordered') throw new Error('Only ordered containers have an index.')
      return container && found !== undefined ? {...container, cardinality: 'single', of: [found]} : null
    }
    case 'multiple': {
      const present = operands().filter((value) => value !== null)
      return present.length === 0
        ? null
        : {cardinality: 'multiple', baseType: present[0]?.baseType ?? '', of: present.flatMap((value) => value.of)}
    }
    case 'stringMatch': {
      const [a = null, b = null] = operands()
      const fold = (value: Single | undefined) =>
        attributes.caseSensitive === 'true' ? String(value) : String(value).toLowerCase()
      return a && b ? yes(fold(a.of[0]) === fold(b.of[0])) : null
    }
    case 'patternMatch': {
      const [value = null] = operands()
      return value && yes(new RegExp(`^(?:${attributes.pattern})$`, 'u').test(String(value.of[0])))
    }
    case 'equal': {
      const [a = null, b = null] = operands()
      if (!a || !b) return null
      const [x, y] = [Number(a.of[0]), Number(b.of[0])]
      if (attributes.toleranceMode === 'exact') return yes(x === y)
      const [below = 0, above = below] = (attributes.tolerance ?? '').split(' ').map(Number)
      // Absolute: the second lies within the first, less and more the tolerance (section 15.3).
      return yes(y >= x - below && y <= x + above)
    }
    case 'gte': {
      const [a = null, b = null] = operands()
      return a && b ? yes(Number(a.of[0]) >= Number(b.of[0])) : null
    }
    case 'sum':
      return numbers(operands(), (values) => values.reduce((total, value) => total + value, 0))
    case 'product':
      return numbers(operands(), (values) => values.reduce((total, value) => total * value, 1))
    case 'divide':
      return numbers(operands(), ([a = Number.NaN, b = 0]) => a / b)
    default:
      throw new Error(`There is no expression ${name}.`)
  }
}

const numbers = (operands: readonly Value[], compute: (values: readonly number[]) => number): Value =>
  operands.includes(null) ? null : float(compute(operands.flatMap((value) => (value?.of ?? []).map(Number))))

const declarationOf = (item: ReadElement, identifier: string | undefined): ReadElement => {
  const found = all(item, 'responseDeclaration').find((each) => each.attributes.identifier === identifier)
  if (!found) throw new Error(`${identifier} is not declared.`)
  return found
}

/** Same values; where order does not count, as often in both. */
const same = (a: NonNullable<Value>, b: NonNullable<Value>): boolean => {
  if (a.cardinality !== b.cardinality || a.baseType !== b.baseType) throw new Error('These cannot be matched.')
  const [x, y] = a.cardinality === 'multiple' ? [[...a.of].sort(), [...b.of].sort()] : [a.of, b.of]
  return x.length === y.length && x.every((value, index) => value === y[index])
}

/** The sum over the distinct values, within the bounds (section 8.3: a value counts once, however often it is there). */
const mapped = (declared: ReadElement, value: Value): Value => {
  const mapping = only(declared, 'mapping')
  if (value === null) return null
  const entries = new Map(
    all(mapping, 'mapEntry').map(({attributes}) => [attributes.mapKey, Number(attributes.mappedValue)]),
  )
  const sum = [...new Set(value.of)].reduce<number>(
    (total, single) => total + (entries.get(String(single)) ?? Number(mapping.attributes.defaultValue)),
    0,
  )
  const {lowerBound = '-Infinity', upperBound = 'Infinity'} = mapping.attributes
  return float(Math.min(Number(upperBound), Math.max(Number(lowerBound), sum)))
}
