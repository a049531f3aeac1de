import {decodeEntities, plain} from './qti-1.2-interpreter.js'
import {all, type ReadElement} from './read-xml.js'

/**
 * How Moodle marks a question that it imported from Moodle XML, written from its documentation and from what its 5.1 does:
 * docs.moodle.org (“Moodle XML format”, “Embedded answers (Cloze) question type”) and question/type/…/question.php.
 * An answer says by visible texts what a learner does: the text of a choice, typed words, or one of them for each gap.
 */
export type MoodleAnswer = string | readonly string[] | null

/** The share of the marks, 0 to 1; `null` for what a person marks. */
export const moodleMark = (question: ReadElement, answer: MoodleAnswer): number | null => {
  const type = question.attributes.type ?? ''
  const list = typeof answer === 'string' ? [answer] : (answer ?? [])
  switch (type) {
    case 'essay':
      return null
    case 'multichoice': {
      const picked = answersOf(question).filter(({shown}) => list.includes(shown))
      const sum = picked.reduce((total, {fraction}) => total + fraction, 0)
      if (settingOf(question, 'single') === 'true') return picked[0]?.fraction ?? 0
      return Math.min(1, Math.max(0, sum))
    }
    case 'truefalse':
      return answersOf(question).find(({shown}) => shown === list[0])?.fraction ?? 0
    case 'shortanswer':
      return typedMark(answersOf(question), list[0] ?? '', settingOf(question, 'usecase') === '1')
    case 'numerical':
      return numberMark(question, list[0] ?? '')
    case 'matching': {
      const stems = childrenOf(question, 'subquestion').filter((stem) => textIn(stem) !== '')
      const right = stems.filter((stem, index) => plain(textIn(childOf(stem, 'answer'))) === list[index])
      return right.length / stems.length
    }
    case 'ordering': {
      if (settingOf(question, 'gradingtype') !== 'ABSOLUTE_POSITION') throw new Error('Another way of marking.')
      const items = childrenOf(question, 'answer').map((item) => plain(textIn(item)))
      return items.filter((item, index) => list[index] === item).length / items.length
    }
    case 'gapselect':
    case 'ddwtos': {
      const words = childrenOf(question, type === 'ddwtos' ? 'dragbox' : 'selectoption').map((word) =>
        plain(textIn(word)),
      )
      const gaps = [...textIn(childOf(question, 'questiontext')).matchAll(/\[\[(\d+)\]\]/g)]
      return gaps.filter(([, number], index) => words[Number(number) - 1] === list[index]).length / gaps.length
    }
    case 'cloze': {
      const gaps = clozeGaps(textIn(childOf(question, 'questiontext')))
      const most = gaps.reduce((sum, gap) => sum + gap.weight, 0)
      const earned = gaps.reduce((sum, gap, index) => sum + gap.weight * gapMark(gap, list[index] ?? ''), 0)
      return earned / most
    }
    case 'ddmarker':
      return markerMark(question, list[0] ?? '')
    default:
      throw new Error(`There is no question type ${type}.`)
  }
}

/** The default mark that Moodle gives the question. */
export const moodlePoints = (question: ReadElement): number =>
  question.attributes.type === 'cloze'
    ? clozeGaps(textIn(childOf(question, 'questiontext'))).reduce((sum, gap) => sum + gap.weight, 0)
    : Number(settingOf(question, 'defaultgrade'))

/** The text of the element `text` right below. */
export const textIn = (element: ReadElement): string => childOf(element, 'text').text.trim()

export const childOf = (element: ReadElement, name: string): ReadElement => {
  const [found, ...more] = childrenOf(element, name)
  if (!found || more.length > 0) throw new Error(`${element.name} has ${more.length + (found ? 1 : 0)} ${name}.`)
  return found
}

export const childrenOf = (element: ReadElement, name: string): readonly ReadElement[] =>
  element.children.filter((child) => child.name === name)

/** Moodle's list of grades (question/engine/bank.php): a question with another one is not imported. */
export const isGrade = (percent: number): boolean =>
  [
    0,
    5,
    10,
    100 / 9,
    12.5,
    100 / 7,
    50 / 3,
    20,
    25,
    30,
    100 / 3,
    40,
    50,
    60,
    200 / 3,
    70,
    75,
    80,
    250 / 3,
    90,
    100,
  ].some((grade) => Math.abs(Math.abs(percent) - grade) < 0.001)

