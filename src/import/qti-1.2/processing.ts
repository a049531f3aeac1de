import {element, elements, textOf, type XmlNode} from '../xml.js'

/** What somebody answers: for each response of an item the idents that are picked, or the texts that are typed. */
export type Answers = Readonly<Record<string, readonly string[]>>

/** What the rules of an item make of an answer. */
export interface Verdict {
  /** Share of the marks, in percent. */
  readonly share: number
  /** Idents of the feedback that is shown. */
  readonly shown: readonly string[]
}

/** The rules of an item. Source: IMS QTI ASI 1.2.1, section 3.4 (resprocessing). */
export interface Rules {
  readonly judge: (answers: Answers) => Verdict
  readonly conditions: readonly Condition[]
}

/** One `respcondition`, with the values that it compares on either side of a `not`. */
export interface Condition {
  readonly node: XmlNode
  /** Whether it gives marks, and what share of them alone, in percent. */
  readonly scores: boolean
  readonly share: number
  readonly wanted: readonly Compared[]
  readonly unwanted: readonly Compared[]
  readonly shown: readonly string[]
}

export interface Compared {
  readonly response: string
  readonly how: string
  readonly value: string
  readonly caseSensitive: boolean
}

export const rulesOf = (item: XmlNode): Rules => {
  const processing = element(item, 'resprocessing')
  const nodes = elements(processing, 'respcondition')
  const most = mostOf(processing)
  const conditions = nodes.map((node) => conditionOf(node, most))
  return {
    conditions,
    judge: (answers) => {
      let score = 0
      const shown: string[] = []
      for (const node of nodes) {
        if (!elements(element(node, 'conditionvar')).every((test) => holds(test, answers))) continue
        for (const setvar of elements(node, 'setvar')) score = changed(score, setvar, most)
        shown.push(...shownBy(node))
        if (!/^yes$/i.test(node.attributes.continue ?? '')) break
      }
      return {share: Math.round((score / most) * 10_000_000) / 100_000, shown}
    },
  }
}

/** The most marks of an item; where nothing says it, the greatest that a rule gives, and 100 at least where that is common. */
const mostOf = (processing: XmlNode | undefined): number => {
  const declared = elements(element(processing, 'outcomes'), 'decvar').map(({attributes}) =>
    Number(attributes.maxvalue),
  )
  const given = elements(processing, 'respcondition').flatMap((node) =>
    elements(node, 'setvar').map((setvar) => Number(textOf(setvar).trim())),
  )
  const known = declared.find((value) => value > 0) ?? Math.max(0, ...given.filter((value) => Number.isFinite(value)))
  return known > 0 ? known : 100
}

const changed = (score: number, setvar: XmlNode, most: number): number => {
  const text = textOf(setvar).trim()
  const value = /\.max$/i.test(text) ? most : Number(text)
  if (!Number.isFinite(value)) return score
  switch ((setvar.attributes.action ?? 'Set').toLowerCase()) {
    case 'add':
      return score + value
    case 'subtract':
      return score - value
    case 'multiply':
      return score * value
    case 'divide':
      return value === 0 ? score : score / value
    default:
      return value
  }
}

const conditionOf = (node: XmlNode, most: number): Condition => {
  const wanted: Compared[] = []
  const unwanted: Compared[] = []
  const collect = (test: XmlNode, isNegated: boolean) => {
    if (test.name === 'not') for (const inner of elements(test)) collect(inner, !isNegated)
    else if (/^(?:and|or|conditionvar)$/.test(test.name)) for (const inner of elements(test)) collect(inner, isNegated)
    else if (test.name.startsWith('var')) (isNegated ? unwanted : wanted).push(comparedBy(test))
  }
  const conditionvar = element(node, 'conditionvar')
  if (conditionvar) collect(conditionvar, false)
  const score = elements(node, 'setvar').reduce((sum, setvar) => changed(sum, setvar, most), 0)
  return {
    node,
    scores: score > 0,
    share: Math.round((score / most) * 10_000_000) / 100_000,
    wanted,
    unwanted,
    shown: shownBy(node),
  }
}

const shownBy = (node: XmlNode): readonly string[] =>
  elements(node, 'displayfeedback').flatMap(({attributes}) => attributes.linkrefid ?? [])

const comparedBy = (test: XmlNode): Compared => ({
  response: test.attributes.respident ?? '',
  how: test.name,
  value: textOf(test).trim(),
  caseSensitive: /^yes$/i.test(test.attributes.case ?? ''),
})

const holds = (test: XmlNode, answers: Answers): boolean => {
  const inner = elements(test)
  switch (test.name) {
    case 'and':
      return inner.every((one) => holds(one, answers))
    case 'or':
      return inner.some((one) => holds(one, answers))
    case 'not':
      return !inner.every((one) => holds(one, answers))
    case 'other':
      return true
    case 'unanswered':
      return (answers[test.attributes.respident ?? ''] ?? []).length === 0
    default:
      return compares(comparedBy(test), answers)
  }
}

const compares = ({response, how, value, caseSensitive}: Compared, answers: Answers): boolean =>
  (answers[response] ?? []).some((answer) => {
    switch (how) {
      case 'varequal':
        return caseSensitive ? answer === value : answer.toLowerCase() === value.toLowerCase()
      case 'varsubstring':
      case 'varsubset':
        return caseSensitive ? answer.includes(value) : answer.toLowerCase().includes(value.toLowerCase())
      case 'vargte':
        return Number(answer) >= Number(value)
      case 'vargt':
        return Number(answer) > Number(value)
      case 'varlte':
        return Number(answer) <= Number(value)
      case 'varlt':
        return Number(answer) < Number(value)
      default:
        return false
    }
  })
