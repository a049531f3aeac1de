import {join} from 'node:path'
import type {Diagnostic} from '../diagnostics/diagnostic.js'
import {installedVersion, readTemplates} from '../host/installation.js'
import {count} from '../model/count.js'
import type {ReleaseEvidence} from '../release/evidence.js'
import {createTemplates} from '../render/templates.js'
import {countOutcomes, type Evidence, type PackageEvidence} from '../verify/evidence.js'
import {type VerifyRequest, verifyPackages} from '../verify/verify.js'
import {clearEvidence, durationText, writeEvidence} from '../verify/write.js'
import {paint} from './report/paint.js'
import {table} from './report/table.js'

/** Reads and plays packages; what was seen goes into the folder `out`, if one is named. */
export const gatherEvidence = async (
  request: VerifyRequest,
): Promise<{readonly evidence: Evidence; readonly diagnostics: readonly Diagnostic[]}> => {
  if (request.out !== undefined) await clearEvidence(request.out, request.journal)
  const {diagnostics, packages, browser} = await verifyPackages(request)
  const evidence: Evidence = {
    evidence: 1,
    tool: {name: 'coursewright', version: await installedVersion()},
    ...(browser === undefined ? {} : {browser}),
    packages,
  }
  if (request.out !== undefined) await writeEvidence(request.out, evidence, createTemplates(await readTemplates()))
  return {evidence, diagnostics}
}

/** What a release says of it. */
export const releaseEvidenceOf = ({how, coverage, checks}: PackageEvidence, quick: boolean): ReleaseEvidence => ({
  how,
  quick: quick && how !== 'read',
  checks: countOutcomes(checks),
  ...(coverage ? {pages: {seen: coverage.pages, all: coverage.allPages}} : {}),
  ...(coverage && coverage.allQuestions > 0 ? {questions: {answered: coverage.right, all: coverage.allQuestions}} : {}),
  ...(coverage && how === 'played' ? {leavings: [...coverage.leavings]} : {}),
})

/** A line for each package, what was played of it, and the verdict. */
const hows = {played: 'played', opened: 'opened', read: 'read, not played'} as const

export const evidenceSummary = (packages: readonly PackageEvidence[], out: string | undefined): string => {
  const rows = packages.map(({package: name, kind, how, earlier, checks, seconds}) => {
    const {passed, failed} = countOutcomes(checks)
    return [
      name,
      kind,
      earlier ? `${hows[how]} before` : hows[how],
      String(passed),
      String(failed),
      durationText(seconds),
    ]
  })
  const played = packages.flatMap(({coverage, how, package: name}) =>
    coverage && how === 'played'
      ? [
          `${name}: ${coverage.pages} of ${coverage.allPages} pages; of ${coverage.allQuestions} questions, ${coverage.right} answered rightly and ${coverage.wrong} wrongly; left and resumed in ${count(coverage.leavings.length, 'way')}.`,
        ]
      : [],
  )
  const earlier = packages.filter((each) => each.earlier).length
  if (earlier > 0)
    played.push(`Of a run that was broken off, ${count(earlier, 'package')} had been proven: the bytes are the same.`)
  const failed = countOutcomes(packages.flatMap(({checks}) => checks)).failed
  const verdict = failed === 0 ? paint.green('No check failed.') : paint.red(`${count(failed, 'check')} failed.`)
  const where = out === undefined ? '' : ` The evidence is ${join(out, 'index.html')}.`
  return `${table(['package', 'kind', 'how', 'passed', 'failed', 'time'], rows)}\n\n${[...played, `${verdict}${where}`].join('\n')}\n`
}
