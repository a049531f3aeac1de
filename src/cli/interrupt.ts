import {removeUnfinished} from '../package/container.js'

/** On Ctrl-C: takes away what was half written, says so, and ends with 130 as shells expect. */
export const endOnInterrupt = (): void => {
  const end = (code: number) => {
    void removeUnfinished().finally(() => {
      process.stderr.write('\nStopped. The last good packages are left as they were.\n')
      process.exit(code)
    })
  }
  process.once('SIGINT', () => end(130))
  process.once('SIGTERM', () => end(143))
}
