import type {QuestionLoss} from '../_qti/losses.js'

/** Where the facts about questions in Canvas come from. */
export const canvasQuestionSource =
  'canvas-lms, app/models/quizzes/quiz_question/*.rb (marks) and gems/plugins/qti_exporter/lib/qti (import)'

export const allOrNothingLost: QuestionLoss = {
  feature: 'question/all-or-nothing',
  kind: 'approximated',
  what: 'Classic Quizzes give a share of the marks for each right choice and take one away for each wrong choice.',
  remedy: 'Use New Quizzes, which are told to give all marks or none.',
}

export const caseLost: QuestionLoss = {
  feature: 'question/case',
  kind: 'approximated',
  what: 'Upper and lower case count as the same in Classic Quizzes.',
  remedy: 'Say in the question how the answer is written, and look at the answers.',
}

export const hintsLost: QuestionLoss = {
  feature: 'question/hints',
  kind: 'dropped',
  what: 'The hints are left out.',
  remedy: 'Put what learners must know into the question.',
}

export const tagsLost: QuestionLoss = {
  feature: 'question/tags',
  kind: 'dropped',
  what: 'Tags and difficulty are left out.',
  remedy: 'Sort the questions into banks by what the tags say.',
}

export const longLost: QuestionLoss = {
  feature: 'question/long-text',
  kind: 'dropped',
  what: 'The text of the question has more than 16,384 characters: Canvas shows a notice in its place.',
  remedy: 'Move the long text to a page and link it.',
}

export const dragLost: QuestionLoss = {
  feature: 'question/drag',
  kind: 'approximated',
  what: 'Learners choose the words from menus instead of moving them.',
  remedy: 'None is needed; the marks are the same.',
}

export const asMatching = (type: string, what: string): QuestionLoss => ({
  feature: `question/${type}`,
  kind: 'approximated',
  what,
  remedy: 'None is needed; the marks are the same.',
})

export const entitiesLost: QuestionLoss = {
  feature: 'question/entities',
  kind: 'approximated',
  what: 'Where Canvas shows the right answers, what looks like an entity in a right side, such as `&lt;`, becomes its character.',
  remedy: 'None is needed; the menu shows it as written, and the marks are the same.',
}
