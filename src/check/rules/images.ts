import {diagnose} from '../../diagnostics/diagnostic.js'
import {isElsewhere} from '../../model/media.js'
import {isDecorative} from '../../model/walk.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'

/** A screen reader says "graphic" and nothing else where an image has no text. Source: WCAG 2.2 SC 1.1.1. */
const alternative: Rule = {
  codes: ['image/no-alternative'],
  *check({nodesOf}) {
    for (const {node, place} of nodesOf('figure'))
      if (!node.alt && !node.decorative) yield diagnose('image/no-alternative', {url: node.src}, place)
    for (const {node, place} of nodesOf('image'))
      if (!node.alt && !isDecorative(node))
        yield diagnose('image/no-alternative', {url: node.url.replace(/^media:/, '')}, place)
  },
  example: {
    bad: {'lessons/first.md': lesson('![](../media/x.svg)'), 'media/x.svg': svg},
    good: {'lessons/first.md': lesson('![A map](../media/x.svg)'), 'media/x.svg': svg},
  },
}

/** Packages load nothing from other sites by themselves; recordings and embedded pages wait until the learner asks. */
const elsewhere: Rule = {
  codes: ['image/elsewhere'],
  *check({nodesOf}) {
    for (const {node, place} of nodesOf('figure', 'image')) {
      const url = node.type === 'figure' ? node.src : node.url
      if (isElsewhere(url)) yield diagnose('image/elsewhere', {url}, place)
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('![A map](https://example.org/map.png)')},
    good: {'lessons/first.md': lesson('![A map](../media/x.svg)'), 'media/x.svg': svg},
  },
}

/** Captions for the deaf; a transcript serves as well. Source: WCAG 2.2 SC 1.2.2. */
const captions: Rule = {
  codes: ['video/no-captions'],
  *check({nodesOf}) {
    for (const {node, place} of nodesOf('recording'))
      if (!node.captions && node.children.length === 0) yield diagnose('video/no-captions', {src: node.src}, place)
  },
  example: {
    bad: {'lessons/first.md': lesson('::video[Talk]{src="https://example.org/talk.mp4"}')},
    good: {'lessons/first.md': lesson(':::video[Talk]{src="https://example.org/talk.mp4"}\nWhat is said.\n:::')},
  },
}

export const imageRules = [alternative, elsewhere, captions]
