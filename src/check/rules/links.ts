import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {plainText} from '../../model/walk.js'
import type {CheckContext, Rule} from '../rule.js'
import {lesson} from './examples.js'

const broken: Rule = {
  codes: ['link/broken', 'link/anchor'],
  *check(context) {
    const names = namesOf(context)
    for (const {node, at, place} of context.nodesOf('link')) {
      const [address = '', anchor] = node.url.split('#', 2)
      if (address === '' && anchor !== undefined) {
        const anchors = at.lesson ? context.anchors.get(at.lesson) : undefined
        if (anchor && anchors && !anchors.has(anchor)) yield anchorMissing(node.url, anchor, anchors, place)
        continue
      }
      const target = address.startsWith('file:') ? context.targets.get(address.slice('file:'.length)) : address
      if (address.startsWith('file:') && !target) {
        const url = address.slice('file:'.length)
        yield diagnose('link/broken', {url, suggestion: nearest(url, context.targets.keys()) ?? ''}, place)
        continue
      }
      if (!target || /^(https?|mailto|media):/.test(target)) continue
      if (!names.has(target)) {
        yield diagnose('link/broken', {url: target, suggestion: nearest(target, names) ?? ''}, place)
        continue
      }
      const anchors = target.startsWith('lesson:') ? context.anchors.get(target.slice('lesson:'.length)) : undefined
      if (anchor && !anchors?.has(anchor)) yield anchorMissing(node.url, anchor, anchors ?? new Set(), place)
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('See [the next lesson](secnd.md).')},
    good: {'lessons/first.md': lesson('See [the quiz](../quizzes/check.yaml).')},
  },
}

const anchorMissing = (
  url: string,
  anchor: string,
  anchors: ReadonlySet<string>,
  place: Parameters<typeof diagnose>[2],
) => diagnose('link/anchor', {url, anchor, suggestion: nearest(anchor, anchors) ?? ''}, place)

/** Everything that a typed link may name. */
const namesOf = ({course}: CheckContext): ReadonlySet<string> =>
  new Set([
    ...course.modules.flatMap((module) => module.items.map((item) => `${item.type}:${item.id}`)),
    ...course.practice.map((quiz) => `quiz:${quiz.id}`),
    ...course.glossary.map((entry) => `term:${entry.id}`),
    'page:home',
    'page:about',
    ...(course.glossary.length > 0 ? ['page:glossary'] : []),
    ...(course.works.length > 0 ? ['page:references'] : []),
    ...(course.resources.length > 0 ? ['page:resources'] : []),
  ])

/** Words that say nothing once they stand alone in a list of links, in the languages that we have them for. */
const vague = new Set(
  [
    'click here',
    'here',
    'this',
    'this link',
    'link',
    'read more',
    'more',
    'this page',
    'aquí',
    'haz clic aquí',
    'enlace',
  ].map((text) => text.normalize('NFC')),
)

const vagueText: Rule = {
  codes: ['link/vague-text'],
  *check({nodesOf}) {
    for (const {node, place} of nodesOf('link')) {
      const text = plainText(node).trim()
      if (vague.has(text.toLowerCase())) yield diagnose('link/vague-text', {text}, place)
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('For the quiz click [here](../quizzes/check.yaml).')},
    good: {'lessons/first.md': lesson('Take [the quiz](../quizzes/check.yaml).')},
  },
}

export const linkRules = [broken, vagueText]
