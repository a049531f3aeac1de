import {appendFileSync} from 'node:fs'
import type {ReleaseManifest} from '../../release/manifest.js'
import type {Report} from '../../report.js'
import {sizeText} from './table.js'

/** What commands print at their end for programs. */
export interface Result {
  readonly reports?: readonly Report[]
  readonly releases?: readonly {
    readonly release: string | null
    readonly isOld: boolean
    readonly manifest: ReleaseManifest | undefined
  }[]
}

/** Counts by severity. */
export interface Found {
  readonly errors: number
  readonly warnings: number
  /** Of what an update would do to learners who have begun. */
  readonly upgrade: number
}

/**
 * The summary of a job, in Markdown: packages with their losses, releases with their checksums, findings. GitHub shows it on
 * the page of the run. Source: GitHub Docs, "Workflow commands for GitHub Actions", adding a job summary.
 */
export const summaryText = ({reports = [], releases = []}: Result, {errors, warnings, upgrade}: Found): string => {
  const lines: string[] = []
  for (const {course, packages} of reports) {
    lines.push(`### ${course.title} ${course.version}`, '')
    lines.push('| Package | Size | Dropped | Degraded | Approximated |', '|---|---:|---:|---:|---:|')
    for (const {file, size, lost} of packages)
      lines.push(`| \`${file}\` | ${sizeText(size)} | ${lost.dropped} | ${lost.degraded} | ${lost.approximated} |`)
    lines.push('')
  }
  for (const {release, isOld, manifest} of releases) {
    if (!manifest || release === null) {
      lines.push('### Nothing was released', '')
      continue
    }
    const since = manifest.against ? `, compared with ${manifest.against.version}` : ', the first release'
    lines.push(`### ${manifest.course.title} ${manifest.course.version}${isOld ? ' was released already' : since}`, '')
    lines.push('| Package | Size | SHA-256 | Dropped | Degraded | Approximated |', '|---|---:|---|---:|---:|---:|')
    for (const {name, size, sha256, content, lost} of manifest.packages)
      lines.push(
        `| \`${name}\` | ${sizeText(size)} | \`${(sha256 ?? content).slice(0, 16)}…\` | ${lost.dropped ?? 0} | ${lost.degraded ?? 0} | ${lost.approximated ?? 0} |`,
      )
    for (const {code, of, reason} of manifest.accepted) lines.push('', `Accepted: \`${code}\` for \`${of}\`. ${reason}`)
    lines.push('')
  }
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
  const upgrades = upgrade > 0 ? ` ${count(upgrade, 'finding')} about learners who have begun.` : ''
  lines.push(`${count(errors, 'error')}, ${count(warnings, 'warning')}.${upgrades}`, '')
  return `${lines.join('\n')}\n`
}

/** Adds to the summary of the job, where there is a job. */
export const writeSummary = (result: Result, found: Found): void => {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (file) appendFileSync(file, summaryText(result, found))
}
