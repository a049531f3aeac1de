import type {XmlElement} from '../_xml/write.js'

/** What a column of Moodle's database holds; `null` is its NULL. */
export type Field = string | number | boolean | null

/** An element for each column, in this order. Moodle gives columns that are absent the default of its database. */
export const fields = (columns: Readonly<Record<string, Field>>): readonly XmlElement[] =>
  Object.entries(columns).map(([name, value]) => [name, {}, textOf(value)])

/** Rows below a name, such as `<answers><answer id="1">`. An empty list is left out: empty hints end a whole restore. */
export const rows = (name: string, list: readonly XmlElement[]): XmlElement | false =>
  list.length > 0 && [name, {}, ...list]

const textOf = (value: Field): string => {
  if (value === null) return '$@NULL@$'
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}
