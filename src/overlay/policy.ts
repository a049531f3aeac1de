import type {Config} from '../config/config.js'
import {type Diagnostic, diagnose} from '../diagnostics/diagnostic.js'
import type {Parts} from '../gather/parts.js'
import type {Change, PolicyRule, Verb} from '../model/edition.js'
import type {Place} from '../model/place.js'

/** What holds for every course that does not say otherwise: whose work it is, and on which terms, is not an institution’s to change. */
const usual = (config: Config): readonly PolicyRule[] =>
  ['course/licence', 'course/official'].map((what) => ({
    place: config.place,
    what,
    rule: {kind: 'locked'},
    why: 'Licence and origin belong to the authors; a course may free them in its policy.',
  }))

const wordVerbs: readonly Verb[] = ['replace', 'patch', 'translate']
const wordSettings = /\/(title|summary|description|definition|why)$/

/** Why a decision is not allowed, as a finding; undefined if it is. */
export const refusalOf = (config: Config, verb: Verb, key: string, place: Place): Diagnostic | undefined => {
  if (/-ND(-|$)/.test(config.licence) && (wordVerbs.includes(verb) || (verb === 'set' && wordSettings.test(key)))) {
    return diagnose('overlay/no-derivatives', {target: key, licence: config.licence}, place)
  }
  // Adding changes nothing that was there.
  if (verb === 'add') return undefined
  const whole = verb === 'replace' || verb === 'omit'
  const rule = ruleFor(config, key, whole)
  if (rule?.rule.kind !== 'locked') return undefined
  const facts = {target: key, by: config.title, why: rule.why, where: `${rule.place.file}:${rule.place.line}`}
  return diagnose('overlay/locked', facts, place)
}

/** Numbers that an edition sets, weighed against the bounds that the course gives them. */
export const boundBreaches = (before: Parts, after: Parts, changes: readonly Change[]): readonly Diagnostic[] => {
  const old = new Map(numbersOf(before))
  return numbersOf(after).flatMap(([key, value]) => {
    if (old.get(key) === value) return []
    const rule = ruleFor(after.config, key, false)
    if (rule?.rule.kind !== 'bounded') return []
    const {from, to} = rule.rule
    if (value >= from && value <= to) return []
    const change = changes.findLast((each) => key === each.target || key.startsWith(`${each.target}/`))
    const usualChange = changes.findLast((each) => each.target === `course/quizzes/${key.split('/').at(-1)}`)
    const facts = {
      target: key,
      value: Number.isFinite(value) ? String(value) : 'without limit',
      from,
      to,
      by: after.config.title,
      why: rule.why,
      where: `${rule.place.file}:${rule.place.line}`,
    }
    return [diagnose('overlay/out-of-bounds', facts, (change ?? usualChange)?.place)]
  })
}

/** The rule that says most exactly what may happen to a thing; of two that say it alike, the one that frees. */
const ruleFor = (config: Config, key: string, whole: boolean): PolicyRule | undefined => {
  const fitting = [...usual(config), ...config.policy].filter(
    ({what, rule}) => fits(what, key) || (whole && rule.kind === 'locked' && fits(key, what)),
  )
  return fitting.sort((a, b) => weight(b) - weight(a))[0]
}

/** Whether a pattern names a thing, or a thing that it is part of. */
const fits = (pattern: string, key: string): boolean => {
  const steps = key.split('/')
  const wanted = pattern.split('/')
  return (
    wanted.length <= steps.length &&
    wanted.every((step, index) => step === '*' || steps[index] === '*' || step === steps[index])
  )
}

const weight = ({what, rule}: PolicyRule): number =>
  what.split('/').reduce((sum, step) => sum + (step === '*' ? 1 : 10), 0) * 4 +
  (rule.kind === 'free' ? 2 : rule.kind === 'bounded' ? 1 : 0)

const numbersOf = (parts: Parts): readonly (readonly [string, number])[] => [
  ...parts.items.flatMap((item): (readonly [string, number])[] => {
    const key = `${item.type}/${item.id}`
    if (item.type === 'quiz') {
      return [
        [`${key}/pass-mark`, item.passMark],
        [`${key}/attempts`, item.attempts ?? Number.POSITIVE_INFINITY],
        [`${key}/time-limit`, item.timeLimit ?? Number.POSITIVE_INFINITY],
        [`${key}/weight`, item.weight],
      ]
    }
    if (item.type === 'lesson') return item.time === undefined ? [] : [[`${key}/time`, item.time]]
    if (item.type === 'discussion' || item.type === 'assignment' || item.type === 'tool')
      return item.points === undefined ? [] : [[`${key}/points`, item.points]]
    return []
  }),
  ...parts.config.groups.map((group) => [`group/${group.id}/weight`, group.weight] as const),
]
