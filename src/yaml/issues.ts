import type {z} from 'zod'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import {slugOf} from '../model/names.js'
import type {Path, Places} from './read.js'

type Issue = z.core.$ZodIssue

/** Turns what a schema found into diagnostics with places. */
export const diagnosticsOf = (
  issues: readonly Issue[],
  value: unknown,
  schema: z.ZodType,
  places: Places,
): Diagnostic[] => issues.flatMap((issue) => diagnosticOf(issue, [], value, schema, places))

const diagnosticOf = (issue: Issue, above: Path, root: unknown, schema: z.ZodType, places: Places): Diagnostic[] => {
  const path = [...above, ...(issue.path as (string | number)[])]
  const key = nameOf(path)
  const found = valueAt(root, path)
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = allowedKeys(schema, path, root)
      return issue.keys.map((unknown) =>
        diagnose(
          'config/unknown-key',
          {key: unknown, suggestion: nearest(unknown, allowed) ?? '', allowed},
          places.ofKey([...path, unknown]),
        ),
      )
    }
    case 'invalid_type': {
      if (found === undefined) return [diagnose('config/missing-key', {key}, places.ofKey(path.slice(0, -1)))]
      const facts = {
        key,
        expected: typeName(issue.expected),
        found: foundName(found),
        advice: adviceFor(issue.expected, found),
      }
      return [diagnose('config/wrong-type', facts, places.ofValue(path))]
    }
    case 'invalid_union':
      return fromUnion(issue, path, root, schema, places)
    case 'invalid_value': {
      if (found === undefined) return [diagnose('config/missing-key', {key}, places.ofKey(path.slice(0, -1)))]
      const values = issue.values.map(String)
      const suggestion = typeof found === 'string' ? (nearest(found, values) ?? '') : ''
      return [diagnose('config/wrong-value', {key, expected: oneOf(values), suggestion}, places.ofValue(path))]
    }
    case 'too_small':
    case 'too_big': {
      const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum
      const side = issue.code === 'too_small' ? 'at least' : 'at most'
      const unit = issue.origin === 'string' ? ' characters long' : issue.origin === 'array' ? ' entries long' : ''
      const expected = issue.origin === 'string' && bound === 1 ? 'filled in' : `${side} ${bound}${unit}`
      return [diagnose('config/wrong-value', {key, expected, suggestion: ''}, places.ofValue(path))]
    }
    case 'invalid_format':
      if (path.at(-1) === 'id' && typeof found === 'string' && slugOf(found)) {
        return [diagnose('id/invalid', {id: found, suggestion: slugOf(found)}, places.ofValue(path))]
      }
      return [diagnose('config/wrong-value', {key, expected: issue.message, suggestion: ''}, places.ofValue(path))]
    default:
      return [diagnose('config/wrong-value', {key, expected: issue.message, suggestion: ''}, places.ofValue(path))]
  }
}

/** Of several shapes, the one that the author probably meant: right in kind, and with the fewest mistakes. */
const fromUnion = (
  issue: Extract<Issue, {code: 'invalid_union'}>,
  path: Path,
  root: unknown,
  schema: z.ZodType,
  places: Places,
): Diagnostic[] => {
  const discriminator = (issue as {discriminator?: string}).discriminator
  if (discriminator) {
    // zod names the path of the discriminator itself.
    const owner = path.at(-1) === discriminator ? path.slice(0, -1) : path
    const found = valueAt(root, [...owner, discriminator])
    const options =
      (issue as {options?: readonly unknown[]}).options?.map(String) ??
      discriminatorValues(schema, owner, root, discriminator)
    if (found === undefined) return [diagnose('config/missing-key', {key: discriminator}, places.ofKey(owner))]
    const facts = {key: discriminator, expected: oneOf(options), suggestion: nearest(String(found), options) ?? ''}
    return [diagnose('config/wrong-value', facts, places.ofValue([...owner, discriminator]))]
  }
  const branches = issue.errors
    .filter((errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'))
    .sort((a, b) => weight(a) - weight(b))
  const best = branches[0]
  if (best) return best.flatMap((error) => diagnosticOf(error as Issue, path, root, schema, places))
  const expected = [
    ...new Set(
      issue.errors.flatMap((errors) =>
        errors.flatMap((error) => (error.code === 'invalid_type' ? [typeName(error.expected)] : [])),
      ),
    ),
  ]
  const found = valueAt(root, path)
  if (found === undefined) return [diagnose('config/missing-key', {key: nameOf(path)}, places.ofKey(path.slice(0, -1)))]
  const facts = {
    key: nameOf(path),
    expected: expected.join(' or '),
    found: foundName(found),
    advice: 'Change the value.',
  }
  return [diagnose('config/wrong-type', facts, places.ofValue(path))]
}

const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)

const nameOf = (path: Path): string => {
  const names = path.filter((step) => typeof step === 'string')
  const last = path.at(-1)
  if (typeof last === 'number') return `${names.at(-1) ?? 'list'}[${last + 1}]`
  return names.at(-1) ?? 'the file'
}

const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined | null)?.[step], root)

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of settings',
  record: 'a group of settings',
}
const typeName = (type: string): string => typeNames[type] ?? type

