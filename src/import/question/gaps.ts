import {foldText} from '../../model/scoring.js'
import {markdownOfWords} from '../html/passage.js'
import * as losses from './losses.js'
import {dropped, type QuestionBase, type QuestionLoss, type ReadQuestion} from './read-question.js'

/** A gap of a text with the words that fill it rightly. */
export interface Gap {
  readonly accept: readonly string[]
}

/** Stands for gap n in HTML or Markdown until the words take its place: two signs of the private use area around it. */
export const gapMark = (index: number): string => `\ue000${index}\ue001`

/** A text with gaps out of Markdown with marks. Paragraphs before the first gap are the prompt. */
export const fillBlanks = (
  base: QuestionBase,
  text: string,
  gaps: readonly Gap[],
  how: {
    readonly mode: 'text' | 'dropdown' | 'drag'
    readonly distractors?: readonly string[]
    readonly caseSensitive?: boolean
  },
): ReadQuestion => {
  const clean = gaps.map(({accept}) => distinct(accept.map(tidy), how.caseSensitive ?? false))
  const unfit = clean.flatMap((accept) => accept.filter((word) => reserved.test(word)))
  const fit = clean.map((accept) => accept.filter((word) => !reserved.test(word)))
  if (fit.length === 0) return dropped(losses.unreadable('it has no gaps'))
  if (fit.some((accept) => accept.length === 0))
    return dropped(losses.unreadable('a gap has no answer that can be written'))
  const {prompt, rest} = split(
    text.replace(/\{\{|\}\}/g, (braces) => [...braces].join(' ')),
    base.prompt,
  )
  const filled = rest.replace(/\ue000(\d+)\ue001/g, (_, index: string) => {
    const accept = fit[Number(index)] ?? []
    return `{{${accept.map(escaped).join('|')}}}`
  })
  const words = fit.map((accept) => accept[0])
  const distractors = [...new Set((how.distractors ?? []).map(tidy))].filter(
    (word) => word !== '' && !words.includes(word),
  )
  const found: QuestionLoss[] = unfit.length > 0 ? [losses.answerSplitLost(unfit)] : []
  return {
    question: {
      ...base,
      prompt,
      type: 'fill-blanks',
      text: filled,
      ...(how.mode === 'text' ? {} : {mode: how.mode}),
      ...(distractors.length > 0 ? {distractors} : {}),
      ...(how.caseSensitive ? {'case-sensitive': true} : {}),
    },
    losses: found,
  }
}

/** `base.prompt` stands in where no paragraph comes before the gaps. */
const split = (text: string, otherwise: string): {readonly prompt: string; readonly rest: string} => {
  const blocks = text.split(/\n{2,}/)
  const first = blocks.findIndex((block) => block.includes('\ue000'))
  // A fence or a directive that begins before the gaps and ends behind them must stay whole.
  if (first <= 0 || /^(?:```|:::|>|[-*\d])/m.test(blocks.slice(0, first).join('\n\n')))
    return {prompt: otherwise, rest: text}
  return {prompt: blocks.slice(0, first).join('\n\n'), rest: blocks.slice(first).join('\n\n')}
}

/** Of words that are compared alike the first counts. */
const distinct = (words: readonly string[], caseSensitive: boolean): readonly string[] =>
  words.filter(
    (word, index) =>
      word !== '' &&
      words.findIndex((other) => foldText(other, caseSensitive) === foldText(word, caseSensitive)) === index,
  )

const tidy = (word: string): string => word.replace(/\s+/g, ' ').trim()
const reserved = /\{\{|\}\}|\||[{}]$|^\{/
const escaped = (word: string): string => markdownOfWords(word).replace(/\n/g, ' ')
