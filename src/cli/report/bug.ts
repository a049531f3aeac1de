/** Our own fault: say so, and what to send. The stack is for us, so that it stands behind an environment variable. */
export const reportBug = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`coursewright has a fault: ${message}\n`)
  if (process.env.COURSEWRIGHT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  else process.stderr.write('Please report it with what “COURSEWRIGHT_DEBUG=1” in front of the command prints.\n')
}
