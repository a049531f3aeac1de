import type {Loss} from '../../model/package.js'

/** What a question loses; the format says where it is and which standard is to blame. */
export type QuestionLoss = Pick<Loss, 'feature' | 'kind' | 'what' | 'remedy'>

export const partialCreditLost: QuestionLoss = {
  feature: 'question/partial-credit',
  kind: 'approximated',
  what: 'The marks are all or nothing: a partly right choice of answers earns none.',
  remedy: 'Set the marks of the single answers after the import, where the system has them.',
}

export const essayFeedbackLost: QuestionLoss = {
  feature: 'question/essay-feedback',
  kind: 'degraded',
  what: 'The feedback for right and for wrong answers is left out: nobody judges an essay on the spot.',
  remedy: 'Use general feedback.',
}

export const hotspotLost: QuestionLoss = {
  feature: 'question/hotspot',
  kind: 'approximated',
  what: 'Learners choose the name of an area instead of pointing at it in the picture.',
  remedy: 'Use a format that has hotspots, such as SCORM or the site, where pointing matters.',
}

export const splitInto = (type: string, part: string): QuestionLoss => ({
  feature: `question/${type}`,
  kind: 'approximated',
  what: `The question becomes one question for each ${part}, which earns an equal share of the marks.`,
  remedy: 'Use SCORM or the site where learners should see it as one.',
})

export const partialAnswersLost = (answers: readonly string[]): QuestionLoss => ({
  feature: 'question/partial-answer',
  kind: 'degraded',
  what: `Answers that earn a part of the marks are not accepted: ${answers.join(', ')}.`,
  remedy: 'Add them by hand after the import, with their share of the marks.',
})

export const answerFeedbackLost: QuestionLoss = {
  feature: 'question/answer-feedback',
  kind: 'degraded',
  what: 'The feedback of single typed answers is left out.',
  remedy: 'Say what matters in the feedback for all wrong answers.',
}

export const comparedAsText = (onlyThese?: readonly string[]): QuestionLoss => ({
  feature: 'question/numeric',
  kind: 'approximated',
  what: onlyThese
    ? `The number is compared as text: of the values within the tolerance only these count as right: ${onlyThese.join(', ')}.`
    : 'The number is compared as text: other ways of writing it count as wrong.',
  remedy: 'Replace it after the import with a numerical question, where the system has one.',
})
