import {h, icon, one} from '../dom.js'
import {t} from '../words.js'

/** How a part of an answer fared. `missed` is right, but the learner did not choose it. */
export type Verdict = 'right' | 'wrong' | 'missed'

/** Puts a mark with its words at the end of a part. */
export const markPart = (part: HTMLElement | null, verdict: Verdict, note = ''): void => {
  if (!part) return
  part.dataset.verdict = verdict
  part.append(
    h(
      'span',
      {class: note ? 'part-mark noted' : 'part-mark'},
      icon(verdict === 'wrong' ? 'wrong' : 'right'),
      h('span', {class: note ? 'part-note' : 'quiet'}, note || t(`part.${verdict}`)),
    ),
  )
}

/** Takes all marks away again. */
export const unmarkAll = (element: HTMLElement): void => {
  for (const mark of element.querySelectorAll('.part-mark')) mark.remove()
  for (const part of element.querySelectorAll<HTMLElement>('[data-verdict]')) delete part.dataset.verdict
}

/** The element of a part, by its slot. */
export const partOf = (element: HTMLElement, slot: number): HTMLElement | null => one(`[data-part="${slot}"]`, element)
