import fc from 'fast-check'
import {XMLParser} from 'fast-xml-parser'
import {describe, expect, it} from 'vitest'
import {allowedInXml, writeXml} from '../../src/formats/_xml/write.js'
import {hostileText, throughXml} from '../helpers/hostile.js'

const reader = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  htmlEntities: false,
})

describe('writeXml', () => {
  it('indents elements and keeps texts as they are', () => {
    expect(writeXml(['a', {}, ['b', {n: 1, absent: undefined}, ' one '], undefined, ['c', {}]])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b n="1"> one </b>\n  <c/>\n</a>\n',
    )
  })

  it('adds no white space where there is text, however deep', () => {
    expect(writeXml(['a', {}, ['p', {}, 'one ', ['b', {}, ['i', {}], ['u', {}]]], ['p', {}, '', ['b', {}]]])).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <p>one <b><i/><u/></b></p>\n  <p><b/></p>\n</a>\n',
    )
  })

  it('reads back as the same text, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const tree = reader.parse(writeXml(['root', {xmlns: 'urn:x'}, ['v', {}, `|${text}|`]])) as {root: {v: string}}
        expect(tree.root.v).toBe(`|${throughXml(text)}|`)
      }),
    )
  })

  it('reads back as the same attribute, but for line ends and tabs', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const tree = reader.parse(writeXml(['root', {v: `|${text}|`}])) as {root: {v: string}}
        expect(tree.root.v).toBe(`|${allowedInXml(text).replace(/[\t\n\r]/g, ' ')}|`)
      }),
    )
  })

  it('replaces what XML cannot hold and keeps emoji', () => {
    expect(allowedInXml('a\u0001b\ud83dc\u{1f600}\ufffe\n')).toBe('a\ufffdb\ufffdc\u{1f600}\ufffd\n')
  })

  it('throws on a tree that only a fault of ours can make', () => {
    expect(() => writeXml(['a b', {}])).toThrow('is no XML name')
  })
})
