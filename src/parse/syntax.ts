import type {Root} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import {type Processor, unified} from 'unified'

/** The tree of a text: CommonMark with GFM, formulas and directives. */
export const syntaxTree = (text: string): Root => {
  const links = mayHaveBareLinks.test(text)
  const tables = mayHaveTables.test(text)
  return (links ? (tables ? whole : withoutTables) : tables ? withoutLinks : withoutBoth).parse(text)
}

/** The same with every part of the syntax, whatever the text holds: what `syntaxTree` is held against. */
export const wholeSyntaxTree = (text: string): Root => whole.parse(text)

/**
 * GFM looks for a bare address at every letter, and for the head of a table in every paragraph. Two fifths of the time of
 * a course went there (`npm run bench`), and few texts have either, so that texts which cannot are read without.
 * An address needs one of these, also where an escape or a character reference spells a part of it; `@` alone is a citation.
 */
const mayHaveBareLinks = /[-.\w+]@|www\.|https?:\/\/|\\[@.:/]|&#?\w+;/i

/** A row below a table’s head has a bar, or a dash beside a colon. */
const mayHaveTables = /\||-:|:-/

interface Extension {
  readonly [part: string]: unknown
}
interface Construct {
  readonly name?: string
}

type Parser = Processor<Root, undefined, undefined, undefined, undefined>

const parserWithout = (names: readonly string[]): Parser =>
  unified()
    .use(remarkParse)
    .use(remarkGfm, {singleTilde: false})
    .use(remarkMath)
    .use(remarkDirective)
    .use(without, names)
    .freeze() as unknown as Parser

/** Takes constructs out of what the plugins before have brought, and with bare links what mends their tree. */
function without(this: Processor, names: readonly string[]): void {
  const data = this.data() as {
    micromarkExtensions: Extension[]
    fromMarkdownExtensions: unknown[]
  }
  const keep = ({name}: Construct) => name === undefined || !names.includes(name)
  data.micromarkExtensions = data.micromarkExtensions.map((extension) =>
    mapValues(extension, (constructs) =>
      filterValues(mapValues(constructs as Extension, (list) => [list as Construct].flat().filter(keep))),
    ),
  )
  if (names.includes('wwwAutolink'))
    data.fromMarkdownExtensions = data.fromMarkdownExtensions.flat().filter((each) => !isOfLinks(each))
}

const isOfLinks = (extension: unknown): boolean =>
  'literalAutolink' in ((extension as {readonly enter?: object}).enter ?? {})

const mapValues = (record: Extension, change: (value: unknown) => unknown): Extension =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

const filterValues = (record: Extension): Extension =>
  Object.fromEntries(Object.entries(record).filter(([, list]) => (list as readonly Construct[]).length > 0))

const bareLinks = ['wwwAutolink', 'protocolAutolink', 'emailAutolink']
const whole = parserWithout([])
const withoutLinks = parserWithout(bareLinks)
const withoutTables = parserWithout(['table'])
const withoutBoth = parserWithout([...bareLinks, 'table'])
