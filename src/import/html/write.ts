import type {Nodes, Root} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkStringify from 'remark-stringify'
import {unified} from 'unified'

const processor = unified()
  .use(remarkStringify, {
    bullet: '-',
    emphasis: '*',
    rule: '-',
    fences: true,
    listItemIndent: 'one',
    incrementListMarker: true,
    resourceLink: true,
  })
  .use(remarkGfm, {singleTilde: false, tablePipeAlign: false})
  .use(remarkMath)
  .use(remarkDirective)
  .freeze()

/** The tree as Markdown that our own parser reads as the same tree. */
export const writeMarkdown = (root: Root): string => processor.stringify(shortLines(root) as Root).trim()

/** The parser refuses long lines; a line end within a paragraph means a blank. */
const longest = 8000

const shortLines = (node: Nodes): Nodes => {
  if (node.type === 'text' && node.value.length > longest)
    return {...node, value: node.value.replace(/(.{1000}[^ \n]{0,3000}) /g, '$1\n')}
  return 'children' in node ? ({...node, children: node.children.map((child) => shortLines(child))} as Nodes) : node
}
