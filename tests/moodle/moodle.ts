import {spawnSync} from 'node:child_process'
import {chmodSync, copyFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {temporaryFolder} from '../helpers/cli.js'

/** What `restore.php` says of a course that Moodle has restored. */
export interface Restored {
  readonly restore: {readonly precheck: unknown; readonly results: unknown}
  readonly complaints: readonly string[]
  readonly course: {
    readonly name: string
    readonly format: string
    readonly completion: boolean
    readonly criteria: number
    readonly gradeCategories: Readonly<Record<string, number>>
  }
  readonly sections: readonly RestoredSection[]
}

export interface RestoredSection {
  readonly name: string
  readonly visible: boolean
  readonly waitsFor: readonly string[]
  readonly activities: readonly RestoredActivity[]
}

export interface RestoredActivity {
  readonly type: string
  readonly name: string
  readonly idnumber: string
  readonly visible: boolean
  readonly completion: number
  readonly waitsFor: readonly string[]
  readonly grade: {max: number; pass: number; weight: number; category: string | null} | null
  readonly dead: readonly string[]
  readonly files: readonly string[]
  readonly slots?: readonly {readonly mark: number; readonly random: boolean}[]
  readonly right?: readonly Answered[]
  readonly wrong?: readonly Answered[]
}

export interface Answered {
  readonly type: string
  readonly idnumber: string
  /** Null: a teacher must mark it. */
  readonly share: number | null
  readonly hints: number
  readonly general: boolean
  readonly tags: number
}

export const moodleFolder = process.env.COURSEWRIGHT_MOODLE ?? ''

/** Restores a backup in the Moodle of `COURSEWRIGHT_MOODLE`, and deletes it again. */
export const restoreIn = (archive: string, ...flags: readonly string[]): Restored => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o755)
  const handed = [archive, fileURLToPath(new URL('restore.php', import.meta.url))].map((path) => {
    const copy = join(folder, basename(path))
    copyFileSync(path, copy)
    chmodSync(copy, 0o644)
    return copy
  })
  const [command = 'php', ...before] = (process.env.COURSEWRIGHT_PHP ?? 'php').split(' ')
  const [backup = '', script = ''] = handed
  const {status, stdout, stderr, error} = spawnSync(
    command,
    [...before, '-d', 'memory_limit=2G', '-d', 'max_input_vars=6000', script, moodleFolder, backup, ...flags],
    {encoding: 'utf8', maxBuffer: 1 << 28},
  )
  if (error) throw error
  if (status !== 0) throw new Error(`Moodle ended with ${status}:\n${stderr.slice(-4000)}\n${stdout.slice(-2000)}`)
  return JSON.parse(stdout) as Restored
}
