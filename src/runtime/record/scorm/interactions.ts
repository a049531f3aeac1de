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
export const interaction = (report: TimedReport, family: Family): readonly (readonly [element: string, value: string])[] => {
  const {question, mark} = report
  const short = family === '1.2'
  const {type, patterns, response} = describe(question, report.response, family)
  return [
    ['id', identifier(question.id, family)],
    ['type', type],
    ...question.objectives.slice(0, mostObjectives).map((id, n) => [`objectives.${n}.id`, identifier(id, family)] as const),
    [short ? 'time' : 'timestamp', moment(report.at, family)],
    ...patterns.slice(0, mostPatterns).map((pattern, n) => [`correct_responses.${n}.pattern`, pattern] as const),
    ['weighting', decimal(Math.min(question.points, short ? 100 : 99999))],
    // An empty response is refused by Moodle and scorm-again alike.
    ...(response === '' ? [] : [[short ? 'student_response' : 'learner_response', response] as const]),
    ['result', mark === null ? 'neutral' : mark === 1 ? 'correct' : mark > 0 ? decimal(mark) : short ? 'wrong' : 'incorrect'],
    ['latency', timespan(report.latency, family)],
    ...(short || !question.description ? [] : [['description', oneLine(question.description, 250, family)] as const]),
  ]
}

/** SCORM 1.2 identifiers have letters, digits, hyphens and underscores; those of 2004 may have these too. */
export const identifier = (id: string, family: Family): string =>
  id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, family === '1.2' ? 255 : 4000)

interface Description {
  readonly type: string
  readonly patterns: readonly string[]
  /** Empty: nothing that the standard can express was answered. */
  readonly response: string
}

type Pairs = readonly (readonly [number, number | string])[]

const describe = (question: PlayerQuestion, response: Response, family: Family): Description => {
  const short = family === '1.2'
  const comma = short ? ',' : '[,]'
  const dot = short ? '.' : '[.]'
  const typed = (value: unknown): string => (value === null ? '' : text(String(value), family))
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
    case 'multiple-response': {
      const name = namer(question.parts)
      const right = question.parts.filter((part) => part.correct).map((part) => name(part.slot))
      const given = (Array.isArray(response) ? response : response === null ? [] : [response]).map((slot) => name(Number(slot)))
      const set = (names: readonly string[]): string =>
        short && question.type === 'multiple-response' && names.length > 0 ? `{${names.join(comma)}}` : names.join(comma)
      // Where one of several areas is right, each is a pattern of its own.
      const patterns = question.type === 'hotspot' ? right : [set(right)].filter(Boolean)
      return {type: 'choice', patterns, response: given.join(comma)}
    }
    case 'true-false': {
      const word = (value: boolean): string => (short ? (value ? 't' : 'f') : String(value))
      return {type: 'true-false', patterns: [word(question.answer)], response: response === null ? '' : word(response === 1)}
    }
    case 'short-answer': {
      const prefix = short ? '' : `{case_matters=${question.caseSensitive}}`
      const right = question.answers.filter((answer) => answer.score === 100).map((answer) => text(answer.text, family))
      return {type: 'fill-in', patterns: right.filter(Boolean).map((answer) => prefix + answer.trim()), response: typed(response)}
    }
    case 'numeric': {
      const right = question.answers.filter((answer) => answer.score === 100)
      const value = readNumber(String(response ?? ''), question.unit)
      const given = Number.isNaN(value) ? '' : decimal(value, 6)
      if (short) return {type: 'numeric', patterns: right.map(({answer}) => decimal(answer, 6)), response: given}
      const ends = right.map(({answer, tolerance}) => [answer - tolerance, answer + tolerance] as const)
      // Moodle 5.1 takes five digits before the point (mod/scorm/datamodels/scorm_13.js, CMIDecimal).
      if (ends.some((range) => range.some(isLong))) return {type: 'fill-in', patterns: right.map(({answer}) => decimal(answer, 6)), response: typed(response)}
      return {
        type: 'numeric',
        patterns: ends.map((range) => range.map((end) => decimal(end, 6)).join('[:]')),
        response: isLong(value) ? '' : given,
      }
    }
    case 'essay':
      return {type: short ? 'fill-in' : 'long-fill-in', patterns: [], response: oneLine(String(response ?? ''), short ? 255 : 4000, family)}
    case 'ordering': {
      const name = namer(question.parts)
      const order = (slots: readonly number[]): string => slots.map(name).join(comma)
      return {
        type: 'sequencing',
        patterns: [order(question.parts.map((part) => part.slot))],
        response: order(Array.isArray(response) ? (response as readonly number[]) : []),
      }
    }
    case 'matching': {
      const name = namer(question.right)
      const pair = ([from, to]: readonly [number, number | string]): string => name(from) + dot + name(Number(to))
      return {
        type: 'matching',
        patterns: [question.left.map(({slot}) => pair([slot, slot])).join(comma)],
        response: pairs(response).map(pair).join(comma),
      }
    }
    case 'categorise': {
      const item = namer(question.parts)
      const category = namer(question.categories)
      const pair = ([from, to]: readonly [number, number | string]): string => item(from) + dot + category(Number(to))
      return {
        type: 'matching',
        patterns: [question.parts.map((part) => pair([part.slot, part.category])).join(comma)],
        response: pairs(response).map(pair).join(comma),
      }
    }
    case 'fill-blanks': {
      const words = new Map<number, string>([
        ...question.distractors.map((part) => [part.slot, part.text] as const),
        ...question.blanks.map(({slot, accept}) => [slot, accept[0] ?? ''] as const),
      ])
      const given = new Map(pairs(response))
      const said = question.blanks.map(({slot}) => {
        const word = given.get(slot)
        return typeof word === 'string' ? word : word === undefined ? '' : (words.get(word) ?? '')
      })
      return blanks(question.blanks.map(({accept}) => accept[0] ?? ''), said, question.caseSensitive, family)
    }
    default: {
      const never: never = question
      return never
    }
  }
}

