import {never} from '../../model/question.js'
import type {MoodleQuestion, MoodleText} from '../_moodle/question.js'
import {type StoredFile, stored} from './activity.js'
import type {Numbers} from './question-tree.js'

/**
 * The files of a question in the areas where Moodle looks for them. Source: Moodle 5.1, backup/moodle2/restore_stepslib.php
 * (restore_create_question_files), and `get_qtype_fileareas` of the question types.
 */
export const filesOf = (number: Numbers, question: MoodleQuestion): readonly StoredFile[] => {
  const itself = number('question')
  return [
    ...filed(question.text, 'questiontext', itself),
    ...filed(question.generalFeedback, 'generalfeedback', itself),
    ...question.hints.flatMap((hint, index) => filed(hint, 'hint', number('hint', index))),
    ...bodyFiles(number, question),
  ]
}

const bodyFiles = (number: Numbers, question: MoodleQuestion): readonly StoredFile[] => {
  switch (question.type) {
    case 'multichoice':
      return [
        ...question.answers.flatMap(({text, feedback}, index) => [
          ...filed(text, 'answer', number('answer', index)),
          ...filed(feedback, 'answerfeedback', number('answer', index)),
        ]),
        ...combinedFiles(number, question),
      ]
    case 'truefalse':
      return [question.feedback.true, question.feedback.false].flatMap((feedback, index) =>
        filed(feedback, 'answerfeedback', number('answer', index)),
      )
    case 'shortanswer':
    case 'numerical':
      return question.answers.flatMap(({feedback}, index) => filed(feedback, 'answerfeedback', number('answer', index)))
    case 'match':
      return [
        ...question.pairs.flatMap(({stem}, index) => filed(stem, 'subquestion', number('match', index), 'qtype_match')),
        ...combinedFiles(number, question),
      ]
    case 'essay':
      return filed(question.graderInfo, 'graderinfo', number('question'), 'qtype_essay')
    case 'ordering':
      return [
        ...question.items.flatMap((item, index) => filed(item, 'answer', number('answer', index))),
        ...combinedFiles(number, question),
      ]
    case 'multianswer':
      return []
    case 'gapselect':
    case 'ddwtos':
      return combinedFiles(number, question)
    case 'ddmarker':
      return [
        {...question.picture, component: 'qtype_ddmarker', area: 'bgimage', itemId: number('question')},
        ...combinedFiles(number, question),
      ]
    default:
      return never(question)
  }
}

type Combined = Extract<MoodleQuestion, {feedback: {correct?: MoodleText}}>

const combinedFiles = (number: Numbers, {feedback}: Combined): readonly StoredFile[] => [
  ...filed(feedback.correct, 'correctfeedback', number('question')),
  ...filed(feedback.partiallyCorrect, 'partiallycorrectfeedback', number('question')),
  ...filed(feedback.incorrect, 'incorrectfeedback', number('question')),
]

const filed = (
  text: MoodleText | undefined,
  area: string,
  itemId: number,
  component = 'question',
): readonly StoredFile[] => (text ? stored(text, component, area, itemId) : [])
