import {dirname} from 'node:path'
import type {Compiled} from '../compile.js'
import type {Outcome} from '../diagnostics/diagnostic.js'
import type {Written} from '../formats/format.js'
import type {Cache} from '../host/cache.js'
import {makeFolder} from '../host/node.js'
import {writeInPlace} from '../package/container.js'
import {
  type Choice,
  type CourseInput,
  inputOf,
  type PlannedPackage,
  planPackages,
  type SealedPackage,
  sealedTogether,
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
  const sealHere = (each: PlannedPackage) => {
    options.onProgress?.(each.format.id)
    return sealPackage(compiled, each, input)
  }
  // The sheets of what is printed are needed here; see src/print.
  const shared = planned.filter(({format}) => format.container.kind !== 'print')
  const helping = shared.length > 1 ? (options.workers?.running ?? []) : []
  const sealed =
    helping.length > 0
      ? await sealTogether(shared, helping, {compiled, input, options, sealHere})
      : new Map<PlannedPackage, SealOutcome>()
  return sealedTogether(
    diagnostics,
    planned.map((each) => sealed.get(each) ?? sealHere(each)),
  )
}

type SealOutcome = Outcome<SealedPackage | undefined>

/** Seals packages here and on workers, whoever comes first. One whose worker fails is left out. */
const sealTogether = async (
  shared: readonly PlannedPackage[],
  helping: readonly CourseWorker[],
  {
    compiled,
    input,
    options,
    sealHere,
  }: {
    readonly compiled: Compiled
    readonly input: CourseInput
    readonly options: Options
    readonly sealHere: (each: PlannedPackage) => SealOutcome
  },
): Promise<ReadonlyMap<PlannedPackage, SealOutcome>> => {
  const counter = createCounter()
  const {templates, memo: _, ...rest} = input
  const task = {
    input: rest,
    templates: templates.whole(),
    packages: shared.map(({format, options: chosen}) => ({format: format.id, options: chosen})),
    counter,
    courseFolder: options.folder,
    cache: options.cache?.opened,
  }
  const shares = helping.map(async (worker) => ({worker, share: await worker.ask('seal', task)}))
  const sealed = new Map<PlannedPackage, SealOutcome>()
  for (const [, each] of taken(shared, counter)) sealed.set(each, sealHere(each))
  // Whoever has begun nothing, since it has only just started, is not waited for.
  if (sealed.size === shared.length) return sealed
  for (const {worker, share} of await Promise.all(shares))
    for (const [index, one] of share ?? []) {
      const each = shared[index]
      if (!each) continue
      const outcome = sealPackage(compiled, each, input, {value: {...one, files: []}, diagnostics: one.diagnostics})
      const again = () => writeSealed(each.format, {...input, options: each.options}).value
      const {value} = outcome
      sealed.set(each, {...outcome, value: value && heldBy(worker, index, one.count, value, again)})
    }
  return sealed
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
