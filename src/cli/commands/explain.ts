import {rules} from '../../check/rules/index.js'
import {catalogue} from '../../diagnostics/catalogue/index.js'
import type {Code, Entry, Facts} from '../../diagnostics/diagnostic.js'
import {nearest} from '../../diagnostics/nearest.js'
import {CommandError} from '../command-error.js'
import {paint} from '../report/paint.js'
import {table} from '../report/table.js'

export const run = async (code: string | undefined): Promise<void> => {
  const codes = Object.keys(catalogue).sort()
  if (code === undefined) {
    const rows = codes.map((name) => [name, severityWord(name as Code), entryOf(name as Code).why])
    process.stdout.write(`${table(['code', 'severity', 'why'], rows)}\n`)
    return
  }
  if (!codes.includes(code)) {
    const suggestion = nearest(code, codes)
    throw new CommandError(
      `There is no code “${code}”.${suggestion ? ` Did you mean “${suggestion}”?` : ' “coursewright explain” lists them.'}`,
    )
  }
  const entry = entryOf(code as Code)
  const names = namesOf(entry)
  const lines = [
    `${paint.bold(code)}  ${severityWord(code as Code)}`,
    '',
    `  ${entry.message(names)}`,
    `  ${entry.fix(names)}`,
    '',
    `  Why: ${entry.why}`,
    ...(entry.harm ? [`  Where: ${entry.harm.systems.join(', ')} ${paint.dim(`(${entry.harm.source})`)}`] : []),
  ]
  const example = rules.find((rule) => rule.codes[0] === code)?.example
  if (example) {
    for (const [title, files] of [
      ['Reported:', example.bad],
      ['Right:', example.good],
    ] as const) {
      for (const [file, text] of Object.entries(files)) {
        if (!/\.(md|ya?ml)$/.test(file)) continue
        lines.push(
          '',
          `  ${title} ${paint.dim(file)}`,
          ...text
            .trimEnd()
            .split('\n')
            .map((line) => `    ${line}`),
        )
      }
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Some findings are as grave as what they found. */
const severityWord = (code: Code): string => {
  const {severity} = entryOf(code)
  return typeof severity === 'function' ? 'error or warning' : severity
}

const entryOf = (code: Code): Entry<Facts> => catalogue[code] as unknown as Entry<Facts>

/** Facts that print as their own names: `The link to “<url>” leads nowhere.` */
const namesOf = (_: Entry<Facts>): Facts =>
  new Proxy({} as Record<string, string>, {
    get: (_target, name) =>
      name === 'suggestion' ? '' : listNames.has(String(name)) ? [`<${String(name)}>`] : `<${String(name)}>`,
  }) as unknown as Facts

const listNames = new Set(['allowed', 'known', 'changes', 'cost', 'paths', 'names'])
