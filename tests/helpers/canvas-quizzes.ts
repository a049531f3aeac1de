import {plain} from './qti-1.2-interpreter.js'
import {all, only, type ReadElement} from './read-xml.js'

/** What a learner did: by the name of a response, the idents picked or the text typed. */
export type Given = Readonly<Record<string, readonly string[] | string>>

/**
 * The mark of an item, 0 to 1, by its own response processing: from top to bottom until a condition that is met says
 * `continue="No"`.
 */
export const markByProcessing = (item: ReadElement, given: Given): number => {
  let score = 0
  for (const condition of all(item, 'respcondition')) {
    if (!only(condition, 'conditionvar').children.some((test) => isMet(test, given))) continue
    for (const set of all(condition, 'setvar'))
      score = set.attributes.action === 'Add' ? score + Number(set.text) : Number(set.text)
    if (condition.attributes.continue === 'No') break
  }
  return score / 100
}

/**
 * The mark of an item, 0 to 1, as Classic Quizzes give it. They do not run response processing: the importer reads from
 * it which answers are right (gems/plugins/qti_exporter/lib/qti), and each type is marked by a rule of its own
 * (app/models/quizzes/quiz_question/*.rb).
 */
export const markByCanvas = (item: ReadElement, given: Given): number => {
  switch (fieldOf(item, 'question_type')) {
    case 'multiple_choice_question':
    case 'true_false_question':
      return share([picked(given, 'response1').some((ident) => scoring(item).includes(ident))])
    case 'multiple_answers_question': {
      const right = scoring(item)
      const hits = picked(given, 'response1').filter((ident) => right.includes(ident)).length
      const misses = picked(given, 'response1').length - hits
      return Math.max(0, (hits - misses) / right.length)
    }
    case 'short_answer_question':
      return share([scoring(item).some((text) => folded(text) === folded(typed(given, 'response1')))])
    case 'numerical_question':
      return share([
        judging(item).some((condition) => {
          const [low, high] = [only(condition, 'vargte').text, only(condition, 'varlte').text].map(exact)
          const value = exact(typed(given, 'response1'))
          return typed(given, 'response1').trim() !== '' && value >= (low ?? 0n) && value <= (high ?? 0n)
        }),
      ])
    case 'fill_in_multiple_blanks_question':
      // Every label counts as right (fill_in_the_blank.rb:80).
      return share(
        all(item, 'response_lid').map((gap) =>
          textsOf(gap).some((text) => folded(text) === folded(typed(given, gap.attributes.ident ?? ''))),
        ),
      )
    case 'multiple_dropdowns_question':
      return share(
        all(item, 'response_lid').map(({attributes: {ident = ''}}) =>
          judging(item).some((condition) => {
            const {attributes, text} = only(condition, 'varequal')
            return attributes.respident === ident && picked(given, ident)[0] === text
          }),
        ),
      )
    case 'matching_question':
      // Two left sides may share the words of their right sides (matching_question.rb).
      return share(
        all(item, 'response_lid').map((left) => {
          const name = left.attributes.ident ?? ''
          const words = (ident: string) =>
            all(left, 'response_label')
              .filter((label) => label.attributes.ident === ident)
              .flatMap(textsOf)[0]
          const right = judging(item)
            .map((condition) => only(condition, 'varequal'))
            .find(({attributes}) => attributes.respident === name)
          return right !== undefined && picked(given, name).some((ident) => words(ident) === words(right.text))
        }),
      )
    default:
      throw new Error(`Nothing marks ${fieldOf(item, 'question_type')}.`)
  }
}

export const fieldOf = (item: ReadElement, label: string): string | undefined => {
  const field = all(item, 'qtimetadatafield').find((candidate) => only(candidate, 'fieldlabel').text === label)
  return field && only(field, 'fieldentry').text
}

/** The response of the gap or left side that is named so. */
export const responseOf = (item: ReadElement, name: string): ReadElement => {
  const found = all(item, 'response_lid').find((response) => {
    const [material] = response.children
    return material?.name === 'material' && plain(only(material, 'mattext').text) === name
  })
  if (!found) throw new Error(`No response is for ${name}.`)
  return found
}

const share = (parts: readonly boolean[]): number => parts.filter((isRight) => isRight).length / parts.length

const textsOf = (from: ReadElement): readonly string[] =>
  (from.name === 'response_label' ? [from] : all(from, 'response_label')).map((label) => only(label, 'mattext').text)

const judging = (item: ReadElement): readonly ReadElement[] =>
  all(item, 'respcondition').filter((condition) => all(condition, 'setvar').some(({text}) => Number(text) > 0))

/** What `varequal` says in the conditions that score, those within `not` apart. */
const scoring = (item: ReadElement): readonly string[] => {
  const equals = (from: ReadElement): readonly string[] =>
    from.name === 'varequal' ? [from.text] : from.name === 'not' ? [] : from.children.flatMap(equals)
  return judging(item).flatMap(equals)
}

const picked = (given: Given, name: string): readonly string[] => {
  const value = given[name]
  return typeof value === 'string' || value === undefined ? [] : value
}

const typed = (given: Given, name: string): string => {
  const value = given[name]
  return typeof value === 'string' ? value : ''
}

/** As Ruby’s `strip.downcase`. */
const folded = (text: string): string => text.trim().toLowerCase()

/** A decimal number, exactly, in units of 10⁻¹²: Canvas compares with BigDecimal. */
const exact = (text: string): bigint => {
  const [, sign = '', whole = '0', fraction = ''] = /^\s*([-+]?)(\d*)(?:\.(\d*))?/.exec(text) ?? []
  const value = BigInt(`${whole === '' ? '0' : whole}${fraction.padEnd(12, '0').slice(0, 12)}`)
  return sign === '-' ? -value : value
}

const isMet = (test: ReadElement, given: Given): boolean => {
  const name = test.attributes.respident ?? ''
  switch (test.name) {
    case 'other':
      return true
    case 'and':
      return test.children.every((child) => isMet(child, given))
    case 'or':
      return test.children.some((child) => isMet(child, given))
    case 'not':
      return !test.children.some((child) => isMet(child, given))
    case 'varequal':
      return (
        picked(given, name).includes(test.text) || (name in given && folded(typed(given, name)) === folded(test.text))
      )
    case 'vargte':
      return typed(given, name) !== '' && exact(typed(given, name)) >= exact(test.text)
    case 'varlte':
      return typed(given, name) !== '' && exact(typed(given, name)) <= exact(test.text)
    default:
      throw new Error(`Canvas writes no ${test.name}.`)
  }
}
