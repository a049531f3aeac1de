import type {StateRoom} from '../../model/package.js'
import type {PlayerCourse} from '../../model/player.js'
import {stateBound, stateLimits, widestQuiz} from '../../runtime/state/bound.js'

/** How much of `cmi.suspend_data` the course can fill. The player adds up the very same widths. */
export const stateRoom = (course: PlayerCourse, standard: keyof typeof stateLimits): StateRoom => {
  const widest = widestQuiz(course)
  return {bound: stateBound(course), limit: stateLimits[standard], ...(widest ? {widest} : {})}
}
