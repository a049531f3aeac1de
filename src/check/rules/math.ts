import temml from 'temml'
import {diagnose} from '../../diagnostics/diagnostic.js'
import type {Rule} from '../rule.js'
import {lesson} from './examples.js'

const syntax: Rule = {
  codes: ['math/syntax'],
  *check({nodesOf}) {
    for (const {node, place} of nodesOf('math', 'inlineMath')) {
      try {
        temml.renderToString(node.value, {throwOnError: true})
      } catch (error) {
        const reason = (error instanceof Error ? error.message : String(error))
          .replace(/^ParseError:\s*/i, '')
          .replace(/\s+/g, ' ')
        yield diagnose('math/syntax', {reason}, place)
      }
    }
  },
  example: {
    bad: {'lessons/first.md': lesson('It is $\\frac{1}{$.')},
    good: {'lessons/first.md': lesson('It is $\\frac{1}{2}$.')},
  },
}

export const mathRules = [syntax]
