import type {parseShare} from './parse-share.js'

/** What workers can do. Each is loaded by the worker that is asked for it. */
export const tasks = {
  parse: async (task: Parameters<typeof parseShare>[0]) => (await import('./parse-share.js')).parseShare(task),
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
