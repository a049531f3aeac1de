import type {z} from 'zod'
import {diagnose, type Outcome} from '../diagnostics/diagnostic.js'
import {startOf} from '../model/place.js'
import type {SourceText} from '../source/source.js'
import {readYaml, type Written} from '../yaml/read.js'
import type {Passage} from './markdown.js'

/** A Markdown file: what its front matter says, and the Markdown behind it. */
export interface Page<T> extends Written<T> {
  readonly body: Passage
}

/** Reads the front matter of a Markdown file against its schema. */
export const readPage = <S extends z.ZodType>(file: SourceText, schema: S): Outcome<Page<z.output<S>> | undefined> => {
  if (file.text.trim() === '') {
    return {value: undefined, diagnostics: [diagnose('yaml/empty', {file: file.path}, startOf(file.path))]}
  }
  const match = /^---[ \t]*\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\n|$)/.exec(file.text)
  if (!match) {
    return {value: undefined, diagnostics: [diagnose('front-matter/missing', {file: file.path}, startOf(file.path))]}
  }
  const {value, diagnostics} = readYaml({file: file.path, text: match[1] ?? '', offset: 1}, schema)
  if (!value) return {value: undefined, diagnostics}
  const head = match[0]
  const start = {file: file.path, line: head.split('\n').length, column: 1}
  const base = file.base === undefined ? {} : {base: file.base}
  return {value: {...value, body: {text: file.text.slice(head.length), start, ...base}}, diagnostics}
}
