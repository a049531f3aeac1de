import {readdirSync, readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import type {CompiledMessage} from '../../src/model/player.js'
import {compileMessage, readCatalogue} from '../../src/render/messages.js'
import {createTemplates} from '../../src/render/templates.js'

const folder = new URL('../../templates/messages/', import.meta.url)
const catalogue = (name: string) => readCatalogue(name, readFileSync(new URL(name, folder), 'utf8'))
const english = catalogue('en.json')
const others = readdirSync(folder).filter((name) => name !== 'en.json')

/** The arguments of a message, with the kind of each. */
const argumentsOf = (message: CompiledMessage): string[] =>
  typeof message === 'string'
    ? []
    : message.flatMap((part) =>
        typeof part === 'string' ? [] : [`${part[1]}`, ...(part[2] ? Object.values(part[2]).flatMap(argumentsOf) : [])],
      )
const namesIn = (text: string): string[] => [...new Set(argumentsOf(compileMessage(text)))].sort()

/** The plural categories that a message names, of each plural. */
const pluralsOf = (message: CompiledMessage): string[][] =>
  typeof message === 'string'
    ? []
    : message.flatMap((part) => {
        if (typeof part === 'string' || !part[2]) return []
        const below = Object.values(part[2]).flatMap(pluralsOf)
        return part[0] === 'plural' ? [Object.keys(part[2]), ...below] : below
      })

describe.each(others)('%s', (name) => {
  const language = name.replace('.json', '')
  const messages = catalogue(name)

  test('has every message, and none that English lacks', () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('uses the arguments that English has', () => {
    for (const [key, text] of messages) {
      expect(namesIn(english.get(key) ?? ''), key).toEqual(expect.arrayContaining(namesIn(text)))
    }
  })

  test('has a form for each plural of the language', () => {
    const needed = new Intl.PluralRules(language)
      .resolvedOptions()
      .pluralCategories.filter((each) => each !== 'many' || language === 'ar')
    for (const [key, text] of messages) {
      for (const forms of pluralsOf(compileMessage(text))) expect(forms, key).toEqual(expect.arrayContaining(needed))
    }
  })
})

test('a plural takes the form of its number, and writes the number as the language does', () => {
  const messages = createTemplates({
    'messages/en.json': '{"x": "{n, plural, =0 {none} one {# thing} other {# things}}"}',
  }).messages('en-GB')
  expect([0, 1, 1234].map((n) => messages.text('x', {n}))).toEqual(['none', '1 thing', '1,234 things'])
})

test('a regional language falls back on its language, and that on English', () => {
  const templates = createTemplates({
    'messages/en.json': '{"a": "one", "b": "two"}',
    'messages/es.json': '{"a": "uno"}',
  })
  expect(templates.messages('es-MX').text('a')).toBe('uno')
  expect(templates.messages('es-MX').text('b')).toBe('two')
})

test('an unknown key is a mistake of ours, and throws', () => {
  expect(() => createTemplates({'messages/en.json': '{}'}).messages('en').text('no.such')).toThrow('no.such')
})

test('a template escapes what it is given, unless it says raw', () => {
  const templates = createTemplates({'a.liquid': '{{ x }}{{ x | raw }}', 'messages/en.json': '{}'})
  expect(templates.render('a', {x: '<b>'})).toBe('&lt;b&gt;<b>')
})

test('a language that lacks messages is found, and one that nobody has translated', () => {
  const templates = createTemplates({
    'messages/en.json': '{"a": "one", "b": "two"}',
    'messages/es.json': '{"a": "uno"}',
    'messages/es-MX.json': '{"b": "dos"}',
  })
  expect(templates.untranslated('en-GB')).toEqual([])
  expect(templates.untranslated('es')).toEqual(['b'])
  expect(templates.untranslated('es-MX')).toEqual([])
  expect(templates.untranslated('fr')).toBeUndefined()
})
