import fc from 'fast-check'
import {expect, it} from 'vitest'
import {parse, stringify} from 'yaml'
import {readTable, type Table, writeTable} from '../../src/gather/lock-text.js'

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9/-]{0,6}$/),
  fc.constantFrom('true', 'null', 'yes', 'a: b', '1', '1e3', '', '-', 'ä', ' a', '#', '*', 'a\nb', '0x1', '.inf'),
)
const table = fc.dictionary(name, fc.oneof(fc.nat(), name, fc.array(name), fc.dictionary(name, fc.nat())))

it('a ledger is written as the library for YAML writes it', () => {
  fc.assert(
    fc.property(table, (value) => {
      if (Object.keys(value).length > 0) expect(writeTable(value as Table)).toBe(stringify(value, {lineWidth: 0}))
    }),
  )
})

it('a ledger that is read without the library says the same', () => {
  fc.assert(
    fc.property(table, (value) => {
      const text = stringify(value)
      const plain = readTable(text)
      if (plain) expect(plain).toEqual(parse(text))
    }),
  )
  expect(readTable('items:\n  first: 0\n  second: 1\n')).toEqual({items: {first: 0, second: 1}})
})

it.each([
  'a:\nb: 1\n',
  'a: 1\n  b: 2\n',
  'a: 01\n',
  'a: "b"\n',
  'a: 1 # b\n',
  'a: 1\na: 2\n',
  'a:\n    b: 1\n',
  '- a\n',
  'a: [b]\n',
  '\ta: 1\n',
])('what may mean something else is left to the library: %j', (text) => expect(readTable(text)).toBeUndefined())
