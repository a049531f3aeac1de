import type {Element, ElementContent, Root} from 'hast'
import {common, createLowlight} from 'lowlight'
import type {ListItem, Nodes, Parents, RootContent} from 'mdast'
import {defaultHandlers, type State, toHast} from 'mdast-util-to-hast'
import remarkHtml from 'remark-html'
import temml from 'temml'
import {unified} from 'unified'
import type {
  Body,
  Callout,
  Citation,
  Embed,
  Figure,
  Foreign,
  Notes,
  Recording,
  References,
  Reveal,
  Term,
} from '../model/markdown.js'
import {isDecorative, onlyText} from '../model/walk.js'
import {directionOf} from './direction.js'

/** How one format wants lesson bodies written. */
export interface Style {
  /**
   * Address of an item or reference page of this course (`lesson:id#anchor`, `quiz:id`, `term:id`, `reference:key`,
   * `page:glossary` …); undefined: the format cannot link there, and the words stand alone.
   */
  readonly link: (target: string) => string | undefined
  /** Address of a media file, from its path below the course folder. */
  readonly media: (path: string) => string
  /** HTML that stands where a lesson embeds a practice quiz. */
  readonly practice: (quiz: string) => string
  /** `mathml`, or TeX between \( \) and \[ \] for systems that run a TeX filter. */
  readonly math: 'mathml' | 'tex'
  /** HTML of a gap in a fill-in-the-blanks text. */
  readonly blank?: (id: string) => string
  /** Lowest heading: 0 writes `##` as `<h2>` (as authored); 1 as `<h3>`. */
  readonly headingShift?: number
  /** Put before every id of the passage, so that several passages can share a document. */
  readonly idPrefix?: string
  /** Words of the interface that bodies need. */
  readonly text: (key: string, values?: Readonly<Record<string, string | number>>) => string
}

/** Writes a resolved passage as HTML. Nothing of it was HTML before, so that nothing needs to be cleaned. */
export const writeBody = (body: Body, style: Style): string =>
  plainParagraph(body) ??
  unified()
    .use(remarkHtml, {sanitize: false, handlers: handlersFor(style)})
    .stringify(body)
    .trim()

/**
 * The passage as a tree of HTML elements, for formats that are XML. What `practice` and `blank` of the style give, and
 * formulas, are nodes of type `raw`, whose values must be well-formed.
 */
export const bodyTree = (body: Body, style: Style): Root =>
  toHast(body, {handlers: handlersFor(style) as never, allowDangerousHtml: true}) as Root

/** Most texts of questions are one paragraph of nothing but words: written here, they cost a hundredth of the general way. */
const plainParagraph = (body: Body): string | undefined => {
  const text = onlyText(body)
  if (text === undefined || /^\s|\s$|[\r\n]/.test(text)) return undefined
  return `<p>${text.replace(/[&<]/g, (character) => (character === '&' ? '&#x26;' : '&#x3C;'))}</p>`
}

type Handler = (state: State, node: never) => ElementContent | ElementContent[] | undefined

/** Learning all languages takes as long as writing ten lessons, and many courses have no code. */
const highlighter = (): Lowlight => {
  lowlight ??= createLowlight(common)
  return lowlight
}
type Lowlight = ReturnType<typeof createLowlight>
let lowlight: Lowlight | undefined

