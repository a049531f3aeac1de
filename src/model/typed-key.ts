/** A question whose answer is typed, as authors and the player have it. */
type Typed =
  | {
      readonly type: 'short-answer'
      readonly answers: readonly {readonly text: string; readonly score: number}[]
      readonly caseSensitive: boolean
    }
  | {
      readonly type: 'numeric'
      readonly answers: readonly {readonly answer: number; readonly tolerance: number; readonly score: number}[]
    }

/** What earns the marks, to be compared: `Paris 100%`, `4 ± 0 100%`. */
export const typedKey = (question: Typed): readonly string[] =>
  question.type === 'numeric'
    ? question.answers.map(({answer, tolerance, score}) => `${answer} ± ${tolerance} ${score}%`)
    : [
        ...question.answers.map(({text, score}) => `${text} ${score}%`),
        ...(question.caseSensitive ? ['(case matters)'] : []),
      ]
