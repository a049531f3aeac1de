/** What Node says where the machine refused: a full disk, a folder that may not be written, a file that is gone. */
export interface SystemError extends Error {
  /** `EACCES`, `ENOSPC`, … */
  readonly code: string
  /** What was tried, such as `mkdir`. */
  readonly syscall: string
  readonly path?: string
}

export const isSystemError = (error: unknown): error is SystemError =>
  error instanceof Error && 'code' in error && 'syscall' in error

/** A short reason out of a system error, such as `EACCES: permission denied`. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*'$/, '')
