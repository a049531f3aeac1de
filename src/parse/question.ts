import {diagnose} from '../diagnostics/diagnostic.js'
import {slugOf} from '../model/names.js'
import {type BlankAnswer, never, type Question, withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import {type BodyNode, mapBody} from '../model/walk.js'
import type {WrittenQuestion} from '../written/quiz.js'
import type {Path} from '../yaml/read.js'
import {withBareForms} from './accents.js'
import {adoptUrl} from './links.js'
import type {YamlReader} from './yaml-passage.js'

/** Makes a question of the model out of a written one. */
export const readQuestion = (written: WrittenQuestion, path: Path, reader: YamlReader): Question<Local> => {
  const rich = (text: string, ...steps: (string | number)[]) => reader.rich(text, [...path, ...steps])
  const optional = (text: string | undefined, ...steps: (string | number)[]) =>
    text === undefined ? undefined : rich(text, ...steps)
  const place = (...steps: (string | number)[]) => reader.placeOf([...path, ...steps])
  const base = {
    id: written.id,
    place: place('id'),
    points: written.points,
    prompt: rich(written.prompt, 'prompt'),
    objectives: written.objectives,
    tags: written.tags,
    ...(written.difficulty === undefined ? {} : {difficulty: written.difficulty}),
    feedback: withoutUndefined({
      right: optional(written.feedback.right, 'feedback', 'right'),
      wrong: optional(written.feedback.wrong, 'feedback', 'wrong'),
      general: optional(written.feedback.general, 'feedback', 'general'),
    }),
    hints: written.hints.map((hint, index) => rich(hint, 'hints', index)),
  }
  const names = nameParts()
  const choices = (list: Extract<WrittenQuestion, {type: 'multiple-choice'}>['choices']) =>
    list.map((choice, index) =>
      withoutUndefined({
        id: names(choice.id, choice.text),
        place: place('choices', index),
        text: rich(choice.text, 'choices', index, 'text'),
        correct: choice.correct,
        feedback: optional(choice.feedback, 'choices', index, 'feedback'),
      }),
    )
  const distractors = (list: readonly (string | {id: string; text: string})[]) =>
    list.map((part) =>
      typeof part === 'string'
        ? {id: names(undefined, part), text: part}
        : {id: names(part.id, part.text), text: part.text},
    )
  switch (written.type) {
    case 'multiple-choice':
      return {...base, type: written.type, choices: choices(written.choices)}
    case 'multiple-response':
      return {...base, type: written.type, scoring: written.scoring, choices: choices(written.choices)}
    case 'true-false':
      return {...base, type: written.type, answer: written.answer}
    case 'short-answer': {
      const answers = [
        ...written.accept.map((answer, index) =>
          typeof answer === 'string'
            ? {text: answer, score: 100}
            : withoutUndefined({...answer, feedback: optional(answer.feedback, 'accept', index, 'feedback')}),
        ),
        ...written.reject.map((answer, index) =>
          withoutUndefined({
            text: answer.text,
            score: 0,
            feedback: optional(answer.feedback, 'reject', index, 'feedback'),
          }),
        ),
      ]
      return {
        ...base,
        type: written.type,
        caseSensitive: written['case-sensitive'],
        answers: written['accent-sensitive'] ? answers : withBareForms(answers),
      }
    }
    case 'numeric':
      return withoutUndefined({
        ...base,
        type: written.type,
        unit: written.unit,
        answers: [
          {answer: written.answer, tolerance: written.tolerance, score: 100},
          ...written.near.map((answer, index) =>
            withoutUndefined({...answer, feedback: optional(answer.feedback, 'near', index, 'feedback')}),
          ),
        ],
      })
    case 'matching':
      return {
        ...base,
        type: written.type,
        pairs: written.pairs.map((pair, index) => ({
          id: names(pair.id, pair.left),
          place: place('pairs', index),
          left: rich(pair.left, 'pairs', index, 'left'),
          right: pair.right,
        })),
        distractors: distractors(written.distractors),
      }
    case 'essay':
      return withoutUndefined({
        ...base,
        type: written.type,
        modelAnswer: optional(written['model-answer'], 'model-answer'),
      })
    case 'ordering':
      return {
        ...base,
        type: written.type,
        items: written.items.map((item, index) => {
          const {id, text} = typeof item === 'string' ? {id: undefined, text: item} : item
          const steps = typeof item === 'string' ? ['items', index] : ['items', index, 'text']
          return {id: names(id, text), place: place('items', index), text: rich(text, ...steps)}
        }),
      }
    case 'fill-blanks': {
      // Words to choose from are what they are.
      const isForgiving = written.mode === 'text' && !written['accent-sensitive']
      const {text, blanks} = readBlanks(rich(written.text, 'text'), written.id, place('text'), reader)
      return {
        ...base,
        type: written.type,
        mode: written.mode,
        caseSensitive: written['case-sensitive'],
        text,
        blanks: isForgiving
          ? blanks.map((blank) => ({
              ...blank,
              accept: withBareForms(blank.accept.map((text) => ({text}))).map(({text}) => text),
            }))
          : blanks,
        distractors: distractors(written.distractors),
      }
    }
    case 'categorise': {
      const categories = written.categories.map((category, index) => ({
        id: names(category.id, category.title),
        place: place('categories', index),
        title: category.title,
      }))
      return {
        ...base,
        type: written.type,
        categories,
        items: written.categories.flatMap((category, index) =>
          category.items.map((item, at) => {
            const {id, text} = typeof item === 'string' ? {id: undefined, text: item} : item
            const steps = ['categories', index, 'items', at]
            return {
              id: names(id, text),
              place: place(...steps),
              text: rich(text, ...(typeof item === 'string' ? steps : [...steps, 'text'])),
              category: categories[index]?.id ?? '',
            }
          }),
        ),
      }
    }
    case 'hotspot': {
      const {value, diagnostics} = adoptUrl(written.image, reader.base, place('image'))
      reader.diagnostics.push(...diagnostics)
      return {
        ...base,
        type: written.type,
        image: value.replace(/^(media|file):/, ''),
        alt: written.alt,
        areas: written.areas.map((area, index) =>
          withoutUndefined({
            ...area,
            id: names(area.id, area.label),
            place: place('areas', index),
            feedback: optional(area.feedback, 'areas', index, 'feedback'),
          }),
        ),
      }
    }
    default:
      return never(written)
  }
}

/** Names the parts of one question: by their own id, else by their words; the ledger remembers which. */
const nameParts = (): ((id: string | undefined, text: string) => string) => {
  const used = new Set<string>()
  return (id, text) => {
    if (id !== undefined) {
      used.add(id)
      return id
    }
    const slug = slugOf(text, 40) || 'part'
    let name = slug
    for (let n = 2; used.has(name); n++) name = `${slug}-${n}`
    used.add(name)
    return name
  }
}

const readBlanks = (
  body: Local['rich'],
  id: string,
  place: ReturnType<YamlReader['placeOf']>,
  reader: YamlReader,
): {text: Local['rich']; blanks: BlankAnswer<Local>[]} => {
  const blanks: BlankAnswer<Local>[] = []
  const report = (reason: string) => reader.diagnostics.push(diagnose('question/blank-mismatch', {id, reason}, place))
  const text = mapBody(body, (node) => {
    if (node.type !== 'text') return node
    const parts = node.value.split(/\{\{(.*?)\}\}/)
    if (/\{\{|\}\}/.test(parts.filter((_, index) => index % 2 === 0).join(' '))) report('a {{ or }} stands alone')
    return parts.flatMap((part, index): BodyNode[] => {
      if (index % 2 === 0) return part === '' ? [] : [{...node, value: part}]
      const accept = part.split('|').map((word) => word.trim())
      if (accept.some((word) => word === '')) report('a gap has an empty answer')
      const blank = {id: `b${blanks.length + 1}`, accept}
      blanks.push(blank)
      return [{type: 'blank' as const, id: blank.id, position: node.position}]
    })
  })
  if (blanks.length === 0) report('there is none')
  return {text, blanks}
}
