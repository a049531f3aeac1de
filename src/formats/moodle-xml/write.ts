import type {Content} from '../../model/package.js'
import {never} from '../../model/question.js'
import {clozeSource} from '../_moodle/cloze.js'
import {percentOf} from '../_moodle/fractions.js'
import type {CombinedFeedback, MoodleFile, MoodleQuestion, MoodleText} from '../_moodle/question.js'
import {writeXml, type XmlElement} from '../_xml/write.js'

/**
 * Moodle XML, as Moodle 5.1 reads it (question/format/xml/format.php, and `import_from_xml` of the question types that
 * it leaves the reading to).
 */
export const questionFile = (questions: readonly XmlElement[]): Content =>
  embedFiles(writeXml(['quiz', {}, ...questions]))

/**
 * Makes a category, and puts the questions that follow into it. It has no idnumber: Moodle would store it unchecked, and
 * fail on the second import of a category that has got a new title (question/format.php, create_category_path).
 */
export const categoryTree = (path: string): XmlElement => ['question', {type: 'category'}, ['category', {}, text(path)]]

export const questionTree = (question: MoodleQuestion): XmlElement => [
  'question',
  {type: types[question.type]},
  ['name', {}, text(question.name)],
  rich('questiontext', withGaps(question)),
  rich('generalfeedback', question.generalFeedback),
  // Moodle adds the marks of gaps up instead (import_multianswer).
  question.type !== 'multianswer' && ['defaultgrade', {}, String(question.points)],
  ['penalty', {}, '0'],
  ['hidden', {}, '0'],
  ['idnumber', {}, question.idnumber],
  ...bodyTrees(question),
  ...question.hints.map((hint) => rich('hint', hint)),
  question.tags.length > 0 && ['tags', {}, ...question.tags.map((tag): XmlElement => ['tag', {}, text(tag)])],
]

/** Two types go by older names (get_qtype). */
const types: Readonly<Record<MoodleQuestion['type'], string>> = {
  multichoice: 'multichoice',
  truefalse: 'truefalse',
  shortanswer: 'shortanswer',
  numerical: 'numerical',
  match: 'matching',
  essay: 'essay',
  ordering: 'ordering',
  multianswer: 'cloze',
  gapselect: 'gapselect',
  ddwtos: 'ddwtos',
  ddmarker: 'ddmarker',
}

