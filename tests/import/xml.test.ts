import {describe, expect, it} from 'vitest'
import {element, readXml, textOf} from '../../src/import/xml.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const codeOf = (text: string) => readXml('a.xml', bytes(text)).diagnostics[0]?.code

describe('XML of others', () => {
  it('is read without prefixes, with entities and CDATA as text', () => {
    const {value} = readXml('a.xml', bytes('<x:a xmlns:x="u" n="1"><x:b>1 &lt; 2<![CDATA[ & <i>]]></x:b></x:a>'))
    expect([value?.name, value?.attributes.n, textOf(element(value, 'b'))]).toEqual(['a', '1', '1 < 2 & <i>'])
  })

  it('may be UTF-16 or Latin-1 if it says so', () => {
    const utf16 = Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a>ä</a>', 'utf16le')
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>', 'latin1')
    for (const file of [utf16, latin]) expect(textOf(readXml('a.xml', file).value)).toBe('ä')
  })

  it('is refused where a document type declares entities or is fetched', () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({length: 9}, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`).join('')}]><lolz>&lol9;</lolz>`
    expect(codeOf(laughs)).toBe('xml/doctype')
    expect(codeOf('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')).toBe('xml/doctype')
    expect(codeOf('<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>')).toBe(
      'xml/doctype',
    )
    expect(codeOf('<!DOCTYPE a PUBLIC "-//X//EN" "http://example.org/a.dtd"><a/>')).toBe('xml/doctype')
  })

  it('may name the DTD of QTI 1.2, which is never read', () => {
    expect(codeOf('<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd"><questestinterop/>')).toBeUndefined()
    expect(codeOf('<!DOCTYPE q SYSTEM "ims_qtiasiv1p2p1.dtd" [<!ENTITY a "b">]><q/>')).toBe('xml/doctype')
  })

  it('that nests without end is refused', () => {
    expect(codeOf('<a>'.repeat(300) + '</a>'.repeat(300))).toBe('xml/too-deep')
    expect(codeOf('<a>'.repeat(200_000))).toMatch(/^xml\/(?:too-deep|broken)$/)
  })

  it('that is broken is refused with the place', () => {
    const {diagnostics} = readXml('a.xml', bytes('<a>\n<b></a>'))
    expect([diagnostics[0]?.code, diagnostics[0]?.place?.line]).toEqual(['xml/broken', 2])
    expect(codeOf('<a>&undefined;</a>')).toBe('xml/broken')
    expect(codeOf('')).toBe('xml/broken')
  })
})
