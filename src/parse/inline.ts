import type {PhrasingContent, Text} from 'mdast'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import type {CitationItem} from '../model/markdown.js'
import type {Place} from '../model/place.js'

/** Finds citations in plain text; finds notes that are called and not written. `source` is the text as the author typed it. */
export const splitText = (
  node: Text,
  source: string,
  place: Place,
  report: (diagnostic: Diagnostic) => void,
): PhrasingContent[] => {
  const value = node.value
  if (!value.includes('[')) return [node]
  // What stands behind a backslash is meant as it is.
  const isMeant = (text: string) => source.replace(/\\./gs, '').includes(text)
  for (const match of value.matchAll(/\[\^([^\]\s]+)\]/g)) {
    if (isMeant(match[0])) report(diagnose('footnote/undefined', {label: match[1] ?? ''}, place))
  }
  const parts: PhrasingContent[] = []
  let from = 0
  for (const match of value.matchAll(/\[(-?@[^[\]]+)\]/g)) {
    const items = readCitation(match[1] ?? '')
    if (!items || !isMeant(match[0])) continue
    if (match.index > from) parts.push({...node, value: value.slice(from, match.index)})
    parts.push({type: 'citation', items, position: node.position})
    from = match.index + match[0].length
  }
  if (parts.length === 0) return [node]
  if (from < value.length) parts.push({...node, value: value.slice(from)})
  return parts
}

const readCitation = (inner: string): readonly CitationItem[] | undefined => {
  const items: CitationItem[] = []
  for (const part of inner.split(';')) {
    const match = /^\s*(-?)@([A-Za-z0-9](?:[A-Za-z0-9_:.-]*[A-Za-z0-9])?)(?:\s*,\s*(.+?))?\s*$/.exec(part)
    if (!match) return undefined
    const item = {key: match[2] ?? '', suppressAuthor: match[1] === '-'}
    items.push(match[3] === undefined ? item : {...item, locator: match[3]})
  }
  return items
}
