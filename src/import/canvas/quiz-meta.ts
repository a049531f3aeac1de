import type {DraftQuiz} from '../draft.js'
import type {ReadAssessment} from '../qti-1.2/assessment.js'
import {wordOf, type XmlNode} from '../xml.js'
import {type CanvasLoss, settingLost} from './losses.js'

export interface QuizFront {
  readonly title: string | undefined
  readonly description: string | undefined
  readonly settings: Pick<DraftQuiz, 'mode' | 'attempts' | 'time-limit' | 'shuffle' | 'feedback'>
  readonly losses: readonly CanvasLoss[]
}

/** What Canvas keeps of a quiz beside its questions (`assessment_meta.xml`); without it, what the questions’ file says. */
export const quizMeta = (
  meta: XmlNode | undefined,
  read: ReadAssessment,
  markdown: (html: string) => string,
): QuizFront => {
  if (!meta) {
    return {title: undefined, description: undefined, settings: {mode: 'graded', ...read.settings}, losses: []}
  }
  const attempts = Number(wordOf(meta, 'allowed_attempts') ?? Number.NaN)
  const limit = Number(wordOf(meta, 'time_limit') ?? Number.NaN)
  const shuffle = [
    ...(read.settings.shuffle?.includes('questions') ? (['questions'] as const) : []),
    ...(isSet(meta, 'shuffle_answers') ? (['choices'] as const) : []),
  ]
  const description = wordOf(meta, 'description')
  return {
    title: wordOf(meta, 'title'),
    description: description === undefined ? undefined : markdown(description) || undefined,
    settings: {
      mode: /^(?:assignment|graded_survey)$/.test(wordOf(meta, 'quiz_type') ?? 'assignment') ? 'graded' : 'practice',
      ...(attempts >= 1 && attempts <= 100 ? {attempts} : {}),
      ...(limit >= 1 && limit <= 1440 ? {'time-limit': limit} : {}),
      ...(shuffle.length > 0 ? {shuffle} : {}),
      feedback: feedbackTime(meta),
    },
    losses: settingsBeyond(meta).map(settingLost),
  }
}

const isSet = (meta: XmlNode, name: string): boolean => /true|yes/i.test(wordOf(meta, name) ?? '')

/** Canvas shows results as soon as an attempt is handed in, unless it is told otherwise. */
const feedbackTime = (meta: XmlNode): NonNullable<DraftQuiz['feedback']> => {
  const hidden = wordOf(meta, 'hide_results')
  if (hidden === 'always') return 'never'
  return hidden === 'until_after_last_attempt' || isSet(meta, 'show_correct_answers_last_attempt')
    ? 'after-last-attempt'
    : 'after-attempt'
}

const settingsBeyond = (meta: XmlNode): readonly string[] => {
  const policy = wordOf(meta, 'scoring_policy') ?? 'keep_highest'
  return [
    ...(wordOf(meta, 'access_code') ? ['an access code'] : []),
    ...(wordOf(meta, 'ip_filter') ? ['a filter of addresses'] : []),
    ...(isSet(meta, 'one_question_at_a_time') ? ['one question at a time'] : []),
    ...(isSet(meta, 'cant_go_back') ? ['no way back to a question'] : []),
    ...(isSet(meta, 'anonymous_submissions') ? ['anonymous answers'] : []),
    ...(policy === 'keep_highest'
      ? []
      : [policy === 'keep_latest' ? 'the last attempt counts' : 'the mean of attempts counts']),
  ]
}