const pairs = (response: Response): Pairs => (Array.isArray(response) ? (response as Pairs) : [])

/** The words in the gaps. SCORM 2004 has room for ten texts; more of them go as one. */
const blanks = (right: readonly string[], said: readonly string[], caseSensitive: boolean, family: Family): Description => {
  const nothing = said.every((word) => word.trim() === '')
  const each = (words: readonly string[], empty: string): string[] => words.map((word) => text(word, family).trim() || empty)
  if (family === '2004' && right.length <= 10) {
    const prefix = `{case_matters=${caseSensitive}}{order_matters=true}`
    return {
      type: 'fill-in',
      patterns: [prefix + each(right, '-').join('[,]')],
      response: nothing ? '' : each(said, '-').join('[,]'),
    }
  }
  const joined = (words: readonly string[]): string => oneLine(each(words, '-').join(', '), family === '1.2' ? 255 : 4000, family)
  return {type: family === '1.2' ? 'fill-in' : 'other', patterns: [joined(right)], response: nothing ? '' : joined(said)}
}

/** A typed text within the limits of `fill-in`, without the separators of SCORM 2004. */
const text = (typed: string, family: Family): string =>
  oneLine(family === '1.2' ? typed : typed.replace(/\[[,.:]\]/g, ' '), family === '1.2' ? 255 : 250, family)

/** Single characters, which SCORM 1.2 demands: by slot as long as the ledger has given no more than 36. */
const namer = (parts: readonly {readonly slot: number}[]): ((slot: number) => string) => {
  const slots = parts.map((part) => part.slot)
  const position = Math.max(...slots) < characters.length ? (slot: number) => slot : (slot: number) => slots.indexOf(slot)
  return (slot) => characters[position(slot)] ?? 'z'
}
const characters = 'abcdefghijklmnopqrstuvwxyz0123456789'

const isLong = (value: number): boolean => Math.abs(value) >= 99999.5
