import {describe, expect, it} from 'vitest'
import {messageOf} from '../../src/diagnostics/diagnostic.js'
import type {PackageFile} from '../../src/model/package.js'
import {seal} from '../../src/package/seal.js'

const page = (path: string, text: string): PackageFile => ({path, content: {text}})

const problems = (files: readonly PackageFile[], listed?: readonly string[]) =>
  seal({id: 'test', ...(listed ? {listed: () => new Set(listed)} : {})}, files).diagnostics.map(messageOf)

describe('seal', () => {
  it('orders the files by path', () => {
    const sealed = seal({id: 'test'}, [page('b', ''), page('a/z', ''), page('a', '')])
    expect(sealed.value.map((file) => file.path)).toEqual(['a', 'a/z', 'b'])
  })

  it('finds a path that is there twice, also where only the case differs', () => {
    expect(problems([page('a.txt', ''), page('A.txt', '')])).toEqual(['The test package would hold A.txt twice.'])
  })

  it('finds what is not listed, and what is listed but not there', () => {
    expect(problems([page('a', ''), page('b', '')], ['b', 'c'])).toEqual([
      'In the test package a is there, but not listed.',
      'In the test package c is listed, but not there.',
    ])
  })

  it('follows links from the folder of their page', () => {
    const files = [
      page('index.html', '<a href="lessons/one.html#two">1</a> <img src=\'media/x.svg\'>'),
      page('lessons/one.html', '<h2 id="two">2</h2><a href="../index.html">Home</a><a href="#two">here</a>'),
      page('media/x.svg', ''),
    ]
    expect(problems(files)).toEqual([])
  })

  it('finds a file or an anchor that is missing', () => {
    const files = [
      page('a/one.html', '<a href="two.html">2</a><a href="one.html#no">3</a><video poster="x.jpg"></video>'),
    ]
    expect(problems(files)).toEqual([
      'In the test package a/one.html links to two.html, which is not there.',
      'In the test package a/one.html links to one.html#no, which is not there.',
      'In the test package a/one.html links to x.jpg, which is not there.',
    ])
  })

  it('takes pointers that are known for what it would read', () => {
    const known = (path: string, ids: readonly string[], links: readonly string[]): PackageFile => ({
      path,
      content: {text: 'not read', pointers: {ids: new Set(ids), links: new Set(links)}},
    })
    expect(problems([known('a.html', [], ['b.html#there']), known('b.html', ['there'], [])])).toEqual([])
    const read = [page('a.html', '<a href="b.html#gone">B</a><a href="c.html">C</a>'), page('b.html', '<p id="there">')]
    const found = problems(read)
    expect(found).toHaveLength(2)
    expect(problems([known('a.html', [], ['b.html#gone', 'c.html']), known('b.html', ['there'], [])])).toEqual(found)
  })

  it('reads escaped addresses and anchors', () => {
    const files = [page('a.html', '<a href="a%20b.html?x=1&amp;y#%C3%A4">x</a>'), page('a b.html', '<p id="ä">')]
    expect(problems(files)).toEqual([])
  })

  it('leaves other sites, comments and scripts alone', () => {
    const html =
      '<a href="https://example.org/x">x</a><a href="mailto:a@b">m</a><!-- <a href="no"> --><script>"<a href=no>"</script>'
    expect(problems([page('a.html', html)])).toEqual([])
  })

  it('does not follow a link out of the package', () => {
    expect(problems([page('a.html', '<a href="../b.html">b</a>'), page('b.html', '')])).toEqual([
      'In the test package a.html links to ../b.html, which is not there.',
    ])
  })
})
