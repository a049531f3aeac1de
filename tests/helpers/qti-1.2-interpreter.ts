import {all, only, type ReadElement} from './read-xml.js'

/** What a learner did: idents of the labels picked, or the text typed. */
export type QtiAnswer = readonly string[] | string

/**
 * The mark of an item, 0 to 1, by its own response processing: conditions from top to bottom until one that is met does
 * not continue. Several `varequal` side by side are alternatives, as the cc.fib profile has it (it knows no `or`).
 */
export const markOf = (item: ReadElement, answer: QtiAnswer): number => {
  const outcome = only(item, 'decvar').attributes
  let score = 0
  for (const condition of all(item, 'respcondition')) {
    if (!only(condition, 'conditionvar').children.some((test) => isMet(test, answer))) continue
    for (const set of all(condition, 'setvar')) score = Number(set.text)
    if (condition.attributes.continue !== 'Yes') break
  }
  return Math.min(Number(outcome.maxvalue), Math.max(Number(outcome.minvalue), score)) / Number(outcome.maxvalue)
}

/** The ident of the label whose text is this. */
export const labelled = (item: ReadElement, text: string): string => {
  const label = all(item, 'response_label').find((candidate) => plain(only(candidate, 'mattext').text) === text)
  if (!label?.attributes.ident) throw new Error(`No label says ${text}.`)
  return label.attributes.ident
}

/** Marks that the item is worth, as its profile says. */
export const weightOf = (item: ReadElement): number => {
  const field = all(item, 'qtimetadatafield').find((candidate) => only(candidate, 'fieldlabel').text === 'cc_weighting')
  return Number(field && only(field, 'fieldentry').text)
}

/** The text that a browser shows for a piece of HTML. As in HTML 5, only a letter makes `<` the start of a tag. */
export const plain = (html: string): string =>
  html
    .split(/<\/?[a-z][^>]*>/i)
    .map(decodeEntities)
    .join('')

/** Takes one level of entities away. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(lt|gt|quot|amp));/gi, (_, hex?: string, decimal?: string, name?: string) =>
    name === undefined
      ? String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      : {lt: '<', gt: '>', quot: '"', amp: '&'}[name.toLowerCase() as 'lt'],
  )

const isMet = (test: ReadElement, answer: QtiAnswer): boolean => {
  switch (test.name) {
    case 'other':
      return true
    case 'and':
      return test.children.every((child) => isMet(child, answer))
    case 'not':
      return !test.children.some((child) => isMet(child, answer))
    case 'varequal': {
      if (typeof answer !== 'string') return answer.includes(test.text)
      const fold = (text: string) => (test.attributes.case === 'Yes' ? text : text.toLowerCase())
      return fold(answer) === fold(test.text)
    }
    default:
      throw new Error(`The profile knows no ${test.name}.`)
  }
}
