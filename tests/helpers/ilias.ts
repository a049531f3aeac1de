import {plain} from './qti-1.2-interpreter.js'
import {all, only, type ReadElement} from './read-xml.js'

/** What a learner did: texts of choices, texts in gaps by their place, or texts of pairs. */
export type InIlias =
  | {readonly picked: readonly string[]}
  | {readonly gaps: readonly (string | undefined)[]}
  | {readonly pairs: readonly (readonly [left: string, right: string])[]}

/**
 * The points of an item as ILIAS gives them: its importers take points for each answer from the conditions
 * (Modules/TestQuestionPool/classes/import/qti12), and a question adds them up, never below nothing.
 */
export const pointsInIlias = (item: ReadElement, given: InIlias): number => {
  const conditions = all(item, 'respcondition').map((condition) => ({
    condition,
    points: Number(only(condition, 'setvar').text),
  }))
  const worth = (met: (condition: ReadElement) => boolean) =>
    conditions.filter(({condition}) => met(condition)).reduce((sum, {points}) => sum + points, 0)
  if ('picked' in given) {
    const idents = all(item, 'response_label')
      .filter((label) => given.picked.includes(plain(only(label, 'mattext').text)))
      .map(({attributes}) => attributes.ident)
    return Math.max(
      0,
      worth((condition) => {
        const isNot = all(condition, 'not').length > 0
        return idents.includes(only(condition, 'varequal').text) !== isNot
      }),
    )
  }
  if ('pairs' in given) {
    const identOf = (text: string, isLeft: boolean) =>
      all(item, 'response_label').find(
        (label) =>
          plain(only(label, 'mattext').text) === text && (label.attributes.match_group !== undefined) === isLeft,
      )?.attributes.ident
    const chosen = given.pairs.map(([left, right]) => `${identOf(right, false)},${identOf(left, true)}`)
    return worth((condition) => chosen.includes(only(condition, 'varsubset').text))
  }
  const isCased = all(item, 'fieldlabel').some(({text}) => text === 'textgaprating')
    ? all(item, 'fieldentry').some(({text}) => text === 'cs')
    : false
  const fold = (text: string) => (isCased ? text : text.toLowerCase())
  return given.gaps.reduce((sum, typed, index) => {
    if (typed === undefined) return sum
    const field = all(item, 'render_fib')[index]
    const {minnumber, maxnumber} = field?.attributes ?? {}
    // A gap counts once, by its best answer.
    const best = conditions
      .filter(({condition}) => {
        const {attributes, text} = only(condition, 'varequal')
        if (attributes.respident !== `gap_${index}`) return false
        if (minnumber === undefined) return fold(text) === fold(typed)
        return typed !== '' && Number(typed) >= Number(minnumber) && Number(typed) <= Number(maxnumber)
      })
      .map(({points}) => points)
    return sum + Math.max(0, ...best)
  }, 0)
}
