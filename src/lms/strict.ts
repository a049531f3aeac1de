import type {Call, Family} from './calls.js'
import {responseFits} from './strict-answers.js'
import {arrayOf, elementKey, type Rule, ruleOf} from './strict-model.js'

/** Answers that are no fault of the course: an element that an LMS need not have, or that was never set. */
const harmless: Readonly<Record<Family, readonly string[]>> = {'1.2': ['0', '401'], '2004': ['0', '403', '401', '402']}

/**
 * What a course did that the standard forbids, or that some LMS of today refuses, though the one at hand may have let it
 * pass: each as a sentence. `calls` are those of one launch, in order; `held` is what the LMS held before it.
 */
export const illegalCalls = (
  calls: readonly Call[],
  family: Family,
  held: Readonly<Record<string, string>> = {},
): readonly string[] => {
  const found: string[] = []
  const state: State = {
    session: 'before',
    values: new Map(),
    types: new Map(),
    counts: new Map(),
    mode: 'normal',
    sinceCommit: new Set(),
    held,
  }
  for (const call of calls)
    for (const fault of faults(call, family, state)) found.push(`#${call.sequence} ${written(call)}: ${fault}`)
  return found
}

/** `SetValue(cmi.exit, "suspend")` */
export const written = ({name, values}: Call): string =>
  `${name}(${values.map((value) => JSON.stringify(value)).join(', ')})`

interface State {
  session: 'before' | 'open' | 'after'
  /** What the course has set in this launch. */
  readonly values: Map<string, string>
  readonly types: Map<string, string>
  /** Length of each array as far as the course knows it. */
  readonly counts: Map<string, number>
  mode: string
  readonly sinceCommit: Set<string>
  readonly held: Readonly<Record<string, string>>
}

function* faults(call: Call, family: Family, state: State): Generator<string> {
  for (const value of call.values) if (typeof value !== 'string') yield `the argument ${String(value)} is no text`
  const values = call.values.map(String)
  switch (call.name) {
    case 'Initialize':
      if (values.length !== 1 || values[0] !== '') yield 'its argument must be one empty text'
      if (state.session !== 'before') yield 'the session was started before'
      state.session = 'open'
      return
    case 'Terminate':
    case 'Finish':
      if (values.length !== 1 || values[0] !== '') yield 'its argument must be one empty text'
      if (state.session !== 'open') yield 'there is no session to end'
      state.session = 'after'
      return
    case 'Commit':
      if (values.length !== 1 || values[0] !== '') yield 'its argument must be one empty text'
      if (state.session !== 'open') yield 'there is no session'
      yield* commitFaults(family, state)
      state.sinceCommit.clear()
      return
    case 'GetValue':
      if (state.session !== 'open') yield 'there is no session'
      yield* getFaults(call, values, family, state)
      return
    case 'SetValue':
      if (state.session !== 'open') yield 'there is no session'
      yield* setFaults(call, values, family, state)
      return
    default:
      return
  }
}

function* getFaults(call: Call, [element = '']: readonly string[], family: Family, state: State): Generator<string> {
  const rule = ruleOf(element, family)
  if (!rule) return yield 'there is no such element'
  if (rule.access === 'w') yield 'this element can only be written'
  if (call.threw === undefined && !harmless[family].includes(call.error))
    yield `the LMS answers with error ${call.error}`
  if (element === 'cmi.core.lesson_mode' || element === 'cmi.mode') state.mode = call.answer || 'normal'
  if (element.endsWith('._count') && /^\d+$/.test(call.answer ?? ''))
    state.counts.set(element.replace(/\._count$/, ''), Number(call.answer))
}

