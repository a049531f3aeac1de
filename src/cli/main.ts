#!/usr/bin/env node
import module from 'node:module'
import {Command, InvalidArgumentError, Option} from 'commander'
import {installedVersion} from '../host/installation.js'
import {isSystemError} from '../host/system-error.js'
import {lossLimits} from '../losses.js'
import {CommandError} from './command-error.js'
import type {Means, MeansChoice} from './means.js'

// Node 22 and later keep what they compiled of the command for its next start.
;(module as {enableCompileCache?: () => void}).enableCompileCache?.()

// Whoever reads along, such as “head”, may have seen enough. The work goes on without a word.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

const program = new Command('coursewright')
  .description('Compiles courses written in Markdown and YAML into packages that learning management systems import.')
  .version(await installedVersion(), '-v, --version', 'Print the version.')
  .helpOption('-h, --help', 'Show this help.')
  .helpCommand('help [command]', 'Show help for a command.')
  .showSuggestionAfterError()
  .exitOverride()

const reporter = ['--reporter <kind>', 'How findings are printed: pretty, json or github.', 'pretty'] as const
const forSystem = [
  '--for <system>',
  'The system that will import it, such as moodle. See “coursewright profiles”.',
] as const
const browser = [
  '--browser <path>',
  'The browser to use. Without: COURSEWRIGHT_BROWSER, or an installed Chrome, Edge or Chromium.',
] as const
const maxLoss = () =>
  new Option('--max-loss <kind>', 'Fail if a format loses more than this of anything.').choices(lossLimits)

const wholeNumber =
  (pattern: RegExp, example: number) =>
  (text: string): number => {
    if (pattern.test(text)) return Number(text)
    throw new InvalidArgumentError(`Give a whole number, such as ${example}.`)
  }
const anyNumber = wholeNumber(/^\d+$/, 0)
const overlay = [
  '--overlay <folder>',
  'An overlay: what is meant is the edition that it makes of the course. May be given several times.',
  (folder: string, earlier: readonly string[] = []): readonly string[] => [...earlier, folder],
] as const
const cacheDir = [
  '--cache-dir <dir>',
  'Keep there what was made, and take from there what need not be made again.',
] as const
const cores = () =>
  new Option(
    '--cores <number>',
    'How many cores may work. Without: all, where there is enough to do. What is made is the same.',
  ).argParser(wholeNumber(/^[1-9]\d*$/, 2))
/** Runs a command that compiles courses: workers start while it is loaded. */
const withMeans =
  <O extends MeansChoice>(
    load: () => Promise<{readonly run: (folders: readonly string[], options: O, means: Means) => Promise<void>}>,
  ) =>
  async (folders: readonly string[], options: O): Promise<void> =>
    (await import('./means.js')).withMeans(folders, options, async (means) =>
      (await load()).run(folders, options, means),
    )
const allOverlays = ['--all-overlays', 'The courses, and every edition in their folders overlays/.'] as const

