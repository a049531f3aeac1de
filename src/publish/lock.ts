import {mkdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'

/**
 * Holds a folder that nobody else can hold at the same time, and lets go of it with `release`. Where another process has
 * it: its number. What a process left that was killed is taken over.
 */
export const holdLock = async (
  folder: string,
): Promise<{readonly release: () => Promise<void>} | {readonly holder: number}> => {
  const owner = join(folder, 'process')
  for (;;) {
    try {
      await mkdir(folder)
      await writeFile(owner, String(process.pid))
      return {release: () => rm(folder, {recursive: true, force: true})}
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = Number(await readFile(owner, 'utf8').catch(() => '0'))
    if (holder > 0 && isAlive(holder)) return {holder}
    await rm(folder, {recursive: true, force: true})
  }
}

const isAlive = (process_: number): boolean => {
  try {
    process.kill(process_, 0)
    return true
  } catch (error) {
    // It is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