const bodyTrees = (question: MoodleQuestion): readonly XmlElement[] => {
  switch (question.type) {
    case 'multichoice':
      return [
        flag('single', question.single),
        flag('shuffleanswers', question.shuffle),
        ['answernumbering', {}, 'none'],
        ['showstandardinstruction', {}, question.single ? '0' : '1'],
        ...combined(question.feedback),
        ...question.answers.map((answer) => answerTree(answer.fraction, answer.text, answer.feedback)),
      ]
    case 'truefalse':
      return [
        answerTree(question.answer ? 1 : 0, 'true', question.feedback.true),
        answerTree(question.answer ? 0 : 1, 'false', question.feedback.false),
      ]
    case 'shortanswer':
      return [
        ['usecase', {}, question.caseSensitive ? '1' : '0'],
        ...question.answers.map(({fraction, pattern, feedback}) => answerTree(fraction, pattern, feedback)),
      ]
    case 'numerical':
      return [
        ...question.answers.map(({fraction, answer, tolerance, feedback}) =>
          answerTree(fraction, String(answer), feedback, ['tolerance', {}, String(tolerance)]),
        ),
        ...(question.unit === undefined
          ? []
          : [
              [
                'units',
                {},
                ['unit', {}, ['multiplier', {}, '1'], ['unit_name', {}, question.unit]],
              ] satisfies XmlElement,
            ]),
        ['unitgradingtype', {}, '0'],
        ['unitpenalty', {}, '0'],
        // 0: typed behind the number; 3: there are no units (question/type/numerical/questiontype.php, UNITINPUT, UNITNONE).
        ['showunits', {}, question.unit === undefined ? '3' : '0'],
        ['unitsleft', {}, '0'],
      ]
    case 'match':
      return [
        flag('shuffleanswers', question.shuffle),
        ...combined(question.feedback),
        ...question.pairs.map(
          ({stem, answer}): XmlElement => [
            'subquestion',
            {format: 'html'},
            ...textAndFiles(stem),
            ['answer', {}, text(answer)],
          ],
        ),
      ]
    case 'essay':
      return [
        ['responseformat', {}, 'editor'],
        ['responserequired', {}, '1'],
        ['responsefieldlines', {}, '15'],
        ['attachments', {}, '0'],
        ['attachmentsrequired', {}, '0'],
        rich('graderinfo', question.graderInfo),
        rich('responsetemplate', undefined),
      ]
    case 'ordering':
      return [
        ['layouttype', {}, 'VERTICAL'],
        ['selecttype', {}, 'ALL'],
        ['selectcount', {}, String(question.items.length)],
        ['gradingtype', {}, 'ABSOLUTE_POSITION'],
        ['showgrading', {}, 'SHOW'],
        ['numberingstyle', {}, 'none'],
        ...combined(question.feedback),
        // Without it Moodle adds two empty hints (question/type/ordering/questiontype.php, import_from_xml).
        ['shownumcorrect', {}, '0'],
        ...question.items.map(
          (item, index): XmlElement => ['answer', {fraction: index + 1, format: 'html'}, ...textAndFiles(item)],
        ),
      ]
    case 'multianswer':
      return []
    case 'gapselect':
    case 'ddwtos':
      return [
        ['shuffleanswers', {}, '1'],
        ...combined(question.feedback),
        ...question.words.map(
          ({html, unlimited}): XmlElement => [
            question.type === 'ddwtos' ? 'dragbox' : 'selectoption',
            {},
            text(html),
            ['group', {}, '1'],
            question.type === 'ddwtos' && unlimited && ['infinite', {}],
          ],
        ),
      ]
    case 'ddmarker':
      return [
        ['showmisplaced', {}],
        ...combined(question.feedback),
        fileTree(question.picture),
        ['drag', {}, ['no', {}, '1'], text(question.marker), ['noofdrags', {}, '1']],
        [
          'drop',
          {},
          ['no', {}, '1'],
          ['shape', {}, question.zone.shape],
          ['coords', {}, question.zone.coords],
          ['choice', {}, '1'],
        ],
      ]
    default:
      return never(question)
  }
}

/** The question text; Cloze has its gaps written into it. */
const withGaps = (question: MoodleQuestion): MoodleText => {
  if (question.type !== 'multianswer') return question.text
  const html = question.text.html.replace(/\{#(\d+)\}/g, (found, number: string) => {
    const gap = question.gaps[Number(number) - 1]
    return gap === undefined ? found : clozeSource(gap)
  })
  return {...question.text, html}
}

const answerTree = (
  fraction: number,
  what: MoodleText | string,
  feedback: MoodleText | undefined,
  more: XmlElement | false = false,
): XmlElement => [
  'answer',
  {fraction: percentOf(fraction), format: typeof what === 'string' ? 'plain_text' : 'html'},
  ...(typeof what === 'string' ? [text(what)] : textAndFiles(what)),
  more,
  rich('feedback', feedback),
]

const combined = ({correct, partiallyCorrect, incorrect}: CombinedFeedback): readonly XmlElement[] => [
  rich('correctfeedback', correct),
  rich('partiallycorrectfeedback', partiallyCorrect),
  rich('incorrectfeedback', incorrect),
]

const flag = (name: string, value: boolean): XmlElement => [name, {}, String(value)]

const rich = (name: string, what: MoodleText | undefined): XmlElement => [name, {format: 'html'}, ...textAndFiles(what)]

const textAndFiles = (what: MoodleText | undefined): readonly XmlElement[] => [
  text(what?.html ?? ''),
  ...(what?.files ?? []).map(fileTree),
]

const text = (content: string): XmlElement => ['text', {}, content]

/** Holds the path of the file until `embedFiles` puts the file in its place. */
const fileTree = ({name, path, media}: MoodleFile): XmlElement => ['file', {name, path, encoding: 'base64'}, media]

/** In XML no text can hold a tag, so that what looks like the element of a file is one. */
const embedFiles = (xml: string): Content => {
  const parts = xml.split(/(?<=<file name="[^"]*" path="[^"]*" encoding="base64">)([^<]*)(?=<\/file>)/)
  if (parts.length === 1) return {text: xml}
  return {parts: parts.map((part, index) => (index % 2 === 0 ? part : {base64: unescaped(part)}))}
}

const unescaped = (path: string): string =>
  path.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
