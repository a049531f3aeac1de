/**
 * Prints each MUST of the run time with its state, out of the results of all tests whose names bear “MUST n”. Runs them
 * first, or reads results that are there already: `node scripts/musts.mjs --from results.json more.json`. With
 * `--hostile results.json` only the hostile ones are not run again.
 * Exit: 1 if one has failed, or has neither a test nor a reason.
 */
import {spawnSync} from 'node:child_process'
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** What a package and its run time must do, most felt first. */
const musts = [
  'A launch shows as incomplete within three seconds',
  'Place and answers come back after any way of leaving',
  'Never uses unload; ends on pagehide, saves on beforeunload and when hidden',
  'A quiz result is on the server within two seconds',
  'Never takes back a pass, a completion or the best score',
  'Reports completion when it is reached, without leaving',
  'Writes raw, min and max (and scaled) together, as plain numbers',
  'The state fits its limit; detail goes first, never status or place',
  'Survives a failed commit, also in an LMS that forgets',
  'Tells status and score again where the LMS lost them',
  'Writes nothing of the learner in review and browse',
  'Works without an LMS, and says so',
  'Survives frames of other origins on the way to the API',
  'Finds the API in frames, openers, above openers, and late',
  'Starts and ends the session once, and says nothing outside it',
  'Goes on after a change of tabs',
  'Passes texts only',
  'No call fails in scorm-again or Moodle, with or without standards mode',
  'Never interrupts with a dialogue of the browser',
  'Loads nothing from elsewhere, and nothing that is missing',
  'Judges by the score that the LMS demands, if it does',
  'Passed or failed where judged, completed elsewhere',
  'No score before an answer',
  'Asks to be resumed from the start',
  'The session time has its form, grows, and goes with each commit',
  'Parts of the standard that are missing are no error',
  'Never asks the LMS to navigate',
  'An API that throws is told of once',
  'A dead line or ended session is noticed, shown, and overcome',
  'Few calls, and at most one commit a second',
  'Interactions in an order that no LMS refuses, counted on',
  'Choices have names that every LMS takes',
  'Moments of SCORM 2004 have a form that every LMS takes',
  'Long texts are cut between characters, on one line',
  'An answer that was not given is not written',
  'A wrong answer is called what the standard calls it',
  'Identifiers are stable across builds',
  'Older and damaged states are read or replaced, never a crash',
  'Another course’s state is ignored; changed texts lose nothing',
  'Learners’ texts survive as they are',
  'The learner’s preferences are left alone in a course of one language',
  'A second window of the same course is warned of',
  'Works under a strict content security policy',
  'The console is clean',
  'The manifest is at the root, well-formed and valid',
  'The version is spelled as Moodle knows it, and so are prefixes',
  'The default organization has a title and something to launch',
  'The launch resource is the first, and spelled per version',
  'What is packed is listed, and what is listed is packed',
  'The zip is plain, its names are safe',
  'Nothing of sequencing that an LMS is known to choke on',
  'Identifiers are unique XML names',
  'The title is that of the course, escaped',
  'A demanded score is a whole number, and only where judged',
  'A Common Cartridge of 1.1 that Moodle and Canvas know',
  'cmi5.xml is valid',
  'A cmi5 unit starts in the right order, once, and survives a reload',
  'cmi5 statements violate no rule',
  'The end of a cmi5 session arrives when the tab is closed',
  'The same course gives the same record in every standard',
]

/** Why there is no test yet. */
const later = new Map([56, 57, 58, 59].map((number) => [number, 'cmi5 is a format still to come']))

const after = (word) => {
  const at = process.argv.indexOf(word)
  return at < 0 ? [] : process.argv.slice(at + 1)
}
const there = after('--from')
const [hostile] = after('--hostile')
const everyDay = ['vitest.config.ts', files('tests').filter((file) => !file.startsWith(path.join('tests', 'hostile')))]
const results =
  there.length > 0
    ? there.map(read)
    : hostile
      ? [...run([everyDay]), read(hostile)]
      : run([everyDay, ['vitest.hostile.config.ts', files(path.join('tests', 'hostile'))]])
const tests = results.flatMap(({testResults}) =>
  testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      ...test,
      // What was to prepare a group of tests has failed, and none of them ran.
      status: file.status === 'failed' && test.status !== 'passed' ? 'failed' : test.status,
    })),
  ),
)

let open = 0
musts.forEach((words, index) => {
  const number = index + 1
  const own = tests.filter((test) => new RegExp(`MUST ${number}\\b`).test(test.title))
  const failed = own.filter((test) => test.status === 'failed')
  const passed = own.filter((test) => test.status === 'passed')
  const reason = later.get(number) ?? (own.length > 0 ? 'its tests were skipped' : 'no test bears its number')
  const state = failed.length > 0 ? 'failed' : passed.length > 0 ? 'passed' : 'not yet'
  if (state === 'failed' || (state === 'not yet' && !later.has(number))) open += 1
  const count = passed.length === 1 ? '1 test' : `${passed.length} tests`
  const note =
    state === 'passed' ? count : state === 'not yet' ? reason : `${failed.length} of ${own.length} tests failed`
  console.log(`${String(number).padStart(2)}  ${state.padEnd(7)}  ${words} (${note})`)
  for (const test of failed) console.log(`              × ${test.fullName}`)
})
const done = musts.length - open - later.size
console.log(`\n${done} of ${musts.length} passed, ${later.size} for later, ${open} open.`)
process.exitCode = open > 0 ? 1 : 0

/** Runs the tests that bear numbers, out of these files. */
function run(groups) {
  const folder = mkdtempSync(path.join(tmpdir(), 'coursewright-musts-'))
  try {
    return groups.map(([config, names], index) => {
      const output = path.join(folder, `${index}.json`)
      const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
      const options = [
        'run',
        '--config',
        config,
        '--testNamePattern',
        'MUST \\d',
        '--reporter',
        'json',
        '--outputFile',
        output,
      ]
      spawnSync(process.execPath, [vitest, ...options, ...names], {cwd: root, stdio: ['ignore', 'ignore', 'inherit']})
      if (!existsSync(output)) throw new Error(`The tests of ${config} gave no results.`)
      return read(output)
    })
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

/** Test files that name a MUST. */
function files(folder) {
  return readdirSync(path.join(root, folder), {recursive: true})
    .map((name) => path.join(folder, name))
    .filter((name) => name.endsWith('.test.ts') && /MUST \d/.test(readFileSync(path.join(root, name), 'utf8')))
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
