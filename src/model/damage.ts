/** What an update of a course can do to learners who have begun it. Each is a diagnostic `upgrade/<class>`. */
export const damageClasses = [
  'other-course',
  'same-version',
  'older-version',
  'item-removed',
  'question-removed',
  'part-removed',
  'renumbered',
  'state-layout',
  'type-changed',
  'key-changed',
  'points-changed',
  'mode-changed',
  'pass-mark-changed',
  'weight-changed',
  'length-changed',
  'attempts-changed',
  'time-limit-changed',
  'completion-changed',
  'access-changed',
] as const
export type DamageClass = (typeof damageClasses)[number]

/** What authors say of damage that is meant: course.yaml, `accept`. */
export interface Acceptance {
  readonly class: DamageClass
  /** The thing, as a finding names it: `question/final/q1`. */
  readonly of: string
  /** The version of the release whose learners are concerned. */
  readonly since: string
  readonly reason: string
}
