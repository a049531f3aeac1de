import {compareText} from '../../model/place.js'
import {never, type Question} from '../../model/question.js'
import type {Local} from '../../model/text.js'
import type {Style} from '../../render/body.js'
import {attributes, escapeHtml, unwrapParagraph} from '../../render/html.js'
import {mixed} from '../../render/quiz.js'

/** How a question is written: its passages by `write`, everything as XHTML. */
export interface Pen {
  readonly style: Style
  readonly write: (body: Local['rich'], style: Style) => string
}

/** What a learner answers with: choices with letters, lines to write on, things to put in order. */
export const answerSpace = (question: Question<Local>, pen: Pen): string => {
  const {style} = pen
  switch (question.type) {
    case 'multiple-choice':
      return lettered(question.choices.map((choice) => inline(choice.text, pen)))
    case 'multiple-response':
      return `${how('several', style)}${lettered(question.choices.map((choice) => inline(choice.text, pen)))}`
    case 'true-false':
      return lettered([style.text('quiz.true'), style.text('quiz.false')].map(escapeHtml))
    case 'short-answer':
      return line(style.text('quiz.your-answer'))
    case 'numeric':
      return line(style.text('quiz.your-number'), question.unit)
    case 'essay':
      return `<p class="lines">${escapeHtml(style.text('quiz.your-text'))}</p>`
    case 'matching':
      return `${numbered(question.pairs.map((pair) => inline(pair.left, pen)))}${lettered(rightSides(question).map(escapeHtml))}`
    case 'ordering':
      return `${how('order', style)}${bulleted(mixed(question.items.map((item) => ({html: inline(item.text, pen)}))).map(({html}) => html))}`
    case 'fill-blanks': {
      const blank = (id: string) =>
        `<span class="gap">${escapeHtml(style.text('quiz.blank', {number: gapNumber(question, id)}))}</span>`
      const words = question.mode === 'text' ? [] : gapWords(question)
      return `<div class="gaps">${pen.write(question.text, {...style, blank})}</div>${
        words.length > 0
          ? `<p class="words"><span>${escapeHtml(style.text('run.blank.words'))}:</span> ${escapeHtml(words.join(' · '))}</p>`
          : ''
      }`
    }
    case 'categorise':
      return `${bulleted(mixed(question.items.map((item) => ({html: inline(item.text, pen)}))).map(({html}) => html))}${lettered(
        question.categories.map((category) => escapeHtml(category.title)),
      )}`
    case 'hotspot':
      return `${how('hotspot', style)}<p><img${attributes({src: style.media(question.image), alt: question.alt})} /></p>${lettered(
        question.areas.map((area) => escapeHtml(area.label)),
      )}`
    default:
      return never(question)
  }
}

/** The right answer and what is said about it. */
export const answerOf = (question: Question<Local>, pen: Pen): string =>
  `${rightAnswer(question, pen)}${feedback(question, pen)}`

const rightAnswer = (question: Question<Local>, pen: Pen): string => {
  const {style} = pen
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return chosen(question.choices.map((choice) => ({...choice, html: inline(choice.text, pen)})))
    case 'true-false':
      return chosen([
        {html: escapeHtml(style.text('quiz.true')), correct: question.answer},
        {html: escapeHtml(style.text('quiz.false')), correct: !question.answer},
      ])
    case 'short-answer':
      return bulleted(earning(question.answers).map(({text, score}) => `${escapeHtml(text)}${share(score)}`))
    case 'numeric':
      return bulleted(
        earning(question.answers).map(
          ({answer, tolerance, score}) =>
            `${answer}${tolerance > 0 ? ` ± ${tolerance}` : ''}${question.unit ? ` ${escapeHtml(question.unit)}` : ''}${share(score)}`,
        ),
      )
    case 'essay':
      return question.modelAnswer
        ? `<p class="model-title">${escapeHtml(style.text('run.essay.model'))}</p>${pen.write(question.modelAnswer, style)}`
        : `<p>${escapeHtml(style.text('run.verdict.open'))}</p>`
    case 'matching': {
      const rights = rightSides(question)
      return numbered(
        question.pairs.map(
          (pair) => `${inline(pair.left, pen)} → ${named(rights.indexOf(pair.right), escapeHtml(pair.right))}`,
        ),
      )
    }
    case 'ordering':
      return numbered(question.items.map((item) => inline(item.text, pen)))
    case 'fill-blanks':
      return numbered(question.blanks.map((blank) => escapeHtml(blank.accept.join(' / '))))
    case 'categorise':
      return bulleted(
        question.items.map((item) => {
          const at = question.categories.findIndex((category) => category.id === item.category)
          return `${inline(item.text, pen)} → ${named(at, escapeHtml(question.categories[at]?.title ?? ''))}`
        }),
      )
    case 'hotspot':
      return chosen(question.areas.map((area) => ({...area, html: escapeHtml(area.label)})))
    default:
      return never(question)
  }
}

