/**
 * An LMS of our own, stricter than scorm-again and Moodle together: it refuses what either refuses or the standard forbids,
 * and notes every such call as `illegal`. It can lose its line, and it can have Moodle's habit of forgetting what a failed
 * commit carried.
 */
export type Edition = '1.2' | '2004'

export type Line =
  | 'open'
  /** The server answers with an error: commits return "false". */
  | 'error'
  /** The line is cut, and a beacon that nobody confirms goes out instead: commits return "true". */
  | 'cut'

export interface LmsOptions {
  readonly edition: Edition
  /** What the server holds before the launch. */
  readonly server?: Readonly<Record<string, string>>
  /** Moodle, SCORM 1.2: a value counts as sent once a commit has tried to send it. */
  readonly forgets?: boolean
  /** Elements (or starts of them) that this LMS does not know. */
  readonly unsupported?: readonly string[]
  /** Values that it returns whatever it holds, as Open edX does. */
  readonly answers?: Readonly<Record<string, unknown>>
  /** Characters of suspend_data. */
  readonly stateLimit?: number
  /** What LMSInitialize returns. */
  readonly refuses?: boolean
}

export interface Call {
  readonly name: string
  readonly values: readonly string[]
  readonly at: number
}

export interface Lms {
  /** `API` or `API_1484_11`. */
  readonly api: Record<string, (...values: unknown[]) => unknown>
  readonly calls: Call[]
  /** Calls that a strict LMS refuses, with the reason. */
  readonly illegal: string[]
  /** What has arrived. */
  readonly server: Map<string, string>
  /** How many requests have carried each element to the server. */
  line: Line
  /** Every touch of the API throws, as that of a window that has gone. */
  zombie: boolean
  named(name: string): readonly Call[]
  /** The values that an element was given, in order. */
  given(element: string): readonly string[]
}

const any = (most: number) => new RegExp(`^[^]{0,${most}}$`)
const decimal = /^-?\d{1,5}(\.\d{1,7})?$/
const between = (low: number, high: number) => (value: string) =>
  decimal.test(value) && Number(value) >= low && Number(value) <= high
const id12 = /^[A-Za-z0-9_-]{1,255}$/
const name2004 = /^[A-Za-z0-9_.]{1,250}$/
/** No line breaks, and nothing that looks like a language tag. */
const line2004 = (most: number) => (value: string) =>
  value.length <= most && !/[\r\n\u2028\u2029]/.test(value) && !value.startsWith('{')

type Rule = RegExp | ((value: string) => boolean) | 'read'

