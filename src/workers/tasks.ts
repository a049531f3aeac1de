import {parseShare} from './parse-share.js'
import type {packOne, sealShare} from './seal-share.js'

/** What workers can do. All of them parse; what fewer need is loaded when it is asked for. */
export const tasks = {
  parse: parseShare,
  seal: async (task: Parameters<typeof sealShare>[0]) => (await import('./seal-share.js')).sealShare(task),
  pack: async (task: Parameters<typeof packOne>[0]) => (await import('./seal-share.js')).packOne(task),
}
export type TaskKind = keyof typeof tasks
export type TaskOf<K extends TaskKind> = Parameters<(typeof tasks)[K]>[0]
export type ValueOf<K extends TaskKind> = Awaited<ReturnType<(typeof tasks)[K]>>

export interface Question {
  readonly number: number
  readonly kind: TaskKind
  readonly task: TaskOf<TaskKind>
}

/** Without a value: the work failed. */
export interface Answer {
  readonly number: number
  readonly value?: unknown
}
