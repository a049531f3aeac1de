import type {DraftQuestion, Unkept} from '../draft.js'

/** What one question of a package became. */
export interface ReadQuestion {
  /** Undefined: nothing of ours can stand for it. */
  readonly question: DraftQuestion | undefined
  /** Further questions, where each part had to become one. */
  readonly more?: readonly DraftQuestion[]
  readonly losses: readonly QuestionLoss[]
}

export type QuestionLoss = Omit<Unkept, 'item' | 'file'>

/** What all kinds of questions share, but for their answers. */
export type QuestionBase = Pick<DraftQuestion, 'id' | 'prompt'> &
  Partial<Pick<DraftQuestion, 'points' | 'tags' | 'difficulty' | 'objectives' | 'feedback' | 'hints'>>

/** A question that is not taken over. */
export const dropped = (loss: Omit<QuestionLoss, 'kind'>): ReadQuestion => ({
  question: undefined,
  losses: [{...loss, kind: 'dropped'}],
})

/** Several passages as one; undefined if none says anything. */
export const joined = (...passages: readonly (string | undefined)[]): string | undefined =>
  [...new Set(passages.filter((passage) => passage !== undefined && passage !== ''))].join('\n\n') || undefined

/** Feedback without what is not there. */
export const feedbackOf = (parts: {
  readonly right?: string | undefined
  readonly wrong?: string | undefined
  readonly general?: string | undefined
}): Pick<DraftQuestion, 'feedback'> => {
  const said = Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''))
  return Object.keys(said).length > 0 ? {feedback: said} : {}
}
