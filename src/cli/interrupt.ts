import {removeUnfinished} from '../package/container.js'
import type {Workers} from '../workers/workers.js'

/** On Ctrl-C: takes away what was half written, says so, and ends with 130 as shells expect. */
export const endOnInterrupt = (workers?: Workers): void => {
  const end = async (code: number) => {
    try {
      // First: a worker could go on with what is taken away.
      await workers?.close()
      await removeUnfinished()
    } finally {
      process.stderr.write('\nStopped. The last good packages are left as they were.\n')
      process.exit(code)
    }
  }
  process.once('SIGINT', () => void end(130))
  process.once('SIGTERM', () => void end(143))
}
