import type {Entry, Facts, Severity} from '../diagnostic.js'

const entry =
  (severity: Severity) =>
  <F extends Facts>(message: (facts: F) => string, fix: (facts: F) => string, why: string): Entry<F> => ({
    severity,
    message,
    fix,
    why,
  })

/** Stops the build. */
export const error = entry('error')
/** Does not stop the build, but a careful author mends it. */
export const warning = entry('warning')
