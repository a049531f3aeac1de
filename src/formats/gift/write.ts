import {never} from '../../model/question.js'
import {percentOf} from '../_moodle/fractions.js'
import {allowedInXml} from '../_xml/write.js'
import type {GiftBody, GiftQuestion} from './question.js'

/**
 * GIFT as Moodle 5.1 reads it (question/format/gift/format.php). A text stands on one line, with its signs and line ends
 * escaped; a blank line ends a question.
 */
export const giftFile = (blocks: readonly string[]): string => `${blocks.map((block) => `${block}\n`).join('\n')}`

/** Puts the questions that follow into a category. Only backslashes are escaped in its name. */
export const categoryBlock = (path: string): string => `$CATEGORY: ${allowedInXml(path).replaceAll('\\', '\\\\')}`

export const questionBlock = (question: GiftQuestion): string => {
  const {idnumber, tags, name, text, generalFeedback, body} = question
  const lines = bodyLines(body)
  const general = generalFeedback === undefined ? [] : [`####${rich(generalFeedback)}`]
  // Numbers are known by their first sign, which has to follow the brace.
  const start = body.kind === 'number' ? '#' : ''
  return [
    `// ${[`[id:${bracketed(idnumber)}]`, ...tags.map((tag) => `[tag:${bracketed(tag)}]`)].join(' ')}`,
    `::${escaped(name)}::[html]${escaped(text)}{${start}`,
    ...[...lines, ...general].map((line) => `\t${line}`),
    '}',
  ].join('\n')
}

const bodyLines = (body: GiftBody): readonly string[] => {
  switch (body.kind) {
    case 'choice': {
      // Without a wrong answer no tilde would stand there, and the question would be one for typing.
      const isSingle = body.single && body.answers.some(({fraction}) => fraction !== 1)
      return body.answers.map(({text, fraction, feedback}) => {
        const sign = isSingle && fraction === 1 ? '=' : `~${weight(fraction, !isSingle || text.startsWith('%'))}`
        return `${sign}${rich(text)}${said(feedback)}`
      })
    }
    case 'truth': {
      const {wrong, right} = body
      const both = right === undefined ? said(wrong) : `#${rich(wrong ?? '')}#${rich(right)}`
      return [`${body.answer ? 'TRUE' : 'FALSE'}${both}`]
    }
    case 'text':
      return body.answers.map(
        ({pattern, fraction, feedback}) => `=${weight(fraction, true)}${guarded(pattern)}${said(feedback)}`,
      )
    case 'number':
      return [
        ...body.answers.map(
          ({answer, tolerance, fraction, feedback}) =>
            `=${weight(fraction, true)}${answer}:${tolerance}${said(feedback)}`,
        ),
        ...(body.otherwise === undefined ? [] : [`~${said(body.otherwise)}`]),
      ]
    case 'match':
      return body.pairs.map(({stem = '', answer}) => `=${rich(stem)} -> ${escaped(answer)}`)
    case 'essay':
      return []
    default:
      return never(body)
  }
}

/** Percent of the marks; what is not written means none. */
const weight = (fraction: number, isWritten: boolean): string =>
  isWritten || fraction !== 0 ? `%${percentOf(fraction)}%` : ''

const said = (feedback: string | undefined): string => (feedback === undefined ? '' : `#${rich(feedback)}`)

/** HTML. An arrow in it would make a matching question. */
const rich = (html: string): string => guarded(html.replaceAll('->', '-&gt;'))

/** A text that begins with a bracket could be taken to name its format. */
const guarded = (text: string): string => `${text.startsWith('[') ? '[html]' : ''}${escaped(text)}`

const escaped = (text: string): string =>
  allowedInXml(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[\\#=~{}:]/g, '\\$&')
    .replaceAll('\n', '\\n')

const bracketed = (text: string): string => text.replaceAll(']', '\\]')
