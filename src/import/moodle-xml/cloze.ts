import {markdownOfWords, plainOf} from '../html/passage.js'
import {fillBlanks, gapMark} from '../question/gaps.js'
import * as losses from '../question/losses.js'
import {numeric, oneChoice, severalChoices, shortAnswer} from '../question/make.js'
import {dropped, type QuestionBase, type QuestionLoss, type ReadQuestion} from '../question/read-question.js'
import type {XmlNode} from '../xml.js'
import {type QuestionTexts, rawText} from './texts.js'

/** A gap of a Cloze question, as its notation has it. */
interface ClozeGap {
  readonly weight: number
  readonly kind: 'typed' | 'number' | 'menu' | 'several'
  readonly caseSensitive: boolean
  readonly answers: readonly {readonly text: string; readonly share: number; readonly feedback: string}[]
}

/**
 * A text with gaps in braces, such as `{2:SHORTANSWER:=Bonn#Yes~%50%Berlin}`. Source: Moodle 5.1,
 * question/type/multianswer/questiontype.php, qtype_multianswer_extract_question and the patterns above it.
 */
export const readCloze = (node: XmlNode | undefined, base: QuestionBase, texts: QuestionTexts): ReadQuestion => {
  if (rawText(node).length > longest) return dropped(losses.unreadable('its text is longer than that of any question'))
  const gaps = [...rawText(node).matchAll(gapPattern)].map(gapOf)
  if (gaps.length === 0) return dropped(losses.unreadable('it has no gaps'))
  if (gaps.length > mostGaps) return dropped(losses.unreadable('it has more gaps than any question'))
  if (gaps.some(({answers}) => !answers.some(({share}) => share > 0)))
    return dropped(losses.unreadable('a gap has no right answer'))
  const markdown = (mark: (index: number) => string) => {
    let index = -1
    const change = (text: string) =>
      text.replace(gapPattern, () => {
        index += 1
        return mark(index)
      })
    return texts.rich(node, change) ?? ''
  }
  if (gaps.some(needsOwnQuestion)) return eachGap(base, gaps, markdown)
  const points = gaps.reduce((sum, {weight}) => sum + weight, 0) || 1
  return oneText({...base, points}, gaps, markdown(gapMark))
}

/** Whether a gap is marked in a way that gaps among others cannot be. */
const needsOwnQuestion = ({kind, answers}: ClozeGap): boolean => {
  if (kind === 'several' || (kind === 'number' && answers.some(({text}) => numberOf(text).tolerance > 0))) return true
  const best = Math.max(...answers.map(({share}) => share))
  return answers.some(({share}) => share > 0 && share < best)
}

/** A question for each gap: the whole text, in which the gaps have numbers, and the one that is asked for stands out. */
const eachGap = (
  base: QuestionBase,
  gaps: readonly ClozeGap[],
  markdown: (mark: (index: number) => string) => string,
): ReadQuestion => {
  const read = gaps.map((gap, asked) => {
    const mark = (index: number) =>
      gaps.length === 1 ? '_____' : index === asked ? `<strong>[${index + 1}]</strong>` : `[${index + 1}]`
    const id = gaps.length === 1 ? base.id : `${base.id}-${asked + 1}`
    return gapQuestion({...base, id, prompt: markdown(mark) || base.prompt, points: gap.weight || 1}, gap)
  })
  const [first, ...more] = read.flatMap(({question}) => question ?? [])
  return {
    question: first,
    more,
    losses: [...(gaps.length > 1 ? [losses.gapsSplit(gaps.length)] : []), ...read.flatMap((one) => one.losses)],
  }
}

const gapQuestion = (base: QuestionBase, {kind, caseSensitive, answers}: ClozeGap): ReadQuestion => {
  const said = answers.map(({feedback, ...answer}) => ({...answer, feedback: markdownOfWords(feedback) || undefined}))
  const chosen = said.map(({text, ...rest}) => ({...rest, text: markdownOfWords(text)}))
  switch (kind) {
    case 'number':
      return numeric(
        base,
        said.map(({text, share, feedback}) => ({...numberOf(text), share, feedback})),
        undefined,
      )
    case 'menu':
      return oneChoice(base, chosen)
    case 'several':
      return severalChoices(base, chosen, 'partial')
    case 'typed':
      return shortAnswer(base, said, caseSensitive)
  }
}

