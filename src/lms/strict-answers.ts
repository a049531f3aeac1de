import type {Family} from './calls.js'

interface What {
  readonly family: Family
  /** Of a correct response; else of a learner's. */
  readonly pattern: boolean
}

/** Whether a response or a pattern has the form that its type demands, under every LMS's limits. */
export const responseFits = (type: string, value: string, {family, pattern}: What): boolean =>
  family === '1.2' ? fits12(type, value, pattern) : fits2004(type, value, pattern)

const fits12 = (type: string, value: string, pattern: boolean): boolean => {
  switch (type) {
    case 'true-false':
      return /^[01tf]$/.test(value)
    case 'choice': {
      const plain = pattern ? value.replace(/^\{(.*)\}$/, '$1') : value
      return /^[0-9a-z](,[0-9a-z])*$/.test(plain) && distinct(plain.split(','))
    }
    case 'fill-in':
    case 'performance':
      return !/[\r\n]/.test(value) && value.length <= 255
    case 'matching':
      return /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$/.test(value)
    case 'sequencing':
      return /^[0-9a-z](,[0-9a-z])*$/.test(value) && distinct(value.split(','))
    case 'numeric':
      return /^-?\d+(\.\d+)?$/.test(value)
    case 'likert':
      return /^[0-9a-z]$/.test(value)
    default:
      return false
  }
}

const name = (text: string): boolean => /^[A-Za-z0-9_.]{1,250}$/.test(text)
const number = (text: string): boolean => /^-?\d{1,5}(\.\d{1,18})?$/.test(text)
const text =
  (length: number) =>
  (value: string): boolean =>
    value !== '' && value.length <= length && !/[\r\n]/.test(value) && !value.startsWith('{')
const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length

const fits2004 = (type: string, value: string, pattern: boolean): boolean => {
  const parts = value.split('[,]')
  switch (type) {
    case 'true-false':
      return /^(true|false)$/.test(value)
    case 'choice':
      return parts.length <= 36 && parts.every(name) && distinct(parts)
    case 'sequencing':
      return parts.length <= 36 && parts.every(name)
    case 'likert':
      return name(value)
    case 'matching':
      return (
        parts.length <= 36 && parts.every((pair) => pair.split('[.]').length === 2 && pair.split('[.]').every(name))
      )
    case 'numeric':
      return pattern ? value.split('[:]').length === 2 && value.split('[:]').every(number) : number(value)
    case 'fill-in': {
      const plain = pattern
        ? value.replace(/^\{case_matters=(true|false)\}/, '').replace(/^\{order_matters=(true|false)\}/, '')
        : value
      return plain.split('[,]').length <= 10 && plain.split('[,]').every(text(250))
    }
    case 'long-fill-in':
      return text(4000)(pattern ? value.replace(/^\{case_matters=(true|false)\}/, '') : value)
    case 'performance':
      return parts.length <= 125
    case 'other':
      return value.length <= 4000
    default:
      return false
  }
}
