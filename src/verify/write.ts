import {rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {writeXml, type XmlElement} from '../formats/_xml/write.js'
import {makeFolder, nodeHost} from '../host/node.js'
import type {Templates} from '../render/templates.js'
import {type Check, countOutcomes, type Evidence, type PackageEvidence} from './evidence.js'
import type {Journal} from './journal.js'

/** Names of the files of the evidence. */
const evidenceName = 'evidence.json'

/**
 * Makes the folder ready, and removes the pictures of an earlier run, but not those of one that is gone on with; of nothing
 * else that may lie there.
 */
export const clearEvidence = async (folder: string, journal?: Journal): Promise<void> => {
  await makeFolder(folder)
  const isOurs = await nodeHost.exists(join(folder, evidenceName))
  if (isOurs && !(await journal?.isBegun())) await rm(join(folder, 'pictures'), {recursive: true, force: true})
}

/** Writes the evidence for programs, for people, and for CI systems that read JUnit's XML. */
export const writeEvidence = async (folder: string, evidence: Evidence, templates: Templates): Promise<void> => {
  await writeFile(join(folder, evidenceName), `${JSON.stringify(evidence, null, 2)}\n`)
  await writeFile(join(folder, 'junit.xml'), junitOf(evidence))
  await writeFile(join(folder, 'index.html'), pageOf(evidence, templates))
}

/** A suite for each package, a case for each check. Source: the testmoapp/junitxml description of what CI systems read. */
export const junitOf = ({packages}: Evidence): string => {
  const totals = countOutcomes(packages.flatMap(({checks}) => checks))
  return writeXml([
    'testsuites',
    {
      name: 'coursewright verify',
      ...countsOf(totals),
      time: packages.reduce((sum, {seconds}) => sum + seconds, 0).toFixed(1),
    },
    ...packages.map(suiteOf),
  ])
}

const countsOf = ({passed, failed, skipped}: ReturnType<typeof countOutcomes>) => ({
  tests: passed + failed + skipped,
  failures: failed,
  errors: 0,
  skipped,
})

const suiteOf = ({package: name, checks, seconds}: PackageEvidence): XmlElement => [
  'testsuite',
  {name, ...countsOf(countOutcomes(checks)), time: seconds.toFixed(1)},
  ...checks.map((check) => caseOf(name, check)),
]

const caseOf = (suite: string, {name, where, expected, seen, outcome, code}: Check): XmlElement => [
  'testcase',
  {classname: suite, name: where === undefined ? name : `${name}: ${where}`},
  outcome === 'failed' && ['failure', {type: code ?? '', message: `Expected: ${expected}. Seen: ${seen}.`}],
  outcome === 'skipped' && ['skipped', {message: seen}],
]

const pageOf = ({packages, browser, tool}: Evidence, templates: Templates): string =>
  templates.render('evidence', {
    tool: tool.version,
    browser,
    failed: countOutcomes(packages.flatMap(({checks}) => checks)).failed,
    packages: packages.map((each) => ({
      ...each,
      name: each.package,
      how: each.earlier ? `${hows[each.how]}, by a run that was broken off` : hows[each.how],
      counts: countOutcomes(each.checks),
      time: durationText(each.seconds),
      failed: each.checks.filter(({outcome}) => outcome === 'failed'),
      checks: each.checks.map((check) => ({...check, mark: marks[check.outcome]})),
      leavings: each.coverage?.leavings.length ?? 0,
    })),
  })

const hows = {
  played: 'played under a simulated LMS',
  opened: 'opened page by page',
  read: 'read, not played',
} as const

const marks = {passed: '✓', failed: '✗', skipped: '–'} as const

/** `4.2 s`, `1 min 12 s` */
export const durationText = (seconds: number): string =>
  seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
