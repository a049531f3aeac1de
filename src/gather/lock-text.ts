import {stringify} from 'yaml'

/** What a ledger holds, as far as writing it down is concerned: numbers and texts by names, in tables. */
type Value = number | string | readonly unknown[] | Table
export interface Table {
  readonly [name: string]: Value
}

/**
 * YAML of a ledger. That of a large course has thousands of lines, each a plain name and a number: they are written here
 * as the library would, which is asked for all else.
 */
export const writeTable = (table: Table, indent = ''): string =>
  Object.entries(table)
    .map(([name, value]) => {
      if (isPlain(name)) {
        if (Number.isSafeInteger(value) || (typeof value === 'string' && isPlain(value)))
          return `${indent}${name}: ${value}\n`
        if (isTable(value)) return `${indent}${name}:\n${writeTable(value, `${indent}  `)}`
      }
      return stringify({[name]: value}, {lineWidth: 0}).replace(/^(?=.)/gm, indent)
    })
    .join('')

/** What a text says that holds only what `writeTable` writes by itself; undefined for any other. */
export const readTable = (text: string): Table | undefined => {
  const root: Record<string, Value> = {}
  const all = [root]
  const open = [root]
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [, indent = '', name = '', value] = /^((?: {2})*)([^\s:]+):(?: (\S+))?$/.exec(line) ?? []
    const table = open[indent.length / 2]
    if (!table || !isPlain(name) || Object.hasOwn(table, name)) return undefined
    open.length = indent.length / 2 + 1
    if (value === undefined) {
      const inner: Record<string, Value> = {}
      table[name] = inner
      all.push(inner)
      open.push(inner)
    } else if (/^(0|[1-9]\d{0,14})$/.test(value)) table[name] = Number(value)
    else if (isPlain(value)) table[name] = value
    else return undefined
  }
  // A name with nothing behind it means no value, and no table.
  return all.every((table) => Object.keys(table).length > 0) ? root : undefined
}

/** Whether YAML takes a text as that text without quotation marks. */
const isPlain = (text: string): boolean => /^[a-z][a-z0-9/-]{0,200}$/.test(text) && !/^(true|false|null)$/.test(text)

const isTable = (value: Value): value is Table =>
  typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0
