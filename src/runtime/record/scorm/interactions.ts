import type {InteractionReport, PlayerQuestion, Response} from '../../../model/player.js'
import {readNumber} from '../../../model/scoring.js'
import type {Family} from './find.js'
import {decimal, moment, oneLine, timespan} from './format.js'

/** An answer together with the moment it was given. */
export interface TimedReport extends InteractionReport {
  readonly at: Date
}

/** Objectives and patterns told per interaction: more would make one answer cost more calls than slow LMSs bear. */
const mostObjectives = 2
const mostPatterns = 3

/**
 * The elements of one interaction below `cmi.interactions.n.`, in an order that no LMS refuses: the type before all that
 * depends on it (Moodle and scorm-again answer 408 otherwise), the response after the patterns.
 */
export const interaction = (
  {question, response, mark, latency, at}: TimedReport,
  family: Family,
): readonly (readonly [element: string, value: string])[] => {
  const short = family === '1.2'
  const {type, right, given} = describe(question, response, family)
  const write = (answer: readonly string[]): string => answer.join(short ? ',' : '[,]')
  /** Several choices form a set, which SCORM 1.2 puts into braces. */
  const set = (answer: readonly string[]): string =>
    short && question.type === 'multiple-response' ? `{${write(answer)}}` : write(answer)
  const patterns = right.filter(([first]) => first).slice(0, mostPatterns)
  const objectives = question.objectives.slice(0, mostObjectives)
  return [
    ['id', identifier(question.id)],
    ['type', type],
    ...objectives.map((id, n) => [`objectives.${n}.id`, identifier(id)] as const),
    [short ? 'time' : 'timestamp', moment(at, family)],
    ...patterns.map(
      (pattern, n) => [`correct_responses.${n}.pattern`, (short ? '' : prefix(question, type)) + set(pattern)] as const,
    ),
    ['weighting', decimal(Math.min(question.points, short ? 100 : 99999))],
    // An empty response is refused by Moodle and scorm-again alike.
    ...(given.some(Boolean) ? [[short ? 'student_response' : 'learner_response', write(given)] as const] : []),
    [
      'result',
      mark === null ? 'neutral' : mark === 1 ? 'correct' : mark > 0 ? decimal(mark) : short ? 'wrong' : 'incorrect',
    ],
    ['latency', timespan(latency, family)],
    ...(short || !question.description ? [] : [['description', oneLine(question.description, 250, family)] as const]),
  ]
}

/** What SCORM 1.2 allows (letters, digits, hyphens, underscores) is allowed everywhere. */
const identifier = (id: string): string => id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 255)

/** What SCORM 2004 wants to know of a text before it. */
const prefix = (question: PlayerQuestion, type: string): string =>
  type !== 'fill-in' || !('caseSensitive' in question)
    ? ''
    : `{case_matters=${question.caseSensitive}}${question.type === 'fill-blanks' ? '{order_matters=true}' : ''}`

interface Description {
  readonly type: string
  /** Each a right answer. */
  readonly right: readonly (readonly string[])[]
  readonly given: readonly string[]
}

type Pair = readonly [number, number | string]