const handlersFor = (style: Style): Record<string, Handler> => {
  const id = (name: string) => `${style.idPrefix ?? ''}${name}`
  const all = (state: State, node: {readonly children: readonly unknown[]}): ElementContent[] =>
    state.all(node as unknown as Nodes)
  const address = (url: string): string | undefined => {
    if (/^(https?|mailto):/.test(url)) return url
    if (url.startsWith('media:')) return style.media(url.slice('media:'.length))
    if (url.startsWith('#')) return `#${id(url.slice(1))}`
    return style.link(url)
  }
  const source = (path: string): string => (/^https?:/.test(path) ? path : style.media(path))
  const raw = (value: string): ElementContent => ({type: 'raw', value}) as unknown as ElementContent

  const handlers = {
    heading: (state: State, node: {depth: number; children: never[]; data?: {hProperties?: {id?: string}}}) => {
      const depth = Math.min(6, node.depth + (style.headingShift ?? 0))
      const name = node.data?.hProperties?.id
      return element(`h${depth}`, name ? {id: id(name)} : {}, all(state, node))
    },
    listItem: (state: State, node: ListItem, parent: Parents | undefined) => {
      const item = defaultHandlers.listItem(state, node, parent)
      return typeof node.checked === 'boolean' ? {...item, children: withLabel(item.children)} : item
    },
    link: (state: State, node: {url: string; children: never[]}) => {
      const href = address(node.url)
      const children = all(state, node)
      if (href === undefined) return element('span', {}, children)
      return element('a', /^https?:/.test(href) ? {href, rel: 'noopener'} : {href}, children)
    },
    image: (_: State, node: {url: string; alt?: string | null; data?: unknown}) =>
      element('img', {src: address(node.url) ?? '', alt: isDecorative(node) ? '' : (node.alt ?? ''), loading: 'lazy'}),
    code: (_: State, node: {value: string; lang?: string | null}) => {
      const language = node.lang && highlighter().registered(node.lang) ? node.lang : undefined
      const children = language
        ? (highlighter().highlight(language, node.value).children as ElementContent[])
        : [textNode(node.value)]
      // A wide line scrolls within its block; the keyboard must be able to scroll it too.
      return element('pre', {tabIndex: 0}, [
        element('code', node.lang ? {className: [`language-${node.lang}`]} : {}, children),
      ])
    },
    table: (state: State, node: {align?: (string | null)[] | null; children: {children: {children: never[]}[]}[]}) => {
      const [head, ...rows] = node.children
      const cells = (row: {children: {children: never[]}[]} | undefined, tag: 'th' | 'td') =>
        (row?.children ?? []).map((cell, column) => {
          const align = node.align?.[column]
          // An empty corner heads nothing.
          const heads = tag === 'th' && cell.children.length > 0
          return element(
            heads ? 'th' : 'td',
            {...(heads ? {scope: 'col'} : {}), ...(align ? {className: [`align-${align}`]} : {})},
            all(state, cell),
          )
        })
      const table = element('table', {}, [
        element('thead', {}, [element('tr', {}, cells(head, 'th'))]),
        element(
          'tbody',
          {},
          rows.map((row) => element('tr', {}, cells(row, 'td'))),
        ),
      ])
      return element('div', {className: ['table'], tabIndex: 0, role: 'group'}, [table])
    },
    inlineMath: (_: State, node: {value: string}) => math(node.value, false, style),
    math: (_: State, node: {value: string}) => math(node.value, true, style),
    foreign: (state: State, node: Foreign): ElementContent => ({
      type: 'element',
      tagName: 'div',
      properties: {lang: node.language, dir: directionOf(node.language)},
      children: all(state, node),
    }),
    callout: (state: State, node: Callout) => {
      const kind = style.text(`body.${node.kind}`)
      const label =
        node.title && node.title !== kind
          ? [
              element('span', {className: ['callout-kind']}, [textNode(kind)]),
              textNode(' '),
              element('span', {className: ['callout-title']}, [textNode(node.title)]),
            ]
          : [element('span', {className: ['callout-kind']}, [textNode(kind)])]
      return element(
        'aside',
        {className: ['callout', `callout-${node.kind}`], ariaLabel: node.title ? `${kind}: ${node.title}` : kind},
        [element('p', {className: ['callout-label']}, label), ...all(state, node)],
      )
    },
    figure: (state: State, node: Figure) => figure(state, node, style, id, source),
    reveal: (state: State, node: Reveal) =>
      element('details', {className: ['reveal']}, [
        element('summary', {}, [textNode(node.title || style.text('body.reveal'))]),
        element('div', {className: ['reveal-body']}, all(state, node)),
      ]),
    practice: (_: State, node: {quiz: string}) => raw(style.practice(node.quiz)),
    recording: (state: State, node: Recording) => recording(state, node, style, source),
    embed: (_: State, node: Embed) =>
      element('div', {className: ['embed'], dataUrl: node.url, dataTitle: node.title}, [
        ...(node.poster ? [element('img', {src: source(node.poster), alt: '', loading: 'lazy'})] : []),
        element('p', {className: ['embed-link']}, [
          element('a', {href: node.url, rel: 'noopener'}, [textNode(node.title || node.url)]),
        ]),
      ]),
    term: (state: State, node: Term) => {
      const href = node.id ? style.link(`term:${node.id}`) : undefined
      const children = all(state, node)
      if (!href) return element('dfn', {className: ['term']}, children)
      return element('a', {className: ['term'], href, dataTerm: node.id ?? ''}, children)
    },
    citation: (_: State, node: Citation) => {
      const parts = node.items.flatMap((item, index): ElementContent[] => {
        const href = style.link(`reference:${item.key}`)
        const label = textNode(item.label ?? item.key)
        const linked = href ? element('a', {href, role: 'doc-biblioref'}, [label]) : label
        return index === 0 ? [linked] : [textNode('; '), linked]
      })
      return element('span', {className: ['citation'], ...(node.number ? {id: id(`cite-${node.number}`)} : {})}, [
        textNode('('),
        ...parts,
        textNode(')'),
      ])
    },
    blank: (_: State, node: {id: string}) => raw(style.blank?.(node.id) ?? '<span class="blank">______</span>'),
    noteCall: (_: State, node: {id: string; number: number; call: number}) =>
      element('sup', {className: ['note-call']}, [
        element(
          'a',
          {
            href: `#${id(`note-${node.number}`)}`,
            id: id(callName(node.number, node.call)),
            role: 'doc-noteref',
            ariaLabel: style.text('body.note-number', {number: node.number}),
          },
          [textNode(String(node.number))],
        ),
      ]),
    notes: (state: State, node: Notes) =>
      element('section', {className: ['notes'], role: 'doc-endnotes', ariaLabelledBy: id('notes')}, [
        element(`h${Math.min(6, 2 + (style.headingShift ?? 0))}`, {id: id('notes')}, [
          textNode(style.text('body.notes')),
        ]),
        element(
          'ol',
          {},
          node.notes.map((note) =>
            element('li', {id: id(`note-${note.number}`)}, [
              ...all(state, {children: note.children, ...({type: 'root'} as object)}),
              element(
                'p',
                {className: ['note-back']},
                Array.from({length: note.calls}, (_, index) =>
                  backLink(
                    `#${id(callName(note.number, index + 1))}`,
                    `${style.text('body.note-back', {number: note.number})}${note.calls > 1 ? `, ${index + 1}` : ''}`,
                    note.calls > 1 ? index + 1 : 0,
                  ),
                ),
              ),
            ]),
          ),
        ),
      ]),
    references: (state: State, node: References) =>
      element('section', {className: ['references'], role: 'doc-bibliography', ariaLabelledBy: id('references')}, [
        element(`h${Math.min(6, 2 + (style.headingShift ?? 0))}`, {id: id('references')}, [
          textNode(style.text('body.references')),
        ]),
        element(
          'ul',
          {},
          node.entries.map((entry) =>
            element('li', {id: id(`ref-${entry.key}`)}, [
              ...all(state, {children: entry.children, ...({type: 'paragraph'} as object)}),
              ...entry.citations.flatMap((number, index) => [
                textNode(' '),
                backLink(
                  `#${id(`cite-${number}`)}`,
                  style.text('body.cited-here', {number: index + 1}),
                  entry.citations.length > 1 ? index + 1 : 0,
                ),
              ]),
            ]),
          ),
        ),
      ]),
    longDescription: (state: State, node: {children: RootContent[]}) => all(state, node),
  }
  return handlers as unknown as Record<string, Handler>
}

