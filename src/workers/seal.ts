import {dirname} from 'node:path'
import type {Compiled} from '../compile.js'
import type {Outcome} from '../diagnostics/diagnostic.js'
import type {Written} from '../formats/format.js'
import type {Cache} from '../host/cache.js'
import {makeFolder} from '../host/node.js'
import {writeInPlace} from '../package/container.js'
import {
  type Choice,
  inputOf,
  type PlannedPackage,
  planPackages,
  type SealedPackage,
  sealPackage,
  writeSealed,
} from '../packages.js'
import type {Templates} from '../render/templates.js'
import {createCounter, taken} from './turns.js'
import type {CourseWorker, Workers} from './workers.js'

interface Options extends Choice {
  /** The course’s folder. */
  readonly folder: string
  readonly cache?: Pick<Cache, 'opened'>
  readonly workers?: Workers
  readonly onProgress?: (step: string) => void
}

/** As `sealPackages`, with workers that run already. What they sealed they hold, and write themselves. */
export const sealOnAllCores = async (
  compiled: Compiled,
  templates: Templates,
  options: Options,
): Promise<Outcome<readonly SealedPackage[]>> => {
  const {value: planned, diagnostics} = planPackages(compiled, options)
  const input = inputOf(compiled, templates, options.memo)
  const counter = createCounter()
  const helping = planned.length > 1 ? (options.workers?.running ?? []) : []
  const {templates: own, memo: _, ...rest} = input
  const task = {
    input: rest,
    templates: own.whole(),
    packages: planned.map(({format, options: chosen}) => ({format: format.id, options: chosen})),
    counter,
    courseFolder: options.folder,
    cache: options.cache?.opened,
  }
  const shares = helping.map(async (worker) => ({worker, share: await worker.ask('seal', task)}))
  const sealed: Outcome<SealedPackage | undefined>[] = []
  const sealHere = (index: number, each: PlannedPackage) => {
    options.onProgress?.(each.format.id)
    sealed[index] = sealPackage(compiled, each, input)
  }
  for (const [index, each] of taken(planned, counter)) sealHere(index, each)
  const isWhole = () => planned.every((_, index) => sealed[index])
  // Whoever has begun nothing, since it has only just started, is not waited for.
  if (!isWhole())
    for (const {worker, share} of await Promise.all(shares))
      for (const [index, one] of share ?? []) {
        const each = planned[index]
        if (!each) continue
        const outcome = sealPackage(compiled, each, input, {value: {...one, files: []}, diagnostics: one.diagnostics})
        const again = () => writeSealed(each.format, {...input, options: each.options}).value
        const {value} = outcome
        sealed[index] = {...outcome, value: value && heldBy(worker, index, one.count, value, again)}
      }
  for (const [index, each] of planned.entries()) if (!sealed[index]) sealHere(index, each)
  return {
    value: sealed.flatMap(({value}) => value ?? []),
    diagnostics: [...diagnostics, ...sealed.flatMap((outcome) => outcome.diagnostics)],
  }
}

/** The package, whose files a worker holds and writes; asked for here, they are made `again`. */
const heldBy = (
  worker: CourseWorker,
  index: number,
  files: number,
  sealed: SealedPackage,
  again: () => Written,
): SealedPackage => ({
  ...sealed,
  get files() {
    return again().files
  },
  writeElsewhere: async (path) => {
    await makeFolder(dirname(path))
    try {
      const size = await writeInPlace(path, async (temporary) => {
        const packed = await worker.ask('pack', {index, path: temporary})
        if (packed === undefined) throw new NotWritten()
        return packed
      })
      return {path, size, files}
    } catch (error) {
      if (error instanceof NotWritten) return undefined
      throw error
    }
  },
})

class NotWritten extends Error {}
