import {foldText} from '../../model/scoring.js'
import type {DraftQuestion, QuestionOf} from '../draft.js'
import * as losses from './losses.js'
import {dropped, type QuestionBase, type QuestionLoss, type ReadQuestion} from './read-question.js'

/** Questions of ours out of what other systems say of theirs: each maker names what is no longer the same. */

/** A choice, and the share of the marks that it earned, -100 to 100. */
export interface Chosen {
  readonly text: string
  readonly share: number
  readonly feedback?: string | undefined
}

export const oneChoice = (base: QuestionBase, choices: readonly Chosen[]): ReadQuestion => {
  const best = Math.max(...choices.map(({share}) => share))
  if (!(best > 0)) return dropped(losses.noRightAnswer)
  const right = choices.find(({share}) => share === best)
  const others = choices.filter((choice) => choice !== right && choice.share === best)
  const partial = choices.filter(({share}) => share > 0 && share < best)
  return {
    question: {
      ...base,
      type: 'multiple-choice',
      choices: choices.filter((choice) => !others.includes(choice)).map((choice) => choiceOf(choice, choice === right)),
    },
    losses: [
      ...(others.length > 0 ? [losses.otherRightChoicesLost(others.map(({text}) => text))] : []),
      ...(partial.length > 0 ? [losses.partialChoicesLost(partial.map(({text}) => text))] : []),
      ...(best < 100 ? [losses.bestRaised] : []),
    ],
  }
}

export const severalChoices = (
  base: QuestionBase,
  choices: readonly Chosen[],
  scoring: 'partial' | 'all-or-nothing',
): ReadQuestion => {
  const right = choices.filter(({share}) => share > 0)
  if (right.length === 0) return dropped(losses.noRightAnswer)
  const share = 100 / right.length
  const isOurs = choices.every((choice) => Math.abs(Math.abs(choice.share) - share) < 0.01)
  return {
    question: {
      ...base,
      type: 'multiple-response',
      ...(scoring === 'partial' ? {} : {scoring}),
      choices: choices.map((choice) => choiceOf(choice, choice.share > 0)),
    },
    losses: scoring === 'partial' && !isOurs ? [losses.scoringChanged] : [],
  }
}

const choiceOf = ({text, feedback}: Chosen, correct: boolean): QuestionOf<'multiple-choice'>['choices'][number] => ({
  text: text || '–',
  ...(correct ? {correct} : {}),
  ...(feedback ? {feedback} : {}),
})

/** A text that may be typed, with the share of the marks that it earns. `*` alone stands for anything else. */
export interface Typed {
  readonly text: string
  readonly share: number
  readonly feedback?: string | undefined
}

export const shortAnswer = (base: QuestionBase, answers: readonly Typed[], caseSensitive: boolean): ReadQuestion => {
  const anything = answers.find(({text}) => text === '*')
  const patterns = answers.filter(({text}) => text !== '*' && hasWildcard(text))
  const plain = answers
    .filter(({text}) => text !== '*' && !hasWildcard(text))
    .map((answer) => ({...answer, text: answer.text.replace(/\\\*/g, '*').replace(/\s+/g, ' ').trim()}))
    .filter(({text}) => text !== '')
    .filter(isFirst(caseSensitive))
  const best = Math.max(0, ...plain.map(({share}) => share))
  if (best === 0)
    return dropped(patterns.length > 0 ? losses.unreadable('its right answers have wildcards') : losses.noRightAnswer)
  const scaled = plain.map((answer) => ({...answer, share: Math.round((answer.share / best) * 10_000_000) / 100_000}))
  const accept = scaled.filter(({share}) => share > 0)
  const reject = scaled.filter(({share}) => share <= 0)
  return {
    question: {
      ...withWrong(base, anything?.feedback),
      type: 'short-answer',
      accept: accept.map(({text, share, feedback}) =>
        share === 100 && !feedback
          ? text
          : {text, ...(share === 100 ? {} : {score: share}), ...(feedback ? {feedback} : {})},
      ),
      ...(reject.length > 0
        ? {reject: reject.map(({text, feedback}) => ({text, ...(feedback ? {feedback} : {})}))}
        : {}),
      ...(caseSensitive ? {'case-sensitive': true} : {}),
    },
    losses: [
      ...(patterns.length > 0 ? [losses.wildcardsLost(patterns.map(({text}) => text))] : []),
      ...(anything && anything.share > 0 ? [losses.catchAllLost] : []),
      ...(best < 100 ? [losses.bestRaised] : []),
    ],
  }
}

/** Of answers that are compared alike the first counts: other systems need more than one spelling. */
const isFirst =
  (caseSensitive: boolean) =>
  ({text}: {readonly text: string}, index: number, all: readonly {readonly text: string}[]): boolean =>
    all.findIndex((other) => foldText(other.text, caseSensitive) === foldText(text, caseSensitive)) === index

const hasWildcard = (text: string): boolean => /(?<!\\)\*/.test(text)

/** A number that may be given, with the share of the marks that it earns; undefined: any other. */
export interface Given {
  readonly answer: number | undefined
  readonly tolerance: number
  readonly share: number
  readonly feedback?: string | undefined
}

