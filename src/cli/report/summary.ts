import {appendFileSync} from 'node:fs'
import {count} from '../../model/count.js'
import {markdown} from '../../release/describe.js'
import {evidenceWords, type ReleaseEvidence} from '../../release/evidence.js'
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
    /** What was proven in this run, by the name of the package; null if nothing was. */
    readonly evidence: Readonly<Record<string, ReleaseEvidence>> | null
  }[]
}

/** What was found, by severity, and the messages of what a reader of the summary wants to see. */
export interface Found {
  readonly errors: number
  readonly warnings: number
  /** What an update would do to learners who have begun. */
  readonly upgrade: readonly string[]
  /** Checks that failed while packages were read and played. */
  readonly failed: readonly string[]
}

/**
 * The summary of a job, in Markdown: packages with their losses, releases with their checksums and evidence, the upgrade
 * check, findings. GitHub shows it on the page of the run. Source: GitHub Docs, "Workflow commands for GitHub Actions",
 * adding a job summary.
 */
export const summaryText = ({reports = [], releases = []}: Result, found: Found): string => {
  const upgrades =
    found.upgrade.length > 0 ? ` ${count(found.upgrade.length, 'finding')} about learners who have begun.` : ''
  const lines = [
    ...reports.flatMap(reportLines),
    ...releases.flatMap(releaseLines),
    ...listed('Upgrade check', found.upgrade),
    ...listed('Checks that failed', found.failed),
    `${count(found.errors, 'error')}, ${count(found.warnings, 'warning')}.${upgrades}`,
    '',
  ]
  return `${lines.join('\n')}\n`
}

const reportLines = ({course, packages}: Report): readonly string[] => [
  `### ${course.title} ${course.version}`,
  '',
  '| Package | Size | Dropped | Degraded | Approximated |',
  '|---|---:|---:|---:|---:|',
  ...packages.map(
    ({file, size, lost}) =>
      `| \`${file}\` | ${sizeText(size)} | ${lost.dropped} | ${lost.degraded} | ${lost.approximated} |`,
  ),
  '',
]

type ReleaseResult = NonNullable<Result['releases']>[number]

const releaseLines = ({release, isOld, manifest, evidence}: ReleaseResult): readonly string[] => {
  if (!manifest || release === null)
    return ['### Nothing was released', '', ...(evidence ? evidenceLines(evidence) : [])]
  const {course, against, packages, accepted} = manifest
  const since = against ? `, compared with ${against.version}` : ', the first release'
  const published = Object.fromEntries(packages.flatMap((each) => (each.evidence ? [[each.name, each.evidence]] : [])))
  return [
    `### ${course.title} ${course.version}${isOld ? ' was released already' : since}`,
    '',
    '| Package | Size | SHA-256 | Dropped | Degraded | Approximated |',
    '|---|---:|---|---:|---:|---:|',
    ...packages.map(
      ({name, size, sha256, content, lost}) =>
        `| \`${name}\` | ${sizeText(size)} | \`${(sha256 ?? content).slice(0, 16)}…\` | ${lost.dropped ?? 0} | ${lost.degraded ?? 0} | ${lost.approximated ?? 0} |`,
    ),
    '',
    against
      ? `Upgrade check: nothing harms learners who have begun with ${against.version}${accepted.length > 0 ? ' but what is accepted' : ''}.`
      : 'Upgrade check: there is no earlier release to compare with.',
    ...accepted.flatMap(({code, of, reason}) => ['', `Accepted: \`${code}\` for \`${of}\`. ${reason}`]),
    '',
    ...evidenceLines(evidence ?? published),
  ]
}

const evidenceLines = (evidence: NonNullable<ReleaseResult['evidence']>): readonly string[] => {
  const packages = Object.entries(evidence)
  return [
    ...(packages.length === 0 ? ['Evidence: none was asked for.'] : ['Evidence:', '']),
    ...packages.map(([name, each]) => `- \`${name}\`: ${evidenceWords(each)}.`),
    '',
  ]
}

const listed = (title: string, messages: readonly string[]): readonly string[] =>
  messages.length === 0 ? [] : [`#### ${title}`, '', ...messages.map((each) => `- ${markdown.plain(each)}`), '']

/** Adds to the summary of the job, where there is a job. */
export const writeSummary = (result: Result, found: Found): void => {
  const file = process.env.GITHUB_STEP_SUMMARY
  if (file) appendFileSync(file, summaryText(result, found))
}
