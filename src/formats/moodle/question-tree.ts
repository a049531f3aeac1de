import {never} from '../../model/question.js'
import {clozeSource} from '../_moodle/cloze.js'
import type {ClozeGap, CombinedFeedback, MoodleQuestion, MoodleText} from '../_moodle/question.js'
import type {XmlElement} from '../_xml/write.js'
import {fields, rows} from './fields.js'
import {made} from './site.js'

/** The number of a row of a question, by what it is. */
export type Numbers = (kind: string, index?: number | string) => number

export const questionTree = (
  number: Numbers,
  question: MoodleQuestion,
  mark: string,
  contextId: number,
): XmlElement => [
  'question',
  {id: number('question')},
  ...baseFields({
    parent: 0,
    name: question.name,
    text: question.text.html,
    general: question.generalFeedback?.html ?? '',
    points: question.points,
    type: question.type,
    mark,
  }),
  [`plugin_qtype_${question.type}_question`, {}, ...bodyTrees(number, question)],
  // An empty element ends the whole restore (backup/moodle2/restore_qtype_plugin…: TypeError), so it is left out.
  rows(
    'question_hints',
    question.hints.map((hint, index) => [
      'question_hint',
      {id: number('hint', index)},
      ...fields({hint: hint.html, hintformat: 1, shownumcorrect: 0, clearwrong: 0, options: null}),
    ]),
  ),
  rows(
    'tags',
    question.tags.map((tag, index) => [
      'tag',
      {id: number('tag', index), contextid: contextId},
      ...fields({name: tag.toLowerCase(), rawname: tag}),
    ]),
  ),
]

/** A gap of a Cloze question. Its text is what the teacher sees in the editor of the whole. */
export const gapTree = (
  number: Numbers,
  question: MoodleQuestion,
  gap: ClozeGap,
  index: number,
  mark: string,
): XmlElement => [
  'question',
  {id: number('gap', index)},
  ...baseFields({
    parent: number('question'),
    name: question.name,
    text: clozeSource(gap),
    general: '',
    points: gap.weight,
    type: gap.kind,
    mark: `${mark}+${index + 1}`,
  }),
  [
    `plugin_qtype_${gap.kind}_question`,
    {},
    answersTree(
      number,
      gap.kind === 'shortanswer'
        ? gap.answers.map(({pattern, fraction}) => ({text: pattern, format: 0, fraction}))
        : gap.answers.map(({html, fraction}) => ({text: html, format: 1, fraction})),
      `gap ${index}`,
    ),
    gap.kind === 'shortanswer'
      ? ['shortanswer', {id: number('gap-options', index)}, ...fields({usecase: gap.caseSensitive})]
      : [
          'multichoice',
          {id: number('gap-options', index)},
          ...fields({layout: 0, single: 1, shuffleanswers: 1}),
          ...combined({}),
          ...fields({answernumbering: 'none', shownumcorrect: 0, showstandardinstruction: 0}),
        ],
  ],
]

const baseFields = (question: {
  readonly parent: number
  readonly name: string
  readonly text: string
  readonly general: string
  readonly points: number
  readonly type: string
  readonly mark: string
}) =>
  fields({
    parent: question.parent,
    name: question.name,
    questiontext: question.text,
    questiontextformat: 1,
    generalfeedback: question.general,
    generalfeedbackformat: 1,
    defaultmark: question.points.toFixed(7),
    penalty: '0.0000000',
    qtype: question.type,
    length: 1,
    stamp: question.mark,
    timecreated: made,
    timemodified: made,
    // A number, not NULL: what is restored again is compared by all columns (see the import guide).
    createdby: 0,
    modifiedby: 0,
  })

