import type {Lms} from './server.js'

export {leave, type WayToLeave} from '../../../src/learner/leave.js'

/** Waits until the server has heard nothing for a moment. */
export const settled = async (lms: Lms, quiet = 400): Promise<void> => {
  for (let before = -1, tries = 0; tries < 50; tries += 1) {
    const now = lms.calls().length + lms.commits.length
    if (now === before) return
    before = now
    await new Promise((resolve) => setTimeout(resolve, quiet))
  }
}