const foundName = (value: unknown): string =>
  value === null
    ? 'empty'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'string'
        ? 'text'
        : typeof value === 'number'
          ? 'a number'
          : typeof value === 'boolean'
            ? 'true or false'
            : 'a group of settings'

const adviceFor = (expected: string, found: unknown): string => {
  if (found === null) return 'Fill it in, or remove the line.'
  if ((expected === 'number' || expected === 'int') && typeof found === 'string' && /^-?\d+(\.\d+)?$/.test(found))
    return `Write ${found}, without the quotation marks.`
  if (expected === 'string' && (typeof found === 'number' || typeof found === 'boolean'))
    return `Write "${String(found)}", in quotation marks.`
  if (expected === 'array') return 'Write a list: [one, two], or one entry a line behind “- ”.'
  return 'Change the value.'
}

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? String(values[0]) : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`

interface Def {
  readonly type?: string
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly valueType?: z.ZodType
  readonly options?: readonly z.ZodType[]
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly in?: z.ZodType
  readonly values?: readonly unknown[]
  readonly discriminator?: string
}
const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def

/** The keys that an object at this path may have, over all shapes that fit the value's discriminator. */
const allowedKeys = (schema: z.ZodType, path: Path, root: unknown): string[] => [
  ...new Set(shapesAt(schema, path, root).flatMap((shape) => Object.keys(shape))),
]

const discriminatorValues = (schema: z.ZodType, path: Path, root: unknown, key: string): string[] => [
  ...new Set(
    shapesAt(schema, path, root, true).flatMap((shape) => {
      const field = shape[key]
      return field ? (defOf(field).values ?? []).map(String) : []
    }),
  ),
]

const shapesAt = (
  schema: z.ZodType,
  path: Path,
  value: unknown,
  all = false,
): Readonly<Record<string, z.ZodType>>[] => {
  const def = defOf(schema)
  if (def.innerType) return shapesAt(def.innerType, path, value, all)
  if (def.in) return shapesAt(def.in, path, value, all)
  if (def.options) {
    const fitting = def.options.filter((option) => all || path.length > 0 || fits(option, value))
    return (fitting.length > 0 ? fitting : def.options).flatMap((option) => shapesAt(option, path, value, all))
  }
  const [step, ...rest] = path
  if (step === undefined) return def.shape ? [def.shape] : []
  const inner = def.shape?.[step] ?? def.element ?? def.valueType
  const next = (value as Record<string | number, unknown> | undefined)?.[step]
  return inner ? shapesAt(inner, rest, next, all) : []
}

/** Whether the literal fields of a shape agree with the value, as far as the value has them. */
const fits = (schema: z.ZodType, value: unknown): boolean => {
  const shape = defOf(schema).shape
  if (!shape || typeof value !== 'object' || value === null) return true
  return Object.entries(shape).every(([key, field]) => {
    const def = defOf(field)
    if (def.type !== 'literal') return true
    return (def.values ?? []).includes((value as Record<string, unknown>)[key])
  })
}