const figure = (
  state: State,
  node: Figure,
  style: Style,
  id: (name: string) => string,
  source: (path: string) => string,
): Element => {
  const children = (nodes: readonly RootContent[]) =>
    state.all({type: 'root', children: nodes} as unknown as Nodes) as ElementContent[]
  const image = element('img', {src: source(node.src), alt: node.decorative ? '' : node.alt, loading: 'lazy'})
  const number = node.number
    ? [
        element('span', {className: ['figure-number']}, [textNode(style.text('body.figure', {number: node.number}))]),
        textNode(' '),
      ]
    : []
  // The number stands in the caption's first line, so that a caption of one paragraph needs no block of its own.
  const [first, ...rest] = node.children
  const caption =
    first?.type === 'paragraph'
      ? [
          element('p', {}, [...number, ...(state.all(first as unknown as Nodes) as ElementContent[])]),
          ...children(rest),
        ]
      : [...(number.length > 0 ? [element('p', {}, number)] : []), ...children(node.children)]
  const description =
    node.description.length > 0
      ? [
          element('details', {className: ['long-description']}, [
            element('summary', {}, [textNode(style.text('body.long-description'))]),
            element('div', {className: ['long-description-body']}, children(node.description)),
          ]),
        ]
      : []
  return element('figure', node.id ? {id: id(node.id)} : {}, [
    image,
    element('figcaption', {}, caption),
    ...description,
  ])
}