/** What is said of the question as a whole, then of single choices. */
const feedback = (question: Question<Local>, pen: Pen): string => {
  const {right, general} = question.feedback
  const whole = [right, general].flatMap((body) => (body ? [pen.write(body, pen.style)] : []))
  const parts =
    question.type === 'multiple-choice' || question.type === 'multiple-response'
      ? question.choices.map((choice) => choice.feedback)
      : question.type === 'hotspot'
        ? question.areas.map((area) => area.feedback)
        : []
  const single = parts.flatMap((body, index) => (body ? [named(index, inline(body, pen))] : []))
  return `${whole.join('')}${single.length > 0 ? bulleted(single) : ''}`
}

const inline = (body: Local['rich'], {write, style}: Pen): string => unwrapParagraph(write(body, style))
const how = (key: string, {text}: Style): string => `<p class="how">${escapeHtml(text(`quiz.how.${key}`))}</p>`
const line = (label: string, unit?: string): string =>
  `<p class="line">${escapeHtml(label)}: <span class="blank"></span>${unit ? ` ${escapeHtml(unit)}` : ''}</p>`

const list = (tag: string, items: readonly string[]): string =>
  `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag.replace(/ .*/, '')}>`
const lettered = (items: readonly string[]): string => list('ol type="A" class="letters"', items)
const numbered = (items: readonly string[]): string => list('ol', items)
const bulleted = (items: readonly string[]): string => list('ul', items)

/** As lists with `type="A"` count, for twenty-six things. */
const letter = (index: number): string => String.fromCharCode(65 + (index % 26))
const named = (index: number, html: string): string => `<b>${letter(index)}</b> ${html}`

const chosen = (choices: readonly {readonly html: string; readonly correct: boolean}[]): string => {
  const right = choices.flatMap(({html, correct}, index) => (correct ? [named(index, html)] : []))
  return right.length === 1 ? `<div class="right">${right[0]}</div>` : bulleted(right)
}

const earning = <T extends {readonly score: number}>(answers: readonly T[]): readonly T[] =>
  answers.filter(({score}) => score > 0)
const share = (score: number): string => (score < 100 ? ` (${score}%)` : '')

/** In an order that tells nothing; words that occur twice stand once. */
const rightSides = (question: Question<Local> & {readonly type: 'matching'}): readonly string[] =>
  sorted([...question.pairs.map((pair) => pair.right), ...question.distractors.map(({text}) => text)])

const gapWords = (question: Question<Local> & {readonly type: 'fill-blanks'}): readonly string[] =>
  sorted([...question.blanks.map((blank) => blank.accept[0] ?? ''), ...question.distractors.map(({text}) => text)])

const sorted = (words: readonly string[]): readonly string[] =>
  [...new Set(words)].sort((a, b) => compareText(a.toLowerCase(), b.toLowerCase()))

const gapNumber = (question: Question<Local> & {readonly type: 'fill-blanks'}, id: string): number =>
  question.blanks.findIndex((blank) => blank.id === id) + 1
