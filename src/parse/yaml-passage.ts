import type {Diagnostic} from '../diagnostics/diagnostic.js'
import type {Place} from '../model/place.js'
import type {Local} from '../model/text.js'
import type {SourceText} from '../source/source.js'
import type {Path, Written} from '../yaml/read.js'
import {parseMarkdown} from './markdown.js'

/** Reads the Markdown in the texts of a YAML file; what it finds is gathered in `diagnostics`. */
export interface YamlReader {
  rich(text: string, path: Path): Local['rich']
  placeOf(path: Path): Place
  /** The path that links start from. */
  readonly base: string
  readonly diagnostics: Diagnostic[]
}

export const yamlReader = (file: SourceText, written: Pick<Written<unknown>, 'placeOf'>): YamlReader => {
  const lines = file.text.split('\n')
  const diagnostics: Diagnostic[] = []
  return {
    diagnostics,
    placeOf: written.placeOf,
    base: file.base ?? file.path,
    rich(text, path) {
      const place = written.placeOf(path)
      const line = lines[place.line - 1] ?? ''
      const first = line[place.column - 1]
      const isBlock = first === '|' || first === '>'
      const indent = isBlock ? (/^ */.exec(lines[place.line] ?? '')?.[0].length ?? 0) : place.column - 1
      const start = isBlock
        ? {file: file.path, line: place.line + 1, column: indent + 1}
        : {file: file.path, line: place.line, column: place.column + (first === '"' || first === "'" ? 1 : 0)}
      const body = parseMarkdown({
        text: text.replace(/\n+$/, ''),
        start,
        indent,
        ...(file.base === undefined ? {} : {base: file.base}),
      })
      diagnostics.push(...body.diagnostics)
      return body.value
    },
  }
}
