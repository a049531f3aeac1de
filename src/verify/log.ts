import {dirname, join} from 'node:path'
import type {Page} from 'playwright-core'
import type {Code} from '../diagnostics/diagnostic.js'
import {makeFolder} from '../host/node.js'
import type {Check, Picture} from './evidence.js'

/** Takes down what is done with a package and what comes of it. */
export interface Log {
  readonly checks: readonly Check[]
  readonly pictures: readonly Picture[]
  /** What is being done now. */
  step(what: string): void
  check(check: Pick<Check, 'name' | 'where' | 'expected'> & {seen: string; holds: boolean; code: Code}): void
  /** Something that must be empty: each thing in it is seen. */
  nothing(check: Pick<Check, 'name' | 'where'> & {expected: string; found: readonly string[]; code: Code}): void
  skip(check: Pick<Check, 'name' | 'where' | 'expected'> & {reason: string}): void
  picture(page: Page, title: string, device: Picture['device']): Promise<void>
  /** A part of this log for one of several who work at the same time: what they find stays together. */
  part(step: (what: string) => void): Log
}

/** Pictures that one package may have. */
const mostPictures = 40

export interface LogOptions {
  /** The folder of the evidence; undefined: no pictures are taken. */
  readonly out: string | undefined
  /** Begins the names of pictures. */
  readonly name: string
  readonly onStep: (what: string) => void
}

export const createLog = ({out, name, onStep}: LogOptions): Log => {
  const pictures: Picture[] = []
  const all: Check[][] = []
  const picture: Log['picture'] = async (page, title, device) => {
    if (out === undefined || pictures.length >= mostPictures) return
    const file = `pictures/${name}-${String(pictures.length + 1).padStart(2, '0')}.jpg`
    pictures.push({file, title, device})
    await makeFolder(dirname(join(out, file)))
    await page.screenshot({path: join(out, file), type: 'jpeg', quality: 72, animations: 'disabled'})
  }
  const part = (step: (what: string) => void): Log => {
    const own: Check[] = []
    all.push(own)
    return {
      pictures,
      get checks() {
        return all.flat()
      },
      ...takerOf(own),
      step,
      picture,
      part,
    }
  }
  return part(onStep)
}

const takerOf = (checks: Check[]): Pick<Log, 'check' | 'nothing' | 'skip'> => ({
  check({holds, code, ...check}) {
    checks.push({...check, outcome: holds ? 'passed' : 'failed', ...(holds ? {} : {code})})
  },
  nothing({found, code, ...check}) {
    const seen = found.length === 0 ? 'nothing else' : shortened(found)
    checks.push({...check, seen, outcome: found.length === 0 ? 'passed' : 'failed', ...(found.length ? {code} : {})})
  },
  skip({reason, ...check}) {
    checks.push({...check, seen: reason, outcome: 'skipped'})
  },
})

/** The first five, each no longer than a reader wants. */
const shortened = (found: readonly string[]): string => {
  const words = [...new Set(found)]
  const first = words.slice(0, 5).map((each) => (each.length > 300 ? `${each.slice(0, 299)}…` : each))
  return [...first, ...(words.length > 5 ? [`and ${words.length - 5} more`] : [])].join('; ')
}
