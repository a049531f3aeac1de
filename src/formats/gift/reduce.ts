import {never} from '../../model/question.js'
import type {MoodleLoss} from '../_moodle/losses.js'
import type {ClozeGap, CombinedFeedback, MoodleQuestion, MoodleText, WordGaps} from '../_moodle/question.js'
import {
  answerDropped,
  caseIgnored,
  feedbackLost,
  gapsMatched,
  gapsSplit,
  hintsLost,
  hotspotDropped,
  pointsLost,
} from './losses.js'
import type {GiftBody, GiftQuestion} from './question.js'

export interface Gifts {
  readonly questions: readonly GiftQuestion[]
  readonly losses: readonly MoodleLoss[]
}

/** A question of Moodle as questions of GIFT: one, several where gaps are asked for one by one, or none. `gap`: such as “What goes into gap 2?” */
export const giftsOf = (question: MoodleQuestion, gap: (number: number) => string): Gifts => {
  const base = {
    idnumber: question.idnumber,
    tags: question.tags,
    name: question.name,
    text: question.text.html,
    ...optional('generalFeedback', question.generalFeedback),
  }
  const losses = [
    ...(question.points === 1 ? [] : [pointsLost(question.points)]),
    ...(question.hints.length > 0 ? [hintsLost] : []),
  ]
  const one = (body: GiftBody, more: readonly MoodleLoss[] = [], text = base.text): Gifts => ({
    questions: [{...base, text, body}],
    losses: [...more, ...losses],
  })
  switch (question.type) {
    case 'multichoice':
      return one(
        {
          kind: 'choice',
          single: question.single,
          answers: question.answers.map(({text, fraction, feedback}) => ({
            text: text.html,
            fraction,
            // A single choice has an answer of its own for each of the feedbacks that GIFT lacks.
            ...optional('feedback', feedback, ...(question.single ? [byMark(question.feedback, fraction)] : [])),
          })),
        },
        question.single ? [] : combinedLosses(question.feedback),
      )
    case 'truefalse': {
      const {true: ifTrue, false: ifFalse} = question.feedback
      const [right, wrong] = question.answer ? [ifTrue, ifFalse] : [ifFalse, ifTrue]
      return one({kind: 'truth', answer: question.answer, ...optional('right', right), ...optional('wrong', wrong)})
    }
    case 'shortanswer': {
      if (question.answers.some(({pattern}) => unwritable.test(pattern)))
        return {questions: [], losses: [answerDropped]}
      return one(
        {
          kind: 'text',
          answers: question.answers.map(({pattern, fraction, feedback}) => ({
            pattern,
            fraction,
            ...optional('feedback', feedback),
          })),
        },
        question.caseSensitive ? [caseIgnored] : [],
      )
    }
    case 'numerical':
      return one({
        kind: 'number',
        answers: question.answers.flatMap(({answer, tolerance, fraction, feedback}) =>
          answer === '*' ? [] : [{answer, tolerance, fraction, ...optional('feedback', feedback)}],
        ),
        ...optional('otherwise', question.answers.find(({answer}) => answer === '*')?.feedback),
      })
    case 'match':
      return one(
        {kind: 'match', pairs: question.pairs.map(({stem, answer}) => ({answer, ...optional('stem', stem)}))},
        combinedLosses(question.feedback),
      )
    case 'essay':
      return one({kind: 'essay'})
    case 'multianswer':
      return splitGaps(question, question.gaps, base, losses)
    case 'gapselect':
    case 'ddwtos':
      return one(
        matchedGaps(question, gap),
        [gapsMatched, ...combinedLosses(question.feedback)],
        numbered(question.text.html, /\[\[\d+\]\]/g),
      )
    case 'ddmarker':
      return {questions: [], losses: [hotspotDropped]}
    case 'ordering':
      throw new Error('GIFT has no ordering; see hasOrdering.')
    default:
      return never(question)
  }
}

const splitGaps = (
  question: MoodleQuestion,
  gaps: readonly ClozeGap[],
  base: Omit<GiftQuestion, 'body'>,
  losses: readonly MoodleLoss[],
): Gifts => {
  if (gaps.some((gap) => gap.kind === 'shortanswer' && gap.answers.some(({pattern}) => unwritable.test(pattern))))
    return {questions: [], losses: [answerDropped]}
  return {
    questions: gaps.map((gap, index) => ({
      ...base,
      idnumber: `${question.idnumber}/${index + 1}`,
      name: `${index + 1}. ${question.name}`,
      text: numbered(question.text.html, /\{#\d+\}/g, index),
      body:
        gap.kind === 'shortanswer'
          ? {kind: 'text', answers: gap.answers}
          : {kind: 'choice', single: true, answers: gap.answers.map(({html, fraction}) => ({text: html, fraction}))},
    })),
    losses: [
      gapsSplit(gaps.length),
      ...(gaps.some((gap) => gap.kind === 'shortanswer' && gap.caseSensitive) ? [caseIgnored] : []),
      ...losses.filter(({feature}) => feature !== 'question/points'),
    ],
  }
}

/** A matching question of one answer is refused: with one word there is nothing to choose, so it is typed. */
const matchedGaps = (
  {text, words}: WordGaps & {readonly text: MoodleText},
  gap: (number: number) => string,
): GiftBody => {
  const filled = [...text.html.matchAll(/\[\[(\d+)\]\]/g)].map(([, number]) => Number(number) - 1)
  if (words.length < 2) return {kind: 'text', answers: words.map(({html}) => ({pattern: plainOf(html), fraction: 1}))}
  return {
    kind: 'match',
    pairs: [
      ...filled.map((word, index) => ({stem: gap(index + 1), answer: words[word]?.html ?? ''})),
      ...words.flatMap(({html}, index) => (filled.includes(index) ? [] : [{answer: html}])),
    ],
  }
}

/** What makes a matching question of an answer, and what Moodle reads as a sign (escapedchar_pre): a plain text cannot escape them. */
const unwritable = /->|&&\d{3};/

/** A word of one line as the pattern that it matches. */
const plainOf = (html: string): string => html.replaceAll('&lt;', '<').replaceAll('&amp;', '&').replaceAll('*', '\\*')

/** Gaps as numbers in brackets; the one that is asked for in bold. */
const numbered = (html: string, gap: RegExp, asked?: number): string => {
  let count = 0
  return html.replace(gap, () => {
    const isAsked = count === asked
    count += 1
    return isAsked ? `<strong>[${count}]</strong>` : `[${count}]`
  })
}

const byMark = ({correct, incorrect}: CombinedFeedback, fraction: number): MoodleText | undefined =>
  fraction === 1 ? correct : incorrect

const combinedLosses = ({correct, incorrect}: CombinedFeedback): readonly MoodleLoss[] =>
  correct || incorrect ? [feedbackLost] : []

/** The property, if any of the texts is there. */
const optional = <K extends string>(
  name: K,
  ...texts: readonly (MoodleText | undefined)[]
): {readonly [name in K]?: string} => {
  const html = texts.flatMap((text) => (text ? [text.html] : [])).join('\n')
  return (html === '' ? {} : {[name]: html}) as {readonly [name in K]?: string}
}
