import {plainOf} from '../html/passage.js'
import type {PassageReader} from '../html/reader.js'
import * as losses from '../question/losses.js'
import {
  essay,
  type Given,
  matching,
  numeric,
  oneChoice,
  ordering,
  severalChoices,
  shortAnswer,
  sound,
  trueFalse,
} from '../question/make.js'
import {dropped, feedbackOf, type QuestionBase, type ReadQuestion} from '../question/read-question.js'
import {markdownIn} from '../texts.js'

/** One question as GIFT has it, its signs and its escaped signs told apart. */
export interface GiftQuestion {
  readonly name: string | undefined
  readonly idnumber: string | undefined
  readonly tags: readonly string[]
  /** Without the answers; where they stood within the text, a gap. */
  readonly text: string
  /** What stood in the braces; undefined: there were none, and the text is a text alone. */
  readonly answers: string | undefined
}

/** Which kind of question it is, its answers tell. Source: Moodle 5.1, question/format/gift/format.php, readquestion. */
export const readGiftQuestion = (gift: GiftQuestion, id: string, reader: PassageReader): ReadQuestion => {
  const [answers = '', general] = cutLast(gift.answers ?? '', '####')
  const {format, text} = withFormat(gift.text, 'moodle')
  const rich = (part: string | undefined) => {
    const own = withFormat((part ?? '').trim(), format)
    const value = plainSigns(own.text).trim()
    return value === '' ? undefined : markdownIn(own.format, value, reader) || undefined
  }
  const base: QuestionBase = {
    id,
    prompt: (text.trim() === '' ? undefined : markdownIn(format, plainSigns(text).trim(), reader)) || gift.name || '–',
    ...(gift.tags.length > 0 ? {tags: gift.tags as string[]} : {}),
    ...feedbackOf({general: rich(general)}),
  }
  return sound(readAnswers(answers.trim(), base, rich))
}

type Rich = (part: string | undefined) => string | undefined

const readAnswers = (answers: string, base: QuestionBase, rich: Rich): ReadQuestion => {
  if (answers === '') return essay(base, undefined)
  if (answers.startsWith('>')) return readOrdering(answers, base, rich)
  if (answers.startsWith('#')) return readNumbers(answers.slice(1), base, rich)
  if (answers.includes('~')) return readChoices(answers, base, rich)
  if (answers.includes('=') && answers.includes('->')) return readPairs(answers, base, rich)
  const [truth, wrong, right] = answers.split('#', 3)
  if (/^(?:T|TRUE|F|FALSE)$/.test((truth ?? '').trim())) {
    return trueFalse(base, (truth ?? '').trim().startsWith('T'), {right: rich(right), wrong: rich(wrong)})
  }
  const typed = parts(answers, '=').map((part) => {
    const {share, rest} = weighed(part, 100)
    const [text = '', feedback] = cut(rest, '#')
    const own = withFormat(text.trim(), 'moodle')
    return {text: plainSigns(own.text).replace(/\s+/g, ' ').trim(), share, feedback: rich(feedback)}
  })
  return shortAnswer(base, typed, false)
}

const readChoices = (answers: string, base: QuestionBase, rich: Rich): ReadQuestion => {
  const choices = parts(answers.replace(/=/g, '~='), '~').map((part) => {
    const isRight = part.startsWith('=')
    const {share, rest} = weighed(isRight ? part.slice(1) : part, isRight ? 100 : 0)
    const [text, feedback] = cut(rest, '#')
    return {text: rich(text) ?? '', share, feedback: rich(feedback)}
  })
  // One answer can be picked as soon as one is marked as right.
  return answers.includes('=') ? oneChoice(base, choices) : severalChoices(base, choices, 'partial')
}

const readPairs = (answers: string, base: QuestionBase, rich: Rich): ReadQuestion => {
  const pairs = parts(answers, '=').map((part) => {
    const [left = '', right = ''] = cut(part, '->')
    return {left: rich(left) ?? '', right: plainOf(plainSigns(withFormat(right.trim(), 'moodle').text))}
  })
  return matching(
    base,
    pairs.filter(({left}) => left !== ''),
    pairs.filter(({left}) => left === '').map(({right}) => right),
  )
}

