import type {Draft} from './draft.js'

/** The draft without links to items that could not be kept: their words stay. `dead` says how many there were. */
export const withoutDeadLinks = (draft: Draft): {readonly draft: Draft; readonly dead: number} => {
  const there = new Set([
    ...draft.lessons.map(({front}) => `lessons/${front.id}.md`),
    ...draft.quizzes.map(({id}) => `quizzes/${id}.yaml`),
    ...draft.discussions.map(({front}) => `discussions/${front.id}.md`),
    ...draft.assignments.map(({front}) => `assignments/${front.id}.md`),
    ...draft.links.map(({id}) => `link:${id}`),
    ...(draft.glossary.length > 0 ? ['glossary.yaml'] : []),
    ...(draft.resources ? ['resources.yaml'] : []),
    ...(draft.about ? ['about.md'] : []),
  ])
  let dead = 0
  const clean = (text: string): string => {
    const parts = text.split(target)
    // Parts stand in threes: words, the address, words …
    return parts.reduce((before, part, index) => {
      if (index % 2 === 0) return before + part
      if (there.has(part.replace(/^(?:\.\.\/)+/, ''))) return `${before}](${part})`
      dead += 1
      return withoutBracket(before)
    }, '')
  }
  const each = <T>(value: T): T => {
    if (typeof value === 'string') return clean(value) as T
    if (Array.isArray(value)) return value.map(each) as T
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, each(inner)])) as T
  }
  const {media, unkept, ...texts} = draft
  return {draft: {...each(texts), media, unkept}, dead}
}

/** The end of a link to an item, as we write it. */
const target =
  /\]\(((?:\.\.\/)*(?:lessons|discussions|assignments)\/[a-z0-9-]+\.md|(?:\.\.\/)*quizzes\/[a-z0-9-]+\.yaml|link:[a-z0-9-]+|(?:\.\.\/)*(?:glossary\.yaml|resources\.yaml|about\.md))\)/

/** Takes away the bracket that opened the link whose words end here. Brackets that are meant as such are escaped. */
const withoutBracket = (text: string): string => {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (isEscaped(text, at)) continue
    if (text[at] === ']') depth += 1
    else if (text[at] === '[') {
      if (depth === 0) return text.slice(0, at) + text.slice(at + 1)
      depth -= 1
    }
  }
  return text
}

const isEscaped = (text: string, at: number): boolean => {
  let count = 0
  while (text[at - 1 - count] === '\\') count += 1
  return count % 2 === 1
}
