/**
 * Shares of the marks that Moodle stores: an import that has others is refused. Source: Moodle 5.1,
 * question/engine/bank.php (ensure_fraction_options_initialised), lib/questionlib.php:196 (match_grade_options).
 */
export const grades: readonly number[] = [
  1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667, 0.1428571, 0.125,
  0.1111111, 0.1, 0.05, 0,
]

/** The grade that is nearest to a share of the marks, from 0 to 1; of two the greater. */
export const nearestGrade = (share: number): number =>
  grades.reduce((best, grade) => (Math.abs(grade - share) < Math.abs(best - share) - 1e-9 ? grade : best))

/** Whether two shares of the marks are the same to the precision that Moodle keeps. */
export const isSameShare = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6

/**
 * A grade for each of `count` right answers, which add up to 1 if that can be, each as near to its equal share as can
 * be: 1/11 is no grade, but nine tenths and two twentieths make a whole. More than 20 answers earn too much.
 */
export const sharesOf = (count: number): readonly number[] => {
  const equal = nearestGrade(1 / count)
  if (isSameShare(equal, 1 / count)) return Array(count).fill(equal)
  const tenths = Math.max(0, 20 - count)
  return Array.from({length: count}, (_, index) => (index < tenths ? 0.1 : 0.05))
}

/** A share of the marks as Moodle writes it: percent, five decimals at most. */
export const percentOf = (fraction: number): string => String(Number((fraction * 100).toFixed(5)))
