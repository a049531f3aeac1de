/**
 * A question as the QTI 1.2 dialects see it: four plain kinds, texts as HTML. `reduceQuestion` brings every question type
 * to these; `itemTree` writes them.
 */
export interface QtiItem {
  /** NCName, permanent. */
  readonly ident: string
  /** For teachers: names the question in lists. Plain text. */
  readonly title: string
  /** Marks for a wholly right answer, as authored or an equal share of them; more than 0. */
  readonly points: number
  readonly stem: string
  readonly response: QtiResponse
  readonly feedback: {readonly right?: string; readonly wrong?: string; readonly general?: string}
  readonly hints: readonly string[]
}

export type QtiResponse =
  | {readonly kind: 'choice'; readonly several: boolean; readonly choices: readonly QtiChoice[]}
  /** `words`: how true and false are called. */
  | {readonly kind: 'truth'; readonly answer: boolean; readonly words: {readonly true: string; readonly false: string}}
  /** A typed text; every one of `accept` earns all marks. */
  | {readonly kind: 'text'; readonly accept: readonly string[]; readonly caseSensitive: boolean}
  | {readonly kind: 'essay'; readonly solution?: string}

export interface QtiChoice {
  /** Unique in its item, permanent, and silent about whether it is right. */
  readonly ident: string
  readonly html: string
  readonly correct: boolean
  readonly feedback?: string
}