const readNumbers = (answers: string, base: QuestionBase, rich: Rich): ReadQuestion => {
  const [known = '', otherwise] = cut(answers, '~')
  const given = parts(known, '=').map((part): Given | undefined => {
    const {share, rest} = weighed(part, 100)
    const [text = '', feedback] = cut(rest, '#')
    const number = numberOf(plainSigns(text).trim())
    return number && {...number, share, feedback: rich(feedback)}
  })
  if (given.includes(undefined) || given.length === 0) return dropped(losses.unreadable('its answer is no number'))
  const wrong = rich(cut(otherwise ?? '', '#')[1])
  return numeric(
    base,
    [
      ...given.filter((answer) => answer !== undefined),
      ...(wrong ? [{answer: undefined, tolerance: 0, share: 0, feedback: wrong}] : []),
    ],
    undefined,
  )
}

/** `5`, `5:0.5` (around) or `1..5` (from, to). */
const numberOf = (text: string): {answer: number | undefined; tolerance: number} | undefined => {
  if (text === '*') return {answer: undefined, tolerance: 0}
  const [from, to] = text.includes('..') ? text.split('..').map(Number) : []
  if (from !== undefined && to !== undefined) return rangeOf(from, to)
  const [answer = '', around = '0'] = text.split(':')
  const number = {answer: Number(answer), tolerance: Math.abs(Number(around))}
  return answer.trim() !== '' && Number.isFinite(number.answer) && Number.isFinite(number.tolerance)
    ? number
    : undefined
}

const rangeOf = (from: number, to: number) =>
  Number.isFinite(from) && Number.isFinite(to)
    ? {
        answer: Number(((from + to) / 2).toPrecision(12)),
        tolerance: Math.abs(Number(((to - from) / 2).toPrecision(12))),
      }
    : undefined

/** `>2 ALL VERTICAL ABSOLUTE … ` and an item on each line. Source: Moodle 5.1, question/type/ordering, import_from_gift. */
const readOrdering = (answers: string, base: QuestionBase, rich: Rich): ReadQuestion => {
  const [head = '', ...lines] = answers.slice(1).split('\n')
  const items = lines.map((line) => line.trim()).filter((line) => line !== '')
  return ordering(
    base,
    items.map((item) => rich(item) ?? ''),
    /\bABSOLUTE/i.test(head),
  )
}

/** `%50%` before an answer is its share of the marks. */
const weighed = (part: string, otherwise: number): {readonly share: number; readonly rest: string} => {
  const match = /^%(-?\d{1,3}(?:\.\d*)?)%/.exec(part)
  return match ? {share: Number(match[1]), rest: part.slice(match[0].length)} : {share: otherwise, rest: part}
}

const parts = (text: string, sign: string): readonly string[] =>
  text
    .split(sign)
    .map((part) => part.trim())
    .filter((part, index) => index > 0 || part !== '')

const cut = (text: string, sign: string): readonly [string, string | undefined] => {
  const at = text.indexOf(sign)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + sign.length)]
}

const cutLast = (text: string, sign: string): readonly [string, string | undefined] => {
  const at = text.lastIndexOf(sign)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + sign.length)]
}

/** `[html]` and so on before a text. */
const withFormat = (text: string, otherwise: string): {readonly format: string; readonly text: string} => {
  const match = /^\[(html|moodle|plain|markdown)\]/.exec(text)
  return match ? {format: match[1] ?? otherwise, text: text.slice(match[0].length)} : {format: otherwise, text}
}

const escapable = ':#={}~n'

/** Escaped signs become others until the signs of the notation have been read. */
export const hideEscaped = (text: string): string =>
  text.replace(/\\(\\|[:#={}~n])/g, (_, sign: string) =>
    sign === '\\' ? '\\' : String.fromCodePoint(0xe010 + escapable.indexOf(sign)),
  )

export const plainSigns = (text: string): string =>
  text.replace(/[\ue010-\ue016]/g, (hidden) => {
    const sign = escapable[(hidden.codePointAt(0) ?? 0) - 0xe010] ?? ''
    return sign === 'n' ? '\n' : sign
  })
