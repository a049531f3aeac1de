import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {termFinder} from '../../model/terms.js'
import {plainText} from '../../model/walk.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const glossary = '- id: state\n  term: State\n  definition: A body that rules a territory.\n'

const unknown: Rule = {
  codes: ['term/unknown'],
  *check({nodesOf, course}) {
    const find = termFinder(course.glossary)
    const words = course.glossary.flatMap((entry) => [entry.term, ...entry.also])
    for (const {node, place} of nodesOf('term')) {
      const text = plainText(node)
      if (find(node.id, text)) continue
      const suggestion = node.id
        ? nearest(
            node.id,
            course.glossary.map((entry) => entry.id),
          )
        : nearest(text, words)
      yield diagnose('term/unknown', {term: node.id ?? text, suggestion: suggestion ?? ''}, place)
    }
    const ids = course.glossary.map((entry) => entry.id)
    for (const entry of course.glossary) {
      for (const id of entry.see) {
        if (!ids.includes(id))
          yield diagnose('term/unknown', {term: id, suggestion: nearest(id, ids) ?? ''}, entry.place)
      }
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('A :term[stat] rules.'), 'glossary.yaml': glossary},
    good: {'lessons/first.md': lesson('A :term[state] rules.'), 'glossary.yaml': glossary},
  },
}

export const termRules = [unknown]