/** Question and answer in the words of the standard: an answer is a list of names, pairs of names, or texts. */
const describe = (question: PlayerQuestion, response: Response, family: Family): Description => {
  const short = family === '1.2'
  const line = (words: unknown): string => text(String(words ?? ''), family)
  const list = (Array.isArray(response) ? response : response === null ? [] : [response]) as readonly unknown[]
  const pairing = (from: Name, to: Name) => (pair: Pair) => from(pair[0]) + (short ? '.' : '[.]') + to(Number(pair[1]))
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
    case 'multiple-response': {
      const name = namer(question.parts)
      const right = question.parts.filter((part) => part.correct).map((part) => name(part.slot))
      // Where one of several areas is right, each is a right answer of its own.
      return {
        type: 'choice',
        right: question.type === 'hotspot' ? right.map((area) => [area]) : [right],
        given: (list as readonly number[]).map(name),
      }
    }
    case 'true-false': {
      const word = (value: boolean): string => (short ? (String(value)[0] as string) : String(value))
      return {type: 'true-false', right: [[word(question.answer)]], given: list.map((value) => word(value === 1))}
    }
    case 'short-answer':
      return {
        type: 'fill-in',
        right: question.answers.filter(({score}) => score === 100).map((answer) => [line(answer.text)]),
        given: [line(response)],
      }
    case 'numeric': {
      const value = readNumber(String(response ?? ''), question.unit)
      const answers = question.answers.filter(({score}) => score === 100)
      const number = (end: number): string => decimal(end, 6)
      // Moodle 5.1 takes five digits before the point (mod/scorm/datamodels/scorm_13.js, CMIDecimal).
      const long = !short && [value, ...answers.map(({answer, tolerance}) => Math.abs(answer) + tolerance)].some(isLong)
      return {
        type: long ? 'fill-in' : 'numeric',
        right: answers.map(({answer, tolerance}) => [
          short || long ? number(answer) : `${number(answer - tolerance)}[:]${number(answer + tolerance)}`,
        ]),
        given: [Number.isNaN(value) ? '' : number(value)],
      }
    }
    case 'essay':
      return {
        type: short ? 'fill-in' : 'long-fill-in',
        right: [],
        given: [oneLine(String(response ?? ''), short ? 255 : 4000, family)],
      }
    case 'ordering': {
      const name = namer(question.parts)
      return {
        type: 'sequencing',
        right: [question.parts.map((part) => name(part.slot))],
        given: (list as readonly number[]).map(name),
      }
    }
    case 'matching': {
      const name = namer(question.right)
      const pair = pairing(name, name)
      return {
        type: 'matching',
        right: [question.left.map(({slot}) => pair([slot, slot]))],
        given: (list as readonly Pair[]).map(pair),
      }
    }
    case 'categorise': {
      const pair = pairing(namer(question.parts), namer(question.categories))
      return {
        type: 'matching',
        right: [question.parts.map(({slot, category}) => pair([slot, category]))],
        given: (list as readonly Pair[]).map(pair),
      }
    }
    case 'fill-blanks': {
      const words = new Map<unknown, string | undefined>([
        ...question.distractors.map((part) => [part.slot, part.text] as const),
        ...question.blanks.map(({slot, accept}) => [slot, accept[0]] as const),
      ])
      const filled = new Map(list as readonly Pair[])
      const said = question.blanks.map(({slot}) => {
        const word = filled.get(slot)
        return line(typeof word === 'string' ? word : words.get(word))
      })
      const right = question.blanks.map(({accept}) => line(accept[0]))
      const whole = (answer: readonly string[]): string[] => answer.map((word) => word || '-')
      const given = said.some(Boolean) ? whole(said) : []
      // SCORM 2004 has room for ten texts, SCORM 1.2 for one: more of them go as one.
      const joined = (answer: readonly string[]): string[] => [oneLine(answer.join(', '), short ? 255 : 4000, family)]
      return !short && right.length <= 10
        ? {type: 'fill-in', right: [whole(right)], given}
        : {type: short ? 'fill-in' : 'other', right: [joined(whole(right))], given: joined(given)}
    }
    default: {
      const never: never = question
      return never
    }
  }
}

/** A typed text within the limits of `fill-in`, without the separators of SCORM 2004. */
const text = (typed: string, family: Family): string =>
  family === '1.2' ? oneLine(typed, 255, family) : oneLine(typed.replace(/\[[,.:]\]/g, ' '), 250, family)

type Name = (slot: number) => string

/** Single characters, which SCORM 1.2 demands: by slot as long as the ledger has given no more than 36. */
const namer = (parts: readonly {readonly slot: number}[]): Name => {
  const slots = parts.map((part) => part.slot)
  const bySlot = Math.max(...slots) < characters.length
  return (slot) => characters[bySlot ? slot : slots.indexOf(slot)] ?? 'z'
}
const characters = 'abcdefghijklmnopqrstuvwxyz0123456789'

const isLong = (value: number): boolean => Math.abs(value) >= 99999.5
