import type {PlayerQuestion, Response} from '../../../model/player.js'
import {choiceControl} from './choice.js'
import {orderControl} from './ordering.js'
import {blankControl, categoryControl, matchControl} from './pairs.js'
import {typedControl} from './typed.js'

/** How one question is answered on the page. The static form stands there already; a control reads and fills it. */
export interface Control {
  /** What the learner has answered so far. */
  read(): Response
  /** Shows an earlier answer. */
  write(response: Response): void
  /** Whether every part has an answer, as words to show if not. */
  missing(): {readonly words: string; readonly at: HTMLElement | null} | null
  /** Marks the parts of the answer; `reveal` shows what is right besides. */
  mark(response: Response, reveal: boolean): void
  unmark(): void
}

/** What every control is made from. */
export interface Parts {
  readonly question: PlayerQuestion
  /** The element `.question`. */
  readonly element: HTMLElement
  /** Decides the order of the parts. */
  readonly seed: number
  readonly shuffle: boolean
  /** Call when the learner changes the answer. `typing`: more is likely to come soon. */
  readonly changed: (typing: boolean) => void
}

export const createControl = (parts: Parts): Control => {
  const {question} = parts
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
    case 'true-false':
    case 'hotspot':
      return choiceControl({...parts, question})
    case 'short-answer':
    case 'numeric':
    case 'essay':
      return typedControl({...parts, question})
    case 'matching':
      return matchControl({...parts, question})
    case 'fill-blanks':
      return blankControl({...parts, question})
    case 'categorise':
      return categoryControl({...parts, question})
    case 'ordering':
      return orderControl({...parts, question})
  }
}
