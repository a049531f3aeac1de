import temml from 'temml'
import {describe, expect, it} from 'vitest'
import {markdownOf, markdownOfWords, plainOf} from '../../src/import/html/passage.js'
import type {PassageLoss} from '../../src/import/html/reader.js'

const read = (html: string) => {
  const lost: PassageLoss[] = []
  const markdown = markdownOf(html, {
    link: (url) => (/^https?:/.test(url) ? url : undefined),
    media: (url) => (url.startsWith('missing') ? undefined : /^https?:/.test(url) ? url : `../media/${url}`),
    lose: (what) => lost.push(what),
  })
  return {markdown, lost}
}
const markdown = (html: string) => read(html).markdown

describe('HTML as Markdown', () => {
  it('keeps what Markdown has signs for', () => {
    expect(markdown('<h2>A</h2><p>b <strong>c</strong> <em>d</em> <code>e</code><br>f</p><ul><li>g</li></ul>')).toBe(
      '## A\n\nb **c** *d* `e`\\\nf\n\n- g',
    )
    expect(
      markdown('<table><tr><th>A</th><th style="text-align: right">B</th></tr><tr><td>1</td><td>2</td></tr></table>'),
    ).toBe('| A | B |\n| - | -: |\n| 1 | 2 |')
  })

  it('escapes what Markdown and we would read otherwise', () => {
    expect(markdown('<p>1. *a* _b_ [@c] &lt;d&gt; :term[e] $f$</p>')).toBe(
      '1\\. \\*a\\* \\_b\\_ \\[@c] \\<d> \\:term\\[e] \\$f\\$',
    )
    expect(markdownOfWords('# a\n- b')).toBe('\\# a\\\n\\- b')
  })

  it('has a directive for each thing of ours', () => {
    expect(markdown('<details><summary>More</summary><p>Text.</p></details>')).toBe(':::reveal[More]\nText.\n:::')
    expect(markdown('<figure><img src="a.png" alt="A"><figcaption>Cap</figcaption></figure>')).toBe(
      ':::figure{src="../media/a.png" alt="A"}\nCap\n:::',
    )
    expect(markdown('<video src="a.mp4" title="T"><track src="a.vtt" srclang="en"></video>')).toBe(
      '::video[T]{src="../media/a.mp4" captions="../media/a.vtt" captions-language="en"}',
    )
    expect(markdown('<iframe src="//example.org/x" title="T"></iframe>')).toBe(
      '::embed[T]{url="https://example.org/x"}',
    )
    expect(markdown('<p><img src="https://example.org/a.png" alt="A map"></p>')).toBe(
      '[A map](https://example.org/a.png)',
    )
    expect(
      markdown('<p><a href="https://example.org/"><img src="https://example.org/a.png" alt="A map"></a></p>'),
    ).toBe('[A map](https://example.org/)')
    expect(markdown('<p><img src="a.png" alt=""></p>')).toBe(':image{src="../media/a.png" decorative}')
  })

  it('reads formulas by the marks of TeX filters, where they can be set', () => {
    expect(markdown('<p>So \\(a &lt; b\\).</p><p>\\[\\frac{1}{2}\\]</p>')).toBe('So $a < b$.\n\n$$\n\\frac{1}{2}\n$$')
    expect(markdown('<p>\\(\\frac{\\)</p>')).toBe('\\\\(\\frac{\\\\)')
    expect(markdown('<img class="equation_image" data-equation-content="x^2" src="/eq/1">')).toBe('$x^2$')
  })

  it('keeps digits above and below the line', () => {
    expect(markdown('<p>H<sub>2</sub>O, x<sup>-1</sup></p>')).toBe('H₂O, x⁻¹')
  })

  it('puts the highest heading below the title, and skips no level', () => {
    expect(markdown('<h1>A</h1><h4>B</h4>')).toBe('## A\n\n### B')
  })

  it('leads links within the page to headings by their words, or to nothing', () => {
    const {markdown, lost} = read('<h2 id="x1">One Two</h2><p><a href="#x1">up</a> <a href="#gone">down</a></p>')
    expect([markdown, lost]).toEqual(['## One Two\n\n[up](#one-two) down', ['anchor']])
  })

  it('leads links to a passage of another page to the page, and says so', () => {
    const lost: PassageLoss[] = []
    const link = (url: string) => (/^https?:/.test(url) ? url : 'second.md')
    const markdown = markdownOf('<p><a href="second.html#part">a</a> <a href="https://a.example/b#c">b</a></p>', {
      link,
      media: () => undefined,
      lose: (what) => lost.push(what),
    })
    expect([markdown, lost]).toEqual(['[a](second.md) [b](https://a.example/b#c)', ['passage']])
  })

  it('says what it cannot keep', () => {
    const lossesOf = (html: string) => read(html).lost
    expect(lossesOf('<p style="color: red">a</p>')).toEqual(['style'])
    expect(lossesOf('<script>alert(1)</script><p>a</p>')).toEqual(['script'])
    expect(lossesOf('<a href="javascript:alert(1)">a</a>')).toEqual(['link'])
    expect(lossesOf('<img src="missing.png" alt="a">')).toEqual(['picture'])
    expect(lossesOf('<img src="a.png">')).toEqual(['alternative'])
    expect(lossesOf('<img src="https://example.org/a.png" alt="A">')).toEqual(['elsewhere'])
    expect(lossesOf('<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>')).toEqual(['table'])
    expect(lossesOf('<form><input name="a"></form>')).toEqual(['form'])
  })

  it('that nests without end is words alone, and soon done', () => {
    const start = Date.now()
    const {markdown, lost} = read(`${'<div>'.repeat(100_000)}deep &amp; down`)
    expect([markdown, lost]).toEqual(['deep & down', ['depth']])
    expect(Date.now() - start).toBeLessThan(5000)
  })

  it('is words alone on one line where a text is plain', () => {
    expect(plainOf('<p>a&nbsp;b<br>c</p><p>d</p>')).toBe('a b c d')
    expect(plainOf('a < b & c')).toBe('a < b & c')
  })

  it('breaks long paragraphs between words, since long lines are refused', () => {
    const long = 'word '.repeat(6000).trim()
    expect(
      Math.max(
        ...markdown(`<p>${long}</p>`)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(5000)
  })
})

describe('MathML', () => {
  const sample = [
    'E = mc^2',
    '\\frac{a}{b} = \\sqrt{x^2 + 1}',
    '\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}',
    '\\alpha \\le \\beta',
    '\\sin x',
    'x_{12}',
    '\\sqrt[3]{2}',
    '\\text{speed} \\to \\infty',
  ]
  it('becomes TeX that is set in the same way', () => {
    for (const tex of sample) {
      const set = (formula: string) => temml.renderToString(formula, {annotate: false})
      const back = /^\$(.*)\$$/.exec(markdown(`<p>${set(tex)}</p>`))?.[1] ?? ''
      const words = (formula: string) => set(formula).replace(/<[^>]*>|\s|[\u2061-\u2064]/g, '')
      expect([tex, words(back)]).toEqual([tex, words(tex)])
    }
  })
})
