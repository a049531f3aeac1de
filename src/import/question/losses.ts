import type {QuestionLoss} from './read-question.js'

/** What questions of other systems can, and ours cannot. */

export const noSuchType = (type: string): Omit<QuestionLoss, 'kind'> => ({
  feature: 'question/type',
  what: `The question is left out: it is of the type “${type}”.`,
  why: 'There is no type of question that stands for it.',
  remedy: 'Write it anew as another type; the handbook’s chapter on question types shows them all.',
})

export const noRightAnswer: Omit<QuestionLoss, 'kind'> = {
  feature: 'question/no-key',
  what: 'The question is left out: no answer of it is right.',
  why: 'A question that marks has a right answer.',
  remedy: 'Write it anew with its right answer, or as an essay.',
}

export const unreadable = (reason: string): Omit<QuestionLoss, 'kind'> => ({
  feature: 'question/broken',
  what: `The question is left out: ${reason}.`,
  why: 'What cannot be read for sure would be marked wrongly.',
  remedy: 'Mend it where it came from, or write it anew.',
})

export const partialChoicesLost = (choices: readonly string[]): QuestionLoss => ({
  feature: 'question/partial-credit',
  kind: 'degraded',
  what: `Choices that earned a part of the marks earn none: ${listed(choices)}.`,
  why: 'Of several choices one is right, and the others are wrong.',
  remedy: 'Make it a question with several right answers if each of them counts.',
})

export const otherRightChoicesLost = (choices: readonly string[]): QuestionLoss => ({
  feature: 'question/several-right',
  kind: 'degraded',
  what: `Choices that were right as well are left out: ${listed(choices)}.`,
  why: 'Where one choice is picked, one is right.',
  remedy: 'Make it a question with several right answers.',
})

export const scoringChanged: QuestionLoss = {
  feature: 'question/partial-credit',
  kind: 'approximated',
  what: 'Right choices earn equal shares, and each wrong one takes one such share away; it was otherwise before.',
  why: 'Questions with several right answers know this rule, and all or nothing.',
  remedy: 'Choose “scoring: all-or-nothing” if that is nearer to what was meant.',
}

export const partlyFeedbackLost: QuestionLoss = {
  feature: 'question/feedback-partly',
  kind: 'dropped',
  what: 'The feedback for partly right answers is left out.',
  why: 'Questions have feedback for right and for wrong answers.',
  remedy: 'Say it in the feedback for wrong answers.',
}

export const answerFeedbackLost: QuestionLoss = {
  feature: 'question/feedback-part',
  kind: 'dropped',
  what: 'Feedback on single parts of the answer is left out.',
  why: 'Questions of this type have feedback as a whole.',
  remedy: 'Say it in the feedback for wrong answers.',
}

export const wildcardsLost = (patterns: readonly string[]): QuestionLoss => ({
  feature: 'question/wildcard',
  kind: 'degraded',
  what: `Answers with a part that could be anything are left out: ${listed(patterns)}.`,
  why: 'A typed answer is compared as a whole.',
  remedy: 'Write out the answers that you accept.',
})

export const catchAllLost: QuestionLoss = {
  feature: 'question/catch-all',
  kind: 'degraded',
  what: 'Any other answer earned a part of the marks; now it earns none.',
  why: 'Answers that are not foreseen are wrong.',
  remedy: 'Write out the answers that earn something.',
}

export const bestRaised: QuestionLoss = {
  feature: 'question/no-key',
  kind: 'approximated',
  what: 'No answer earned all marks; the best one does now, and the others in proportion.',
  why: 'A question has an answer that earns all marks.',
  remedy: 'Lower the points of the question.',
}

export const unitsLost: QuestionLoss = {
  feature: 'question/units',
  kind: 'degraded',
  what: 'Other units than the first, and what a wrong unit costs, are left out.',
  why: 'A number has one unit, which learners may leave out.',
  remedy: 'Say in the question which unit is wanted.',
}

export const gapsSplit = (count: number): QuestionLoss => ({
  feature: 'question/split',
  kind: 'approximated',
  what: `The question became ${count} questions, one for each gap.`,
  why: 'Its gaps are marked in ways that gaps of one question cannot be: with tolerance, partly, or with several right answers.',
  remedy: 'None is needed, unless the gaps belong together.',
})

export const gapsAlike: QuestionLoss = {
  feature: 'question/gaps',
  kind: 'approximated',
  what: 'All gaps offer the same words, and are filled in the same way.',
  why: 'The gaps of a question have one way to fill them and one list of words.',
  remedy: 'Split the question if some words make no sense in some gaps.',
}

export const gapWeightsLost: QuestionLoss = {
  feature: 'question/gap-weights',
  kind: 'approximated',
  what: 'All gaps count the same; they had different weights.',
  why: 'Each gap of a question earns the same share.',
  remedy: 'Split the question if one gap must count more.',
}

export const answerSplitLost = (words: readonly string[]): QuestionLoss => ({
  feature: 'question/gap-words',
  kind: 'degraded',
  what: `Answers with signs that mark gaps are left out: ${listed(words)}.`,
  why: 'Gaps are written in double braces, and their answers are parted by bars.',
  remedy: 'Choose other words.',
})

export const orderScoringChanged: QuestionLoss = {
  feature: 'question/partial-credit',
  kind: 'approximated',
  what: 'Each item in its place earns an equal share; the rule was another before.',
  why: 'Questions about an order know this rule.',
  remedy: 'None is needed, unless the marks matter in detail.',
}

export const templateLost: QuestionLoss = {
  feature: 'question/essay-template',
  kind: 'dropped',
  what: 'The text that stood in the field for the answer is left out.',
  why: 'Essays begin with an empty field.',
  remedy: 'Put it into the question.',
}

export const essayLimitsLost: QuestionLoss = {
  feature: 'question/essay-settings',
  kind: 'dropped',
  what: 'Limits of words and attached files are left out.',
  why: 'An essay in a quiz is a text without limits.',
  remedy: 'Say the limits in the question, or make it an assignment.',
}

export const textAlone: Omit<QuestionLoss, 'kind'> = {
  feature: 'question/text-only',
  what: 'A text between the questions stands at the head of the question that follows, or of the quiz.',
  why: 'A quiz holds questions only.',
  remedy: 'Look whether it stands well there.',
}

export const pointsChanged = (points: number, was: number): QuestionLoss => ({
  feature: 'question/points',
  kind: 'approximated',
  what: `The question counts ${points}; it counted ${was}.`,
  why: 'A question counts more than 0 and at most 1000 points.',
  remedy: 'Take it out of the quiz if it must not count.',
})

export const tooManyParts = (count: number): Omit<QuestionLoss, 'kind'> => ({
  feature: 'question/parts',
  what: `The question is left out: it has ${count} parts.`,
  why: 'A question has 36 parts at most, since SCORM 1.2 knows no more.',
  remedy: 'Split it.',
})

export const tooFewParts: Omit<QuestionLoss, 'kind'> = {
  feature: 'question/parts',
  what: 'The question is left out: it has fewer than two parts to choose from.',
  why: 'There would be nothing to choose.',
  remedy: 'Write it anew with more parts.',
}

export const sameChoicesMarked: QuestionLoss = {
  feature: 'question/same-choice',
  kind: 'approximated',
  what: 'Choices with the same words have numbers behind them.',
  why: 'Nobody could tell them apart.',
  remedy: 'Choose other words, or take one out.',
}

const listed = (texts: readonly string[]): string =>
  texts
    .slice(0, 5)
    .map((text) => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`)
    .join(', ') + (texts.length > 5 ? ' …' : '')
