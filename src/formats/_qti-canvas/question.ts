import type {Body} from '../../model/markdown.js'
import {
  type FillBlanks,
  type Matching,
  type Numeric,
  never,
  type Question,
  withoutUndefined,
} from '../../model/question.js'
import {foldText} from '../../model/scoring.js'
import type {Local} from '../../model/text.js'
import {shortTitle} from '../../model/title.js'
import {escapeHtml, unwrapParagraph} from '../../render/html.js'
import {opaque} from '../_content-packaging/identifiers.js'
import {rangeText} from '../_qti/decimal.js'
import {
  answerFeedbackLost,
  essayFeedbackLost,
  hotspotLost,
  partialAnswersLost,
  type QuestionLoss,
} from '../_qti/losses.js'
import {shuffled} from '../_qti/reduce.js'
import {byScore} from '../_qti/typed.js'
import type {CanvasItem, CanvasResponse} from './item.js'
import {
  allOrNothingLost,
  asMatching,
  caseLost,
  dragLost,
  entitiesLost,
  hintsLost,
  longLost,
  tagsLost,
} from './losses.js'

export interface Writing {
  readonly ident: string
  /** Ids of the course and of the quiz or bank: what parts are named after. */
  readonly owner: readonly string[]
  readonly html: (body: Body, blank?: (id: string) => string) => string
  readonly plain: (body: Body) => string
  /** HTML of a picture of the course. */
  readonly image: (path: string, alt: string) => string
  readonly words: {
    readonly true: string
    readonly false: string
    readonly modelAnswer: string
    readonly unit: (unit: string) => string
    /** Such as “Give each item its place, from 1 to 3.” */
    readonly order: (count: number) => string
  }
}

export interface Written {
  readonly item: CanvasItem
  readonly losses: readonly QuestionLoss[]
}

/** The question as one item of a type that Canvas has: every part keeps its share of the marks. */
export const canvasQuestion = (question: Question<Local>, by: Writing): Written => {
  const html = (body: Body | undefined) => (body === undefined ? undefined : by.html(body))
  const {response, losses = [], stem = by.html(question.prompt), feedback = {}} = shapeOf(question, by)
  const item: CanvasItem = {
    ident: by.ident,
    title: shortTitle(by.plain(question.prompt)) || question.id,
    points: question.points,
    stem,
    response,
    feedback: withoutUndefined({
      right: html(question.feedback.right),
      wrong: html(question.feedback.wrong),
      general: html(question.feedback.general),
      ...feedback,
    }),
  }
  return {
    item,
    losses: [
      ...losses,
      ...(question.hints.length > 0 ? [hintsLost] : []),
      ...(question.tags.length > 0 || question.difficulty !== undefined ? [tagsLost] : []),
      ...([...stem].length > mostCharacters ? [longLost] : []),
    ],
  }
}

/** app/models/importers/assessment_question_importer.rb:164: a longer text is replaced by a notice. */
const mostCharacters = 16_384

interface Shape {
  readonly response: CanvasResponse
  readonly stem?: string
  readonly losses?: readonly QuestionLoss[]
  readonly feedback?: {
    readonly right?: string | undefined
    readonly wrong?: string | undefined
    readonly general?: string
  }
}

