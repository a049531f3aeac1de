import type {Outcome} from '../diagnostics/diagnostic.js'
import type {Body} from '../model/markdown.js'
import type {Place} from '../model/place.js'
import {adopt} from './adopt.js'
import {syntaxTree} from './syntax.js'

/** A passage of Markdown, and where it begins. */
export interface Passage {
  readonly text: string
  /** Of the first character. Columns of later lines count from 1 unless `indent` says otherwise. */
  readonly start: Place
  /** Columns by which later lines are indented in the file (YAML block scalars). */
  readonly indent?: number
  /** The path that links start from, if that is not the file of `start`; see `SourceText`. */
  readonly base?: string
}

/** Parses Markdown into our tree: directives, citations and links as typed nodes; raw HTML refused. */
export const parseMarkdown = (passage: Passage): Outcome<Body> => {
  if (isPlain(passage.text)) return {value: plainBody(passage), diagnostics: []}
  return adopt(syntaxTree(passage.text), passage)
}

/**
 * Whether a text is one line of plain words, for which a Markdown parser would answer with one paragraph. Most texts of
 * questions are: skipping the parser halves the time of a course with many questions (`npm run bench`).
 */
const isPlain = (text: string): boolean =>
  /^[\p{L}“‘(][^\\`*_[\]{}<>#|~$&^@\n\t]*$/u.test(text) && !/:[a-z]|:\/\/|www\.|\s\s|\s$/i.test(text)

const plainBody = ({text, start, base}: Passage): Body => {
  const position = {
    ...(base === undefined ? {} : {file: start.file}),
    start: {line: start.line, column: start.column, offset: 0},
    end: {line: start.line, column: start.column + text.length, offset: text.length},
  }
  return {
    type: 'root',
    position,
    children: [{type: 'paragraph', position, children: [{type: 'text', value: text, position}]}],
  }
}
