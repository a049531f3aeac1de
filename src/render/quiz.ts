import type {Course, Quiz, Slots} from '../model/course.js'
import {compareText} from '../model/place.js'
import {type Choice, never, type Question} from '../model/question.js'
import type {Local} from '../model/text.js'
import {type Style, writeBody} from './body.js'
import {attributes, escapeHtml, unwrapParagraph} from './html.js'
import {type AskedQuestion, needSlot, questionsOf} from './outline.js'
import {encodeQuiz, playerQuiz} from './player-quiz.js'

/** A quiz within a page: complete and readable without a script; the script makes it answer. */
export interface QuizView {
  readonly quiz: Quiz<Local>
  readonly course: Course<Local>
  readonly slots: Slots
  readonly style: Style
  /** On a page of its own the page's heading is the quiz's title. */
  readonly titled: boolean
}

/** The quiz as a section with a form. */
export const quizHtml = ({quiz, course, slots, style, titled}: QuizView): string => {
  const id = `quiz-${quiz.id}`
  const data = playerQuiz(quiz, course, slots, style)
  const asked = questionsOf(quiz, course, slots)
  const questions = asked.map((each, index) =>
    questionHtml(each, {quiz, slots, style, number: index + 1, all: asked.length}),
  )
  const title = titled ? `<h2${attributes({id: `${id}-title`})} class="quiz-title">${escapeHtml(quiz.title)}</h2>` : ''
  const head =
    title || quiz.description
      ? `<header class="quiz-head">${title ? `<p class="eyebrow">${escapeHtml(style.text(`quiz.${quiz.mode}`))}</p>${title}` : ''}${
          quiz.description
            ? `<div class="prose">${writeBody(quiz.description, {...style, idPrefix: `${id}-`})}</div>`
            : ''
        }</header>`
      : ''
  return `<section${attributes({
    class: `quiz quiz-${quiz.mode}`,
    id,
    'data-quiz': data.slot,
    'aria-labelledby': titled ? `${id}-title` : 'title',
  })}>
${head}${quiz.mode === 'graded' ? facts(quiz, style) : ''}
<noscript><p class="notice">${escapeHtml(style.text('quiz.no-script'))}</p></noscript>
<form class="questions" novalidate autocomplete="off">
${questions.join('\n')}
</form>
<script type="text/plain" class="quiz-data">${encodeQuiz(data)}</script>
</section>`
}

const facts = (quiz: Quiz<Local>, {text}: Style): string => {
  const count = quiz.entries.reduce((sum, entry) => sum + (entry.type === 'draw' ? entry.count : 1), 0)
  const rows = [
    [text('quiz.fact.questions'), text('quiz.fact.questions-value', {count})],
    [text('quiz.fact.pass'), text('quiz.fact.pass-value', {mark: quiz.passMark})],
    [
      text('quiz.fact.attempts'),
      quiz.attempts === null
        ? text('quiz.fact.attempts-unlimited')
        : text('quiz.fact.attempts-value', {count: quiz.attempts}),
    ],
    [
      text('quiz.fact.time'),
      quiz.timeLimit === null ? text('quiz.fact.time-none') : text('quiz.fact.time-value', {count: quiz.timeLimit}),
    ],
  ]
  return `<dl class="quiz-facts">${rows
    .map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>`
}

interface Ask {
  readonly quiz: Quiz<Local>
  readonly slots: Slots
  readonly style: Style
  readonly number: number
  readonly all: number
}

const questionHtml = ({slot, owner, question}: AskedQuestion, {quiz, slots, style, number, all}: Ask): string => {
  const id = `q-${quiz.id}-${slot}`
  const inner = {...style, idPrefix: `${id}-`, headingShift: (style.headingShift ?? 0) + 1}
  const parts = slots.parts[`${owner}/${question.id}`] ?? {}
  const view: View = {id, style: inner, slotOf: (part) => needSlot(parts, part)}
  return `<div${attributes({class: 'question', id, 'data-question': slot, 'data-type': question.type})}>
<fieldset${attributes({'aria-labelledby': `${id}-n ${id}-p`})}>
<legend${attributes({id: `${id}-n`})}><span class="question-number">${escapeHtml(
    style.text('quiz.number', {number, all}),
  )}</span> <span class="question-points">${escapeHtml(style.text('quiz.points', {points: question.points}))}</span></legend>
<div${attributes({id: `${id}-p`})} class="prompt prose">${writeBody(question.prompt, inner)}</div>
<div class="answer">${answerHtml(question, view)}</div>
</fieldset>
</div>`
}

interface View {
  /** Start of every id within the question. */
  readonly id: string
  readonly style: Style
  readonly slotOf: (part: string) => number
}

