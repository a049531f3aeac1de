import {type Diagnostic, hasErrors} from '../../diagnostics/diagnostic.js'
import {allItems, type ContentItem, kindTitles} from '../../inspect/contents.js'
import type {Inspection} from '../../inspect/inspect.js'
import {count} from '../../model/count.js'
import {paint} from './paint.js'
import {sizeText} from './table.js'

/** What is in a package, as a tree, for people. */
export const inspectionText = (
  file: string,
  {contents, files, links, packed}: Inspection & {readonly packed: number},
  diagnostics: readonly Diagnostic[],
): string => {
  const {kind, version, title, id, items} = contents
  const says = version === '' || kindTitles[kind].endsWith(` ${version}`) ? '' : `, says ${version}`
  const loaded = links.filter(({isLoaded}) => isLoaded)
  const linked = links.filter(({isLoaded}) => !isLoaded)
  const lines = [
    `${paint.bold(file)}  ${kindTitles[kind]}${says}`,
    ...(title === '' ? [] : [`  ${title}`]),
    ...(id === '' ? [] : [paint.dim(`  ${id}`)]),
    `  ${count(files.count, 'file')}, ${sizeText(files.size)}; packed ${sizeText(packed)}`,
    '',
    ...treeLines(items, ''),
    ...(items.length > 0 ? [''] : []),
    ...(items.length > 0 ? [sums(items), ''] : []),
    ...listed(
      'Fetched from other sites as soon as a page is shown:',
      loaded.map(({url}) => url),
    ),
    ...listed(
      'Links to other sites:',
      linked.map(({url}) => url),
    ),
    diagnostics.length === 0
      ? `  ${paint.green('Nothing is wrong with it')} that is known.`
      : `  ${(hasErrors(diagnostics) ? paint.red : paint.yellow)(count(diagnostics.length, 'problem'))}`,
    '',
  ]
  return `${lines.join('\n')}\n`
}

const treeLines = (items: readonly ContentItem[], indent: string): readonly string[] =>
  items.flatMap(({type, title, questions = [], file, id, items: below = []}) => [
    `  ${indent}${paint.cyan(type)}  ${title || paint.dim(file || id || '–')}${typesOf(questions)}`,
    ...treeLines(below, `${indent}  `),
  ])

/** `  (5: 3 multiple-choice, 2 essay)` */
const typesOf = (questions: readonly {readonly type: string}[]): string => {
  if (questions.length === 0) return ''
  const counts = new Map<string, number>()
  for (const {type} of questions) counts.set(type, (counts.get(type) ?? 0) + 1)
  return paint.dim(`  (${questions.length}: ${[...counts].map(([type, number]) => `${number} ${type}`).join(', ')})`)
}

const sums = (items: readonly ContentItem[]): string => {
  const all = allItems(items)
  const counts = new Map<string, number>()
  for (const {type} of all) counts.set(type, (counts.get(type) ?? 0) + 1)
  const questions = all.reduce((sum, {questions: own = []}) => sum + own.length, 0)
  return `  ${[...[...counts].map(([type, number]) => count(number, type)), ...(questions > 0 ? [count(questions, 'question')] : [])].join(', ')}`
}

/** As many as a screen holds; --json has all. */
const most = 12

const listed = (heading: string, urls: readonly string[]): readonly string[] =>
  urls.length === 0
    ? []
    : [
        `  ${heading}`,
        ...urls.slice(0, most).map((url) => `    ${url}`),
        ...(urls.length > most ? [paint.dim(`    and ${urls.length - most} more`)] : []),
        '',
      ]
