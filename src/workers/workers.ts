import {availableParallelism} from 'node:os'
import {Worker} from 'node:worker_threads'
import {assetPath} from '../host/installation.js'
import type {Answer, Question, TaskKind, TaskOf, ValueOf} from './tasks.js'

/** Threads beside the first, for work that needs nothing but what is sent with it. */
export interface Workers {
  /** Those that run. None may: a small course is done before a worker has started. */
  readonly running: readonly CourseWorker[]
  /** Starts as many as so much text keeps busy, if they do not run yet. */
  readonly startFor: (characters: number) => readonly CourseWorker[]
  /** Ends all, whatever they do. */
  readonly close: () => Promise<void>
}

export interface CourseWorker {
  /**
   * What the worker made of the task; undefined if it could not start, broke down or failed. Whoever asks does the work
   * itself then, and meets what was wrong with it where it can be told.
   */
  readonly ask: <K extends TaskKind>(kind: K, task: TaskOf<K>) => Promise<ValueOf<K> | undefined>
}

/** No workers run yet; those that do keep the process alive until they are closed. `cores`: how many may work, the first thread included, and shall, however little there is to do. */
export const createWorkers = (cores?: number): Workers => {
  let running: readonly (CourseWorker & {readonly end: () => Promise<unknown>})[] = []
  return {
    get running() {
      return running
    },
    startFor: (characters) => {
      const most = (cores ?? Math.min(availableParallelism(), enough)) - 1
      const wanted = cores === undefined ? Math.min(most, Math.floor(characters / worthOne)) : most
      if (running.length === 0) running = Array.from({length: Math.max(0, wanted)}, start)
      return running
    },
    close: async () => {
      const ended = running
      running = []
      await Promise.all(ended.map((worker) => worker.end()))
    },
  }
}

/** Characters of Markdown and YAML that take longer to parse than a worker to start. */
const worthOne = 100_000

/** Cores; with more, the first thread could not keep up. */
const enough = 8

const start = (): CourseWorker & {readonly end: () => Promise<unknown>} => {
  const waiting = new Map<number, (answer?: Answer) => void>()
  let isGone = false
  let asked = 0
  const worker = new Worker(assetPath('cli/worker.js'))
  worker.on('message', (answer: Answer) => waiting.get(answer.number)?.(answer))
  worker.on('error', () => {})
  worker.on('exit', () => {
    isGone = true
    for (const answer of waiting.values()) answer()
  })
  return {
    ask: async <K extends TaskKind>(kind: K, task: TaskOf<K>) => {
      if (isGone) return undefined
      const question: Question = {number: asked++, kind, task}
      try {
        const answer = await new Promise<Answer | undefined>((resolve) => {
          waiting.set(question.number, resolve)
          worker.postMessage(question)
        })
        return answer && 'value' in answer ? (answer.value as ValueOf<K>) : undefined
      } catch {
        return undefined
      } finally {
        waiting.delete(question.number)
      }
    },
    end: () => worker.terminate(),
  }
}
