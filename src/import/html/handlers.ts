import type {Element, ElementContent} from 'hast'
import {defaultHandlers, type Handle, type State} from 'hast-util-to-mdast'
import type {BlockContent, Nodes as MarkdownNodes, PhrasingContent, RootContent} from 'mdast'
import type {ContainerDirective, LeafDirective, TextDirective} from 'mdast-util-directive'
import {calloutKinds} from '../../model/markdown.js'
import {isElsewhere} from '../../model/media.js'
import {displayed} from './math.js'
import {texOf} from './mathml.js'
import type {PassageReader} from './reader.js'
import {attribute, find, findAll, hasClass, isElement, wordsOf} from './tree.js'

/** How elements become Markdown, and the directives that stand for what Markdown has no sign for. */
export const handlersFor = (reader: PassageReader): Record<string, Handle> => {
  const gone =
    (loss: Parameters<PassageReader['lose']>[0]): Handle =>
    (_, element) => {
      reader.lose(loss, element.tagName)
      return undefined
    }
  const silent: Handle = () => undefined
  const through: Handle = (state, element) => state.all(element)
  return {
    ...Object.fromEntries(['script', 'noscript', 'template'].map((name) => [name, gone('script')])),
    ...Object.fromEntries(['button', 'select', 'textarea', 'fieldset', 'datalist'].map((name) => [name, gone('form')])),
    ...Object.fromEntries(['canvas', 'svg'].map((name) => [name, gone('drawing')])),
    ...Object.fromEntries(['head', 'style', 'title', 'link', 'meta', 'base'].map((name) => [name, silent])),
    ...Object.fromEntries(['form', 'label', 'caption', 'abbr', 'u', 'mark'].map((name) => [name, through])),
    h1: heading,
    h2: heading,
    h3: heading,
    h4: heading,
    h5: heading,
    h6: heading,
    input: (state, element) => input(state, element, reader),
    a: (state, element) => link(state, element, reader),
    dfn: (state, element) => definition(state, element, reader),
    img: (_, element) => image(element, reader),
    iframe: (_, element) => frame(element, reader),
    object: (state, element) => object(state, element, reader),
    embed: (state, element) => object(state, element, reader),
    video: (_, element) => recording(element, [], reader),
    audio: (_, element) => recording(element, [], reader),
    figure: (state, element) => figure(state, element, reader),
    details: (state, element) => reveal(state, element),
    aside: (state, element) => aside(state, element),
    div: (state, element) => division(state, element, reader),
    section: (state, element) => section(state, element, reader),
    span: (state, element) => span(state, element, reader),
    sup: (state, element) => raised(state, element, reader),
    sub: (state, element) => raised(state, element, reader),
    math: (_, element) => formula(element, reader),
    table: (state, element) => table(state, element, reader),
    td: cell,
    th: cell,
  }
}

type Content = RootContent | ContainerDirective | LeafDirective | TextDirective

/** The id of a heading in the page: `passage.ts` finds the anchors by it. */
const heading: Handle = (state, element) => {
  const depth = Number(element.tagName.slice(1)) as 1
  const id = attribute(element, 'id') ?? attribute(find(element, (inner) => inner.tagName === 'a') ?? element, 'name')
  const children = phrasing(state.all(element))
  if (children.length === 0) return undefined
  return {type: 'heading', depth, children, ...(id ? {data: {htmlId: id} as object} : {})}
}

/** A box of a task list is a matter of its item; other fields go. */
const input = (_: State, element: Element, reader: PassageReader): PhrasingContent | undefined => {
  if (attribute(element, 'type') === 'checkbox' && element.properties.disabled) return undefined
  if (attribute(element, 'type') !== 'hidden') reader.lose('form', 'input')
  return undefined
}

