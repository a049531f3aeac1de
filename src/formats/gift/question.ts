/** A question as GIFT has it: one of its six kinds. Texts are HTML unless they say otherwise. */
export interface GiftQuestion {
  readonly idnumber: string
  readonly tags: readonly string[]
  /** Plain text. */
  readonly name: string
  readonly text: string
  readonly generalFeedback?: string
  readonly body: GiftBody
}

export type GiftBody =
  | {
      readonly kind: 'choice'
      readonly single: boolean
      readonly answers: readonly {readonly text: string; readonly fraction: number; readonly feedback?: string}[]
    }
  | {readonly kind: 'truth'; readonly answer: boolean; readonly right?: string; readonly wrong?: string}
  | {
      readonly kind: 'text'
      /** `pattern`: plain text, in which `*` stands for anything. */
      readonly answers: readonly {readonly pattern: string; readonly fraction: number; readonly feedback?: string}[]
    }
  | {
      readonly kind: 'number'
      readonly answers: readonly {
        readonly answer: number
        readonly tolerance: number
        readonly fraction: number
        readonly feedback?: string
      }[]
      /** Said to any other number. */
      readonly otherwise?: string
    }
  /** An answer without a stem belongs to none. `answer`: of one line, without elements. */
  | {readonly kind: 'match'; readonly pairs: readonly {readonly stem?: string; readonly answer: string}[]}
  | {readonly kind: 'essay'}
