import {percentOf} from './fractions.js'
import type {ClozeGap} from './question.js'

/** A gap in Moodle's Cloze notation, such as `{1:SHORTANSWER:=Bonn~%50%Berlin}`. */
export const clozeSource = (gap: ClozeGap): string => {
  const answers =
    gap.kind === 'shortanswer'
      ? gap.answers.map(({pattern, fraction}) => alternative(fraction, pattern))
      : gap.answers.map(({html, fraction}) => alternative(fraction, html))
  const type = gap.kind === 'multichoice' ? 'MULTICHOICE_S' : gap.caseSensitive ? 'SHORTANSWER_C' : 'SHORTANSWER'
  return `{${gap.weight}:${type}:${answers.join('~')}}`
}

const alternative = (fraction: number, text: string): string =>
  `${fraction === 1 ? '=' : `%${percentOf(fraction)}%`}${clozeText(text)}`

/**
 * A text that comes out of the notation as it went in. Moodle finds the parts by their signs, then takes one level of
 * entities and the backslash before a brace or a hash away (5.1, question/type/multianswer/questiontype.php,
 * qtype_multianswer_extract_question). So signs are written as entities.
 */
const clozeText = (text: string): string =>
  text.replace(/[}#]/g, '\\$&').replace(/[!-'*+/:-@[-`{-~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
