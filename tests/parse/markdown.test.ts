import {describe, expect, it} from 'vitest'
import {parseMarkdown} from '../../src/parse/markdown.js'

const start = {file: 'lessons/x.md', line: 10, column: 1}
const parse = (text: string) => parseMarkdown({text, start})
const types = (text: string): string[] => {
  const found: string[] = []
  const walk = (node: {type: string; children?: unknown[]}) => {
    found.push(node.type)
    for (const child of node.children ?? []) walk(child as {type: string})
  }
  walk(parse(text).value as never)
  return found
}

describe('Markdown', () => {
  it('reads citations with and without locators, several at once, and the year alone', () => {
    const {value} = parse('So [@a-1, p. 3; @b] and he [-@c] says.')
    const citations = JSON.stringify(value).match(/"items":\[.*?\]/g)
    expect(citations).toEqual([
      '"items":[{"key":"a-1","suppressAuthor":false,"locator":"p. 3"},{"key":"b","suppressAuthor":false}]',
      '"items":[{"key":"c","suppressAuthor":true}]',
    ])
  })
  it('leaves what stands behind a backslash as it is', () => {
    expect(types('A \\[@key] and \\[^note].')).toEqual(['root', 'paragraph', 'text'])
    expect(parse('A \\[^note].').diagnostics).toEqual([])
  })
  it('finds a note that is called and not written', () => {
    expect(parse('A[^note].').diagnostics).toMatchObject([{code: 'footnote/undefined', facts: {label: 'note'}}])
  })
  it('gives places in the file, not in the passage', () => {
    const {value} = parse('One.\n\n## Two')
    expect(value.children[1]?.position?.start).toMatchObject({line: 12, column: 1})
  })
  it('takes one line of plain words for what the whole parser takes it for', () => {
    for (const text of ['Plain words, and more.', 'A question?', '“Quoted” words (and brackets)']) {
      const whole = parse(`${text}\n`).value
      const short = parse(text).value
      const strip = (node: unknown) =>
        JSON.parse(JSON.stringify(node, (key, value) => (key === 'position' ? undefined : value)))
      expect(strip(short)).toEqual(strip(whole))
    }
  })
  it('makes links typed, and refuses those that run programs', () => {
    expect(JSON.stringify(parse('[a](other.md#b) [c](../media/d.pdf) [e](lesson:f)').value)).toMatch(
      /file:lessons\/other\.md#b.*media:media\/d\.pdf.*lesson:f/,
    )
    expect(parse('[x](javascript:alert(1))').diagnostics).toMatchObject([{code: 'link/unsafe'}])
    expect(parse('[x](../../../etc/passwd)').diagnostics).toMatchObject([{code: 'link/broken'}])
  })
})
