import type {Family} from '../calls.js'

export interface Limit {
  readonly access: 'r' | 'w' | 'rw'
  readonly fits: (value: string) => boolean
  readonly range?: readonly [number, number]
}

export interface MoodleModel {
  readonly limits: ((element: string) => Limit | undefined) & {
    answers(type: string, value: string, pattern: boolean): boolean
  }
  /** What the elements hold before anything is set. */
  readonly defaults: Readonly<Record<string, string>>
}

const number = /^-?\d{0,5}(\.\d{1,18})?$/

/** The data model of Moodle 5.1: mod/scorm/datamodels/scorm_12.js and scorm_13.js. `standards`: 4096 and 255 are enforced. */
export const moodleModel = (family: Family, standards: boolean): MoodleModel => {
  const [small, large] = family === '1.2' && !standards ? [64_000, 64_000] : [255, 4096]
  const model = family === '1.2' ? model12(small, large) : model2004
  const limits = (element: string): Limit | undefined => model[element.replace(/\.\d+\./g, '.n.')]
  return {limits: Object.assign(limits, {answers}), defaults: family === '1.2' ? defaults12 : defaults2004}
}

const most =
  (length: number) =>
  (value: string): boolean =>
    value.length <= length
const like =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value)
const read: Limit = {access: 'r', fits: () => true}
const both = (fits: Limit['fits'], range?: Limit['range']): Limit => ({access: 'rw', fits, ...(range ? {range} : {})})
const write = (fits: Limit['fits'], range?: Limit['range']): Limit => ({access: 'w', fits, ...(range ? {range} : {})})

const model12 = (small: number, large: number): Readonly<Record<string, Limit>> => {
  const decimal = like(/^-?\d{0,3}(\.\d*)?$/)
  const identifier = like(/^[\x21-\x7e]{0,255}$/)
  const span = like(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/)
  return {
    'cmi.core.student_id': read,
    'cmi.core.student_name': read,
    'cmi.core.credit': read,
    'cmi.core.entry': read,
    'cmi.core.lesson_mode': read,
    'cmi.core.total_time': read,
    'cmi.launch_data': read,
    'cmi.student_data.mastery_score': read,
    'cmi.student_data.max_time_allowed': read,
    'cmi.student_data.time_limit_action': read,
    'cmi.core.lesson_location': both(most(small)),
    'cmi.core.lesson_status': both(like(/^(passed|completed|failed|incomplete|browsed)$/)),
    'cmi.core.exit': write(like(/^(time-out|suspend|logout|)$/)),
    'cmi.core.session_time': write(span),
    'cmi.core.score.raw': both(decimal, [0, 100]),
    'cmi.core.score.min': both(decimal, [0, 100]),
    'cmi.core.score.max': both(decimal, [0, 100]),
    'cmi.suspend_data': both(most(large)),
    'cmi.comments': both(most(large)),
    'cmi.interactions.n.id': write(identifier),
    'cmi.interactions.n.objectives.n.id': write(identifier),
    'cmi.interactions.n.time': write(like(/^[0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,2})?$/)),
    'cmi.interactions.n.type': write(
      like(/^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/),
    ),
    'cmi.interactions.n.correct_responses.n.pattern': write(most(small)),
    'cmi.interactions.n.weighting': write(decimal, [-100, 100]),
    'cmi.interactions.n.student_response': write(most(small)),
    'cmi.interactions.n.result': write(like(/^(correct|wrong|unanticipated|neutral|\d{0,3}(\.\d*)?)$/)),
    'cmi.interactions.n.latency': write(span),
  }
}

const oneLine =
  (length: number) =>
  (value: string): boolean =>
    value.length <= length && !/[\r\n]/.test(value)
const localised =
  (length: number) =>
  (value: string): boolean =>
    oneLine(length)(value) && (!value.startsWith('{') || /^\{lang=[a-zA-Z-]+\}/.test(value))
const span2004 = like(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/)

