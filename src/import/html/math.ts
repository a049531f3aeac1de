import type {PhrasingContent, RootContent, Text} from 'mdast'
import temml from 'temml'

/** Formulas as pages for TeX filters mark them: \( \) and $$ $$ within a line, \[ \] on their own. */
const marks = /\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$/gs

/** A text with its formulas as nodes. What is no formula that can be set stays as it is. */
export const splitFormulas = (node: Text): PhrasingContent[] => {
  const parts: PhrasingContent[] = []
  let from = 0
  for (const match of node.value.matchAll(marks)) {
    const tex = (match[1] ?? match[2] ?? match[3] ?? '').trim()
    if (!isFormula(tex)) continue
    if (match.index > from) parts.push({type: 'text', value: node.value.slice(from, match.index)})
    parts.push({
      type: 'inlineMath',
      value: tex.replace(/\s+/g, ' '),
      ...(match[1] === undefined ? {data: displayed} : {}),
    })
    from = match.index + match[0].length
  }
  if (parts.length === 0) return [node]
  if (from < node.value.length) parts.push({type: 'text', value: node.value.slice(from)})
  return parts
}

/** A paragraph that is one displayed formula is a formula of its own. */
export const displayFormula = (node: RootContent): RootContent => {
  if (node.type !== 'paragraph') return node
  const [only, ...more] = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '')
  if (only?.type !== 'inlineMath' || more.length > 0 || only.data !== displayed) return node
  return {type: 'math', value: only.value}
}

export const isFormula = (tex: string): boolean => {
  if (tex === '' || tex.length > 5000) return false
  try {
    temml.renderToString(tex, {throwOnError: true})
    return true
  } catch {
    return false
  }
}

/** Marks a formula that stands on a line of its own. */
export const displayed = {}
