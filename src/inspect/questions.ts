import type {DraftQuestion} from '../import/draft.js'
import type {PassageReader} from '../import/html/reader.js'
import type {XmlNode} from '../import/xml.js'
import type {ContentQuestion} from './contents.js'

/** Reads passages as they stand: addresses stay what they are in the package. */
export const asItStands: PassageReader = {link: (url) => url, media: (url) => url, lose() {}}

/** A question of a package, once it was read as one of ours. `id`: what the package calls it. */
export const questionOf = (id: string, question: DraftQuestion): ContentQuestion => {
  const {right, wrong, general} = question.feedback ?? {}
  const said = [...(question.hints ?? []), right, wrong, general].flatMap((text) => text ?? [])
  return {
    id,
    type: question.type,
    title: short(question.type === 'fill-blanks' && question.prompt === '–' ? question.text : question.prompt),
    points: question.points ?? 1,
    key: keyOf(question),
    text: [question.prompt, ...wordsOf(question), ...said],
  }
}

/**
 * Whether a question has more words than any has: they are not read as Markdown, since the time for that grows with the
 * square of a text. Mark-up, pictures in addresses and files beside the text do not count.
 */
export const isTooLong = (node: XmlNode): boolean => lengthOf(node) > 30_000

const lengthOf = (node: XmlNode): number =>
  node.children.reduce<number>((sum, child) => {
    if (typeof child !== 'string') return child.name === 'file' ? sum : sum + lengthOf(child)
    return sum + (child.length < 1000 ? child : child.replace(/data:[^"'\s)]*/g, '').replace(/<[^<>]*>/g, '')).length
  }, 0)

/** A question that is none of ours, or cannot be read: what it is called is all that is known. */
export const unreadQuestion = (id: string, type: string, title: string, text: readonly string[]): ContentQuestion => ({
  id,
  type,
  title: short(title),
  text,
})

export const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line
}

const keyOf = (question: DraftQuestion): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
      return question.choices.filter(({correct}) => correct).map(({text}) => text)
    case 'multiple-response':
      return [
        ...question.choices.filter(({correct}) => correct).map(({text}) => text),
        ...(question.scoring === 'all-or-nothing' ? ['(all or nothing)'] : []),
      ]
    case 'true-false':
      return [String(question.answer)]
    case 'short-answer':
      return [
        ...question.accept.map((answer) =>
          typeof answer === 'string' ? answer : `${answer.text}${scored(answer.score)}`,
        ),
        ...(question['case-sensitive'] ? ['(case matters)'] : []),
      ]
    case 'numeric':
      return [
        `${question.answer}${question.tolerance ? ` ± ${question.tolerance}` : ''}`,
        ...(question.near ?? []).map(
          ({answer, tolerance, score}) => `${answer}${tolerance ? ` ± ${tolerance}` : ''}${scored(score ?? 0)}`,
        ),
      ]
    case 'matching':
      return question.pairs.map(({left, right}) => `${left} – ${right}`)
    case 'ordering':
      return question.items.map((item) => (typeof item === 'string' ? item : item.text))
    case 'fill-blanks':
      return [
        ...[...question.text.matchAll(/\{\{([^{}]{0,500})\}\}/g)].map(([, gap = '']) => gap.replaceAll('|', ' / ')),
        ...(question['case-sensitive'] ? ['(case matters)'] : []),
      ]
    case 'categorise':
      return question.categories.flatMap(({title, items}) =>
        items.map((item) => `${typeof item === 'string' ? item : item.text} in ${title}`),
      )
    case 'hotspot':
      return question.areas.filter(({correct}) => correct).map(({label}) => label)
    case 'essay':
      return []
  }
}

const scored = (score: number | undefined): string => (score === undefined || score === 100 ? '' : ` ${score}%`)

const wordsOf = (question: DraftQuestion): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
      return [...question.choices.map(({text}) => text), ...question.choices.flatMap(({feedback}) => feedback ?? [])]
    case 'fill-blanks':
      return [question.text, ...distractors(question.distractors)]
    case 'matching':
      return distractors(question.distractors)
    case 'hotspot':
      return question.areas.map(({label}) => label)
    case 'essay':
      return question['model-answer'] ? [question['model-answer']] : []
    case 'short-answer':
      return [
        ...question.accept.flatMap((answer) => (typeof answer === 'string' ? [] : (answer.feedback ?? []))),
        ...(question.reject ?? []).flatMap(({text, feedback}) => (feedback ? [`${text}: ${feedback}`] : [text])),
      ]
    case 'true-false':
    case 'numeric':
    case 'ordering':
    case 'categorise':
      return []
  }
}

const distractors = (list: readonly (string | {readonly text: string})[] = []): readonly string[] =>
  list.map((each) => (typeof each === 'string' ? each : each.text))
