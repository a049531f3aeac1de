/** Whole numbers from 1 to 99, in the proportions of the points. */
export interface Weights {
  readonly of: (points: number) => number
  /** By what all points are multiplied. */
  readonly factor: number
  /** Whether the proportions are kept to the letter. */
  readonly exact: boolean
}

/** The profile allows whole weights from 1 to 99 only (rule 2c). The smallest factor that makes all points whole is taken. */
export const weightsFor = (points: readonly number[]): Weights => {
  const fits = (factor: number) =>
    points.every(
      (each) => Math.abs(each * factor - Math.round(each * factor)) < 1e-6 && Math.round(each * factor) <= 99,
    )
  const factor = factors.find(fits)
  if (factor !== undefined) return {of: (each) => Math.round(each * factor), factor, exact: true}
  const most = Math.max(...points)
  const shrink = most > 99 ? 99 / most : 1
  return {of: (each) => Math.min(99, Math.max(1, Math.round(each * shrink))), factor: shrink, exact: false}
}

const factors = Array.from({length: 99}, (_, index) => index + 1)
