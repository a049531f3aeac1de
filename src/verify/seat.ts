import type {Page} from 'playwright-core'
import type {Holdings} from '../learner/holdings.js'
import {holdings, type PackageFiles} from '../learner/holdings.js'
import {type Learner, learnerIn} from '../learner/learner.js'
import {leave, type WayToLeave} from '../learner/leave.js'
import {type Lms, settled} from '../lms/server.js'
import type {Log} from './log.js'
import type {Device} from './page.js'

/** A learner in front of a course in the simulated LMS, who can leave in any way and come back. */
export interface Seat {
  readonly page: () => Page
  readonly learner: () => Learner
  /** Opens the course; the page at which the learner should be then. */
  launch(path?: string): Promise<void>
  leave(way: WayToLeave): Promise<void>
  held(): Holdings
}

export interface SeatOptions {
  readonly device: Device
  readonly lms: Lms
  readonly files: PackageFiles
  readonly log: Log
}

export const takeSeat = ({device, lms, files, log}: SeatOptions): Seat => {
  let page: Page | undefined
  let learner: Learner | undefined
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('The course has not been launched.')
    return value
  }
  return {
    page: () => present(page),
    learner: () => present(learner),
    async launch(path) {
      if (page === undefined || page.isClosed()) page = await device.context.newPage()
      learner = learnerIn(page, files)
      await page.goto(lms.address)
      await learner.arrive(path)
    },
    async leave(way) {
      log.step(`leaving: ${way}`)
      const left = present(page)
      await leave[way](left)
      await settled(lms)
      // A page whose process is gone is of no more use.
      if (way === 'the renderer is killed') await left.close()
    },
    held: () => holdings(lms.record, present(learner).course, lms.family),
  }
}

/** Asks until it holds, for this many milliseconds; whether it did. */
export const waitFor = async (test: () => boolean | Promise<boolean>, patience: number): Promise<boolean> => {
  for (const end = Date.now() + patience; ; ) {
    if (await test()) return true
    if (Date.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