const recording = (state: State, node: Recording, style: Style, source: (path: string) => string): Element => {
  const src = source(node.src)
  const external = /^https?:/.test(src)
  const title = node.title || style.text(`body.${node.kind}`)
  const track = node.captions
    ? [
        element('track', {
          kind: 'captions',
          src: source(node.captions),
          srcLang: node.captionsLanguage ?? undefined,
          label: style.text('body.captions'),
          default: true,
        }),
      ]
    : []
  const poster = node.poster ? source(node.poster) : undefined
  // A recording of another site is fetched when the learner asks for it, never before.
  const media = external
    ? element(
        'div',
        {className: ['embed', `embed-${node.kind}`], dataUrl: src, dataTitle: title, dataMedia: node.kind},
        [
          ...(poster && !/^https?:/.test(poster) ? [element('img', {src: poster, alt: '', loading: 'lazy'})] : []),
          element('p', {className: ['embed-link']}, [element('a', {href: src, rel: 'noopener'}, [textNode(title)])]),
        ],
      )
    : element(
        node.kind,
        {
          controls: true,
          preload: 'metadata',
          src,
          ariaLabel: title,
          ...(node.kind === 'video' && poster ? {poster} : {}),
        },
        [...track, element('a', {href: src}, [textNode(title)])],
      )
  const transcript =
    node.children.length > 0
      ? [
          element('details', {className: ['transcript']}, [
            element('summary', {}, [textNode(style.text('body.transcript'))]),
            element('div', {}, state.all(node as unknown as Nodes) as ElementContent[]),
          ]),
        ]
      : []
  return element('figure', {className: ['recording', `recording-${node.kind}`]}, [
    media,
    element('figcaption', {}, [element('p', {}, [textNode(title)])]),
    ...transcript,
  ])
}

const math = (tex: string, displayed: boolean, style: Style): ElementContent => {
  if (style.math === 'tex') return textNode(displayed ? `\\[${tex}\\]` : `\\(${tex}\\)`)
  const markup = temml.renderToString(tex, {displayMode: displayed, throwOnError: false, annotate: false})
  return {type: 'raw', value: markup} as unknown as ElementContent
}

const callName = (note: number, call: number): string =>
  call === 1 ? `note-call-${note}` : `note-call-${note}-${call}`

/** A box of a task list is named by the words beside it. They stand in the item, or in its first paragraph. */
const withLabel = (children: readonly ElementContent[]): ElementContent[] => {
  const isBox = (child: ElementContent | undefined) => child?.type === 'element' && child.tagName === 'input'
  const isBlock = (child: ElementContent) =>
    child.type === 'element' && /^(ul|ol|p|pre|table|div|blockquote)$/.test(child.tagName)
  const at = children.findIndex(isBox)
  if (at < 0)
    return children.map((child) =>
      child.type === 'element' && child.tagName === 'p' && isBox(child.children[0])
        ? {...child, children: withLabel(child.children)}
        : child,
    )
  const end = children.findIndex((child, index) => index > at && isBlock(child))
  const words = children.slice(at, end < 0 ? undefined : end)
  return [...children.slice(0, at), element('label', {}, words), ...(end < 0 ? [] : children.slice(end))]
}

const backLink = (href: string, label: string, number: number): Element =>
  element('a', {className: ['back-link'], href, role: 'doc-backlink', ariaLabel: label}, [
    textNode('↩'),
    ...(number > 0 ? [element('sup', {}, [textNode(String(number))])] : []),
  ])

type Properties = Record<string, string | number | boolean | string[] | undefined>

const element = (tagName: string, properties: Properties, children: ElementContent[] = []): Element => ({
  type: 'element',
  tagName,
  properties: Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Element['properties'],
  children,
})

const textNode = (value: string): ElementContent => ({type: 'text', value})