const answerHtml = (question: Question<Local>, view: View): string => {
  const {id, style} = view
  switch (question.type) {
    case 'multiple-choice':
      return choicesHtml(question.choices, 'radio', view)
    case 'multiple-response':
      return `<p class="how">${escapeHtml(style.text('quiz.how.several'))}</p>${choicesHtml(question.choices, 'checkbox', view)}`
    case 'true-false':
      return `<div class="choices choices-short">${[1, 0]
        .map((value) => choiceHtml(escapeHtml(style.text(value ? 'quiz.true' : 'quiz.false')), value, 'radio', view))
        .join('')}</div>`
    case 'short-answer':
      return `<label class="field"><span>${escapeHtml(style.text('quiz.your-answer'))}</span><input${attributes({
        type: 'text',
        name: id,
        maxlength: 250,
        autocapitalize: 'off',
        spellcheck: 'false',
      })}></label>`
    case 'numeric':
      return `<label class="field field-number"><span>${escapeHtml(style.text('quiz.your-number'))}</span><input${attributes(
        {
          type: 'text',
          name: id,
          inputmode: 'decimal',
          maxlength: 40,
        },
      )}>${question.unit ? ` <span class="unit">${escapeHtml(question.unit)}</span>` : ''}</label>`
    case 'essay':
      return `<label class="field field-essay"><span>${escapeHtml(style.text('quiz.your-text'))}</span><textarea${attributes(
        {
          name: id,
          rows: 8,
        },
      )}></textarea></label>`
    case 'matching': {
      const rights = [...question.pairs.map((pair) => ({id: pair.id, text: pair.right})), ...question.distractors]
      const options = optionsHtml(
        rights.map((right) => ({slot: view.slotOf(right.id), text: right.text})),
        style,
      )
      return `<ul class="matches">${question.pairs
        .map((pair) => {
          const slot = view.slotOf(pair.id)
          return `<li class="match" data-part="${slot}"><label${attributes({for: `${id}-${slot}`})}>${inline(
            pair.left,
            view,
          )}</label><select${attributes({id: `${id}-${slot}`, name: `${id}-${slot}`})}>${options}</select></li>`
        })
        .join('')}</ul>`
    }
    case 'ordering':
      return `<p class="how">${escapeHtml(style.text('quiz.how.order'))}</p><ol class="order">${mixed(
        question.items.map((item) => ({slot: view.slotOf(item.id), html: inline(item.text, view)})),
      )
        .map((item) => `<li data-part="${item.slot}"><span class="order-text">${item.html}</span></li>`)
        .join('')}</ol>`
    case 'fill-blanks': {
      const words = [
        ...question.blanks.map((blank) => ({id: blank.id, text: blank.accept[0] ?? ''})),
        ...question.distractors,
      ]
      const options = optionsHtml(
        words.map((word) => ({slot: view.slotOf(word.id), text: word.text})),
        style,
      )
      const blank = (blankId: string) => {
        const index = question.blanks.findIndex((candidate) => candidate.id === blankId)
        const given = question.blanks[index]
        if (!given) throw new Error(`There is no blank ${blankId} in ${question.id}.`)
        const common = {
          name: `${id}-${view.slotOf(blankId)}`,
          'data-part': view.slotOf(blankId),
          'aria-label': style.text('quiz.blank', {number: index + 1}),
          class: 'blank',
        }
        return question.mode === 'text'
          ? `<input${attributes({type: 'text', ...common, maxlength: 120, size: blankWidth(question.blanks), autocapitalize: 'off', spellcheck: 'false'})}>`
          : `<select${attributes(common)}>${options}</select>`
      }
      return `<div class="blanks prose">${writeBody(question.text, {...style, blank})}</div>`
    }
    case 'categorise':
      return `<ul class="sorts">${mixed(
        question.items.map((item) => ({slot: view.slotOf(item.id), html: inline(item.text, view)})),
      )
        .map(({slot, html}) => {
          const radios = question.categories.map((category) =>
            choiceHtml(escapeHtml(category.title), view.slotOf(category.id), 'radio', {...view, id: `${id}-${slot}`}),
          )
          return `<li class="sort" data-part="${slot}"><fieldset><legend class="sort-text">${html}</legend><div class="choices choices-short">${radios.join('')}</div></fieldset></li>`
        })
        .join('')}</ul>`
    case 'hotspot':
      return `<p class="how">${escapeHtml(style.text('quiz.how.hotspot'))}</p><div class="hotspot"><div class="hotspot-picture"><img${attributes(
        {src: style.media(question.image), alt: question.alt},
      )}></div><div class="choices hotspot-list">${question.areas
        .map((area) => choiceHtml(escapeHtml(area.label), view.slotOf(area.id), 'radio', view))
        .join('')}</div></div>`
    default:
      return never(question)
  }
}

const choicesHtml = (choices: readonly Choice<Local>[], type: 'radio' | 'checkbox', view: View): string =>
  `<div class="choices">${choices.map((choice) => choiceHtml(inline(choice.text, view), view.slotOf(choice.id), type, view)).join('')}</div>`

const choiceHtml = (html: string, value: number, type: 'radio' | 'checkbox', {id}: View): string =>
  `<div class="choice" data-part="${value}"><input${attributes({type, id: `${id}-${value}`, name: id, value})}><label${attributes(
    {
      for: `${id}-${value}`,
    },
  )}>${html}</label></div>`

const inline = (body: Local['rich'], {style}: View): string => unwrapParagraph(writeBody(body, style))

/** Options by their words, in an order that tells nothing; words that occur twice stand once. */
const optionsHtml = (options: readonly {readonly slot: number; readonly text: string}[], {text}: Style): string => {
  const unique = options.filter((option, index) => options.findIndex((other) => other.text === option.text) === index)
  return `<option value="">${escapeHtml(text('quiz.choose'))}</option>${[...unique]
    .sort((a, b) => compareText(a.text.toLowerCase(), b.text.toLowerCase()))
    .map((option) => `<option value="${option.slot}">${escapeHtml(option.text)}</option>`)
    .join('')}`
}

/** The same things in an order that tells nothing about the right one and is the same in each build. */
export const mixed = <T extends {readonly html: string}>(things: readonly T[]): readonly T[] => {
  const sorted = [...things].sort((a, b) => compareText(a.html, b.html))
  return sorted.every((thing, index) => thing === things[index]) ? sorted.reverse() : sorted
}

const blankWidth = (blanks: readonly {readonly accept: readonly string[]}[]): number =>
  Math.min(30, Math.max(8, ...blanks.map((blank) => (blank.accept[0] ?? '').length + 2)))
