import type {PackageFile} from '../../src/model/package.js'
import {all, type ReadElement, readXml} from './read-xml.js'

/** What Canvas finds in a package: migration ids by kind, pages by their address, files by their path. */
export interface CanvasCartridge {
  readonly xml: ReadonlyMap<string, ReadElement>
  readonly html: ReadonlyMap<string, string>
  readonly ids: Readonly<Record<Kind, ReadonlySet<string>>>
  readonly pages: ReadonlySet<string>
  readonly files: ReadonlySet<string>
}

type Kind =
  | 'resources'
  | 'pages'
  | 'assignments'
  | 'quizzes'
  | 'discussion_topics'
  | 'modules'
  | 'items'
  | 'groups'
  | 'rubrics'
  | 'banks'

/** Reads a package in the places where the importer looks (lib/cc/importer/canvas). */
export const readCartridge = (files: readonly PackageFile[]): CanvasCartridge => {
  const texts = files.flatMap(({path, content}) => ('text' in content ? [[path, content.text] as const] : []))
  const xml = new Map(texts.filter(([path]) => /\.(xml|qti)$/.test(path)).map(([path, text]) => [path, readXml(text)]))
  const html = new Map(texts.filter(([path]) => path.endsWith('.html')))
  const at = (path: string, name: string) => idsIn(xml.get(path), name)
  const roots = (pattern: RegExp) =>
    new Set([...xml].flatMap(([path, root]) => (pattern.test(path) ? [root.attributes.identifier ?? ''] : [])))
  const pages = [...html].filter(([path]) => path.startsWith('wiki_content/'))
  return {
    xml,
    html,
    ids: {
      resources: at('imsmanifest.xml', 'resource'),
      pages: new Set(pages.map(([, text]) => metaOf(text, 'identifier') ?? '')),
      assignments: roots(/\/assignment_settings\.xml$/),
      quizzes: roots(/\/assessment_meta\.xml$/),
      discussion_topics: new Set(
        [...xml]
          .filter(([path]) => path.endsWith('/topic_meta.xml'))
          .flatMap(([, root]) => all(root, 'topic_id').map(({text}) => text)),
      ),
      modules: at('course_settings/module_meta.xml', 'module'),
      items: at('course_settings/module_meta.xml', 'item'),
      groups: at('course_settings/assignment_groups.xml', 'assignmentGroup'),
      rubrics: at('course_settings/rubrics.xml', 'rubric'),
      banks: new Set(
        [...xml]
          .filter(([path]) => path.startsWith('non_cc_assessments/'))
          .flatMap(([, root]) => all(root, 'objectbank').map(({attributes}) => attributes.ident ?? '')),
      ),
    },
    pages: new Set(pages.map(([path]) => path.slice('wiki_content/'.length, -'.html'.length))),
    files: new Set(
      files.flatMap(({path}) => (path.startsWith('web_resources/') ? [path.slice('web_resources/'.length)] : [])),
    ),
  }
}

/** The content of a `meta` field of a page. */
export const metaOf = (page: string, name: string): string | undefined =>
  new RegExp(`<meta name="${name}" content="([^"]*)">`).exec(page)?.[1]

/** Where each link of the package leads that Canvas would have to resolve and cannot (link_parser.rb, link_resolver.rb). */
export const unresolvedLinks = (cartridge: CanvasCartridge): readonly string[] =>
  [...passagesOf(cartridge)].flatMap(([where, passage]) =>
    addressesIn(passage)
      .filter((address) => !resolves(cartridge, address))
      .map((address) => `${where}: ${address}`),
  )

/** How many links Canvas resolves, by their token. */
export const resolvedLinks = (cartridge: CanvasCartridge): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const [, passage] of passagesOf(cartridge))
    for (const address of addressesIn(passage)) {
      const token = /^\$([A-Z-_]+)\$/.exec(address)?.[1]
      if (token !== undefined && resolves(cartridge, address)) counts[token] = (counts[token] ?? 0) + 1
    }
  return counts
}

/** References from one file of Canvas’s own to a thing that no file defines. */
export const danglingReferences = ({xml, ids}: CanvasCartridge): readonly string[] => {
  const kinds: Readonly<Record<string, readonly Kind[]>> = {
    assignment_group_identifierref: ['groups'],
    rubric_identifierref: ['rubrics'],
    quiz_identifierref: ['quizzes'],
    external_tool_identifierref: ['resources'],
    sourcebank_ref: ['banks'],
    content_id: ['banks'],
  }
  const inMeta = (parent: string): readonly Kind[] =>
    parent === 'prerequisite' ? ['modules'] : parent === 'completionRequirement' ? ['items'] : things
  return [...xml].flatMap(([path, root]) =>
    within(root).flatMap(([parent, {name, text, attributes}]) => {
      const wanted =
        path === 'imsmanifest.xml'
          ? attributes.identifierref
          : name === 'identifierref' || name in kinds
            ? text
            : undefined
      if (wanted === undefined) return []
      const allowed = path === 'imsmanifest.xml' ? (['resources'] as const) : (kinds[name] ?? inMeta(parent))
      return allowed.some((kind) => ids[kind].has(wanted)) ? [] : [`${path}: ${name} ${wanted}`]
    }),
  )
}

const things: readonly Kind[] = ['resources', 'pages', 'assignments', 'quizzes', 'discussion_topics']

const idsIn = (root: ReadElement | undefined, name: string): ReadonlySet<string> =>
  new Set(root ? all(root, name).map(({attributes}) => attributes.identifier ?? '') : [])

const within = (from: ReadElement): readonly (readonly [parent: string, element: ReadElement])[] =>
  from.children.flatMap((child) => [[from.name, child] as const, ...within(child)])

/** Every HTML that the importer looks for links in. */
function* passagesOf({xml, html}: CanvasCartridge): Iterable<readonly [where: string, html: string]> {
  yield* html
  for (const [path, root] of xml) {
    if (path.startsWith('non_cc_assessments/'))
      for (const {text, attributes} of all(root, 'mattext')) if (attributes.texttype === 'text/html') yield [path, text]
    if (path.endsWith('/topic.xml')) for (const {text} of all(root, 'text')) yield [path, text]
    if (path.endsWith('/assessment_meta.xml')) for (const {text} of all(root, 'description')) yield [path, text]
  }
}

const addressesIn = (passage: string): readonly string[] =>
  [...passage.matchAll(/\s(?:rel|href|src|data|value)="([^"]*)"/g)].map(([, address = '']) =>
    address.replace(/&(?:amp|#x26);/g, '&'),
  )

const resolves = ({ids, pages, files}: CanvasCartridge, address: string): boolean => {
  const item = /^\$CANVAS_COURSE_REFERENCE\$\/modules\/items\/(.*)$/.exec(address)
  if (item) return ids.items.has(item[1] ?? '')
  const object = /^(?:\$CANVAS_OBJECT_REFERENCE\$|\$WIKI_REFERENCE\$)\/([^/]*)\/(.*)$/.exec(address)
  if (object) {
    const [, type = '', name = ''] = object
    // A page is found by its address, and an anchor stays behind it; all else by its migration id.
    return type === 'pages' ? pages.has(name.replace(/#.*$/, '')) : (ids[type as Kind]?.has(name) ?? false)
  }
  const file = /^\$IMS-CC-FILEBASE\$\/(.*)$/.exec(address)
  if (file) return files.has(decodeURI(file[1] ?? ''))
  return /^(?:https?:|mailto:|#)/.test(address) || !/[/.$:]/.test(address)
}
