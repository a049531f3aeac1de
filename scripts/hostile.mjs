/** Runs the hostile sessions, `--repeat n` times in a row, and stops at the first failure. Other words go to vitest. */
import {spawnSync} from 'node:child_process'
import path from 'node:path'
import {fileURLToPath} from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const words = process.argv.slice(2)
const at = words.indexOf('--repeat')
const repeat = at < 0 ? 1 : Number(words.splice(at, 2)[1])
if (!Number.isInteger(repeat) || repeat < 1) {
  console.error('--repeat takes a whole number from 1 on.')
  process.exit(2)
}
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
for (let round = 1; round <= repeat; round += 1) {
  if (repeat > 1) console.log(`Round ${round} of ${repeat}`)
  const {status} = spawnSync(process.execPath, [vitest, 'run', '--config', 'vitest.hostile.config.ts', ...words], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) process.exit(status ?? 70)
}
