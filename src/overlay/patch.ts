import type {RootContent} from 'mdast'
import {diagnose} from '../diagnostics/diagnostic.js'
import {nearest} from '../diagnostics/nearest.js'
import type {Parts} from '../gather/parts.js'
import {anchorsOf} from '../model/anchors.js'
import type {Body} from '../model/markdown.js'
import {plainText} from '../model/walk.js'
import type {Path} from '../yaml/read.js'
import {type Bench, decide, isThere} from './bench.js'
import type {Overlay} from './read.js'
import {targetOf} from './target.js'

const ways = ['replace', 'prepend', 'append'] as const
type Way = (typeof ways)[number]

/** Changes single passages of texts. */
export const patchTexts = (bench: Bench, parts: Parts): Parts =>
  bench.layer.value.patch.reduce((now, entry, index) => patchOne(bench, now, entry, index), parts)

const patchOne = (bench: Bench, now: Parts, entry: Overlay['value']['patch'][number], index: number): Parts => {
  const target = targetOf(entry)
  const path: Path = ['patch', index, target.kind]
  if (!isThere(bench, target, path, now)) return now
  const body =
    target.kind === 'about'
      ? now.about?.body
      : now.items.flatMap((item) =>
          item.type === target.kind && item.id === target.id && 'body' in item ? [item.body] : [],
        )[0]
  if (!body) return now
  const found = ways.filter((way) => entry[way] !== undefined)
  if (found.length === 0) {
    bench.diagnostics.push(diagnose('overlay/empty-patch', {}, bench.layer.placeOf(path)))
    return now
  }
  const range = rangeOf(bench, body, entry, index)
  if (!range) return now
  const where = entry.heading ?? entry.id
  const setting = where === undefined ? undefined : `#${where}`
  let patched = body
  for (const way of found) {
    const steps: Path = ['patch', index, way]
    const allowed = decide(bench, 'patch', target, now, steps, {
      ...(setting === undefined ? {} : {setting}),
      to: way,
    })
    if (!allowed) return now
    const blocks = bench.layer.reader.rich(String(entry[way]), steps).children
    // Prepending and appending after a replacement are beside what replaced.
    const at = rangeOf(bench, patched, entry, index) ?? range
    patched = {...patched, children: spliced(patched.children, at, way, blocks)}
  }
  if (target.kind === 'about') return now.about ? {...now, about: {...now.about, body: patched}} : now
  return {
    ...now,
    items: now.items.map((item) =>
      item.type === target.kind && item.id === target.id && 'body' in item ? {...item, body: patched} : item,
    ),
  }
}

/** Blocks from one index up to another; `head` is the first behind the heading. */
interface Range {
  readonly start: number
  readonly head: number
  readonly end: number
}

const spliced = (
  children: readonly RootContent[],
  {start, head, end}: Range,
  way: Way,
  blocks: readonly RootContent[],
): RootContent[] => {
  switch (way) {
    case 'prepend':
      return children.toSpliced(head, 0, ...blocks)
    case 'append':
      return children.toSpliced(end, 0, ...blocks)
    case 'replace':
      // What replaces a passage may bring a heading of its own; else the old one stays.
      return children.toSpliced(
        blocks[0]?.type === 'heading' ? start : head,
        end - (blocks[0]?.type === 'heading' ? start : head),
        ...blocks,
      )
    default: {
      const other: never = way
      throw new Error(`There is no way ${String(other)}.`)
    }
  }
}

/** The blocks of a passage, by the words of its heading or by its id; of the whole text without either. */
export const passageOf = (body: Body, where: string): readonly RootContent[] => {
  const anchors = anchorsOf(body)
  const start = body.children.findIndex(
    (node) => (node.type === 'heading' && plainText(node).trim() === where.trim()) || anchors.get(node) === where,
  )
  if (start < 0) return body.children
  return body.children.slice(start, endOf(body.children, start))
}

/** Where a passage ends that begins here: a heading takes all up to the next of its rank. */
const endOf = (children: readonly RootContent[], start: number): number => {
  const first = children[start]
  if (first?.type !== 'heading') return start + 1
  const next = children.findIndex(
    (node, place) => place > start && node.type === 'heading' && node.depth <= first.depth,
  )
  return next < 0 ? children.length : next
}

/** The blocks that a patch is about: a heading with all up to the next of its rank, or one block that has the id. */
const rangeOf = (
  bench: Bench,
  body: Body,
  {heading, id}: {heading?: string | undefined; id?: string | undefined},
  index: number,
): Range | undefined => {
  const {children} = body
  if (heading === undefined && id === undefined) return {start: 0, head: 0, end: children.length}
  const anchors = anchorsOf(body)
  const named = children.map((node) => ({
    node,
    title: node.type === 'heading' ? plainText(node) : undefined,
    anchor: anchors.get(node),
  }))
  const at = named.flatMap(({title, anchor}, place) =>
    (heading !== undefined && title?.trim() === heading.trim()) || (id !== undefined && anchor === id) ? [place] : [],
  )
  const [start] = at
  if (start === undefined || at.length > 1) {
    const wanted = heading ?? id ?? ''
    const candidates = named.flatMap(({title, anchor}) => (heading === undefined ? anchor : title) ?? [])
    const facts = {wanted, many: at.length, suggestion: nearest(wanted, candidates) ?? ''}
    const path = ['patch', index, heading === undefined ? 'id' : 'heading']
    bench.diagnostics.push(diagnose('overlay/unknown-passage', facts, bench.layer.placeOf(path)))
    return undefined
  }
  const end = endOf(children, start)
  return {start, head: children[start]?.type === 'heading' ? start + 1 : start, end}
}
