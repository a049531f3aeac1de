import {inMoodle, type MoodleLoss} from '../_moodle/losses.js'

const gift = (where: string): string => inMoodle(`question/format/gift/format.php (${where})`)

export const feedbackLost: MoodleLoss = {
  feature: 'question/feedback',
  kind: 'degraded',
  what: 'The feedback for right and for wrong answers is left out.',
  why: 'GIFT has feedback for single answers and for everybody only.',
  source: gift('add_blank_combined_feedback'),
  remedy: 'Use general feedback, or Moodle XML.',
}

export const hintsLost: MoodleLoss = {
  feature: 'question/hints',
  kind: 'degraded',
  what: 'The hints are left out.',
  why: 'GIFT has none.',
  source: gift('readquestion'),
  remedy: 'Put what learners must know into the question, or use Moodle XML.',
}

export const caseIgnored: MoodleLoss = {
  feature: 'question/case',
  kind: 'approximated',
  what: 'Capital and small letters count as the same.',
  why: 'GIFT cannot say that they matter.',
  source: inMoodle('question/format.php (defaultquestion: usecase 0)'),
  remedy: 'Set “Case sensitivity” in the question after the import, or use Moodle XML.',
}

export const pointsLost = (points: number): MoodleLoss => ({
  feature: 'question/points',
  kind: 'approximated',
  what: `The question counts 1 instead of ${points}.`,
  why: 'GIFT has no marks: every question counts one.',
  source: inMoodle('question/format.php (defaultquestion: defaultmark 1)'),
  remedy: 'Set its mark in the quiz, or use Moodle XML.',
})

export const gapsSplit = (count: number): MoodleLoss => ({
  feature: 'question/fill-blanks',
  kind: 'approximated',
  what: `The question becomes ${count} questions, one for each gap, and each counts one.`,
  why: 'GIFT has one gap in a text at most.',
  source: gift('readquestion'),
  remedy: 'Use Moodle XML.',
})

export const gapsMatched: MoodleLoss = {
  feature: 'question/fill-blanks',
  kind: 'approximated',
  what: 'The gaps have numbers, and learners choose the word for each number below the text.',
  why: 'GIFT has no gaps to choose or drag words for.',
  source: gift('readquestion'),
  remedy: 'Use Moodle XML.',
}

export const hotspotDropped: MoodleLoss = {
  feature: 'question/hotspot',
  kind: 'dropped',
  what: 'The question is left out.',
  why: 'It needs its picture, and GIFT is plain text.',
  source: gift('parse_text_with_format: no files'),
  remedy: 'Use Moodle XML.',
}

export const answerDropped: MoodleLoss = {
  feature: 'question/short-answer',
  kind: 'dropped',
  what: 'The question is left out: one of its answers has “->” or a code such as “&&058;” in it.',
  why: 'In GIFT the first makes a matching question of it, and the second stands for a sign.',
  source: gift('readquestion, escapedchar_pre'),
  remedy: 'Use Moodle XML.',
}

export const penaltiesAdded: MoodleLoss = {
  feature: 'course/penalty',
  kind: 'approximated',
  what: 'Where a quiz allows several tries at a question, each wrong one costs a third of its marks, and answers stand in the order that the site prefers.',
  why: 'GIFT says neither, and Moodle puts its own values there.',
  source: inMoodle('question/format.php (defaultquestion: penalty 0.3333333, shuffleanswers)'),
  remedy: 'Use Moodle XML, or change the questions after the import.',
}
