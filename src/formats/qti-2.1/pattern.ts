import {foldText} from '../../model/scoring.js'

/**
 * A regular expression of XML Schema that matches whatever learners type for a text: blanks, the form of apostrophes, the
 * way in which letters with accents are coded and, unless it matters, case make no difference, as in `foldText`.
 * Source: QTI 2.1 Information Model, `patternMatch`; XML Schema 1.0 Part 2, appendix F. Without anchors and classes of later
 * dialects, since engines hand it to whatever their language has.
 */
export const patternOf = (text: string, caseSensitive: boolean): string =>
  `${blank}*${[...foldText(text, caseSensitive)].map((character) => one(character, caseSensitive)).join('')}${blank}*`

const blank = '[\\s\u00a0\u2009\u202f]'

const one = (character: string, caseSensitive: boolean): string => {
  if (character === ' ') return `${blank}+`
  if (character === "'") return "['\u2018\u2019]"
  const forms = caseSensitive ? [character] : formsOf(character)
  const whole = [...new Set(forms.flatMap((form) => [form, form.normalize('NFD')]))]
  if (whole.length === 1) return literal(character)
  return whole.every((form) => [...form].length === 1) ? `[${whole.join('')}]` : `(${whole.map(literal).join('|')})`
}

/** The characters that fold to this one. A sigma ends a word in a form of its own. */
const formsOf = (character: string): readonly string[] => [
  character,
  ...[character.toUpperCase(), character.toLowerCase()].filter(
    (form) =>
      form !== character && [...form].length === 1 && (foldText(form, false) === character || character === 'ς'),
  ),
]

const literal = (text: string): string => text.replace(/[\\^[\].*+?{}()|]/g, '\\$&').replace(/\$/g, '[$]')