program
  .command('build')
  .description('Build the packages of courses.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option(...overlay)
  .option(...allOverlays)
  .option('-f, --format <id...>', 'Formats to build. Without: those that the course names.')
  .option(...forSystem)
  .addOption(maxLoss())
  .option(...browser)
  .option('--shard <i/n>', 'The ith of n parts of what there is to build, for jobs side by side.')
  .option('-o, --out <dir>', 'Where packages go.', 'dist/courses')
  .option(...cacheDir)
  .addOption(cores())
  .option('--frozen', 'Fail if course.lock.yaml would have to change (for CI).')
  .option(...reporter)
  .action(withMeans(() => import('./commands/build.js')))

program
  .command('check')
  .description('Judge courses without building them.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option(...overlay)
  .option(...allOverlays)
  .option(...forSystem)
  .option('--max-drift <number>', 'Fail if more than this of what overlays rest on has changed upstream.', anyNumber)
  .option('--frozen', 'Fail if course.lock.yaml would have to change (for CI).')
  .option('--against <release>', 'Say what putting it over this release would do to learners who have begun.')
  .option(...cacheDir)
  .addOption(cores())
  .option('--stats', 'Print counts: words per lesson, questions by type, and so on.')
  .option(...reporter)
  .action(withMeans(() => import('./commands/check.js')))

program
  .command('inspect')
  .description('Say what is in packages, whoever made them, and what an LMS would stumble over.')
  .argument('<package...>', 'SCORM, Common Cartridge, Canvas, QTI, Moodle XML or a Moodle backup (.mbz).')
  .option('--json', 'As JSON, with every item, question and link.')
  .option(...reporter)
  .action(async (files, options) => (await import('./commands/inspect.js')).run(files, options))

program
  .command('diff')
  .description(
    'Show what differs between two releases of a course, a release and the course as it is, or two packages.',
  )
  .argument(
    '<old>',
    'Folder of a release, its release.json, the report of a build, the course’s folder, or any package.',
  )
  .argument('<new>', 'The same.')
  .option('--markdown', 'As Markdown, for release notes.')
  .option('--json', 'As JSON.')
  .action(async (older, newer, options) => (await import('./commands/diff.js')).run(older, newer, options))

program
  .command('bump')
  .description('Propose the next version of a course from what has changed since its last release.')
  .argument('<folder>', 'The course’s folder.')
  .requiredOption('--against <release>', 'Folder of the last release, its release.json, or the report of its build.')
  .option('--write', 'Write it into course.yaml, and a section with what has changed into CHANGELOG.md.')
  .action(async (folder, options) => (await import('./commands/bump.js')).run(folder, options))

program
  .command('plan')
  .description('List what there is to build, one line for each course, edition and format.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option('-f, --format <id...>', 'Formats to plan. Without: those that the courses name.')
  .option(...overlay)
  .option(...allOverlays)
  .option('--json', 'As a matrix for GitHub Actions.')
  .action(async (folders, options) => (await import('./commands/plan.js')).run(folders, options))

program
  .command('release')
  .description('Check courses, build every package, compare with the last release, and put it all into one folder.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option('-o, --out <dir>', 'Where releases are kept, each in a folder of its own.', 'dist/releases')
  .option('--against <release>', 'The last release. Without: the newest of the course below --out, if there is one.')
  .option('-f, --format <id...>', 'Formats to build. Without: those that the course names.')
  .addOption(maxLoss())
  .option(...cacheDir)
  .addOption(cores())
  .option('--revision <commit>', 'The commit that is released, for release.json.')
  .option('--evidence <dir>', 'Read and play every package before it is released; what was seen goes there.')
  .option('--quick', 'With --evidence: play one page and one quiz of each kind, and leave once.')
  .option('--browser <path>', 'The browser to use for --evidence, and for formats that are printed.')
  .option(...reporter)
  .action(withMeans(() => import('./commands/release.js')))

program
  .command('verify')
  .description(
    'Read packages to their last byte, and play them as learners would; or prove a release to be as it was made.',
  )
  .argument('[package...]', 'Packages, or folders of pages. With --release: the folder that was downloaded or copied.')
  .option('-o, --out <dir>', 'Where the evidence goes: a page, JSON, JUnit and pictures.')
  .option('--quick', 'Play one page and one quiz of each kind, and leave once.')
  .option('--timeout <minutes>', 'Give up on a package after so many minutes.', anyNumber, 20)
  .option(...browser)
  .option('--release <file>', 'release.json, from a place that you trust, or its folder: compare each byte with it.')
  .option(...reporter)
  .action(async (packages, options) => (await import('./commands/verify.js')).run(packages, options))

program
  .command('losses')
  .description('Show what each format would lose of courses, without writing packages.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option(...overlay)
  .option(...allOverlays)
  .option('-f, --format <id...>', 'Formats to compare. Without: all.')
  .option(...forSystem)
  .addOption(maxLoss())
  .option('--json', 'As JSON, with every single loss.')
  .action(async (folders, options) => (await import('./commands/losses.js')).run(folders, options))

program
  .command('preview')
  .description('Show a course in the browser, and again whenever a file changes.')
  .argument('[folder]', 'The course’s folder.')
  .option(...overlay)
  .option('-p, --port <number>', 'Port on this machine.', '4321')
  .action(async (folder, options) => (await import('./commands/preview.js')).run(folder, options))

program
  .command('lock')
  .description('Add new ids to course.lock.yaml, without building.')
  .argument('[folder...]', 'Folders that hold a course.yaml. Without any: every course below content/.')
  .option(...overlay)
  .option(...allOverlays)
  .option(...reporter)
  .action(async (folders, options) => (await import('./commands/lock.js')).run(folders, options))

program
  .command('init')
  .description('Start a course: a small one that builds at once.')
  .argument('<dir>', 'The folder to make.')
  .action(async (folder) => (await import('./commands/init.js')).run(folder))

program
  .command('import')
  .description('Make a course of what another system exported: a cartridge, QTI 1.2, Moodle XML, GIFT or Aiken.')
  .argument('<file>', 'The exported file.')
  .option('--to <dir>', 'The folder to make. Without: one named like the file.')
  .option(...reporter)
  .action(async (file, options) => (await import('./commands/import.js')).run(file, options))

program
  .command('explain')
  .description('Say what a code means, why it matters, and what to do.')
  .argument('[code]', 'A code such as link/broken. Without one: all codes.')
  .action(async (code) => (await import('./commands/explain.js')).run(code))

program
  .command('formats')
  .description('List the formats that can be built.')
  .option('--json', 'As JSON.')
  .action(async (options) => (await import('./commands/formats.js')).run(options))

program
  .command('profiles')
  .description('List the systems that packages can be made for, or say what is known of one.')
  .argument('[system]', 'A system such as moodle. Without one: the list.')
  .option('--json', 'As JSON.')
  .action(async (system, options) => (await import('./commands/profiles.js')).run(system, options))

program
  .command('schema')
  .description('Print the JSON Schema of a kind of file, for editors.')
  .argument('[kind]', 'course, lesson, quiz … Without one: the list.')
  .action(async (kind) => (await import('./commands/schema.js')).run(kind))

const edition = program
  .command('overlay')
  .description('An institution’s own edition of a course: start one, look at it, and keep up with the course.')
const upstream = [
  '--upstream <course>',
  'Folder or zip of the course. Without: the one that the overlay names.',
] as const

edition
  .command('init')
  .description('Start an overlay.')
  .argument('<dir>', 'The folder to make.')
  .option('--upstream <course>', 'Folder or zip of the course. Without: the course that the folder lies in.')
  .option('--name <name>', 'Name of the institution.')
  .action(async (folder, options) => (await import('./commands/overlay.js')).init(folder, options))

edition
  .command('explain')
  .description('Say of each thing which layer decided it, and where.')
  .argument('<dir>', 'The overlay’s folder.')
  .argument('[thing]', 'One thing, such as lesson/sovereignty. Without: all.')
  .option(...upstream)
  .option('--json', 'As JSON.')
  .option(...reporter)
  .action(async (folder, thing, options) => (await import('./commands/overlay.js')).explain(folder, thing, options))

edition
  .command('diff')
  .description('Say what the edition changes, for people who decide about it.')
  .argument('<dir>', 'The overlay’s folder.')
  .option(...upstream)
  .option(...reporter)
  .action(async (folder, options) => (await import('./commands/overlay.js')).diff(folder, options))

edition
  .command('outdated')
  .description('Show what the overlay rests on and that has changed in the course since. Ends with 1 if there is any.')
  .argument('<dir>', 'The overlay’s folder.')
  .option('--upstream <course>', 'Folder or zip of the new release. Without: the course that the overlay names.')
  .option('--merge', 'Merge the changes into the overlay’s own texts; conflicts are marked.')
  .option(...reporter)
  .action(async (folder, options) => (await import('./commands/overlay.js')).outdated(folder, options))

edition
  .command('accept')
  .description('Write down that you have looked at what changed, and take the course as it is now.')
  .argument('<dir>', 'The overlay’s folder.')
  .argument('[thing...]', 'Things such as lesson/sovereignty. Without: all.')
  .option('--upstream <course>', 'Folder or zip of the new release. Without: the course that the overlay names.')
  .option(...reporter)
  .action(async (folder, things, options) => (await import('./commands/overlay.js')).accept(folder, things, options))

let chosenReporter = 'pretty'
program.hook('preAction', (_, command) => {
  chosenReporter = command.opts().reporter ?? chosenReporter
})

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = await exitCodeOf(error)
}

async function exitCodeOf(error: unknown): Promise<number> {
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  // Commander has printed its help, or what was wrong with the words of the command.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')) {
    return 'exitCode' in error && error.exitCode === 0 ? 0 : 2
  }
  if (isSystemError(error)) {
    const {reportRefused} = await import('./report/refused.js')
    reportRefused(error, chosenReporter)
    return 1
  }
  const {reportBug} = await import('./report/bug.js')
  reportBug(error)
  return 70
}
