/**
 * Messages of the interface, filled in. Pure, and without imports of code, since the browser bundles it too.
 */
import type {CompiledMessage} from './player.js'

export type MessageValues = Readonly<Record<string, string | number>>

/** Fills in a compiled message. A missing argument shows as nothing. */
export const formatMessage = (
  message: CompiledMessage,
  language: string,
  values: MessageValues = {},
  count?: number,
): string => {
  if (typeof message === 'string') return message
  const digits = (value: unknown) => numbersIn(language).format(Number(value))
  return message
    .map((part) => {
      if (part === '#') return digits(count)
      if (typeof part === 'string') return part
      const [kind, name, cases = {}] = part
      const value = values[name] ?? ''
      if (kind === 'arg') return typeof value === 'number' ? digits(value) : value
      if (kind === 'number') return digits(value)
      if (kind === 'select') return formatMessage(cases[value] ?? cases.other ?? '', language, values, count)
      const category = pluralsIn(language, kind === 'plural' ? 'cardinal' : 'ordinal').select(Number(value))
      return formatMessage(cases[`=${value}`] ?? cases[category] ?? cases.other ?? '', language, values, Number(value))
    })
    .join('')
}

/** Making one of these costs a hundred times what using it costs. */
const kept = <T>(make: (language: string, type: Intl.PluralRuleType) => T) => {
  const made = new Map<string, T>()
  return (language: string, type: Intl.PluralRuleType = 'cardinal'): T => {
    const key = `${language} ${type}`
    const known = made.get(key) ?? make(language, type)
    made.set(key, known)
    return known
  }
}

const numbersIn = kept((language) => new Intl.NumberFormat(language))
const pluralsIn = kept((language, type) => new Intl.PluralRules(language, {type}))
