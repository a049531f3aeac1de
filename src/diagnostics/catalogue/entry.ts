import type {Entry, Facts, Harm, Severity} from '../diagnostic.js'

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

/**
 * A fault of a package that anybody made. `error`: a system refuses the package, or loses content, answers or marks;
 * `warning`: something is amiss, and most of it arrives. The reason is told with the fault, since it names the system.
 */
export const fault =
  <F extends Facts>(severity: Entry<F>['severity'], ...systems: readonly string[]) =>
  (source: string) =>
  (message: (facts: F) => string, fix: string, why: string): Entry<F> => ({
    severity,
    message,
    fix: () => fix,
    why,
    harm: {systems, source} satisfies Harm,
  })