const link = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] => {
  const href = attribute(element, 'href')
  const children = state.all(element)
  if (href === undefined || href.trim() === '') return children
  // A citation says in words what it leads to.
  if (attribute(element, 'role') === 'doc-biblioref') return children
  const term = hasClass(element, 'term') ? reader.term?.(attribute(element, 'dataTerm'), wordsOf(element)) : undefined
  if (term !== undefined) return [termDirective(term, children)]
  const url = href.startsWith('#') ? href : reader.link(href.trim())
  if (url === undefined) {
    reader.lose('link', href)
    return children
  }
  // Passages of another page get names of their own when that page is read.
  if (!href.startsWith('#') && /#./.test(href) && !url.includes('#')) reader.lose('passage', href)
  const words = children.length > 0 ? phrasing(children) : [{type: 'text' as const, value: baseName(href)}]
  // A link around a whole block is a link around its words, and so is one around a picture that became a link.
  return [{type: 'link', url, children: words.flatMap(withoutLink)}] as MarkdownNodes[]
}

const withoutLink = (node: Content): Content[] => (node.type === 'link' ? (node.children as Content[]) : [node])

const image = (element: Element, reader: PassageReader): Content | undefined => {
  // Canvas keeps the TeX of an equation beside its picture.
  const tex = attribute(element, 'dataEquationContent')
  if (tex) return {type: 'inlineMath', value: tex.trim()}
  const src = attribute(element, 'src') ?? ''
  const alt = attribute(element, 'alt')?.trim()
  const url = reader.media(src)
  if (url === undefined) {
    reader.lose('picture', src.slice(0, 80))
    return alt ? {type: 'text', value: alt} : undefined
  }
  if (isElsewhere(url)) {
    reader.lose('elsewhere', url)
    return {type: 'link', url, children: [{type: 'text', value: alt || baseName(src)}]}
  }
  if (alt) return {type: 'image', url, alt}
  if (alt === '') {
    return {type: 'textDirective', name: 'image', attributes: {src: url, decorative: ''}, children: []}
  }
  reader.lose('alternative', baseName(src))
  return {
    type: 'image',
    url,
    alt:
      baseName(src)
        .replace(/\.[^.]*$/, '')
        .replace(/[-_]+/g, ' ')
        .trim() || 'image',
  }
}

const frame = (element: Element, reader: PassageReader): Content | undefined => {
  const src = absolute(attribute(element, 'src') ?? '')
  if (!/^https?:\/\/\S+$/.test(src)) {
    reader.lose('frame', src)
    return undefined
  }
  const title = attribute(element, 'title')?.trim() || new URL(src).hostname
  return {type: 'leafDirective', name: 'embed', attributes: {url: src}, children: [{type: 'text', value: title}]}
}

/** A file that a plug-in would show is linked instead. */
const object = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | undefined => {
  const data = attribute(element, 'data') ?? attribute(element, 'src') ?? ''
  const url = reader.link(data)
  const inner = state.all(element)
  if (url === undefined) {
    reader.lose('object', data)
    return inner
  }
  const words = wordsOf(element) || attribute(element, 'title') || baseName(data)
  return [{type: 'link', url, children: [{type: 'text', value: words}]}]
}

const recording = (
  element: Element,
  transcript: readonly MarkdownNodes[],
  reader: PassageReader,
): Content | undefined => {
  const src =
    attribute(element, 'src') ?? attribute(find(element, ({tagName}) => tagName === 'source') ?? element, 'src')
  const url = reader.media(src ?? '')
  if (url === undefined) {
    reader.lose('recording', src ?? '')
    return undefined
  }
  const track = find(element, ({tagName}) => tagName === 'track')
  const captions = track && reader.media(attribute(track, 'src') ?? '')
  const language = track && attribute(track, 'srcLang')
  const poster = attribute(element, 'poster')
  const shown = poster && reader.media(poster)
  const title =
    attribute(element, 'ariaLabel') ?? attribute(element, 'title') ?? (wordsOf(element) || baseName(src ?? ''))
  return recordingDirective(element.tagName, title, transcript, {
    src: url,
    ...(shown ? {poster: shown} : {}),
    ...(captions ? {captions, ...(language ? {'captions-language': language} : {})} : {}),
  })
}

const recordingDirective = (
  name: string,
  title: string,
  transcript: readonly MarkdownNodes[],
  attributes: Record<string, string>,
): Content =>
  transcript.length > 0
    ? container(name, title, transcript, attributes)
    : {type: 'leafDirective', name, attributes, children: [{type: 'text', value: title}]}

const figure = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | MarkdownNodes | undefined => {
  const details = element.children.filter((child) => isElement(child, 'details'))
  const inside = (node: Element): MarkdownNodes[] =>
    state.toFlow(
      node.children.flatMap((child) =>
        isElement(child, 'summary') ? [] : (state.all({type: 'root', children: [child]}) as never[]),
      ),
    )
  const told = details.flatMap((each) => inside(each as Element))
  const media = find(element, ({tagName}) => tagName === 'video' || tagName === 'audio')
  if (media) return recording(media, told, reader) as MarkdownNodes | undefined
  const elsewhere = find(element, (inner) => hasClass(inner, 'embed') && attribute(inner, 'dataMedia') !== undefined)
  if (elsewhere) {
    const src = attribute(elsewhere, 'dataUrl') ?? ''
    return recordingDirective(
      attribute(elsewhere, 'dataMedia') ?? 'video',
      attribute(elsewhere, 'dataTitle') ?? src,
      told,
      {
        src,
      },
    ) as MarkdownNodes
  }
  const picture = find(element, ({tagName}) => tagName === 'img')
  const pictures = findAll(element, ({tagName}) => tagName === 'img')
  const src = picture && reader.media(attribute(picture, 'src') ?? '')
  if (!picture || pictures.length > 1 || !src || isElsewhere(src)) return state.all(element)
  const caption = find(element, ({tagName}) => tagName === 'figcaption')
  const said = caption ? state.toFlow(state.all(withoutNumber(caption)) as never[]) : []
  const alt = attribute(picture, 'alt')?.trim()
  if (alt === undefined) reader.lose('alternative', baseName(attribute(picture, 'src') ?? ''))
  const id = attribute(element, 'id')
  const long = told.length > 0 ? [container('long-description', '', told, {})] : []
  return container('figure', '', [...said, ...long] as MarkdownNodes[], {
    ...(id && /^[a-z][\w-]*$/i.test(id) ? {id} : {}),
    src,
    ...(alt ? {alt} : alt === '' ? {decorative: ''} : {alt: wordsOf(caption) || baseName(src)}),
  }) as MarkdownNodes
}

/** Our own packages number figures; the number comes back by itself. */
const withoutNumber = (element: Element): Element => ({
  ...element,
  children: element.children.flatMap((child): ElementContent[] => {
    if (!isElement(child)) return [child]
    return hasClass(child, 'figure-number') ? [] : [withoutNumber(child)]
  }),
})

const reveal = (state: State, element: Element): MarkdownNodes => {
  const summary = element.children.find((child) => isElement(child, 'summary'))
  const rest = {...element, children: element.children.filter((child) => child !== summary)}
  return container('reveal', wordsOf(summary), state.toFlow(state.all(rest) as never[]), {}) as MarkdownNodes
}

const aside = (state: State, element: Element): MarkdownNodes[] | MarkdownNodes => {
  const kind = calloutKinds.find((name) => hasClass(element, `callout-${name}`))
  if (!kind) return state.all(element)
  const title = find(element, (inner) => hasClass(inner, 'callout-title'))
  const rest = {
    ...element,
    children: element.children.filter((child) => !(isElement(child) && hasClass(child, 'callout-label'))),
  }
  return container(kind, wordsOf(title), state.toFlow(state.all(rest) as never[]), {}) as MarkdownNodes
}

const division = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | MarkdownNodes => {
  if (hasClass(element, 'callout')) return aside(state, element)
  const url = hasClass(element, 'embed') ? attribute(element, 'dataUrl') : undefined
  if (!url) return state.all(element)
  const picture = find(element, ({tagName}) => tagName === 'img')
  const poster = picture && reader.media(attribute(picture, 'src') ?? '')
  return {
    type: 'leafDirective',
    name: 'embed',
    attributes: {url, ...(poster ? {poster} : {})},
    children: [{type: 'text', value: attribute(element, 'dataTitle') ?? url}],
  } as MarkdownNodes
}

/** Notes of our own packages come back as notes; a list of references is made anew from what a lesson cites. */
const section = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | undefined => {
  if (hasClass(element, 'references')) {
    reader.lose('citation')
    return undefined
  }
  if (!hasClass(element, 'notes')) return state.all(element)
  return findAll(
    element,
    ({tagName, properties}) => tagName === 'li' && /^note-\d+$/.test(String(properties.id ?? '')),
  ).map((item) => {
    const rest = {
      ...item,
      children: item.children.filter((child) => !(isElement(child) && hasClass(child, 'note-back'))),
    }
    const label = String(item.properties.id).replace('note-', '')
    return {
      type: 'footnoteDefinition',
      identifier: label,
      label,
      children: state.toFlow(state.all(rest) as never[]),
    } as MarkdownNodes
  })
}

const span = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] => {
  if (hasClass(element, 'citation')) reader.lose('citation')
  return state.all(element)
}

