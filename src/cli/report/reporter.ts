import {normalize} from 'node:path'
import {type Diagnostic, fixOf, harmOf, messageOf, severityOf} from '../../diagnostics/diagnostic.js'
import type {SourceText} from '../../source/source.js'
import {CommandError} from '../command-error.js'
import {frame} from './frame.js'
import {paint} from './paint.js'
import {type Result, writeSummary} from './summary.js'

/** Findings of one course, with the texts that they are about. */
export interface Findings {
  readonly folder: string
  readonly diagnostics: readonly Diagnostic[]
  readonly texts: ReadonlyMap<string, SourceText>
}

/** Prints what was found. Findings go to standard output for machines, to standard error for people. */
export interface Reporter {
  readonly isForPeople: boolean
  findings(findings: Findings): void
  /** `result` is printed by the JSON reporter only. */
  end(result: unknown): void
}

export const reporterFor = (kind: string): Reporter => {
  switch (kind) {
    case 'pretty':
      return pretty()
    case 'json':
      return json()
    case 'github':
      return github()
    default:
      throw new CommandError(`There is no reporter “${kind}”. Use pretty, json or github.`)
  }
}

/** Files of overlays may lie beside the course. */
export const pathOf = (folder: string, file: string): string => {
  const path = folder === '.' ? file : `${folder}/${file}`
  return path.includes('..') ? normalize(path) : path
}

const pretty = (): Reporter => ({
  isForPeople: true,
  findings({folder, diagnostics, texts}) {
    for (const diagnostic of diagnostics) {
      const {place, code} = diagnostic
      const severity = severityOf(diagnostic)
      const where = place ? `${pathOf(folder, place.file)}:${place.line}:${place.column}  ` : ''
      const colour = severity === 'error' ? paint.red : paint.yellow
      const lines = [`${paint.bold(where)}${colour(severity)}  ${messageOf(diagnostic)}`]
      const text = place && texts.get(place.file)?.text
      const fix = fixOf(diagnostic)
      lines.push(place && text ? frame(text, place, fix) : `  ${fix}`)
      const harm = harmOf(diagnostic)
      if (harm) lines.push(paint.dim(`  ${harm.systems.join(', ')}: ${harm.source}`))
      lines.push(paint.dim(`  ${code} · coursewright explain ${code}`), '')
      process.stderr.write(`${lines.join('\n')}\n`)
    }
  },
  end() {},
})

const json = (): Reporter => {
  const findings: unknown[] = []
  return {
    isForPeople: false,
    findings({folder, diagnostics}) {
      for (const diagnostic of diagnostics) {
        const {place, code, facts} = diagnostic
        findings.push({
          code,
          severity: severityOf(diagnostic),
          message: messageOf(diagnostic),
          fix: fixOf(diagnostic),
          facts,
          ...(harmOf(diagnostic) ? {harm: harmOf(diagnostic)} : {}),
          ...(place ? {place: {...place, file: pathOf(folder, place.file)}} : {}),
        })
      }
    },
    end(result) {
      process.stdout.write(`${JSON.stringify({findings, ...(result as object)}, null, 2)}\n`)
    },
  }
}

/** Source: GitHub Docs, "Workflow commands for GitHub Actions", setting an error message. */
const github = (): Reporter => {
  const found = {errors: 0, warnings: 0, upgrade: [] as string[], failed: [] as string[]}
  return {
    isForPeople: false,
    findings({folder, diagnostics}) {
      for (const diagnostic of diagnostics) {
        const {place, code} = diagnostic
        found[severityOf(diagnostic) === 'error' ? 'errors' : 'warnings'] += 1
        if (code.startsWith('upgrade/')) found.upgrade.push(messageOf(diagnostic))
        if (code.startsWith('verify/')) found.failed.push(messageOf(diagnostic))
        const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
        const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
        const at = place
          ? ` file=${property(pathOf(folder, place.file))},line=${place.line},col=${place.column},title=${property(code)}`
          : ` title=${property(code)}`
        process.stdout.write(
          `::${severityOf(diagnostic)}${at}::${data(`${messageOf(diagnostic)} ${fixOf(diagnostic)}`)}\n`,
        )
      }
    },
    end(result) {
      writeSummary(result as Result, found)
    },
  }
}
