import type {Family} from './calls.js'

/** What an element may be given: the narrowest of the standard, scorm-again and Moodle with and without standards mode. */
export interface Rule {
  readonly access: 'r' | 'w' | 'rw'
  readonly fits: (value: string) => boolean
  /** A time that only grows. */
  readonly rises?: boolean
}

/** `undefined`: there is no such element. */
export const ruleOf = (element: string, family: Family): Rule | undefined =>
  models[family][element.replace(/\.\d+(?=\.)/g, '.n')]

/** The arrays in which an element lies. */
export const arrayOf = (element: string): readonly {readonly array: string; readonly index: number}[] =>
  [...element.matchAll(/\.(\d+)\./g)].map((match) => ({array: element.slice(0, match.index), index: Number(match[1])}))

/** The interaction in which an element lies, and its place there. */
export const elementKey = (element: string): readonly [base: string, inner: string] => {
  const [, base = '', inner = ''] = /^(cmi\.interactions\.\d+)\.(.*)$/.exec(element) ?? []
  return [base, inner]
}

/** The names below an element that holds others. */
export const childrenOf = (element: string, family: Family): readonly string[] => {
  const start = `${element.replace(/\.\d+(?=\.|$)/g, '.n')}.`
  const names = Object.keys(models[family]).flatMap((each) =>
    each.startsWith(start) ? [each.slice(start.length).replace(/^n\./, '').split('.')[0] ?? ''] : [],
  )
  return [...new Set(names)].filter((name) => name !== '' && !name.startsWith('_'))
}

const like =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value)
const most =
  (length: number) =>
  (value: string): boolean =>
    value.length <= length && !hasControls(value)
const line =
  (length: number) =>
  (value: string): boolean =>
    value.length > 0 && value.length <= length && !hasControls(value) && !hasHalves(value)
const hasControls = (value: string): boolean => /[^\P{Cc}\t\r\n]/u.test(value)
const hasHalves = (value: string): boolean => /\p{Surrogate}/u.test(value)

/** No exponent, at most two decimals where a percentage is meant. */
const percent = like(/^(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)$/)
const ratio = like(/^(1(\.0{1,7})?|0(\.\d{1,7})?)$/)
const real = like(/^-?\d{1,5}(\.\d{1,7})?$/)

const r: Rule = {access: 'r', fits: () => true}
const w = (fits: Rule['fits'], rises = false): Rule => ({access: 'w', fits, rises})
const rw = (fits: Rule['fits']): Rule => ({access: 'rw', fits})

const time12 = like(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/)
const span12 = like(/^\d{4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/)
const id12 = like(/^[A-Za-z0-9_-]{1,255}$/)

const model12: Readonly<Record<string, Rule>> = {
  'cmi.core._children': r,
  'cmi.core.student_id': r,
  'cmi.core.student_name': r,
  'cmi.core.lesson_location': rw(most(255)),
  'cmi.core.credit': r,
  'cmi.core.lesson_status': rw(like(/^(passed|completed|failed|incomplete|browsed)$/)),
  'cmi.core.entry': r,
  'cmi.core.score._children': r,
  'cmi.core.score.raw': rw(percent),
  'cmi.core.score.min': rw(like(/^0$/)),
  'cmi.core.score.max': rw(like(/^100$/)),
  'cmi.core.total_time': r,
  'cmi.core.lesson_mode': r,
  'cmi.core.exit': w(like(/^(time-out|suspend|)$/)),
  'cmi.core.session_time': w(span12, true),
  'cmi.suspend_data': rw(most(4096)),
  'cmi.launch_data': r,
  'cmi.comments_from_lms': r,
  'cmi.student_data._children': r,
  'cmi.student_data.mastery_score': r,
  'cmi.student_data.max_time_allowed': r,
  'cmi.student_data.time_limit_action': r,
  'cmi.student_preference._children': r,
  'cmi.student_preference.language': rw(most(255)),
  'cmi.student_preference.audio': rw(like(/^-?\d{1,3}$/)),
  'cmi.interactions._children': r,
  'cmi.interactions._count': r,
  'cmi.interactions.n.id': w(id12),
  'cmi.interactions.n.objectives.n.id': w(id12),
  'cmi.interactions.n.time': w(time12),
  'cmi.interactions.n.type': w(like(/^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/)),
  'cmi.interactions.n.correct_responses.n.pattern': w(line(255)),
  'cmi.interactions.n.weighting': w(like(/^-?(100|\d{1,2})(\.\d{1,2})?$/)),
  'cmi.interactions.n.student_response': w(line(255)),
  'cmi.interactions.n.result': w(like(/^(correct|wrong|unanticipated|neutral|\d{1,3}(\.\d{1,2})?)$/)),
  'cmi.interactions.n.latency': w(span12),
}

const span2004 = like(/^PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/)
/** A fraction of one or two digits must stand before a zone: Moodle and ADL's validator agree. */
const moment = like(/^(19[7-9]\d|20[0-2]\d|203[0-8])-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d:\d\d)?)?$/)
const uri = like(/^[^\s{}|\\^`"<>]{1,4000}$/)

const model2004: Readonly<Record<string, Rule>> = {
  'cmi._version': r,
  'cmi.learner_id': r,
  'cmi.learner_name': r,
  'cmi.location': rw(most(1000)),
  'cmi.credit': r,
  'cmi.mode': r,
  'cmi.entry': r,
  'cmi.exit': w(like(/^(time-out|suspend|normal|)$/)),
  'cmi.completion_status': rw(like(/^(completed|incomplete)$/)),
  'cmi.success_status': rw(like(/^(passed|failed|unknown)$/)),
  'cmi.completion_threshold': r,
  'cmi.scaled_passing_score': r,
  'cmi.progress_measure': rw(ratio),
  'cmi.score._children': r,
  'cmi.score.scaled': rw(ratio),
  'cmi.score.raw': rw(percent),
  'cmi.score.min': rw(like(/^0$/)),
  'cmi.score.max': rw(like(/^100$/)),
  'cmi.session_time': w(span2004, true),
  'cmi.total_time': r,
  'cmi.suspend_data': rw(most(64_000)),
  'cmi.launch_data': r,
  'cmi.learner_preference.language': rw(most(250)),
  'cmi.learner_preference.audio_level': rw(real),
  'cmi.interactions._children': r,
  'cmi.interactions._count': r,
  'cmi.interactions.n.id': rw(uri),
  'cmi.interactions.n.type': rw(
    like(/^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/),
  ),
  'cmi.interactions.n.objectives.n.id': rw(uri),
  'cmi.interactions.n.timestamp': rw(moment),
  'cmi.interactions.n.correct_responses.n.pattern': rw(line(4000)),
  'cmi.interactions.n.weighting': rw(real),
  'cmi.interactions.n.learner_response': rw(line(4000)),
  'cmi.interactions.n.result': rw(like(/^(correct|incorrect|unanticipated|neutral|-?\d{1,4}(\.\d{1,7})?)$/)),
  'cmi.interactions.n.latency': rw(span2004),
  'cmi.interactions.n.description': rw((value) => line(250)(value) && !/[\r\n]/.test(value) && !value.startsWith('{')),
}

const models: Readonly<Record<Family, Readonly<Record<string, Rule>>>> = {'1.2': model12, '2004': model2004}
