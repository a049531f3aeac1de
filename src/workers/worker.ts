import {parentPort} from 'node:worker_threads'
import {type Answer, type Question, tasks} from './tasks.js'

// What runs in a worker. One question after another; see `CourseWorker.ask`.
let working = Promise.resolve()
parentPort?.on('message', (question: Question) => {
  working = working.then(async () => parentPort?.postMessage(await answer(question)))
})

const answer = async ({number, kind, task}: Question): Promise<Answer> => {
  try {
    return {number, value: await (tasks[kind] as (task: unknown) => unknown)(task)}
  } catch {
    return {number}
  }
}
