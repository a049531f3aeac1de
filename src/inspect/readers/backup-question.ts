import {descendants, element, elements, textOf, wordOf, type XmlNode} from '../../import/xml.js'
import type {ContentQuestion} from '../contents.js'
import {moodleQuestion} from './moodle-xml.js'

/** A question of a backup: its rows are put as Moodle XML has them, so that one reader serves both. */
export const backupQuestion = (id: string, row: XmlNode, parts: ClozeParts): ContentQuestion => ({
  ...moodleQuestion(asMoodleXml(row, parts), 0),
  id,
})

/** The rows of questions below an element; other elements of this name hold the number of one. */
export const questionRows = (node: XmlNode | undefined): readonly XmlNode[] =>
  descendants(node, 'question').filter((row) => element(row, 'qtype') !== undefined)

/** The texts of the parts of Cloze questions, by the ids of the question and of the part. */
export type ClozeParts = ReadonlyMap<string, ReadonlyMap<string, string>>

export const clozeParts = (all: XmlNode | undefined): ClozeParts => {
  const found = new Map<string, Map<string, string>>()
  for (const row of questionRows(all)) {
    const parent = wordOf(row, 'parent') ?? '0'
    if (parent === '0') continue
    const parts = found.get(parent) ?? new Map<string, string>()
    found.set(parent, parts.set(row.attributes.id ?? '', column(row, 'questiontext')))
  }
  return found
}

const node = (name: string, children: XmlNode['children'], attributes: XmlNode['attributes'] = {}): XmlNode => ({
  name,
  attributes,
  children,
})
const formats: Readonly<Record<string, string>> = {
  '0': 'moodle_auto_format',
  '1': 'html',
  '2': 'plain_text',
  '4': 'markdown',
}

const column = (row: XmlNode | undefined, name: string): string => {
  const text = textOf(element(row, name))
  return text === '$@NULL@$' ? '' : text
}
const plain = (name: string, text: string): XmlNode => node(name, [text])
const rich = (name: string, row: XmlNode | undefined, from = name): XmlNode =>
  node(name, [node('text', [column(row, from)])], {format: formats[column(row, `${from}format`)] ?? 'html'})

/** Moodle 5.1, question/format/xml/format.php (writequestion), against backup/moodle2 and the backup plugins of the types. */
const asMoodleXml = (row: XmlNode, parts: ClozeParts): XmlNode => {
  const type = column(row, 'qtype')
  const plugin = element(row, `plugin_qtype_${type}_question`)
  const options = element(plugin, type === 'match' ? 'matchoptions' : type)
  const tolerances = new Map(
    descendants(plugin, 'numerical_record').map((record) => [column(record, 'answer'), column(record, 'tolerance')]),
  )
  return node(
    'question',
    [
      node('name', [node('text', [column(row, 'name')])]),
      type === 'multianswer' ? clozeText(row, options, parts.get(row.attributes.id ?? '')) : rich('questiontext', row),
      rich('generalfeedback', row),
      plain('defaultgrade', column(row, 'defaultmark')),
      ...['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback'].map((name) => rich(name, options)),
      plain('single', column(options, 'single') || '1'),
      plain('usecase', column(options, 'usecase') || '0'),
      plain('gradingtype', column(options, 'gradingtype') === '0' ? 'ABSOLUTE_POSITION' : ''),
      rich('graderinfo', options),
      plain('showunits', column(element(plugin, 'numerical_options', 'numerical_option'), 'showunits') || '3'),
      ...elements(element(row, 'question_hints'), 'question_hint').map((hint) => rich('hint', hint)),
      ...answersOf(type, plugin, tolerances),
    ],
    {type: type === 'match' ? 'matching' : type},
  )
}

const answersOf = (
  type: string,
  plugin: XmlNode | undefined,
  tolerances: ReadonlyMap<string, string>,
): readonly XmlNode[] => {
  if (type === 'match' || type === 'ddmatch')
    return descendants(plugin, 'match').map((pair) =>
      node(
        'subquestion',
        [node('text', [column(pair, 'questiontext')]), node('answer', [node('text', [column(pair, 'answertext')])])],
        {format: formats[column(pair, 'questiontextformat')] ?? 'html'},
      ),
    )
  const answers = elements(element(plugin, 'answers'), 'answer')
  // Groups of words stand in the column of the feedback (question/type/gapselect/questiontypebase.php).
  if (type === 'gapselect' || type === 'ddwtos')
    return answers.map((answer) =>
      node(type === 'gapselect' ? 'selectoption' : 'dragbox', [node('text', [column(answer, 'answertext')])]),
    )
  return answers.map((answer) =>
    node(
      'answer',
      [
        node('text', [column(answer, 'answertext')]),
        rich('feedback', answer),
        plain('tolerance', tolerances.get(answer.attributes.id ?? '') ?? '0'),
      ],
      {
        format: formats[column(answer, 'answerformat')] ?? 'html',
        fraction: String(Number(column(answer, 'fraction')) * (type === 'ordering' ? 1 : 100)),
      },
    ),
  )
}

/** `{#1}` in the text stands for the first question in the sequence, whose own text is its part of the Cloze text. */
const clozeText = (
  row: XmlNode,
  options: XmlNode | undefined,
  parts: ReadonlyMap<string, string> | undefined,
): XmlNode => {
  const ids = column(options, 'sequence').split(',')
  const text = column(row, 'questiontext').replace(
    /\{#(\d+)\}/g,
    (whole, number: string) => parts?.get(ids[Number(number) - 1]?.trim() ?? '') ?? whole,
  )
  return node('questiontext', [node('text', [text])], {format: formats[column(row, 'questiontextformat')] ?? 'html'})
}
