import type {Outcome} from '../diagnostics/diagnostic.js'
import {filesToParse, type ParsedFile, type ParsedFiles, parseFile, parseFiles} from '../gather/parsed.js'
import type {Memo} from '../model/memo.js'
import type {Source} from '../source/source.js'
import {createCounter, taken} from './turns.js'
import type {Workers} from './workers.js'

/** As `parseFiles`, on all cores if there is enough to parse that no cache remembers. */
export const parseOnAllCores = async (
  source: Source,
  memo: Memo | undefined,
  workers: Workers | undefined,
): Promise<Outcome<ParsedFiles>> => {
  const files = workers ? filesToParse(source, memo) : []
  const characters = files.reduce((sum, {file}) => sum + file.text.length, 0)
  const helping = workers?.startFor(characters) ?? []
  if (helping.length === 0) return parseFiles(source, memo)

  const counter = createCounter()
  const shares = helping.map((worker) => worker.ask('parse', {files, counter}))
  const parsed = new Map<string, ParsedFile>()
  for (const [, {part, file}] of taken(files, counter)) parsed.set(file.path, parseFile(part, file, memo))
  // Whoever has begun nothing, since it has only just started, is not waited for.
  if (parsed.size < files.length)
    for (const share of await Promise.all(shares))
      for (const [index, json] of share ?? []) {
        const each = files[index]
        if (each)
          parsed.set(
            each.file.path,
            parseFile(each.part, each.file, memo, () => JSON.parse(json)),
          )
      }
  return parseFiles(source, memo, parsed)
}
