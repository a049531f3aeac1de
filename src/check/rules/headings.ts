import {diagnose} from '../../diagnostics/diagnostic.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const skipped: Rule = {
  codes: ['heading/skipped'],
  *check({nodesOf}) {
    let body: unknown
    let last = 1
    for (const {node, at, place} of nodesOf('heading')) {
      if (at.body !== body) {
        body = at.body
        last = 1
      }
      if (at.lesson && node.depth > last + 1) yield diagnose('heading/skipped', {from: last, to: node.depth}, place)
      last = node.depth
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('## One\n\nWords.\n\n#### Two\n\nWords.')},
    good: {'lessons/first.md': lesson('## One\n\nWords.\n\n### Two\n\nWords.')},
  },
}

const firstLevel: Rule = {
  codes: ['heading/first-level'],
  *check({nodesOf}) {
    for (const {node, at, place} of nodesOf('heading')) {
      if (at.lesson && node.depth === 1) yield diagnose('heading/first-level', {}, place)
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('# One\n\nWords.')},
    good: {'lessons/first.md': lesson('## One\n\nWords.')},
  },
}

export const headingRules = [skipped, firstLevel]
