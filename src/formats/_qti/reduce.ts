import type {Body} from '../../model/markdown.js'
import {type FillBlanks, never, type Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import {shortTitle} from '../../model/title.js'
import {escapeHtml, unwrapParagraph} from '../../render/html.js'
import {opaque} from '../_content-packaging/identifiers.js'
import type {QtiChoice, QtiItem, QtiResponse} from './item.js'
import {essayFeedbackLost, hotspotLost, partialCreditLost, type QuestionLoss, splitInto} from './losses.js'
import {acceptedNumbers, acceptedTexts} from './typed.js'

export interface Reduced {
  /** One item, or several where each part of the question becomes one. Their points add up to those of the question. */
  readonly items: readonly QtiItem[]
  readonly losses: readonly QuestionLoss[]
}

export interface Reducing {
  /** Permanent and unique in its file; parts append `_` and their number. */
  readonly ident: string
  /** Ids of the course and of the quiz or bank: what choices are named after. */
  readonly owner: readonly string[]
  /** A passage as HTML; `blank` is the HTML of each gap. */
  readonly html: (body: Body, blank?: (id: string) => string) => string
  readonly plain: (body: Body) => string
  /** HTML of a picture of the course. */
  readonly image: (path: string, alt: string) => string
  readonly words: {
    readonly true: string
    readonly false: string
    /** Such as “Answer in km.” */
    readonly unit: (unit: string) => string
    /** Such as “Which comes in place 2?” */
    readonly place: (number: number) => string
    /** Such as “What goes into gap 2?” */
    readonly gap: (number: number) => string
  }
}

/**
 * The question as items of the kinds that Common Cartridge 1.1 knows. A type whose parts are marked one by one
 * (matching, ordering, gaps, categories) becomes one item for each part, so that the same answers earn the same marks.
 */
export const reduceQuestion = (question: Question<Local>, by: Reducing): Reduced => {
  const html = (body: Body | undefined) => (body === undefined ? undefined : by.html(body))
  const label = (body: Body) => unwrapParagraph(by.html(body))
  const named = (id: string) => `c${opaque('part', ...by.owner, question.id, id).slice(0, 12)}`
  const base: Omit<QtiItem, 'response'> = {
    ident: by.ident,
    title: shortTitle(by.plain(question.prompt)),
    points: question.points,
    stem: by.html(question.prompt),
    feedback: present({
      right: html(question.feedback.right),
      wrong: html(question.feedback.wrong),
      general: html(question.feedback.general),
    }),
    hints: question.hints.map((hint) => by.html(hint)),
  }
  const one = (response: QtiResponse, losses: readonly QuestionLoss[], changed: Partial<QtiItem> = {}): Reduced => ({
    items: [{...base, response, ...changed}],
    losses,
  })
  const each = (parts: readonly Part[], loss: QuestionLoss): Reduced => ({
    items: parts.map(({stem, response}, index) => ({
      ...base,
      ident: `${by.ident}_${index + 1}`,
      title: shortTitle(`${index + 1}. ${by.plain(question.prompt)}`),
      points: question.points / parts.length,
      stem: base.stem + stem,
      response,
    })),
    losses: [loss],
  })
  const said = (text: string) => `<p>${escapeHtml(text)}</p>`

  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response': {
      const several = question.type === 'multiple-response'
      const choices = question.choices.map(({id, text, correct, feedback}) =>
        present({ident: named(id), html: label(text), correct, feedback: html(feedback)}),
      )
      return one(
        {kind: 'choice', several, choices},
        several && question.scoring === 'partial' ? [partialCreditLost] : [],
      )
    }
    case 'true-false':
      return one({kind: 'truth', answer: question.answer, words: by.words}, [])
    case 'short-answer': {
      const {accept, losses} = acceptedTexts(question)
      return one({kind: 'text', accept, caseSensitive: question.caseSensitive}, losses)
    }
    case 'numeric': {
      const {accept, losses} = acceptedNumbers(question)
      const unit = question.unit === undefined ? '' : said(by.words.unit(question.unit))
      return one({kind: 'text', accept, caseSensitive: false}, losses, {stem: base.stem + unit})
    }
    case 'essay': {
      const {right, wrong, ...feedback} = base.feedback
      const losses = right === undefined && wrong === undefined ? [] : [essayFeedbackLost]
      return one(present({kind: 'essay' as const, solution: html(question.modelAnswer)}), losses, {feedback})
    }
    case 'matching': {
      const options = [...question.pairs.map(({id, right}) => ({id, text: right})), ...question.distractors]
      return each(
        question.pairs.map(({left, right}) => ({stem: by.html(left), response: oneOf(options, right, named)})),
        splitInto('matching', 'pair'),
      )
    }
    case 'ordering': {
      const choices = shuffled(question.items.map(({id, text}) => ({ident: named(id), html: label(text), id})))
      return each(
        question.items.map((item, index) => ({
          stem: said(by.words.place(index + 1)),
          response: {
            kind: 'choice',
            several: false,
            choices: choices.map(({ident, html, id}) => ({ident, html, correct: id === item.id})),
          },
        })),
        splitInto('ordering', 'place'),
      )
    }
    case 'fill-blanks':
      return each(
        question.blanks.map((blank, index) => ({
          stem: numbered(question, blank.id, by) + said(by.words.gap(index + 1)),
          response: gapResponse(question, blank.accept, named),
        })),
        splitInto('fill-blanks', 'gap'),
      )
    case 'categorise': {
      const options = question.categories.map(({id, title}) => ({id, text: title}))
      const right = (category: string) => options.find((option) => option.id === category)?.text ?? ''
      const items = shuffled(question.items.map((item) => ({...item, ident: named(item.id)})))
      return each(
        items.map(({text, category}) => ({stem: by.html(text), response: oneOf(options, right(category), named)})),
        splitInto('categorise', 'item'),
      )
    }
    case 'hotspot': {
      const choices = question.areas.map(({id, label, correct, feedback}) =>
        present({ident: named(id), html: escapeHtml(label), correct, feedback: html(feedback)}),
      )
      const picture = `<p>${by.image(question.image, question.alt)}</p>`
      return one({kind: 'choice', several: false, choices}, [hotspotLost], {stem: base.stem + picture})
    }
    default:
      return never(question)
  }
}