const raised = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | MarkdownNodes => {
  const call = find(element, ({tagName}) => tagName === 'a')
  const note = call && /^#note-(\d+)$/.exec(attribute(call, 'href') ?? '')?.[1]
  if (hasClass(element, 'note-call') && note) return {type: 'footnoteReference', identifier: note, label: note}
  const words = wordsOf(element)
  const signs: Readonly<Record<string, string>> = element.tagName === 'sup' ? superscripts : subscripts
  const changed = [...words].map((sign) => signs[sign])
  if (changed.every((sign) => sign !== undefined)) return {type: 'text', value: changed.join('')}
  reader.lose('raised', words)
  return state.all(element)
}

const digits = (signs: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...'0123456789+-=()'].map((sign, index) => [sign, [...signs][index] ?? sign]))
const superscripts = {...digits('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'), n: 'ⁿ', i: 'ⁱ'}
const subscripts = digits('₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎')

/** MathML by the TeX that it carries, or that says the same; of other MathML the signs are left. */
const formula = (element: Element, reader: PassageReader): Content | undefined => {
  const annotation = find(element, (inner) => /tex/i.test(attribute(inner, 'encoding') ?? ''))
  const tex = wordsOf(annotation) || attribute(element, 'altText') || attribute(element, 'alttext')
  const written = tex || texOf(element)
  if (written) {
    const isDisplayed = attribute(element, 'display') === 'block'
    return {type: 'inlineMath', value: written, ...(isDisplayed ? {data: displayed} : {})}
  }
  reader.lose('formula')
  const words = wordsOf(element)
  return words ? {type: 'text', value: words} : undefined
}