export const numeric = (base: QuestionBase, answers: readonly Given[], unit: string | undefined): ReadQuestion => {
  const anything = answers.find(({answer}) => answer === undefined)
  const known = answers.filter((given): given is Given & {answer: number} => given.answer !== undefined)
  const best = Math.max(0, ...known.map(({share}) => share))
  const main = known.find(({share}) => share === best)
  if (!main || best === 0) return dropped(losses.noRightAnswer)
  const near = known.filter((given) => given !== main)
  // The first that matches decides, and ours begins with the right one.
  const before = known.slice(0, known.indexOf(main)).some((given) => overlaps(given, main))
  const told = main.feedback ? {...base, feedback: {...base.feedback, right: joinedRight(base, main.feedback)}} : base
  return {
    question: {
      ...withWrong(told, anything?.feedback),
      type: 'numeric',
      answer: main.answer,
      ...(main.tolerance > 0 ? {tolerance: main.tolerance} : {}),
      ...(unit ? {unit} : {}),
      ...(near.length > 0
        ? {
            near: near.map(({answer, tolerance, share, feedback}) => ({
              answer,
              ...(tolerance > 0 ? {tolerance} : {}),
              score: Math.max(0, Math.round((share / best) * 10_000) / 100),
              ...(feedback ? {feedback} : {}),
            })),
          }
        : {}),
    },
    losses: [
      ...(anything && anything.share > 0 ? [losses.catchAllLost] : []),
      ...(best < 100 || before ? [losses.bestRaised] : []),
    ],
  }
}

const overlaps = (a: Given & {answer: number}, b: Given & {answer: number}): boolean =>
  Math.abs(a.answer - b.answer) <= a.tolerance + b.tolerance

const joinedRight = (base: QuestionBase, more: string): string =>
  base.feedback?.right && base.feedback.right !== more ? `${more}\n\n${base.feedback.right}` : more

/** What is said to any other answer is what is said to a wrong one. */
const withWrong = (base: QuestionBase, more: string | undefined): QuestionBase => {
  if (!more) return base
  const wrong = base.feedback?.wrong
  return {...base, feedback: {...base.feedback, wrong: wrong && wrong !== more ? `${more}\n\n${wrong}` : more}}
}

export const trueFalse = (
  base: QuestionBase,
  answer: boolean,
  said: {readonly right?: string | undefined; readonly wrong?: string | undefined},
): ReadQuestion => {
  const right = said.right ? joinedRight(base, said.right) : base.feedback?.right
  const told: QuestionBase = right ? {...base, feedback: {...base.feedback, right}} : base
  return {question: {...withWrong(told, said.wrong), type: 'true-false', answer}, losses: []}
}

export const matching = (
  base: QuestionBase,
  pairs: readonly {readonly left: string; readonly right: string}[],
  distractors: readonly string[],
): ReadQuestion => {
  const sound = pairs.filter(({left, right}) => left !== '' && right !== '')
  if (sound.length < 2) return dropped(losses.tooFewParts)
  const wrong = [...new Set(distractors)].filter((text) => text !== '' && !sound.some(({right}) => right === text))
  return {
    question: {...base, type: 'matching', pairs: [...sound], ...(wrong.length > 0 ? {distractors: wrong} : {})},
    losses: [],
  }
}

export const essay = (base: QuestionBase, modelAnswer: string | undefined): ReadQuestion => ({
  question: {...base, type: 'essay', ...(modelAnswer ? {'model-answer': modelAnswer} : {})},
  losses: [],
})

export const ordering = (base: QuestionBase, items: readonly string[], equalShares: boolean): ReadQuestion => {
  const sound = items.filter((text) => text !== '')
  if (sound.length < 2) return dropped(losses.tooFewParts)
  return {
    question: {...base, type: 'ordering', items: [...sound]},
    losses: equalShares ? [] : [losses.orderScoringChanged],
  }
}

/** Whether a question of ours is one that `check` accepts, and what has to be done for it. */
export const sound = ({question, more = [], losses: found}: ReadQuestion): ReadQuestion => {
  if (more.length > 0) {
    const all = [question, ...more].flatMap((one) => (one ? [sound({question: one, losses: []})] : []))
    const [first, ...others] = all.flatMap((one) => one.question ?? [])
    return {question: first, more: others, losses: [...found, ...all.flatMap((one) => one.losses)]}
  }
  if (!question) return {question, losses: found}
  const count = partCount(question)
  if (count > 36) return {question: undefined, losses: [...found, {...losses.tooManyParts(count), kind: 'dropped'}]}
  if (count < leastParts(question))
    return {question: undefined, losses: [...found, {...losses.tooFewParts, kind: 'dropped'}]}
  const points = question.points ?? 1
  const wanted = points > 0 ? Math.min(points, 1000) : 1
  const {value, changed} = apart(question)
  const {points: _, ...rest} = value
  const changes: QuestionLoss[] = [
    ...(wanted === points ? [] : [losses.pointsChanged(wanted, points)]),
    ...(changed ? [losses.sameChoicesMarked] : []),
  ]
  return {
    question: {...rest, ...(wanted === 1 ? {} : {points: wanted})} as DraftQuestion,
    losses: [...found, ...changes],
  }
}

const partCount = (question: DraftQuestion): number => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return question.choices.length
    case 'matching':
      return question.pairs.length + (question.distractors?.length ?? 0)
    case 'ordering':
      return question.items.length
    case 'categorise':
      return question.categories.flatMap(({items}) => items).length
    case 'fill-blanks':
      return (question.text.match(/\{\{/g)?.length ?? 0) + (question.distractors?.length ?? 0)
    default:
      return 2
  }
}

const leastParts = (question: DraftQuestion): number => (question.type === 'fill-blanks' ? 1 : 2)

/** Two choices with the same words get numbers. */
const apart = (question: DraftQuestion): {readonly value: DraftQuestion; readonly changed: boolean} => {
  if (question.type !== 'multiple-choice' && question.type !== 'multiple-response')
    return {value: question, changed: false}
  const seen = new Map<string, number>()
  let changed = false
  const choices = question.choices.map((choice) => {
    const key = choice.text.toLowerCase().replace(/[*_`]/g, '')
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    if (count === 1) return choice
    changed = true
    return {...choice, text: `${choice.text} (${count})`}
  })
  return {value: {...question, choices}, changed}
}
