import type {PlayerQuestion} from '../../../model/player.js'
import {foldText} from '../../../model/scoring.js'
import {all, one} from '../dom.js'
import {t} from '../words.js'
import type {Control, Parts} from './control.js'
import {markPart, partOf, unmarkAll} from './marks.js'
import {partOrder} from './order.js'
import {wordBank} from './word-bank.js'

type Of<T extends PlayerQuestion['type']> = Extract<PlayerQuestion, {type: T}>
type Pair = readonly [number, number]

/** A row with a list of choices for each thing to match. */
export const matchControl = ({question, element, changed}: Parts & {readonly question: Of<'matching'>}): Control => {
  const selects = all<HTMLSelectElement>('.match select', element)
  const textOf = (slot: number) => question.right.find((part) => part.slot === slot)?.text ?? ''
  one('.matches', element)?.addEventListener('change', () => changed(false))
  return {
    ...selectPairs(selects, (select) => Number(select.closest<HTMLElement>('.match')?.dataset.part)),
    mark: (response, reveal) => {
      for (const left of question.left) {
        const pick = pairsOf(response).find(([slot]) => slot === left.slot)?.[1]
        const right = pick !== undefined && textOf(pick) === textOf(left.slot)
        markPart(
          partOf(element, left.slot),
          right ? 'right' : 'wrong',
          !right && reveal ? t('part.answer', {answer: textOf(left.slot)}) : '',
        )
      }
    },
    unmark: () => unmarkAll(element),
  }
}

/** Gaps in a text: fields to type in, or lists of words; with a bank of words to drag or press where the author wants it. */
export const blankControl = ({question, element, changed}: Parts & {readonly question: Of<'fill-blanks'>}): Control => {
  const gaps = all<HTMLInputElement | HTMLSelectElement>('.blank', element)
  const slotOf = (gap: HTMLElement) => Number(gap.dataset.part)
  const typed = question.mode === 'text'
  const bank = question.mode === 'drag' ? wordBank(element, gaps as HTMLSelectElement[]) : undefined
  one('.blanks', element)?.addEventListener(typed ? 'input' : 'change', () => {
    bank?.()
    changed(typed)
  })
  const wordOf = (value: number | string | undefined): string =>
    typeof value === 'number'
      ? (question.blanks.find((blank) => blank.slot === value)?.accept[0] ??
        question.distractors.find((part) => part.slot === value)?.text ??
        '')
      : (value ?? '')
  const pairs = typed
    ? {
        read: () => {
          const filled = gaps.filter((gap) => gap.value.trim()).map((gap) => [slotOf(gap), gap.value.trim()] as const)
          return filled.length > 0 ? filled : null
        },
        write: (response: unknown) => {
          for (const gap of gaps)
            gap.value = ((response ?? []) as [number, string][]).find(([slot]) => slot === slotOf(gap))?.[1] ?? ''
        },
        missing: () => missingIn(gaps),
      }
    : selectPairs(gaps as HTMLSelectElement[], slotOf)
  return {
    ...pairs,
    write: (response) => {
      pairs.write(response)
      bank?.()
    },
    mark: (response, reveal) => {
      const given = (response ?? []) as readonly (readonly [number, number | string])[]
      for (const gap of gaps) {
        const blank = question.blanks.find((each) => each.slot === slotOf(gap))
        if (!blank) continue
        const word = foldText(wordOf(given.find(([slot]) => slot === blank.slot)?.[1]), question.caseSensitive)
        const right = blank.accept.some((text) => foldText(text, question.caseSensitive) === word)
        const frame = gap.parentElement?.matches('.gap') ? gap.parentElement : wrapped(gap)
        markPart(frame, right ? 'right' : 'wrong', !right && reveal ? (blank.accept[0] ?? '') : '')
      }
    },
    unmark: () => unmarkAll(element),
  }
}

/** Radio buttons of the categories beside each thing. */
export const categoryControl = ({
  question,
  element,
  seed,
  shuffle,
  changed,
}: Parts & {readonly question: Of<'categorise'>}): Control => {
  const list = one('.sorts', element)
  const rows = question.parts.map((part) => ({...part, row: one(`.sort[data-part="${part.slot}"]`, element)}))
  if (shuffle) {
    const order = partOrder(
      question,
      seed,
      question.parts.map((part) => part.slot),
    )
    list?.append(...order.map((slot) => one(`.sort[data-part="${slot}"]`, element)).filter((row) => row !== null))
  }
  list?.addEventListener('change', () => changed(false))
  const picked = (row: HTMLElement | null): number | undefined => {
    const input = row && one<HTMLInputElement>('input:checked', row)
    return input ? Number(input.value) : undefined
  }
  return {
    read: () => {
      const pairs = rows.flatMap(({slot, row}): Pair[] => {
        const category = picked(row)
        return category === undefined ? [] : [[slot, category]]
      })
      return pairs.length > 0 ? pairs : null
    },
    write: (response) => {
      for (const {slot, row} of rows) {
        const category = pairsOf(response).find(([item]) => item === slot)?.[1]
        for (const input of row ? all<HTMLInputElement>('input', row) : [])
          input.checked = Number(input.value) === category
      }
    },
    missing: () => {
      const open = all('.sort', element).find((row) => picked(row) === undefined)
      return open ? {words: t('missing.all'), at: one('input', open)} : null
    },
    mark: (response, reveal) => {
      for (const {slot, category, row} of rows) {
        const right = pairsOf(response).some(([item, pick]) => item === slot && pick === category)
        const title = question.categories.find((each) => each.slot === category)?.text ?? ''
        markPart(
          row && one('.choices', row),
          right ? 'right' : 'wrong',
          !right && reveal ? t('part.answer', {answer: title}) : '',
        )
      }
    },
    unmark: () => unmarkAll(element),
  }
}

const pairsOf = (response: unknown): readonly Pair[] => (response ?? []) as readonly Pair[]

const selectPairs = (selects: readonly HTMLSelectElement[], slotOf: (select: HTMLElement) => number) => ({
  read: () => {
    const pairs = selects.filter((select) => select.value).map((select): Pair => [slotOf(select), Number(select.value)])
    return pairs.length > 0 ? pairs : null
  },
  write: (response: unknown) => {
    for (const select of selects) {
      const pick = pairsOf(response).find(([slot]) => slot === slotOf(select))?.[1]
      select.value = pick === undefined ? '' : String(pick)
    }
  },
  missing: () => missingIn(selects),
})

const missingIn = (fields: readonly (HTMLInputElement | HTMLSelectElement)[]) => {
  const empty = fields.find((field) => !field.value.trim())
  return empty ? {words: t('missing.all'), at: empty as HTMLElement} : null
}

/** A frame around a gap, so that a mark can stand beside it. */
const wrapped = (gap: HTMLElement): HTMLElement => {
  const frame = document.createElement('span')
  frame.className = 'gap'
  gap.replaceWith(frame)
  frame.append(gap)
  return frame
}
