import type {Place} from '../../model/place.js'
import {paint} from './paint.js'

const widest = 110

/** The line that a finding is about, the one before it, and a mark under the very words with what to do. */
export const frame = (text: string, place: Place, advice: string): string => {
  const lines = text.split('\n')
  const line = lines[place.line - 1] ?? ''
  const digits = String(place.line).length
  const number = (n: number) => String(n).padStart(digits)
  // A long paragraph is one line: show the part around the place.
  const start = place.column > widest - 30 ? place.column - 40 : 0
  const cut = (whole: string) => whole.slice(start, start + widest)
  const length = place.endLine === place.line && place.endColumn ? place.endColumn - place.column : 1
  const room = Math.max(1, Math.min(length, cut(line).length - (place.column - 1 - start)))
  const indent = ' '.repeat(Math.max(0, place.column - 1 - start))
  const before = lines[place.line - 2]
  return [
    ...(before?.trim() ? [paint.dim(`    ${number(place.line - 1)} | ${cut(before)}`)] : []),
    `  > ${number(place.line)} | ${cut(line)}`,
    `    ${' '.repeat(digits)} | ${indent}${'^'.repeat(room)} ${advice}`,
  ].join('\n')
}
