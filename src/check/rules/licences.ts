import parseExpression from 'spdx-expression-parse'
import {diagnose} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import type {Rule} from '../rule.js'
import {course} from './examples.js'

const known = [
  'CC-BY-4.0',
  'CC-BY-SA-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-NC-SA-4.0',
  'CC-BY-ND-4.0',
  'CC-BY-NC-ND-4.0',
  'CC0-1.0',
  'MIT',
  'GFDL-1.3-only',
]

const isExpression = (licence: string): boolean => {
  try {
    parseExpression(licence)
    return true
  } catch {
    return false
  }
}

const unknown: Rule = {
  codes: ['licence/unknown'],
  *check({config, course}) {
    const written: [string | undefined, (string | number)[]][] = [
      [course.licence, ['licence']],
      ...course.adaptedFrom.map((work, index): [string | undefined, (string | number)[]] => [
        work.licence,
        ['adapted-from', index, 'licence'],
      ]),
      ...course.inspiredBy.map((work, index): [string | undefined, (string | number)[]] => [
        work.licence,
        ['inspired-by', index, 'licence'],
      ]),
    ]
    for (const [licence, path] of written) {
      if (licence === undefined || isExpression(licence)) continue
      yield diagnose(
        'licence/unknown',
        {licence, suggestion: nearest(licence.replace(/ /g, '-'), known) ?? ''},
        config.placeOf(path),
      )
    }
  },
  example: {
    bad: {'course.yaml': course().replace('CC-BY-4.0', 'CC BY 4.0')},
    good: {'course.yaml': course()},
  },
}

const adapted = (licence: string): string =>
  `adapted-from:\n  - {title: Source, author: A. Writer, url: "https://example.org/", licence: ${licence}}\n`

/** What the licence of an adapted work asks of ours. Source: the deeds of Creative Commons 4.0, sections 2 to 4. */
const conflict: Rule = {
  codes: ['licence/conflict', 'licence/missing'],
  *check({config, course}) {
    const ours = course.licence
    for (const [index, work] of course.adaptedFrom.entries()) {
      const place = config.placeOf(['adapted-from', index, 'licence'])
      if (!work.licence) {
        yield diagnose('licence/missing', {title: work.title}, config.placeOf(['adapted-from', index]))
        continue
      }
      const reason = conflictOf(ours, work.licence)
      if (reason) yield diagnose('licence/conflict', {ours, theirs: work.licence, title: work.title, reason}, place)
    }
  },
  example: {
    bad: {'course.yaml': course(adapted('CC-BY-SA-4.0'))},
    good: {'course.yaml': course(adapted('CC-BY-4.0'))},
  },
}

const conflictOf = (ours: string, theirs: string): string | undefined => {
  const terms = /^CC-BY((?:-(?:NC|ND|SA))*)-/.exec(theirs)?.[1]?.split('-').filter(Boolean)
  if (!terms) return undefined
  if (terms.includes('ND')) return 'NoDerivatives forbids adaptations: link to the work instead, or ask its author.'
  const has = (term: string) => new RegExp(`^CC-BY(-[A-Z]+)*-${term}(-|$)`).test(ours)
  if (terms.includes('NC') && !has('NC')) return `Use a NonCommercial licence, such as ${theirs}.`
  if (terms.includes('SA') && !(has('SA') && has('NC') === terms.includes('NC')))
    return `ShareAlike asks for the same licence: ${theirs}.`
  return undefined
}

export const licenceRules = [unknown, conflict]
