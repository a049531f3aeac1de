import type {Definition, Nodes, Root, RootContent} from 'mdast'
import type {ContainerDirective, LeafDirective, TextDirective} from 'mdast-util-directive'
import {type Diagnostic, diagnose, hasErrors, type Outcome} from '../diagnostics/diagnostic.js'
import type {Body} from '../model/markdown.js'
import type {Place} from '../model/place.js'
import {type DirectiveContext, readDirective} from './directives.js'
import {splitText} from './inline.js'
import {adoptUrl} from './links.js'
import type {Passage} from './markdown.js'

/** Makes our tree out of what the parser found. */
export const adopt = (root: Root, passage: Passage): Outcome<Body> => {
  const diagnostics: Diagnostic[] = []
  const definitions = new Map<string, Definition>()
  collectDefinitions(root, definitions)
  const place = (node: Nodes): Place => placeOf(node, passage)
  const sourceOf = (node: Nodes): string =>
    passage.text.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
  const context: DirectiveContext = {
    file: passage.base ?? passage.start.file,
    place,
    sourceOf,
    report: (diagnostic) => diagnostics.push(diagnostic),
    adoptAll: (nodes) => nodes.flatMap((node) => one(node as Nodes)) as RootContent[],
  }
  const url = (address: string, node: Nodes): string => {
    const {value, diagnostics: found} = adoptUrl(address, context.file, place(node))
    diagnostics.push(...found)
    return value
  }
  const one = (node: Nodes): RootContent[] => {
    switch (node.type) {
      case 'html':
        return adoptHtml(node.value, place(node), diagnostics)
      case 'definition':
        return []
      case 'linkReference': {
        const definition = definitions.get(node.identifier)
        const children = context.adoptAll(node.children) as never[]
        return [
          moved({
            type: 'link',
            url: url(definition?.url ?? '', node),
            title: definition?.title,
            children,
            position: node.position,
          }),
        ]
      }
      case 'imageReference': {
        const definition = definitions.get(node.identifier)
        return [moved({type: 'image', url: url(definition?.url ?? '', node), alt: node.alt, position: node.position})]
      }
      case 'link':
        return [moved({...node, url: url(node.url, node), children: context.adoptAll(node.children) as never[]})]
      case 'image':
        return [moved({...node, url: url(node.url, node)})]
      case 'text':
        return splitText(node, sourceOf(node), place(node), (found) => diagnostics.push(found)).map(moved)
      case 'textDirective':
      case 'leafDirective':
      case 'containerDirective':
        return readDirective(node as TextDirective | LeafDirective | ContainerDirective, context).map(moved)
      default:
        return [
          moved(
            'children' in node
              ? ({...node, children: context.adoptAll(node.children)} as RootContent)
              : (node as RootContent),
          ),
        ]
    }
  }
  // A passage of an overlay may be set into a body of the course: its nodes say where they come from.
  const foreign = passage.base === undefined ? {} : {file: passage.start.file}
  const moved = <N extends RootContent>(node: N): N => {
    if (!node.position) return node
    const start = shift(node.position.start, passage)
    const end = shift(node.position.end, passage)
    return {...node, position: {start, end, ...foreign}}
  }
  const children = context.adoptAll(root.children)
  return {value: {...root, children, ...(hasErrors(diagnostics) ? {data: {isPartial: true}} : {})}, diagnostics}
}

const collectDefinitions = (node: Nodes, found: Map<string, Definition>): void => {
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  if ('children' in node) for (const child of node.children) collectDefinitions(child, found)
}

interface Point {
  readonly line: number
  readonly column: number
  readonly offset?: number
}

const shift = (point: Point, {start, indent = 0}: Passage): {line: number; column: number; offset: number} => ({
  line: point.line + start.line - 1,
  column: point.line === 1 ? point.column + start.column - 1 : point.column + indent,
  offset: point.offset ?? 0,
})

const placeOf = (node: Nodes, passage: Passage): Place => {
  if (!node.position) return passage.start
  const start = shift(node.position.start, passage)
  const end = shift(node.position.end, passage)
  return {file: passage.start.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column}
}

/** What to write in place of the HTML that authors reach for. */
const remedies: Record<string, string> = {
  img: 'Use ![alternative text](path), or the directive “:::figure” for a picture with a caption.',
  figure: 'Use the directive “:::figure”.',
  details: 'Use the directive “:::reveal[Summary]”.',
  summary: 'Use the directive “:::reveal[Summary]”.',
  video: 'Use the directive “:::video”.',
  audio: 'Use the directive “:::audio”.',
  iframe: 'Use the directive “::embed[Title]{url=…}”.',
  div: 'Use a call-out such as “:::note”.',
  aside: 'Use a call-out such as “:::note”.',
  a: 'Use [words](address).',
  br: 'End the line with a backslash.',
  b: 'Use **bold**.',
  strong: 'Use **bold**.',
  i: 'Use *emphasis*.',
  em: 'Use *emphasis*.',
  code: 'Use `code`.',
  table: 'Use a Markdown table.',
  dfn: 'Use the directive “:term[word]”.',
  abbr: 'Use the directive “:term[word]”.',
}

const adoptHtml = (value: string, place: Place, diagnostics: Diagnostic[]): RootContent[] => {
  if (/^<!--[\s\S]*-->$/.test(value.trim())) return []
  const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(value)?.[1]?.toLowerCase() ?? ''
  // The parser reports an inline element by its opening and its closing tag: once is enough.
  if (value.startsWith('</')) return []
  const html = value.length > 40 ? `${value.slice(0, 40)} …` : value
  const remedy = remedies[tag] ?? 'Use Markdown or a directive; a “<” that is meant as such is written \\<.'
  diagnostics.push(diagnose('markdown/html', {html: html.replace(/\s+/g, ' '), remedy}, place))
  return []
}
