import {check} from './check/check.js'
import {type Config, readConfig} from './config/config.js'
import {type Diagnostic, diagnose, hasErrors, inOrder, type Outcome} from './diagnostics/diagnostic.js'
import {type Gathered, gather} from './gather/gather.js'
import {judgeFrozen, lockFile, readLock} from './gather/lock.js'
import {parseFiles} from './gather/parsed.js'
import type {Host} from './host/host.js'
import type {Course} from './model/course.js'
import type {Local} from './model/text.js'
import type {Templates} from './render/templates.js'
import {resolve} from './resolve/resolve.js'
import {readSource, type Source} from './source/source.js'

/** A course that may be written: judged, and without errors. */
export interface Compiled {
  readonly config: Config
  readonly source: Source
  readonly gathered: Gathered
  /** Resolved, in the main language. */
  readonly course: Course<Local>
}

export interface CompileOptions {
  /** Refuse to add to the ledger. */
  readonly frozen?: boolean
}

/** source → config → parse → gather → check → resolve. Without a value if anything is wrong; `source` says what was read. */
export const compile = async (
  host: Host,
  folder: string,
  templates: Templates,
  options: CompileOptions = {},
): Promise<Outcome<Compiled | undefined> & {readonly source: Source}> => {
  const diagnostics: Diagnostic[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const source = take(await readSource(host, folder))
  const stop = () => ({value: undefined, diagnostics: inOrder(diagnostics), source})

  const courseFile = source.texts.get('course.yaml')
  if (!courseFile) {
    if (diagnostics.length === 0) diagnostics.push(diagnose('course/not-found', {folder}))
    return stop()
  }
  const config = take(readConfig(courseFile))
  const parsed = take(parseFiles(source))
  if (!config) return stop()

  const unread = [...source.unreadable, ...parsed.failed]
  const lock = take(readLock(source.texts.get(lockFile), config.id))
  const gathered = take(gather(config, {...parsed, failed: unread}, lock, source.media))
  if (options.frozen) diagnostics.push(...judgeFrozen(gathered.lock.before, gathered.lock.after))
  // What is missing because its file could not be read would be reported wherever it is used, and bury what is wrong.
  if (unread.length === 0) diagnostics.push(...check(gathered, source.media))
  if (hasErrors(diagnostics)) return stop()

  const messages = templates.messages(config.language)
  const course = resolve(gathered, config.language, messages.text)
  return {value: {config, source, gathered, course}, diagnostics: inOrder(diagnostics), source}
}
