import type {Nodes, PhrasingContent, RootContent} from 'mdast'
import type {ContainerDirective, LeafDirective, TextDirective} from 'mdast-util-directive'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import {calloutKinds} from '../model/markdown.js'
import type {Place} from '../model/place.js'
import {plainText} from '../model/walk.js'
import {adoptUrl} from './links.js'

type Directive = TextDirective | LeafDirective | ContainerDirective

/** What a directive may ask of the passage in which it stands. */
export interface DirectiveContext {
  readonly file: string
  readonly place: (node: Nodes) => Place
  readonly sourceOf: (node: Nodes) => string
  readonly report: (diagnostic: Diagnostic) => void
  readonly adoptAll: (nodes: readonly unknown[]) => RootContent[]
}

/** One directive of the language: where it may stand, which attributes it has, and what it becomes. */
interface Definition {
  readonly forms: readonly Directive['type'][]
  readonly attributes: readonly string[]
  readonly required: readonly string[]
  readonly example: string
  readonly read: (directive: Reading) => RootContent
}

interface Reading {
  readonly name: string
  /** The text in brackets. */
  readonly label: string
  readonly labelNodes: readonly RootContent[]
  readonly attributes: Readonly<Record<string, string>>
  readonly children: RootContent[]
  readonly node: Directive
  readonly context: DirectiveContext
}

const recording = (kind: 'video' | 'audio'): Definition => ({
  forms: ['containerDirective', 'leafDirective'],
  attributes: ['src', 'poster', 'captions', 'captions-language', 'title'],
  required: ['src'],
  example: `:::${kind}[Title]{src="../media/talk.${kind === 'video' ? 'mp4' : 'mp3'}"} … transcript … :::`,
  read: ({label, attributes, children, node, context}) => ({
    type: 'recording',
    kind,
    title: label || attributes.title || '',
    src: mediaUrl(attributes.src ?? '', node, context),
    ...(attributes.poster ? {poster: mediaUrl(attributes.poster, node, context)} : {}),
    ...(attributes.captions ? {captions: mediaUrl(attributes.captions, node, context)} : {}),
    ...(attributes['captions-language'] ? {captionsLanguage: attributes['captions-language']} : {}),
    children,
    position: node.position,
  }),
})

const callout = (kind: (typeof calloutKinds)[number]): Definition => ({
  forms: ['containerDirective'],
  attributes: ['title'],
  required: [],
  example: `:::${kind}[Title] … :::`,
  read: ({label, attributes, children, node}) => {
    const title = label || attributes.title
    return {type: 'callout', kind, ...(title ? {title} : {}), children, position: node.position}
  },
})

const audience = (kind: 'only' | 'except'): Definition => ({
  forms: ['containerDirective'],
  attributes: ['for'],
  required: ['for'],
  example: `:::${kind}{for="audience"} … :::`,
  read: ({attributes, children, node}) => ({
    type: 'audience',
    kind,
    for: (attributes.for ?? '').split(/[\s,]+/).filter(Boolean),
    children,
    position: node.position,
  }),
})

const definitions: Readonly<Record<string, Definition>> = {
  ...Object.fromEntries(calloutKinds.map((kind) => [kind, callout(kind)])),
  figure: {
    forms: ['containerDirective'],
    attributes: ['id', 'src', 'alt', 'decorative'],
    required: ['src'],
    example: '::::figure{#id src="../media/x.svg" alt="…"} … ::::',
    read: ({attributes, children, node, context}) => {
      return {
        type: 'figure',
        ...(attributes.id ? {id: attributes.id} : {}),
        src: mediaUrl(attributes.src ?? '', node, context),
        alt: attributes.alt ?? '',
        decorative: 'decorative' in attributes,
        children: children.filter((child) => child.type !== 'longDescription'),
        description: children.flatMap((child) => (child.type === 'longDescription' ? child.children : [])),
        position: node.position,
      }
    },
  },
  'long-description': {
    forms: ['containerDirective'],
    attributes: [],
    required: [],
    example: ':::long-description … ::: inside “::::figure”',
    read: ({children, node}) => ({type: 'longDescription', children, position: node.position}),
  },
  reveal: {
    forms: ['containerDirective'],
    attributes: ['title'],
    required: [],
    example: ':::reveal[Summary] … :::',
    read: ({label, attributes, children, node}) => ({
      type: 'reveal',
      title: label || attributes.title || '',
      children,
      position: node.position,
    }),
  },
  practice: {
    forms: ['leafDirective'],
    attributes: ['quiz'],
    required: ['quiz'],
    example: '::practice{quiz=quiz-id}',
    read: ({attributes, node}) => ({type: 'practice', quiz: attributes.quiz ?? '', position: node.position}),
  },
  video: recording('video'),
  audio: recording('audio'),
  embed: {
    forms: ['leafDirective'],
    attributes: ['url', 'poster', 'title'],
    required: ['url'],
    example: '::embed[Title]{url="https://…"}',
    read: ({label, attributes, node, context}) => ({
      type: 'embed',
      title: label || attributes.title || '',
      url: externalUrl(attributes.url ?? '', node, context),
      ...(attributes.poster ? {poster: mediaUrl(attributes.poster, node, context)} : {}),
      position: node.position,
    }),
  },
  only: audience('only'),
  except: audience('except'),
  say: {
    forms: ['textDirective'],
    attributes: [],
    required: [],
    example: ':say[variable]',
    read: ({label, node}) => ({type: 'say', name: label, position: node.position}),
  },
  term: {
    forms: ['textDirective'],
    attributes: ['id'],
    required: [],
    example: ':term[word]{id=entry}',
    read: ({attributes, labelNodes, node}) => ({
      type: 'term',
      ...(attributes.id ? {id: attributes.id} : {}),
      children: labelNodes as PhrasingContent[],
      position: node.position,
    }),
  },
  image: {
    forms: ['textDirective'],
    attributes: ['src', 'decorative'],
    required: ['src'],
    example: ':image[alternative text]{src="../media/x.png"}',
    read: ({label, attributes, node, context}) => ({
      type: 'image',
      url: `media:${mediaUrl(attributes.src ?? '', node, context)}`,
      alt: label,
      ...('decorative' in attributes ? {data: {decorative: true} as object} : {}),
      position: node.position,
    }),
  },
}

