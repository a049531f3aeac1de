import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const bibliography =
  '- id: wolfers-1952\n  type: article-journal\n  title: A title\n  author: [{family: Wolfers, given: Arnold}]\n  issued: 1952\n'

const unknown: Rule = {
  codes: ['citation/unknown'],
  *check({nodesOf, course}) {
    const keys = course.works.map((work) => work.id)
    for (const {node, place} of nodesOf('citation')) {
      for (const {key} of node.items) {
        if (!keys.includes(key)) yield diagnose('citation/unknown', {key, suggestion: nearest(key, keys) ?? ''}, place)
      }
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('So it is said [@wolfers-1925].'), 'bibliography.yaml': bibliography},
    good: {'lessons/first.md': lesson('So it is said [@wolfers-1952].'), 'bibliography.yaml': bibliography},
  },
}

const uncited: Rule = {
  codes: ['citation/uncited'],
  *check({nodesOf, course}) {
    const cited = new Set(nodesOf('citation').flatMap(({node}) => node.items.map((item) => item.key)))
    for (const work of course.works) {
      if (!cited.has(work.id)) yield diagnose('citation/uncited', {key: work.id}, work.place)
    }
  },
  example: {
    bad: {'bibliography.yaml': bibliography},
    good: {'lessons/first.md': lesson('So it is said [@wolfers-1952].'), 'bibliography.yaml': bibliography},
  },
}

export const citationRules = [unknown, uncited]
