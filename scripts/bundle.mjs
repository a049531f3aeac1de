/** Bundles the run time for the browser: dist/runtime/*.js. `--sizes` prints what each weighs, minified and gzipped. */
import {existsSync} from 'node:fs'
import {mkdir, readFile} from 'node:fs/promises'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {gzipSync} from 'node:zlib'
import {build} from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const source = path.join(root, 'src', 'runtime')
const target = path.join(root, 'dist', 'runtime')

/** Name of the script below dist/runtime, and where it begins. */
const entries = {
  early: 'page/early.ts',
  page: 'page/main.ts',
  'page-framed': 'page/framed.ts',
  search: 'page/search.ts',
  deflate: 'state/deflate.ts',
  'player-scorm-1.2': 'player/scorm-1.2.ts',
  'player-scorm-2004': 'player/scorm-2004.ts',
  // Not part of packages: the page of the simulated LMS that `verify` plays them in.
  lms: '../lms/page/main.ts',
}

const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(source, file)))
await mkdir(target, {recursive: true})
await build({
  entryPoints: Object.fromEntries(present.map(([name, file]) => [name, path.join(source, file)])),
  outdir: target,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2020',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
})

if (process.argv.includes('--sizes'))
  for (const [name] of present) {
    const bytes = await readFile(path.join(target, `${name}.js`))
    console.log(`${name}.js\t${bytes.length}\t${gzipSync(bytes, {level: 9}).length} gzip`)
  }
