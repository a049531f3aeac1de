/**
 * How the player codes what a learner did (`runtime/state`). Whoever changes that code so that a state written before
 * reads otherwise raises `writes`, and keeps in `reads` each layout that can still be read. A release says both, so that
 * the upgrade check knows whether learners resume.
 */
export const stateLayout: StateLayout = {writes: 1, reads: [1]}

export interface StateLayout {
  readonly writes: number
  readonly reads: readonly number[]
}
