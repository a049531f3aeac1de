// The yardstick: the same lessons through the same Markdown parser, and nothing else.
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseMarkdown} from '../../dist/lib/parse/markdown.js'

const folder = join(process.argv[2], 'lessons')
for (const file of readdirSync(folder)) {
  const text = readFileSync(join(folder, file), 'utf8').replace(/^---[\s\S]*?\n---\n/, '')
  parseMarkdown({text, start: {file, line: 1, column: 1}})
}