const table = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] | MarkdownNodes | undefined => {
  if (state.inTable) reader.lose('table', 'a table in a table')
  else if (find(element, (inner) => spans(inner))) reader.lose('table', 'cells that span others')
  else if (find(element, (cell) => isElement(cell, 'td', 'th') && find(cell, isBlock) !== undefined))
    reader.lose('table', 'lists and paragraphs in cells')
  const caption = element.children.find((child) => isElement(child, 'caption'))
  const rest = {...element, children: element.children.filter((child) => child !== caption)}
  const made = defaultHandlers.table(state, rest)
  const words = wordsOf(caption)
  if (!words) return made
  const said: MarkdownNodes = {
    type: 'paragraph',
    children: [{type: 'emphasis', children: [{type: 'text', value: words}]}],
  }
  return [said, made]
}

/** A cell of Markdown holds one line. */
const cell: Handle = (state, element) => {
  const made = defaultHandlers.td(state, element)
  return {
    ...made,
    children: phrasing(made.children).map((child) => (child.type === 'break' ? {type: 'text', value: ' '} : child)),
  }
}

const spans = ({properties}: Element): boolean =>
  Number(properties.colSpan ?? 1) > 1 || Number(properties.rowSpan ?? 1) > 1
const isBlock = (inner: Element): boolean => isElement(inner, 'ul', 'ol', 'pre', 'blockquote', 'table')

const container = (
  name: string,
  label: string,
  children: readonly MarkdownNodes[],
  attributes: Record<string, string>,
): ContainerDirective => ({
  type: 'containerDirective',
  name,
  attributes,
  children: [
    ...(label
      ? [{type: 'paragraph' as const, data: {directiveLabel: true}, children: [{type: 'text' as const, value: label}]}]
      : []),
    ...(children as BlockContent[]),
  ],
})

/** A word of the glossary, where the course has one. */
const definition = (state: State, element: Element, reader: PassageReader): MarkdownNodes[] => {
  const term = hasClass(element, 'term') ? reader.term?.(undefined, wordsOf(element)) : undefined
  const children = state.all(element)
  return term === undefined ? children : [termDirective(term, children)]
}

const termDirective = (id: string, children: readonly MarkdownNodes[]): TextDirective => ({
  type: 'textDirective',
  name: 'term',
  attributes: {id},
  children: phrasing(children),
})

/** Inline content alone: of blocks, what is in them. */
const phrasing = (nodes: readonly MarkdownNodes[]): PhrasingContent[] =>
  nodes.flatMap((node, index): PhrasingContent[] => {
    if (!blockTypes.has(node.type)) return [node as PhrasingContent]
    const inner = 'children' in node ? phrasing(node.children as MarkdownNodes[]) : []
    return index > 0 ? [{type: 'text', value: ' '}, ...inner] : inner
  })

const blockTypes = new Set(
  'paragraph heading list listItem blockquote table tableRow tableCell code thematicBreak containerDirective leafDirective footnoteDefinition'.split(
    ' ',
  ),
)

const absolute = (url: string): string => (url.startsWith('//') ? `https:${url}` : url)

const baseName = (url: string): string => {
  const name = url.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '')
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