export const fractionsIn = (question: ReadElement): readonly number[] =>
  all(question, 'answer').flatMap(({attributes}) =>
    attributes.fraction === undefined ? [] : [Number(attributes.fraction)],
  )

interface Answer {
  readonly shown: string
  readonly fraction: number
}

const answersOf = (question: ReadElement): readonly Answer[] =>
  childrenOf(question, 'answer').map((answer) => ({
    shown: answer.attributes.format === 'html' ? plain(textIn(answer)) : textIn(answer),
    fraction: Number(answer.attributes.fraction) / 100,
  }))

const settingOf = (question: ReadElement, name: string): string => childOf(question, name).text

/** The first pattern that matches decides; `*` stands for anything, `\*` for itself. */
export const typedMark = (answers: readonly Answer[], typed: string, caseSensitive: boolean): number => {
  const given = typed.trim()
  if (given === '') return 0
  return answers.find(({shown}) => patternOf(shown, caseSensitive).test(given.normalize('NFC')))?.fraction ?? 0
}

const patternOf = (text: string, caseSensitive: boolean): RegExp => {
  const bits = text
    .normalize('NFC')
    .split(/(?<!\\)\*+/)
    .map((bit) => bit.replaceAll('\\*', '*').replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return new RegExp(`^${bits.join('.*')}$`, caseSensitive ? 'u' : 'iu')
}

const numberMark = (question: ReadElement, typed: string): number => {
  const value = readAsMoodle(typed)
  if (value === undefined) return 0
  for (const answer of childrenOf(question, 'answer')) {
    const fraction = Number(answer.attributes.fraction) / 100
    const wanted = textIn(answer)
    if (wanted === '*') return fraction
    const tolerance = Number(childOf(answer, 'tolerance').text)
    const slack = 1e-14 * Math.max(tolerance, Math.abs(Number(wanted)), 1e-14)
    if (Math.abs(value - Number(wanted)) <= tolerance + slack) return fraction
  }
  return 0
}

/** As in an English interface: commas part thousands, and what follows the number may be a unit. */
export const readAsMoodle = (typed: string): number | undefined => {
  const [found] =
    /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?/.exec(typed.replace(/[ ,]/g, '').replace(/E/g, 'e')) ?? []
  return found === undefined ? undefined : Number(found)
}

type ClozeGap = {readonly weight: number; readonly kind: string; readonly answers: readonly Answer[]}

/** The gaps of a Cloze text, as its documentation has them: `{weight:KIND:answers}`, in which `~` parts answers. */
export const clozeGaps = (html: string): readonly ClozeGap[] =>
  [...html.matchAll(/\{(\d*):(SHORTANSWER|SHORTANSWER_C|MULTICHOICE_S):((?:\\.|[^}\\])*)\}/gs)].map(
    ([, weight = '', kind = '', answers = '']) => ({
      weight: weight === '' ? 1 : Number(weight),
      kind,
      answers: answers.split('~').map((answer) => {
        const [, sign = '', percent, text = ''] = /^(=|%(-?[\d.]+)%)?(.*)$/s.exec(answer) ?? []
        const bare = decodeEntities(text).replaceAll('\\}', '}').replaceAll('\\#', '#')
        return {
          shown: kind === 'MULTICHOICE_S' ? plain(bare) : bare,
          fraction: sign === '=' ? 1 : Number(percent ?? 0) / 100,
        }
      }),
    }),
  )

const gapMark = ({kind, answers}: ClozeGap, given: string): number =>
  kind === 'MULTICHOICE_S'
    ? (answers.find(({shown}) => shown === given)?.fraction ?? 0)
    : typedMark(answers, given, kind === 'SHORTANSWER_C')

/** One marker and one zone; `x,y` in pixels, or nothing. */
const markerMark = (question: ReadElement, point: string): number => {
  if (point === '') return 0
  const [x = 0, y = 0] = point.split(',').map((part) => Math.round(Number(part)))
  const drop = childOf(question, 'drop')
  const [left = 0, top = 0, third = 0, fourth = 0] = settingOf(drop, 'coords').split(/[,;]/).map(Number)
  if (settingOf(drop, 'shape') === 'circle') return Math.hypot(x - left, y - top) <= third ? 1 : 0
  return x >= left && x <= left + third && y >= top && y <= top + fourth ? 1 : 0
}