const shapeOf = (question: Question<Local>, by: Writing): Shape => {
  const prompt = by.html(question.prompt)
  const label = (body: Body) => unwrapParagraph(by.html(body))
  const html = (body: Body | undefined) => (body === undefined ? undefined : by.html(body))
  const named = (id: string) => `c${digest(question, by, id)}`
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response': {
      const several = question.type === 'multiple-response'
      const choices = question.choices.map(({id, text, correct, feedback}) =>
        withoutUndefined({ident: named(id), html: label(text), correct, feedback: html(feedback)}),
      )
      const type = several ? 'multiple_answers_question' : 'multiple_choice_question'
      const strict = several && question.scoring === 'all-or-nothing'
      return {response: {kind: 'choice', type, choices, allOrNothing: strict}, losses: strict ? [allOrNothingLost] : []}
    }
    case 'true-false': {
      const {words} = by
      // Canvas takes the question for true or false by these English words only (qti_exporter, choice_interaction.rb:50).
      const english = /true/i.test(words.true) && /false/i.test(words.false)
      const type = english ? 'true_false_question' : 'multiple_choice_question'
      const choices = [
        {ident: 'true', html: escapeHtml(words.true), correct: question.answer},
        {ident: 'false', html: escapeHtml(words.false), correct: !question.answer},
      ]
      return {response: {kind: 'choice', type, choices}}
    }
    case 'short-answer': {
      const {best, others} = byScore(question.answers)
      const seen = new Set<string>()
      const accept = best
        .filter(({text}) => {
          const folded = foldText(text, question.caseSensitive)
          return !seen.has(folded) && seen.add(folded)
        })
        .flatMap(({text, feedback}) =>
          spellings(text).map((each) => withoutUndefined({text: each, feedback: html(feedback)})),
        )
      return {
        response: {kind: 'text', accept, caseSensitive: question.caseSensitive},
        losses: [
          ...(question.caseSensitive ? [caseLost] : []),
          ...othersLost(others.map(({text, ...rest}) => ({...rest, said: text}))),
        ],
      }
    }
    case 'numeric':
      return numberShape(question, prompt, by)
    case 'matching':
      return {
        response: matchingOf(question, by),
        losses: question.pairs.some(({right}) => entity.test(right)) ? [entitiesLost] : [],
      }
    case 'essay': {
      const {right, wrong, general} = question.feedback
      const model =
        question.modelAnswer === undefined
          ? ''
          : `<p><strong>${escapeHtml(by.words.modelAnswer)}</strong></p>${by.html(question.modelAnswer)}`
      const said = (html(general) ?? '') + model
      return {
        response: {kind: 'essay'},
        losses: right === undefined && wrong === undefined ? [] : [essayFeedbackLost],
        feedback: {right: undefined, wrong: undefined, ...(said === '' ? {} : {general: said})},
      }
    }
    case 'ordering': {
      const rights = question.items.map((_, index) => ({ident: `p${index + 1}`, text: String(index + 1)}))
      const lefts = question.items.map(({id, text}, index) => ({
        ident: named(id),
        html: label(text),
        right: `p${index + 1}`,
      }))
      return {
        stem: `${prompt}<p>${escapeHtml(by.words.order(rights.length))}</p>`,
        response: {kind: 'matching', lefts: shuffled(lefts), rights},
        losses: [asMatching('ordering', 'Learners give each item its number instead of moving it.')],
      }
    }
    case 'fill-blanks':
      return gapsShape(question, prompt, by)
    case 'categorise': {
      const {rights, identOf} = rightsOf(
        question.categories.map(({id, title}) => ({id, text: title})),
        question,
        by,
      )
      const titleIn = (category: string) => question.categories.find(({id}) => id === category)?.title ?? ''
      const lefts = question.items.map(({id, text, category}) => ({
        ident: named(id),
        html: label(text),
        right: identOf(titleIn(category)),
      }))
      return {
        response: {kind: 'matching', lefts: shuffled(lefts), rights},
        losses: [asMatching('categorise', 'Learners choose the category of each item from a menu.')],
      }
    }
    case 'hotspot': {
      const choices = question.areas.map(({id, label: text, correct, feedback}) =>
        withoutUndefined({ident: named(id), html: escapeHtml(text), correct, feedback: html(feedback)}),
      )
      return {
        stem: `${prompt}<p>${by.image(question.image, question.alt)}</p>`,
        response: {kind: 'choice', type: 'multiple_choice_question', choices},
        losses: [hotspotLost],
      }
    }
    default:
      return never(question)
  }
}

const numberShape = (question: Numeric<Local>, prompt: string, by: Writing): Shape => {
  const {best, others} = byScore(question.answers)
  const answers = best.map(({answer, tolerance, feedback}) =>
    withoutUndefined({...rangeText(answer, tolerance), feedback: feedback && by.html(feedback)}),
  )
  return {
    stem: prompt + (question.unit === undefined ? '' : `<p>${escapeHtml(by.words.unit(question.unit))}</p>`),
    response: {kind: 'number', answers},
    losses: othersLost(others.map(({answer, ...rest}) => ({...rest, said: String(answer)}))),
  }
}

