import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import type {Frame, Page} from 'playwright-core'

/** What axe tells, as far as we need it. */
interface AxeResults {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly {readonly target: readonly unknown[]; readonly failureSummary?: string}[]
  }[]
}

let script: string | null | undefined

/** The script of the optional package axe-core; null where it is not installed. */
const axeScript = (): string | null => {
  if (script !== undefined) return script
  try {
    script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  } catch {
    script = null
  }
  return script
}

/** Whether axe can be asked. */
export const hasAxe = (): boolean => axeScript() !== null

/** What axe finds in a page and its frames, or in one frame, by all its rules: each as `rule: selector: what is wrong`. */
export const axeFindings = async (where: Page | Frame): Promise<readonly string[]> => {
  const source = axeScript()
  if (source === null) throw new Error('axe-core is not installed.')
  for (const frame of 'frames' in where ? where.frames() : [where])
    if (!(await frame.evaluate('typeof axe === "object"'))) await frame.evaluate(source)
  const {violations} = (await where.evaluate(
    "axe.run({resultTypes: ['violations'], preload: location.protocol !== 'file:'})",
  )) as AxeResults
  return violations.flatMap(({id, nodes}) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')}: ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`),
  )
}