const models: Record<Edition, Readonly<Record<string, Rule>>> = {
  '1.2': {
    'cmi.core.student_id': 'read',
    'cmi.core.student_name': 'read',
    'cmi.core.credit': 'read',
    'cmi.core.entry': 'read',
    'cmi.core.lesson_mode': 'read',
    'cmi.core.total_time': 'read',
    'cmi.launch_data': 'read',
    'cmi.student_data.mastery_score': 'read',
    'cmi.interactions._count': 'read',
    'cmi.core.lesson_location': any(255),
    'cmi.core.lesson_status': /^(passed|completed|failed|incomplete|browsed)$/,
    'cmi.core.score.raw': between(0, 100),
    'cmi.core.score.min': between(0, 100),
    'cmi.core.score.max': between(0, 100),
    'cmi.core.exit': /^(time-out|suspend|logout|)$/,
    'cmi.core.session_time': /^\d{4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
    'cmi.suspend_data': any(4096),
    'cmi.interactions.n.id': id12,
    'cmi.interactions.n.type': /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/,
    'cmi.interactions.n.objectives.n.id': id12,
    'cmi.interactions.n.time': /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
    'cmi.interactions.n.correct_responses.n.pattern': any(255),
    'cmi.interactions.n.weighting': between(-100, 100),
    'cmi.interactions.n.student_response': /^[^\r\n]{1,255}$/,
    'cmi.interactions.n.result': /^(correct|wrong|unanticipated|neutral|\d{1,3}(\.\d+)?|\.\d+)$/,
    'cmi.interactions.n.latency': /^\d{4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/,
  },
  '2004': {
    'cmi.learner_id': 'read',
    'cmi.learner_name': 'read',
    'cmi.mode': 'read',
    'cmi.entry': 'read',
    'cmi.credit': 'read',
    'cmi.scaled_passing_score': 'read',
    'cmi.completion_threshold': 'read',
    'cmi.interactions._count': 'read',
    'cmi.total_time': 'read',
    'cmi.location': any(1000),
    'cmi.suspend_data': any(64000),
    'cmi.completion_status': /^(completed|incomplete|not attempted|unknown)$/,
    'cmi.success_status': /^(passed|failed|unknown)$/,
    'cmi.score.scaled': between(-1, 1),
    'cmi.score.raw': decimal,
    'cmi.score.min': decimal,
    'cmi.score.max': decimal,
    'cmi.progress_measure': between(0, 1),
    'cmi.exit': /^(time-out|suspend|logout|normal|)$/,
    'cmi.session_time': /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/,
    'cmi.interactions.n.id': /^\S{1,4000}$/,
    'cmi.interactions.n.type':
      /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/,
    'cmi.interactions.n.objectives.n.id': /^\S{1,4000}$/,
    'cmi.interactions.n.timestamp': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/,
    'cmi.interactions.n.correct_responses.n.pattern': () => true,
    'cmi.interactions.n.weighting': decimal,
    'cmi.interactions.n.learner_response': () => true,
    'cmi.interactions.n.result': /^(correct|incorrect|unanticipated|neutral|-?\d{1,4}(\.\d{1,18})?)$/,
    'cmi.interactions.n.latency': /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/,
    'cmi.interactions.n.description': line2004(250),
  },
}

const names2004 = (value: string) => value.split('[,]').every((name) => name2004.test(name))
const pairs2004 = (value: string) =>
  value.split('[,]').every((pair) => names2004(pair.replace('[.]', '[,]')) && pair.includes('[.]'))
const number2004 = (value: string) => /^-?\d{1,5}(\.\d{1,18})?$/.test(value)

/** What a response, and a pattern, must look like for each type. */
const answers: Record<
  Edition,
  Readonly<Record<string, {response(value: string): boolean; pattern(value: string): boolean}>>
> = {
  '1.2': {
    'true-false': both((value) => /^[01tf]$/.test(value)),
    choice: both((value) => /^(\{[0-9a-z](,[0-9a-z])*\}|[0-9a-z](,[0-9a-z])*)$/.test(value)),
    'fill-in': both((value) => value.length <= 255),
    matching: both((value) => /^[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*$/.test(value)),
    sequencing: both((value) => /^[0-9a-z](,[0-9a-z])*$/.test(value)),
    numeric: both((value) => /^-?\d+(\.\d+)?$/.test(value)),
  },
  '2004': {
    'true-false': both((value) => /^(true|false)$/.test(value)),
    choice: both((value) => names2004(value) && new Set(value.split('[,]')).size === value.split('[,]').length),
    'fill-in': {
      response: (value) =>
        value.split('[,]').length <= 10 && value.split('[,]').every((text) => text !== '' && line2004(250)(text)),
      pattern: (value) =>
        value
          .replace(/^\{case_matters=(true|false)\}/, '')
          .replace(/^\{order_matters=(true|false)\}/, '')
          .split('[,]')
          .every((text) => text !== '' && line2004(250)(text)),
    },
    'long-fill-in': both(line2004(4000)),
    matching: both(pairs2004),
    sequencing: both(names2004),
    numeric: {
      response: number2004,
      pattern: (value) => /\[:\]/.test(value) && value.split('[:]').every(number2004),
    },
    other: both((value) => value.length <= 4000),
  },
}

function both(rule: (value: string) => boolean) {
  return {response: rule, pattern: rule}
}

export const createLms = (options: LmsOptions): Lms => {
  const {edition} = options
  const prefix = edition === '1.2' ? 'LMS' : ''
  const [begin, end] = edition === '1.2' ? ['LMSInitialize', 'LMSFinish'] : ['Initialize', 'Terminate']
  const server = new Map(Object.entries(options.server ?? {}))
  const values = new Map(server)
  /** What the LMS believes to have sent. */
  const sent = new Map(server)
  const types = new Map<string, string>()
  let session: 'before' | 'open' | 'after' = 'before'
  let code = '0'

  const lms: Lms = {
    api: {},
    calls: [],
    illegal: [],
    server,
    line: 'open',
    zombie: false,
    named: (name) => lms.calls.filter((call) => call.name === name || call.name === `LMS${name}`),
    given: (element) =>
      lms.calls
        .filter((call) => call.name === `${prefix}SetValue` && call.values[0] === element)
        .map((call) => call.values[1] as string),
  }
  const refuse = (error: string, why: string): 'false' => {
    code = error
    lms.illegal.push(why)
    return 'false'
  }
  const method = (name: string, body: (...values: string[]) => unknown) => {
    lms.api[name] = (...given: unknown[]) => {
      if (lms.zombie) throw new TypeError('XMLHttpRequest is not a constructor')
      lms.calls.push({name, values: given.map(String), at: performance.now()})
      for (const value of given) if (typeof value !== 'string') lms.illegal.push(`${name}: an argument is no text`)
      return body(...given.map(String))
    }
  }
  const model = (element: string): Rule | undefined => {
    if (options.unsupported?.some((start) => element.startsWith(start))) return undefined
    return models[edition][element.replace(/\.\d+\./g, '.n.').replace(/\.\d+\./g, '.n.')]
  }
  const count = (array: string): number => {
    const indexes = [...values.keys()].flatMap((key) => {
      const found = key.startsWith(`${array}.`) ? /^\d+/.exec(key.slice(array.length + 1)) : null
      return found ? [Number(found[0])] : []
    })
    return indexes.length === 0 ? 0 : Math.max(...indexes) + 1
  }

  method(begin as string, (argument) => {
    if (argument !== '') return refuse('201', `${begin}: argument`)
    if (options.refuses) {
      code = '101'
      return 'false'
    }
    if (session !== 'before') return refuse('103', `${begin}: twice`)
    session = 'open'
    code = '0'
    return 'true'
  })
  method(end as string, (argument) => {
    if (argument !== '' || session !== 'open') return refuse('112', `${end}: no session`)
    store()
    session = 'after'
    return 'true'
  })
  method(`${prefix}GetValue`, (element) => {
    if (session !== 'open') {
      refuse('301', `GetValue ${element}: no session`)
      return ''
    }
    if (options.answers && element in options.answers) {
      code = '0'
      return options.answers[element]
    }
    const rule = model(element)
    if (!rule) {
      code = '401'
      return ''
    }
    code = '0'
    if (element.endsWith('._count')) return String(count(element.replace(/\._count$/, '')))
    const value = values.get(element)
    if (value === undefined) {
      if (edition === '2004') code = '403'
      return ''
    }
    return value
  })
  method(`${prefix}SetValue`, (element, value) => {
    if (session !== 'open') return refuse('301', `SetValue ${element}: no session`)
    const rule = model(element)
    if (!rule) {
      code = '401'
      return 'false'
    }
    if (rule === 'read') return refuse('403', `${element} is read only`)
    const fits = rule instanceof RegExp ? rule.test(value) : rule(value)
    if (!fits) return refuse(edition === '1.2' ? '405' : '406', `${element} = ${value}`)
    if (element === 'cmi.suspend_data' && value.length > (options.stateLimit ?? Number.POSITIVE_INFINITY)) {
      code = edition === '1.2' ? '405' : '406'
      return 'false'
    }
    const index = /^cmi\.interactions\.(\d+)\.(.*)$/.exec(element)
    if (index) {
      const [, n, rest] = index as unknown as [string, string, string]
      const base = `cmi.interactions.${n}`
      if (Number(n) > count('cmi.interactions')) return refuse('351', `${element}: a gap`)
      if (rest !== 'id' && !values.has(`${base}.id`)) return refuse('408', `${element} before the id`)
      if (rest === 'type') types.set(n, value)
      const inner = /^(objectives|correct_responses)\.(\d+)\./.exec(rest)
      if (inner && Number(inner[2]) > count(`${base}.${inner[1]}`)) return refuse('351', `${element}: a gap`)
      const type = types.get(n)
      if (/response$|pattern$/.test(rest)) {
        if (!type) return refuse('408', `${element} before the type`)
        const judge = answers[edition][type]
        if (!judge?.[rest.endsWith('pattern') ? 'pattern' : 'response'](value))
          return refuse('406', `${type} ${rest}: ${value}`)
      }
    }
    values.set(element, value)
    code = '0'
    return 'true'
  })
  method(`${prefix}Commit`, (argument) => {
    if (argument !== '' || session !== 'open') return refuse('142', 'Commit: no session')
    const done = store()
    code = done ? '0' : '101'
    return String(done)
  })
  method(`${prefix}GetLastError`, () => code)
  method(`${prefix}GetErrorString`, () => '')
  method(`${prefix}GetDiagnostic`, () => '')

  const store = (): boolean => {
    const news = options.forgets ? [...values].filter(([key, value]) => sent.get(key) !== value) : [...values]
    for (const [key, value] of news) sent.set(key, value)
    if (lms.line === 'open') for (const [key, value] of news) server.set(key, value)
    return lms.line !== 'error'
  }
  return lms
}

/** Launches the same learner again: what the server holds is what the next session finds. */
export const relaunch = (lms: Lms, options: LmsOptions): Lms =>
  createLms({...options, server: Object.fromEntries(lms.server)})
