/**
 * A question as Canvas's Classic Quizzes know it. The same shapes are what New Quizzes' importer reads.
 * Source: canvas-lms, lib/cc/qti/qti_items.rb (writer) and gems/plugins/qti_exporter (reader).
 */
export interface CanvasItem {
  /** NCName, permanent. */
  readonly ident: string
  /** Names the question in lists. Plain text. */
  readonly title: string
  readonly points: number
  readonly stem: string
  readonly response: CanvasResponse
  readonly feedback: {readonly right?: string; readonly wrong?: string; readonly general?: string}
}

export type CanvasResponse =
  | {
      readonly kind: 'choice'
      readonly type: 'multiple_choice_question' | 'multiple_answers_question' | 'true_false_question'
      readonly choices: readonly CanvasChoice[]
      /** All right choices and no other earn all marks, anything else none: New Quizzes can, Classic Quizzes cannot. */
      readonly allOrNothing?: boolean
    }
  | {
      readonly kind: 'text'
      readonly accept: readonly {readonly text: string; readonly feedback?: string}[]
      readonly caseSensitive: boolean
    }
  | {readonly kind: 'number'; readonly answers: readonly CanvasNumber[]}
  | {
      /** Gaps are `[name]` in the stem. Of a menu's labels one is right; of a typed gap's, all. */
      readonly kind: 'gaps'
      readonly type: 'fill_in_multiple_blanks_question' | 'multiple_dropdowns_question'
      readonly gaps: readonly {readonly name: string; readonly labels: readonly CanvasLabel[]}[]
    }
  | {
      readonly kind: 'matching'
      readonly lefts: readonly {readonly ident: string; readonly html: string; readonly right: string}[]
      readonly rights: readonly {readonly ident: string; readonly text: string}[]
    }
  | {readonly kind: 'essay'}

export interface CanvasChoice {
  /** Unique in its item, permanent, and silent about whether it is right. */
  readonly ident: string
  readonly html: string
  readonly correct: boolean
  readonly feedback?: string
}

export interface CanvasLabel {
  /** Unique in its item. */
  readonly ident: string
  readonly text: string
  readonly correct: boolean
}

/** Right from `low` to `high`, both included. Numbers as people write them. */
export interface CanvasNumber {
  readonly exact: string
  readonly low: string
  readonly high: string
  readonly feedback?: string
}
