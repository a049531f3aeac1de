import {spawn, spawnSync} from 'node:child_process'
import {cpSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

export const root = fileURLToPath(new URL('../../', import.meta.url))
const main = join(root, 'dist/cli/main.js')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command as a person would, in a folder. */
export const coursewright = (
  args: readonly string[],
  options: {cwd?: string; env?: Record<string, string>} = {},
): Ran => {
  const {status, stdout, stderr} = spawnSync(process.execPath, [main, ...args], {
    cwd: options.cwd ?? root,
    encoding: 'utf8',
    env: {...process.env, NO_COLOR: '1', ...options.env},
  })
  return {code: status, out: stdout, err: stderr}
}

/** Runs the command where no file may grow beyond so many blocks of 1,024 bytes, as on a disk that fills up. */
export const coursewrightOnFullDisk = (blocks: number, args: readonly string[]): Ran => {
  const {status, stdout, stderr} = spawnSync(
    'bash',
    ['-c', 'ulimit -f "$1" && shift && exec "$@"', 'bash', String(blocks), process.execPath, main, ...args],
    {cwd: root, encoding: 'utf8', env: {...process.env, NO_COLOR: '1'}},
  )
  return {code: status, out: stdout, err: stderr}
}

export const startCoursewright = (args: readonly string[], cwd = root) =>
  spawn(process.execPath, [main, ...args], {cwd, env: {...process.env, NO_COLOR: '1'}})

/** A folder that goes when the test ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-test-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

/** A copy of the course that holds one of each thing. */
export const copyOfEverything = (): string => {
  const folder = join(temporaryFolder(), 'everything')
  cpSync(join(root, 'tests/fixtures/everything'), folder, {recursive: true})
  return folder
}
