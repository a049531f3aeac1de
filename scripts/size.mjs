// npm run size: what a learner downloads of our own, gzipped. Fails over budget.
import {readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const weigh = (...paths) =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(`${root}${path}`), {level: 9}).length, 0)
const runtime = (...names) => names.map((name) => `dist/runtime/${name}.js`)

const budgets = [
  ['scripts of a SCORM 1.2 package', 30 * 1024, runtime('early', 'page-framed', 'player-scorm-1.2')],
  ['scripts of a SCORM 2004 package', 30 * 1024, runtime('early', 'page-framed', 'player-scorm-2004')],
  ['scripts of a web site', 30 * 1024, runtime('early', 'page')],
  ['search, loaded when it is opened', 3 * 1024, runtime('search')],
  ['deflate, loaded where a state is too long', 5 * 1024, runtime('deflate')],
  [
    'style sheets',
    12 * 1024,
    ['templates/site.css', 'templates/paper.css', 'templates/tokens.css', 'templates/player.css'],
  ],
]

let isOver = false
for (const [name, budget, paths] of budgets) {
  const size = weigh(...paths)
  const over = size > budget
  isOver ||= over
  console.log(
    `${(size / 1024).toFixed(1).padStart(6)} KiB of ${String(budget / 1024).padStart(2)}  ${name}${over ? '  OVER BUDGET' : ''}`,
  )
}
if (isOver) process.exitCode = 1