function* setFaults(
  call: Call,
  [element = '', value = '']: readonly string[],
  family: Family,
  state: State,
): Generator<string> {
  const rule = ruleOf(element, family)
  if (element.startsWith('adl.nav.')) yield 'navigation requests break Moodle’s end of the session'
  if (!rule) return yield 'there is no such element'
  if (rule.access === 'r') yield 'this element can only be read'
  if (!rule.fits(value)) yield 'the value is none that this element may have'
  if (call.threw === undefined && call.answer !== 'true' && !harmless[family].includes(call.error))
    yield `the LMS answers ${call.answer}, error ${call.error}`
  if (state.mode !== 'normal' && !/(session_time|exit)$/.test(element))
    yield `nothing may be written in ${state.mode} mode`
  yield* arrayFaults(element, state)
  yield* answerFaults(element, value, family, state)
  yield* orderFaults(element, value, rule, state)
  state.values.set(element, value)
  state.sinceCommit.add(element)
}

/** Indexes without gaps; the id of an interaction first, and then its type. */
function* arrayFaults(element: string, state: State): Generator<string> {
  for (const {array, index} of arrayOf(element)) {
    const length = state.counts.get(array) ?? 0
    if (index > length) yield `${array} has ${length} entries: there is a gap`
    if (index >= length) state.counts.set(array, index + 1)
  }
  const [base, inner] = elementKey(element)
  if (!base) return
  if (inner !== 'id' && !state.values.has(`${base}.id`)) yield 'the id must come first'
  if (inner === 'id' && state.values.has(`${base}.id`)) yield 'the id of an interaction cannot change'
}

function* answerFaults(element: string, value: string, family: Family, state: State): Generator<string> {
  const [base, inner] = elementKey(element)
  if (!base) return
  if (inner === 'type') state.types.set(base, value)
  if (!/(response|pattern)$/.test(inner)) return
  const type = state.types.get(base)
  if (!type) return yield 'the type must come before'
  if (value === '') yield 'an empty response is refused by Moodle and scorm-again'
  if (!responseFits(type, value, {family, pattern: inner.endsWith('pattern')}))
    yield `this is no ${inner} of type ${type}`
}

const ranks: Readonly<Record<string, readonly string[]>> = {
  'cmi.core.lesson_status': ['incomplete', 'failed', 'completed', 'passed'],
  'cmi.completion_status': ['incomplete', 'completed'],
  'cmi.success_status': ['failed', 'passed'],
}
/** Equals, for a moment: the way round Moodle's lost values. */
const equal = (a: string, b: string): boolean =>
  ['completed', 'passed'].includes(a) && ['completed', 'passed'].includes(b)

function* orderFaults(element: string, value: string, rule: Rule, state: State): Generator<string> {
  const before = state.values.get(element)
  if (before === undefined) return
  const rank = ranks[element]
  if (rank && rank.indexOf(value) < rank.indexOf(before) && !equal(value, before))
    yield `the status was ${before} already`
  if (rule.rises && seconds(value) < seconds(before)) yield `the time was ${before} already`
}

/** Of a commit as a whole. */
function* commitFaults(family: Family, {values, sinceCommit, mode, held}: State): Generator<string> {
  if (mode !== 'normal') return
  const [time, exit, raw, score] =
    family === '1.2'
      ? ['cmi.core.session_time', 'cmi.core.exit', 'cmi.core.score.raw', ['cmi.core.score.min', 'cmi.core.score.max']]
      : ['cmi.session_time', 'cmi.exit', 'cmi.score.raw', ['cmi.score.min', 'cmi.score.max', 'cmi.score.scaled']]
  if (!sinceCommit.has(time as string)) yield 'the session time was not set before it'
  if (!values.has(exit as string)) yield 'cmi.exit has not been set'
  if (values.has(raw as string))
    for (const element of score as string[])
      if (!values.has(element) && !held[element]) yield `a raw score goes with ${element}`
}

/** Of a time span of either family. */
export const seconds = (span: string): number => {
  const [, hours, minutes, rest] = /^(?:PT)?(?:(\d+)[:H])?(?:(\d+)[:M])?(?:([\d.]+)S?)?$/.exec(span) ?? []
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0)
}
