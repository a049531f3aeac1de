import {parseShare} from './parse-share.js'

/** What workers can do. */
export const tasks = {
  parse: parseShare,
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
