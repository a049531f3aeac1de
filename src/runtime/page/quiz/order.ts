import type {PlayerQuestion, PlayerQuiz} from '../../../model/player.js'

/** A sequence of numbers from 0 to 1 that a seed decides: the same on every device (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A copy in an order that the numbers decide (Fisher and Yates). */
export const shuffled = <T>(things: readonly T[], random: () => number): T[] => {
  const copy = [...things]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const pick = Math.floor(random() * (last + 1))
    const kept = copy[last] as T
    copy[last] = copy[pick] as T
    copy[pick] = kept
  }
  return copy
}

/** The questions that an attempt with this seed asks, in the order shown. No question is drawn twice. */
export const askedBy = (quiz: Pick<PlayerQuiz, 'plan' | 'shuffleQuestions'>, seed: number): number[] => {
  const random = randomFrom(seed)
  const fixed = new Set(quiz.plan.filter((entry) => typeof entry === 'number'))
  const asked: number[] = []
  for (const entry of quiz.plan) {
    if (typeof entry === 'number') asked.push(entry)
    else {
      const free = entry.from.filter((slot) => !fixed.has(slot) && !asked.includes(slot))
      asked.push(...shuffled(free, random).slice(0, entry.draw))
    }
  }
  return quiz.shuffleQuestions ? shuffled(asked, random) : asked
}

/** The order in which a question shows its parts. Things to put in order never stand in the right one at first. */
export const partOrder = (question: PlayerQuestion, seed: number, slots: readonly number[]): number[] => {
  const random = randomFrom(seed * 1009 + question.slot)
  const order = shuffled(slots, random)
  if (question.type !== 'ordering' || order.length < 2) return order
  const right = question.parts.map((part) => part.slot)
  return order.every((slot, index) => slot === right[index]) ? [...order.slice(1), order[0] as number] : order
}
