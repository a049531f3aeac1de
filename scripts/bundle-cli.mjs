// Bundles the command and its workers into dist/cli: a few files instead of some four hundred modules saves a third of a second at each start.
import {createHash} from 'node:crypto'
import {readdir, readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'

const outdir = fileURLToPath(new URL('../dist/cli', import.meta.url))
await rm(outdir, {recursive: true, force: true})
await build({
  entryPoints: ['cli/main', 'workers/worker'].map((path) => ({
    in: fileURLToPath(new URL(`../src/${path}.ts`, import.meta.url)),
    out: path.replace(/.*\//, ''),
  })),
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // Optional: loaded where they are, when they are needed.
  external: ['playwright-core'],
  // Some dependencies are CommonJS and ask for Node's own modules by require.
  banner: {js: "import {createRequire as nodeRequire} from 'node:module';const require=nodeRequire(import.meta.url);"},
  logLevel: 'warning',
})

// By this a cache knows what made its entries; see src/host/cache.ts.
const digest = createHash('sha256')
for (const name of (await readdir(outdir)).sort()) digest.update(name).update(await readFile(join(outdir, name)))
await writeFile(join(outdir, 'digest'), `${digest.digest('hex')}\n`)
