import type {Node as UnistNode} from 'unist'
import type {Body} from './markdown.js'

/** Any node of a body. */
export type BodyNode = Body | Body['children'][number]

/** Calls `visit` on each node below and including `node`, in reading order. */
export const walk = (node: BodyNode, visit: (node: BodyNode) => void): void => {
  visit(node)
  for (const child of childrenOf(node)) walk(child, visit)
}

/** As `walk`, with the parents of each node from the root down. Lists of them are most of the work: for those who need them. */
export const walkWithParents = (
  node: BodyNode,
  visit: (node: BodyNode, parents: readonly BodyNode[]) => void,
  parents: readonly BodyNode[] = [],
): void => {
  visit(node, parents)
  const children = childrenOf(node)
  if (children.length === 0) return
  const below = [...parents, node]
  for (const child of children) walkWithParents(child, visit, below)
}

/** All children of a node, those in own lists included. */
export const childrenOf = (node: BodyNode): readonly BodyNode[] => {
  if (node.type === 'figure') return [...node.children, ...node.description] as BodyNode[]
  if (node.type === 'notes') return node.notes.flatMap((note) => note.children) as BodyNode[]
  if (node.type === 'references') return node.entries.flatMap((entry) => entry.children) as BodyNode[]
  return 'children' in node ? (node.children as BodyNode[]) : []
}

/** The text of a passage that is one paragraph of nothing but text, as most texts of questions are; else undefined. */
export const onlyText = (body: Body): string | undefined => {
  const [paragraph, ...more] = body.children
  if (paragraph?.type !== 'paragraph' || more.length > 0 || paragraph.children.length !== 1) return undefined
  const [text] = paragraph.children
  return text?.type === 'text' ? text.value : undefined
}

/** The words of a node without any mark-up, as for a list or a search. Gaps become underscores. */
export const plainText = (node: BodyNode): string => {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
    case 'math':
    case 'inlineMath':
      return node.value
    case 'image':
      return node.alt ?? ''
    case 'break':
      return ' '
    case 'blank':
      return '____'
    case 'citation':
      return node.items.map((item) => item.label ?? '').join('; ')
    case 'root': {
      const text = onlyText(node)
      if (text !== undefined) return text.replace(/\s+/g, ' ').trim()
      return childrenOf(node).map(plainText).join(' ').replace(/\s+/g, ' ').trim()
    }
    default: {
      if (!blocks.has(node.type)) return childrenOf(node).map(plainText).join('')
      return childrenOf(node).map(plainText).join(' ').replace(/\s+/g, ' ').trim()
    }
  }
}

const blocks = new Set([
  'foreign',
  'list',
  'listItem',
  'blockquote',
  'callout',
  'reveal',
  'table',
  'tableRow',
  'figure',
])

/** A copy of the tree in which each node is what `change` makes of it, children first. An empty list removes it. */
export const mapBody = (body: Body, change: (node: BodyNode) => BodyNode | readonly BodyNode[]): Body => {
  const below = (nodes: readonly UnistNode[]): BodyNode[] => nodes.flatMap((node) => each(node as BodyNode))
  const each = (node: BodyNode): BodyNode | readonly BodyNode[] => {
    if (node.type === 'figure') {
      return change({...node, children: below(node.children), description: below(node.description)} as BodyNode)
    }
    if ('children' in node) return change({...node, children: below(node.children)} as BodyNode)
    return change(node)
  }
  return {...body, children: below(body.children) as Body['children']}
}

/** How many links to other parts of the course a passage has. */
export const innerLinks = (body: Body): number => {
  let count = 0
  walk(body, (node) => {
    if (node.type === 'term') count += 1
    if (node.type === 'link' && inner.test(node.url)) count += 1
  })
  return count
}

const inner = /^(?:lesson|quiz|discussion|assignment|tool|page|term|reference):/

/** Whether an author said that an image only adorns. */
export const isDecorative = (node: {readonly data?: unknown}): boolean =>
  (node.data as {decorative?: boolean} | undefined)?.decorative === true