const bodyTrees = (number: Numbers, question: MoodleQuestion): readonly (XmlElement | false)[] => {
  const options = (name: string, ...children: readonly XmlElement[]): XmlElement => [
    name,
    {id: number('options')},
    ...children,
  ]
  switch (question.type) {
    case 'multichoice':
      return [
        answersTree(
          number,
          question.answers.map(({text, fraction, feedback}) => ({text: text.html, format: 1, fraction, feedback})),
        ),
        options(
          'multichoice',
          ...fields({layout: 0, single: question.single, shuffleanswers: question.shuffle}),
          ...combined(question.feedback),
          ...fields({answernumbering: 'none', shownumcorrect: 0, showstandardinstruction: !question.single}),
        ),
      ]
    case 'truefalse':
      return [
        answersTree(number, [
          {text: 'True', format: 0, fraction: question.answer ? 1 : 0, feedback: question.feedback.true},
          {text: 'False', format: 0, fraction: question.answer ? 0 : 1, feedback: question.feedback.false},
        ]),
        options(
          'truefalse',
          ...fields({
            trueanswer: number('answer', 0),
            falseanswer: number('answer', 1),
            showstandardinstruction: 0,
          }),
        ),
      ]
    case 'shortanswer':
      return [
        answersTree(
          number,
          question.answers.map(({pattern, fraction, feedback}) => ({text: pattern, format: 0, fraction, feedback})),
        ),
        options('shortanswer', ...fields({usecase: question.caseSensitive})),
      ]
    case 'numerical':
      return [
        answersTree(
          number,
          question.answers.map(({answer, fraction, feedback}) => ({
            text: String(answer),
            format: 0,
            fraction,
            feedback,
          })),
        ),
        rows(
          'numerical_units',
          question.unit === undefined
            ? []
            : [
                [
                  'numerical_unit',
                  {id: number('unit')},
                  ...fields({multiplier: '1.00000000000000000000', unit: question.unit}),
                ],
              ],
        ),
        [
          'numerical_options',
          {},
          [
            'numerical_option',
            {id: number('options')},
            // 0: typed behind the number; 3: no units (question/type/numerical/questiontype.php, UNITINPUT, UNITNONE).
            ...fields({
              showunits: question.unit === undefined ? 3 : 0,
              unitsleft: 0,
              unitgradingtype: 0,
              unitpenalty: '0.0000000',
            }),
          ],
        ],
        [
          'numerical_records',
          {},
          ...question.answers.map(
            ({tolerance}, index): XmlElement => [
              'numerical_record',
              {id: number('record', index)},
              ...fields({answer: number('answer', index), tolerance: String(tolerance)}),
            ],
          ),
        ],
      ]
    case 'match':
      return [
        options(
          'matchoptions',
          ...fields({shuffleanswers: question.shuffle}),
          ...combined(question.feedback),
          ...fields({shownumcorrect: 0}),
        ),
        [
          'matches',
          {},
          ...question.pairs.map(
            ({stem, answer}, index): XmlElement => [
              'match',
              {id: number('match', index)},
              ...fields({questiontext: stem?.html ?? '', questiontextformat: 1, answertext: answer}),
            ],
          ),
        ],
      ]
    case 'essay':
      return [
        options(
          'essay',
          ...fields({
            responseformat: 'editor',
            responserequired: 1,
            responsefieldlines: 15,
            minwordlimit: null,
            maxwordlimit: null,
            attachments: 0,
            attachmentsrequired: 0,
            graderinfo: question.graderInfo?.html ?? '',
            graderinfoformat: 1,
            responsetemplate: '',
            responsetemplateformat: 1,
            maxbytes: 0,
            filetypeslist: '',
          }),
        ),
      ]
    case 'ordering':
      return [
        answersTree(
          number,
          question.items.map((item, index) => ({text: item.html, format: 1, fraction: index + 1})),
        ),
        options(
          'ordering',
          ...fields({
            layouttype: 0,
            selecttype: 0,
            selectcount: question.items.length,
            // 0: each item in its own place (question/type/ordering/question.php, GRADING_ABSOLUTE_POSITION).
            gradingtype: 0,
            showgrading: 1,
            numberingstyle: 'none',
          }),
          ...combined(question.feedback),
          ...fields({shownumcorrect: 0}),
        ),
      ]
    case 'multianswer':
      return [
        options(
          'multianswer',
          ...fields({
            question: number('question'),
            sequence: question.gaps.map((_, index) => number('gap', index)).join(','),
          }),
        ),
      ]
    case 'gapselect':
    case 'ddwtos':
      return [
        answersTree(
          number,
          question.words.map(({html, unlimited}) => ({
            text: html,
            format: 1,
            fraction: 0,
            feedback: {html: question.type === 'gapselect' ? '1' : dragBox(unlimited), files: []},
            feedbackFormat: 0,
          })),
        ),
        options(
          question.type,
          ...fields({shuffleanswers: 1}),
          ...combined(question.feedback),
          ...fields({shownumcorrect: 0}),
        ),
      ]
    case 'ddmarker':
      return [
        options(
          'ddmarker',
          ...fields({shuffleanswers: 0}),
          ...combined(question.feedback),
          ...fields({shownumcorrect: 0, showmisplaced: 1}),
        ),
        [
          'drags',
          {},
          ['drag', {id: number('drag')}, ...fields({no: 1, infinite: 0, label: question.marker, noofdrags: 1})],
        ],
        [
          'drops',
          {},
          [
            'drop',
            {id: number('drop')},
            ...fields({no: 1, shape: question.zone.shape, coords: question.zone.coords, choice: 1}),
          ],
        ],
      ]
    default:
      return never(question)
  }
}

interface Answer {
  readonly text: string
  /** 0: plain; 1: HTML. */
  readonly format: 0 | 1
  readonly fraction: number
  readonly feedback?: MoodleText | undefined
  readonly feedbackFormat?: 0
}

const answersTree = (number: Numbers, answers: readonly Answer[], of = ''): XmlElement => [
  'answers',
  {},
  ...answers.map(
    ({text, format, fraction, feedback, feedbackFormat = 1}, index): XmlElement => [
      'answer',
      {id: number('answer', of === '' ? index : `${of} ${index}`)},
      ...fields({
        answertext: text,
        answerformat: format,
        fraction: fraction.toFixed(7),
        feedback: feedback?.html ?? '',
        feedbackformat: feedbackFormat,
      }),
    ],
  ),
]

const combined = ({correct, partiallyCorrect, incorrect}: CombinedFeedback): readonly XmlElement[] =>
  fields({
    correctfeedback: correct?.html ?? '',
    correctfeedbackformat: 1,
    partiallycorrectfeedback: partiallyCorrect?.html ?? '',
    partiallycorrectfeedbackformat: 1,
    incorrectfeedback: incorrect?.html ?? '',
    incorrectfeedbackformat: 1,
  })

/** A word to drag, as PHP serialises it: its group, and whether it can be dragged more than once. */
const dragBox = (unlimited: boolean): string =>
  `O:8:"stdClass":2:{s:9:"draggroup";s:1:"1";s:8:"infinite";b:${Number(unlimited)};}`