/** Turns a directive into its node. An unknown text directive is no directive: “10:30” and “S/RES/1973:para” are text. */
export const readDirective = (node: Directive, context: DirectiveContext): RootContent[] => {
  const definition = definitions[node.name]
  if (!definition) {
    if (node.type === 'textDirective') return [{type: 'text', value: context.sourceOf(node), position: node.position}]
    const suggestion = nearest(node.name, Object.keys(definitions)) ?? ''
    context.report(diagnose('directive/unknown', {name: node.name, suggestion}, context.place(node)))
    return []
  }
  const place = context.place(node)
  if (!definition.forms.includes(node.type)) {
    if (node.type === 'textDirective') return [{type: 'text', value: context.sourceOf(node), position: node.position}]
    context.report(
      diagnose('directive/misplaced', {name: node.name, where: `Write it like this: ${definition.example}`}, place),
    )
    return []
  }
  if (
    node.type === 'containerDirective' &&
    !/(^|\n)[\s>]*:{3,}[ \t]*$/.test(context.sourceOf(node).replace(/^.*\n/, '\n'))
  ) {
    context.report(diagnose('directive/unclosed', {name: node.name}, place))
  }
  const attributes = Object.fromEntries(Object.entries(node.attributes ?? {}).map(([key, value]) => [key, value ?? '']))
  for (const attribute of Object.keys(attributes)) {
    if (definition.attributes.includes(attribute)) continue
    const facts = {
      name: node.name,
      attribute,
      suggestion: nearest(attribute, definition.attributes) ?? '',
      allowed: definition.attributes,
    }
    context.report(diagnose('directive/unknown-attribute', facts, place))
  }
  for (const attribute of definition.required) {
    if (attributes[attribute]) continue
    context.report(
      diagnose('directive/missing-attribute', {name: node.name, attribute, example: definition.example}, place),
    )
    return []
  }
  const {labelNodes, children} = split(node, context)
  const label = plainText({type: 'root', children: labelNodes as RootContent[]})
  return [definition.read({name: node.name, label, labelNodes, attributes, children, node, context})]
}

const split = (node: Directive, context: DirectiveContext): {labelNodes: RootContent[]; children: RootContent[]} => {
  if (node.type !== 'containerDirective') return {labelNodes: context.adoptAll(node.children), children: []}
  const [first, ...rest] = node.children
  if (first?.type === 'paragraph' && (first.data as {directiveLabel?: boolean} | undefined)?.directiveLabel) {
    return {labelNodes: context.adoptAll(first.children), children: context.adoptAll(rest)}
  }
  return {labelNodes: [], children: context.adoptAll(node.children)}
}

const mediaUrl = (url: string, node: Directive, context: DirectiveContext): string => {
  const {value, diagnostics} = adoptUrl(url, context.file, context.place(node))
  for (const diagnostic of diagnostics) context.report(diagnostic)
  if (/^https?:/.test(value)) return value
  return value.replace(/^(media|file):/, '')
}

const externalUrl = (url: string, node: Directive, context: DirectiveContext): string => {
  if (/^https?:\/\//.test(url)) return url
  context.report(diagnose('link/unsafe', {url}, context.place(node)))
  return '#'
}