const model2004: Readonly<Record<string, Limit>> = {
  'cmi.learner_id': read,
  'cmi.learner_name': read,
  'cmi.mode': read,
  'cmi.credit': read,
  'cmi.entry': read,
  'cmi.total_time': read,
  'cmi.launch_data': read,
  'cmi.scaled_passing_score': read,
  'cmi.completion_threshold': read,
  'cmi.location': both(most(1000)),
  'cmi.suspend_data': both(most(64_000)),
  'cmi.completion_status': both(like(/^(completed|incomplete|not attempted|unknown)$/)),
  'cmi.success_status': both(like(/^(passed|failed|unknown)$/)),
  'cmi.progress_measure': both(like(number), [0, 1]),
  'cmi.score.scaled': both(like(number), [-1, 1]),
  'cmi.score.raw': both(like(number)),
  'cmi.score.min': both(like(number)),
  'cmi.score.max': both(like(number)),
  'cmi.exit': write(like(/^(time-out|suspend|logout|normal|)$/)),
  'cmi.session_time': write(span2004),
  'cmi.interactions.n.id': both(like(/^\S{1,4000}$/)),
  'cmi.interactions.n.type': both(
    like(/^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/),
  ),
  'cmi.interactions.n.objectives.n.id': both(like(/^\S{1,4000}$/)),
  'cmi.interactions.n.timestamp': both(
    like(
      /^(19[7-9]\d|20[0-2]\d|203[0-8])-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/,
    ),
  ),
  'cmi.interactions.n.correct_responses.n.pattern': both(most(4000)),
  'cmi.interactions.n.weighting': both(like(number)),
  'cmi.interactions.n.learner_response': both(most(4000)),
  'cmi.interactions.n.result': both(like(/^(correct|incorrect|unanticipated|neutral|-?\d{1,4}(\.\d{1,18})?)$/)),
  'cmi.interactions.n.latency': both(span2004),
  'cmi.interactions.n.description': both(localised(250)),
}

/** SCORM 2004 alone looks at responses and patterns (scorm_13.js:80, 109–140). */
const answers = (type: string, value: string, pattern: boolean): boolean => {
  const names = (text: string): boolean => text.split('[,]').every((name) => /^[\w.]{1,250}$/.test(name))
  const plain = value.replace(/^(\{(case_matters|order_matters)=(true|false)\})+/, '')
  switch (type) {
    case 'true-false':
      return /^(true|false)$/.test(value)
    case 'choice':
    case 'sequencing':
    case 'likert':
      return names(value)
    case 'matching':
      return value.split('[,]').every((pair) => pair.split('[.]').length === 2 && names(pair.replace('[.]', '[,]')))
    case 'numeric':
      return pattern
        ? value.split('[:]').every((part) => part !== '' && number.test(part))
        : value !== '' && number.test(value)
    case 'fill-in':
      return plain.split('[,]').length <= 10 && plain.split('[,]').every((text) => text !== '' && localised(250)(text))
    case 'long-fill-in':
      return plain !== '' && localised(4000)(plain)
    default:
      return value.length <= 4000
  }
}

const defaults12: Readonly<Record<string, string>> = {
  'cmi.core.student_id': '',
  'cmi.core.student_name': '',
  'cmi.core.lesson_location': '',
  'cmi.core.credit': 'credit',
  'cmi.core.lesson_status': 'not attempted',
  'cmi.core.entry': '',
  'cmi.core.score.raw': '',
  'cmi.core.score.min': '',
  'cmi.core.score.max': '',
  'cmi.core.total_time': '00:00:00',
  'cmi.core.lesson_mode': 'normal',
  'cmi.suspend_data': '',
  'cmi.launch_data': '',
  'cmi.comments': '',
  'cmi.student_data.mastery_score': '',
  'cmi.student_data.max_time_allowed': '',
  'cmi.student_data.time_limit_action': '',
}

const defaults2004: Readonly<Record<string, string>> = {
  'cmi.learner_id': '',
  'cmi.learner_name': '',
  'cmi.mode': 'normal',
  'cmi.credit': 'credit',
  'cmi.entry': '',
  'cmi.total_time': 'PT0H0M0S',
  'cmi.launch_data': '',
  'cmi.location': '',
  'cmi.suspend_data': '',
  'cmi.completion_status': 'unknown',
  'cmi.success_status': 'unknown',
}
