import {type MoodleAnswer, readAsMoodle, typedMark} from './moodle-xml-interpreter.js'
import {plain} from './qti-1.2-interpreter.js'

/** A question as its GIFT says it; written from docs.moodle.org (“GIFT format”) and from what Moodle 5.1 does. */
export interface ReadGift {
  readonly category: string
  readonly idnumber: string
  readonly tags: readonly string[]
  readonly name: string
  readonly text: string
  readonly general: string
  readonly kind: 'essay' | 'number' | 'choice' | 'match' | 'truth' | 'text'
  readonly answers: readonly GiftAnswer[]
}

export interface GiftAnswer {
  readonly text: string
  /** In matching questions: what belongs to the text. */
  readonly right: string
  /** 0 to 1. */
  readonly fraction: number
  /** Written with an equals sign. */
  readonly isFull: boolean
  readonly feedback: string
}

export const readGift = (file: string): readonly ReadGift[] => {
  let category = ''
  return file.split(/\n[ \t]*\n/).flatMap((block) => {
    const lines = block.split('\n').map((line) => line.trim())
    const text = lines
      .filter((line) => !line.startsWith('//'))
      .join('\n')
      .trim()
    if (text === '') return []
    const found = /^\$CATEGORY:(.*)$/s.exec(text)
    if (found) {
      category = (found[1] ?? '').trim().replaceAll('\\\\', '\\')
      return []
    }
    return [readQuestion(category, lines.filter((line) => line.startsWith('//')).join('\n'), hide(text))]
  })
}

/** The share of the marks that an answer earns; `null` for what a person marks. Visible texts say what a learner does. */
export const giftMark = ({kind, answers}: ReadGift, answer: MoodleAnswer): number | null => {
  const list = typeof answer === 'string' ? [answer] : (answer ?? [])
  switch (kind) {
    case 'essay':
      return null
    case 'truth':
      return answers[0]?.text.toLowerCase() === list[0] ? 1 : 0
    case 'choice': {
      const picked = answers.filter(({text}) => list.includes(plain(text)))
      if (answers.some(({isFull}) => isFull)) return picked[0]?.fraction ?? 0
      return Math.min(
        1,
        Math.max(
          0,
          picked.reduce((sum, {fraction}) => sum + fraction, 0),
        ),
      )
    }
    case 'match': {
      const stems = answers.filter(({text}) => text !== '')
      return stems.filter(({right}, index) => plain(right) === list[index]).length / stems.length
    }
    case 'text':
      return typedMark(
        answers.map(({text, fraction}) => ({shown: text, fraction})),
        list[0] ?? '',
        false,
      )
    case 'number': {
      const value = readAsMoodle(list[0] ?? '')
      if (value === undefined) return 0
      const met = answers.find(({text}) => {
        const [wanted = 0, tolerance = 0] = text.split(':').map(Number)
        return Math.abs(value - wanted) <= tolerance + 1e-14 * Math.max(tolerance, Math.abs(wanted))
      })
      return met?.fraction ?? 0
    }
  }
}

const readQuestion = (category: string, comments: string, text: string): ReadGift => {
  const [, name = '', rest = text] = /^::(.*?)::(.*)$/s.exec(text) ?? []
  const [, before = '', inside = '', after = ''] = /^([^{}]*)\{([^}]*)\}(.*)$/s.exec(rest) ?? []
  if (after !== '') throw new Error('Text follows the answers.')
  const parts = inside.trim().split('####')
  const general = parts.length > 1 ? (parts.pop() ?? '') : ''
  const given = parts.join('####').trim()
  return {
    category,
    idnumber: /\[id:((?:\\\]|[^\]])+)\]/.exec(comments)?.[1]?.replaceAll('\\]', ']') ?? '',
    tags: [...comments.matchAll(/\[tag:((?:\\\]|[^\]])+)\]/g)].map(([, tag = '']) => tag.replaceAll('\\]', ']').trim()),
    name: show(name),
    text: formatted(before),
    general: formatted(general),
    ...answersIn(given),
  }
}

const answersIn = (given: string): Pick<ReadGift, 'kind' | 'answers'> => {
  if (given === '') return {kind: 'essay', answers: []}
  if (given.startsWith('#')) {
    const [numbers = ''] = given.slice(1).split('~')
    return {kind: 'number', answers: equals(numbers).map((one) => weighed(one, 1))}
  }
  if (given.includes('~')) {
    const answers = given
      .replaceAll('=', '~=')
      .split('~')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    return {
      kind: 'choice',
      answers: answers.map((one) =>
        one.startsWith('=') ? {...weighed(`%100%${one.slice(1)}`, 1), isFull: true} : weighed(one, 0),
      ),
    }
  }
  if (given.includes('=') && given.includes('->'))
    return {
      kind: 'match',
      answers: equals(given).map((one) => {
        const at = one.indexOf('->')
        if (at < 0) throw new Error(`${one} has no arrow.`)
        return {
          text: formatted(one.slice(0, at)),
          right: show(one.slice(at + 2)).trim(),
          fraction: 0,
          isFull: false,
          feedback: '',
        }
      }),
    }
  const [first = '', ...feedback] = given.split('#')
  if (['T', 'TRUE', 'F', 'FALSE'].includes(first.trim()))
    return {
      kind: 'truth',
      answers: [
        {
          text: first.trim().startsWith('T') ? 'TRUE' : 'FALSE',
          right: '',
          fraction: 1,
          isFull: true,
          feedback: feedback.map(formatted).join('|'),
        },
      ],
    }
  return {kind: 'text', answers: equals(given).map((one) => weighed(one, 1))}
}

const equals = (given: string): readonly string[] =>
  given
    .split('=')
    .map((one) => one.trim())
    .filter((one, index) => index > 0 || one !== '')

const weighed = (one: string, otherwise: number): GiftAnswer => {
  const [, percent, rest = one] = /^%(-?\d{1,2}\.?\d*)%(.*)$/s.exec(one) ?? []
  const at = rest.indexOf('#')
  return {
    text: formatted(at < 0 ? rest : rest.slice(0, at)),
    right: '',
    fraction: percent === undefined ? otherwise : Number(percent) / 100,
    isFull: false,
    feedback: at < 0 ? '' : formatted(rest.slice(at + 1)),
  }
}

/** A text without the name of its format. */
const formatted = (text: string): string => show(text.trim().replace(/^\[(html|moodle|plain|markdown)\]/, '')).trim()

/** Escaped signs, moved to where no sign is looked for. */
const hide = (text: string): string =>
  text.replace(/\\([\\:#={}~n])/g, (_, sign: string) =>
    String.fromCodePoint(hidden + (sign === 'n' ? 10 : sign.charCodeAt(0))),
  )

const show = (text: string): string =>
  text.replace(/[\u{10f000}-\u{10f07f}]/gu, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? hidden) - hidden))

const hidden = 0x10f000
