// npm run bench [-- --large]: whole-process times (cold), peak memory, the share of each stage, and the ratio to parsing alone.
// With --large also 1,000 lessons on one core and on all, and 2 GB of media; some minutes.
// Quote ratios of one run: machines differ, and so does one machine from minute to minute.
import {execFileSync, spawnSync} from 'node:child_process'
import {appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {addFilms, big, huge, makeCourse, media, small} from './courses.mjs'

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))
const wanted = Number(process.env.BENCH_RUNS ?? 5)
const work = mkdtempSync(join(tmpdir(), 'coursewright-bench-'))
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const reportMemory = `data:text/javascript,${encodeURIComponent("process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))")}`

/** Median seconds and megabytes of a whole process; `before` is done before each. */
const whole = (args, {runs = wanted, before = () => {}} = {}) => {
  const seconds = []
  const megabytes = []
  for (let i = 0; i <= runs; i++) {
    before(i)
    const start = process.hrtime.bigint()
    const result = spawnSync(process.execPath, ['--import', reportMemory, ...args], {encoding: 'utf8'})
    const time = Number(process.hrtime.bigint() - start) / 1e9
    if (result.status !== 0) throw new Error(result.stderr)
    if (i === 0) continue
    seconds.push(time)
    megabytes.push(Number(/peak (\d+)/.exec(result.stderr)[1]) / 1024)
  }
  return {seconds: median(seconds), megabytes: median(megabytes)}
}

try {
  console.log(`Node ${process.version}, median of ${wanted} whole processes after one that is not counted\n`)
  const courses = {small: join(work, 'small'), big: join(work, 'big')}
  makeCourse(courses.small, small)
  makeCourse(courses.big, big)
  const bytes = readdirSync(join(courses.big, 'lessons')).reduce(
    (sum, file) => sum + readFileSync(join(courses.big, 'lessons', file)).length,
    0,
  )
  console.log(
    `small: ${small.lessons} lessons, ${small.lessons * small.questions} questions; big: ${big.lessons} lessons, ${big.lessons * big.questions} questions, ${Math.round(bytes / 1000)} kB of Markdown\n`,
  )

  const parsing = whole([fileURLToPath(new URL('./parse-only.mjs', import.meta.url)), courses.big])
  const help = whole([cli, '--help'])
  console.log(`--help                 ${help.seconds.toFixed(2)} s`)
  console.log(`parsing big alone      ${parsing.seconds.toFixed(2)} s   ${parsing.megabytes.toFixed(0)} MB`)
  const formats = JSON.parse(execFileSync(process.execPath, [cli, 'formats', '--json'], {encoding: 'utf8'})).map(
    (format) => format.id,
  )
  for (const format of formats) {
    for (const [name, folder] of Object.entries(courses)) {
      const {seconds, megabytes} = whole([cli, 'build', folder, '--format', format, '--out', join(work, 'out')])
      const ratio = name === 'big' ? `   ${(seconds / parsing.seconds).toFixed(2)} × parsing alone` : ''
      console.log(
        `${format.padEnd(14)} ${name.padEnd(6)}  ${seconds.toFixed(2)} s   ${megabytes.toFixed(0)} MB${ratio}`,
      )
    }
  }
  console.log('')

  const out = join(work, 'out')
  const cached = ['--cache-dir', join(work, 'cache')]
  for (const format of ['html', 'scorm-1.2', 'cc-1.1']) {
    const {seconds} = whole([cli, 'build', courses.big, '--format', format, '--out', out, ...cached], {
      before: (run) =>
        appendFileSync(join(courses.big, 'lessons/lesson-50.md'), `\nChanged for ${format}, run ${run}.\n`),
    })
    console.log(`${format.padEnd(14)} big, one lesson changed, with a cache   ${seconds.toFixed(2)} s`)
  }
  console.log('')

  if (process.argv.includes('--large')) {
    const folder = join(work, 'huge')
    makeCourse(folder, huge)
    for (const chosen of [
      [],
      ['--format', 'html', 'scorm-1.2', 'scorm-2004-4th', 'cc-1.1'],
      ['--format', 'scorm-1.2'],
    ]) {
      const on = (cores) => whole([cli, 'build', folder, ...chosen, '--out', out, ...cores], {runs: 1})
      const [one, all] = [on(['--cores', '1']), on([])]
      const ratio = (one.seconds / all.seconds).toFixed(2)
      console.log(
        `1,000 lessons in ${chosen.slice(1).join(', ') || 'all formats'}: one core ${one.seconds.toFixed(1)} s, ${one.megabytes.toFixed(0)} MB; all ${all.seconds.toFixed(1)} s, ${all.megabytes.toFixed(0)} MB; ${ratio} × as fast`,
      )
    }
    addFilms(courses.small, media)
    const {seconds, megabytes} = whole([cli, 'build', courses.small, '--format', 'scorm-1.2', '--out', out], {runs: 1})
    console.log(`2 GB of media, scorm-1.2      ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB\n`)
  }
  console.log(
    execFileSync(
      process.execPath,
      [fileURLToPath(new URL('./stages.mjs', import.meta.url)), courses.big, join(work, 'stages')],
      {encoding: 'utf8'},
    ),
  )
} finally {
  rmSync(work, {recursive: true, force: true})
}