interface Part {
  readonly stem: string
  readonly response: QtiResponse
}

interface Option {
  readonly id: string
  readonly text: string
}

type Naming = (id: string) => string

/** The right text among several, each once. With nothing to choose from, it is typed. */
const oneOf = (options: readonly Option[], right: string, named: Naming): QtiResponse => {
  const distinct = options.filter(({text}, index) => options.findIndex((option) => option.text === text) === index)
  if (distinct.length < 2) return {kind: 'text', accept: [right], caseSensitive: false}
  const choices = distinct.map(
    ({id, text}): QtiChoice => ({ident: named(id), html: escapeHtml(text), correct: text === right}),
  )
  return {kind: 'choice', several: false, choices: shuffled(choices)}
}

const gapResponse = (question: FillBlanks<Local>, accept: readonly string[], named: Naming): QtiResponse => {
  if (question.mode === 'text') return {kind: 'text', accept, caseSensitive: question.caseSensitive}
  const words = question.blanks.map((blank) => ({id: blank.id, text: blank.accept[0] ?? ''}))
  return oneOf([...words, ...question.distractors], accept[0] ?? '', named)
}

/** The whole text with its gaps numbered and the one that is asked for in bold. */
const numbered = (question: FillBlanks<Local>, asked: string, by: Reducing): string =>
  by.html(question.text, (id) => {
    const gap = `[${question.blanks.findIndex((blank) => blank.id === id) + 1}]`
    return id === asked ? `<strong>${gap}</strong>` : gap
  })

/** By their idents, which are as good as random and never change: the authored order often gives the answer away. */
export const shuffled = <T extends {readonly ident: string}>(list: readonly T[]): readonly T[] =>
  [...list].sort((a, b) => (a.ident < b.ident ? -1 : 1))

type Present<T> = {[K in keyof T as undefined extends T[K] ? never : K]: T[K]} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The properties that are there. */
export const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Present<T>