const oneText = (base: QuestionBase, gaps: readonly ClozeGap[], text: string): ReadQuestion => {
  const isMenu = gaps.every(({kind}) => kind === 'menu')
  const right = gaps.map(({answers, kind}) =>
    answers
      .filter(({share, text}) => share > 0 && !hasWildcard(text))
      .map((answer) => (kind === 'number' ? plainNumber(answer.text) : answer.text.replace(/\\\*/g, '*'))),
  )
  const wildcards = gaps.flatMap(({answers}) =>
    answers.filter(({text}) => hasWildcard(text) && text !== '*').map(({text}) => text),
  )
  const lists = new Set(gaps.map(({answers}) => JSON.stringify(answers.map((answer) => answer.text).sort())))
  const isMixed = !isMenu && gaps.some(({kind}) => kind === 'menu')
  const read = fillBlanks(
    base,
    text,
    right.map((accept) => ({accept})),
    {
      mode: isMenu ? 'dropdown' : 'text',
      ...(isMenu
        ? {
            distractors: gaps.flatMap(({answers}) =>
              answers.filter(({share}) => share <= 0).map((answer) => answer.text),
            ),
          }
        : {}),
      caseSensitive: gaps.every(({kind, caseSensitive}) => kind === 'typed' && caseSensitive),
    },
  )
  const found: QuestionLoss[] = [
    ...(isMixed || (isMenu && lists.size > 1) || hasBothCases(gaps) ? [losses.gapsAlike] : []),
    ...(new Set(gaps.map(({weight}) => weight)).size > 1 ? [losses.gapWeightsLost] : []),
    ...(wildcards.length > 0 ? [losses.wildcardsLost(wildcards)] : []),
    ...(gaps.some(({answers}) => answers.some(({feedback}) => feedback !== '')) ? [losses.answerFeedbackLost] : []),
  ]
  return {...read, losses: [...read.losses, ...(read.question ? found : [])]}
}

const hasWildcard = (text: string): boolean => /(?<!\\)\*/.test(text)

const hasBothCases = (gaps: readonly ClozeGap[]): boolean =>
  new Set(gaps.filter(({kind}) => kind === 'typed').map(({caseSensitive}) => caseSensitive)).size > 1

/** Every gap may take a look at the whole text: without limits a text that is made for it would take days. */
const longest = 100_000
const mostGaps = 100

/** Braces and the signs between answers are plain behind a backslash. */
const gapPattern = /\{(\d{0,9}):([A-Z_]{1,40}):((?:\\.|[^\\}]){0,2000})\}/g

const gapOf = ([, weight = '', type = '', body = '']: RegExpMatchArray): ClozeGap => ({
  weight: weight === '' ? 1 : Number(weight),
  kind: kindOf(type),
  caseSensitive: /^(?:SHORTANSWER_C|SAC|MWC)$/.test(type),
  answers: partsOf(body)
    .map(answerOf)
    .filter(({text}) => text !== ''),
})

const kindOf = (type: string): ClozeGap['kind'] => {
  if (/^(?:NUMERICAL|NM)$/.test(type)) return 'number'
  if (/^(?:MULTIRESPONSE|MR)/.test(type)) return 'several'
  return /^(?:MULTICHOICE|MC)/.test(type) ? 'menu' : 'typed'
}

/** The alternatives, parted by tildes. Entities such as `&#126;` are no signs of the notation. */
const partsOf = (body: string): readonly string[] => body.split(/(?<!\\)~/)

const answerOf = (part: string): ClozeGap['answers'][number] => {
  const [, sign = '', rest = ''] = /^\s*(=|%-?[\d.]+%)?([\s\S]*)$/.exec(part) ?? []
  // A hash begins the feedback, unless it is escaped or the number of an entity.
  const at = rest.search(/(?<![\\&])#/)
  const [answer, feedback] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)]
  const share = sign === '=' ? 100 : sign === '' ? 0 : Number(sign.replaceAll('%', ''))
  return {text: words(answer), share, feedback: words(feedback)}
}

const words = (text: string): string => plainOf(text.replace(/\\([{}~#:=])/g, '$1'))

/** `3.14:0.01` is a number with its tolerance; `*` any number. */
const numberOf = (text: string): {readonly answer: number | undefined; readonly tolerance: number} => {
  const [value = '', tolerance = '0'] = text.split(':')
  const number = Number(value.trim().replace(',', '.'))
  const around = Number(tolerance.trim().replace(',', '.'))
  return {
    answer: value.trim() === '*' || value.trim() === '' || !Number.isFinite(number) ? undefined : number,
    tolerance: Number.isFinite(around) ? Math.abs(around) : 0,
  }
}

const plainNumber = (text: string): string => (text.split(':')[0] ?? '').trim()