const partlyRight = 'Let them earn all marks, or ask with a multiple-choice question.'

/** Canvas takes each text of a typed answer as wholly right, also one that only shows feedback. */
const othersLost = (
  others: readonly {readonly said: string; readonly score: number; readonly feedback?: Body}[],
): readonly QuestionLoss[] => {
  const partial = others.filter(({score}) => score > 0).map(({said}) => said)
  return [
    ...(partial.length > 0 ? [{...partialAnswersLost(partial), remedy: partlyRight}] : []),
    ...(others.some(({feedback}) => feedback !== undefined) ? [answerFeedbackLost] : []),
  ]
}

const gapsShape = (question: FillBlanks<Local>, prompt: string, by: Writing): Shape => {
  const named = (blank: string, id: string) => `c${digest(question, by, `${blank}/${id}`)}`
  const names = new Set(question.blanks.map(({id}) => id))
  // A word in square brackets that is named like a gap would become one; an invisible joiner tells them apart.
  const guarded = (written: string) =>
    written.replace(/\[([a-z0-9]+)\]/g, (found, name: string) => (names.has(name) ? `[&#8288;${name}]` : found))
  const gap = (id: string) => `\u{e000}${id}\u{e001}`
  const text = guarded(prompt + by.html(question.text, gap)).replace(/\u{e000}([a-z0-9]+)\u{e001}/gu, '[$1]')
  if (question.mode === 'text') {
    const gaps = question.blanks.map(({id, accept}) => ({
      name: id,
      labels: distinct(accept.flatMap(spellings)).map((word) => ({ident: named(id, word), text: word, correct: true})),
    }))
    return {
      stem: text,
      response: {kind: 'gaps', type: 'fill_in_multiple_blanks_question', gaps},
      losses: question.caseSensitive ? [caseLost] : [],
    }
  }
  const words = distinct([
    ...question.blanks.map((blank) => blank.accept[0] ?? ''),
    ...question.distractors.map((part) => part.text),
  ])
  const gaps = question.blanks.map(({id, accept}) => ({
    name: id,
    labels: shuffled(words.map((word) => ({ident: named(id, word), text: word, correct: word === accept[0]}))),
  }))
  return {
    stem: text,
    response: {kind: 'gaps', type: 'multiple_dropdowns_question', gaps},
    losses: question.mode === 'drag' ? [dragLost] : [],
  }
}

/** What CGI.unescapeHTML takes for a character. */
const entity = /&(?:amp|lt|gt|quot|#\d+|#x[\da-f]+);/i

const matchingOf = (question: Matching<Local>, by: Writing): CanvasResponse => {
  const {rights, identOf} = rightsOf(
    [...question.pairs.map(({id, right}) => ({id, text: right})), ...question.distractors],
    question,
    by,
  )
  const lefts = question.pairs.map(({id, left, right}) => ({
    ident: `c${digest(question, by, id)}`,
    html: unwrapParagraph(by.html(left)),
    right: identOf(right),
  }))
  return {kind: 'matching', lefts, rights}
}

/** Right sides, each text once. Canvas numbers them by the first digits of their idents (associate_interaction.rb:107). */
const rightsOf = (
  options: readonly {readonly id: string; readonly text: string}[],
  question: Question<Local>,
  by: Writing,
) => {
  const rights = options
    .filter(({text}, index) => options.findIndex((option) => option.text === text) === index)
    .map(({id, text}) => ({ident: `m${Number.parseInt(digest(question, by, id).slice(0, 7), 16)}`, text}))
  const identOf = (text: string): string => rights.find((right) => right.text === text)?.ident ?? ''
  return {rights: shuffled(rights), identOf}
}

const digest = (question: Question<Local>, by: Writing, id: string): string =>
  opaque('part', ...by.owner, question.id, id).slice(0, 12)

/** Canvas tells apostrophes apart, learners do not. */
const spellings = (text: string): readonly string[] =>
  distinct([text, text.replace(/[\u2018\u2019]/g, "'"), text.replaceAll("'", '\u2019')])

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]
