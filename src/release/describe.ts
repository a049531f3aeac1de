import {diffWordsWithSpace} from 'diff'
import type {Change, PassageChange} from './changes.js'
import type {Held, Snapshot} from './snapshot.js'

/** How words are marked that came or went, and headings. */
export interface Markup {
  heading(text: string, level: 1 | 2 | 3): string
  /** `text` is what stands in a line of a list. */
  entry(text: string): string
  /** Text of the course, in which nothing may be taken for a mark. */
  plain(text: string): string
  came(text: string): string
  went(text: string): string
}

/** For notes and for pull requests. */
export const markdown: Markup = {
  heading: (text, level) => `${'#'.repeat(level)} ${text}`,
  entry: (text) => `- ${text}`,
  plain: (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`),
  came: (text) => around('**', text),
  went: (text) => around('~~', text),
}

/** Marks stand at words: Markdown does not know them beside a space. */
const around = (mark: string, text: string): string =>
  text.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_, before: string, words: string, after: string) =>
    words === '' ? before + after : `${before}${mark}${words}${mark}${after}`,
  )

/** What changed between two releases, for a teacher: what touches marks first, then what is new, gone and rewritten. */
export const describeChanges = (
  before: Snapshot,
  after: Snapshot,
  changes: readonly Change[],
  markup: Markup,
): string => {
  const {course: old} = before
  const {course: now} = after
  const nameOf = namer(before, after, markup)
  const title = markup.heading(`${markup.plain(now.title)} ${old.version} → ${now.version}`, 1)
  const lines = [
    ...headLines({before, after, changes, markup, level: 2}),
    ...section(
      markup.heading('Rewritten', 2),
      changes.flatMap((change) =>
        change.kind === 'rewritten'
          ? [
              markup.heading(nameOf(change), 3),
              '',
              ...change.passages.map((each) => markup.entry(passage(each, markup))),
              '',
            ]
          : [],
      ),
    ),
  ]
  return `${[title, ...(lines.length > 0 ? lines : ['', 'Nothing has changed.'])].join('\n').trimEnd()}\n`
}

/** The same in short, for a changelog: what was rewritten is named, and not shown. Empty where nothing changed. */
export const summariseChanges = (before: Snapshot, after: Snapshot, changes: readonly Change[]): string => {
  const nameOf = namer(before, after, markdown)
  return [
    ...headLines({before, after, changes, markup: markdown, level: 3}),
    ...section(
      markdown.heading('Rewritten', 3),
      changes.flatMap((change) =>
        change.kind === 'rewritten'
          ? [
              markdown.entry(
                `${nameOf(change)} (${change.passages.length === 1 ? 'one passage' : `${change.passages.length} passages`})`,
              ),
            ]
          : [],
      ),
    ),
  ]
    .join('\n')
    .trim()
}

const section = (heading: string, entries: readonly string[]): readonly string[] =>
  entries.length === 0 ? [] : ['', heading, '', ...entries]

interface Described {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly changes: readonly Change[]
  readonly markup: Markup
  /** Of the headings. */
  readonly level: 2 | 3
}

/** All but what was rewritten. */
const headLines = ({before, after, changes, markup, level}: Described): readonly string[] => {
  const nameOf = namer(before, after, markup)
  const whole = changes.filter((change) => isWhole(change, changes))
  const shown = (text: string | undefined) => (text === undefined ? '–' : `“${markup.plain(text)}”`)
  return [
    ...section(
      markup.heading('Marks and settings', level),
      changes.flatMap((change) =>
        change.kind === 'set'
          ? [markup.entry(`${nameOf(change)}: ${change.setting} ${shown(change.before)} → ${shown(change.after)}`)]
          : change.kind === 'renumbered'
            ? [markup.entry(`${nameOf(change)}: permanent number ${change.before} → ${change.after}`)]
            : [],
      ),
    ),
    ...section(
      markup.heading('New', level),
      whole.flatMap((change) => (change.kind === 'added' ? [markup.entry(nameOf(change))] : [])),
    ),
    ...section(
      markup.heading('Gone', level),
      whole.flatMap((change) => (change.kind === 'removed' ? [markup.entry(nameOf(change))] : [])),
    ),
    ...section(
      markup.heading('Renamed', level),
      changes.flatMap((change) =>
        change.kind === 'renamed' && !change.name.startsWith('part/') && !change.name.startsWith('question/')
          ? [markup.entry(`${nameOf(change)}: ${passage(change, markup)}`)]
          : [],
      ),
    ),
  ]
}

const passage = ({before, after}: PassageChange, markup: Markup): string => {
  if (before === undefined) return markup.came(markup.plain(after ?? ''))
  if (after === undefined) return markup.went(markup.plain(before))
  const words = diffWordsWithSpace(before, after)
  const kept = words.filter(({added, removed}) => !added && !removed).reduce((sum, {value}) => sum + value.length, 0)
  // Where little is left of the old passage, marks within it would be a puzzle.
  if (kept < Math.max(before.length, after.length) / 3)
    return `${markup.went(markup.plain(before))} ${markup.came(markup.plain(after))}`
  return words
    .map(({value, added, removed}, index) => {
      const text = markup.plain(value)
      // What stands for something else is set off from it, as two words are.
      const gap = added && words[index - 1]?.removed ? ' ' : ''
      return added ? gap + markup.came(text) : removed ? markup.went(text) : text
    })
    .join('')
}

/** Parts come and go with their question, questions with their quiz. */
const isWhole = ({kind, name}: Change, changes: readonly Change[]): boolean => {
  const [what, owner, question] = name.split('/')
  const owners =
    what === 'part'
      ? [`question/${owner}/${question}`, `item/${owner}`, `bank/${owner}`]
      : what === 'question'
        ? [`item/${owner}`, `bank/${owner}`]
        : []
  return !changes.some((other) => other.kind === kind && owners.includes(other.name))
}

const words: Readonly<Record<string, string>> = {
  course: 'course',
  module: 'module',
  bank: 'bank',
  question: 'question',
  part: 'answer',
  term: 'term',
  resource: 'resource',
}

/** `Lesson “Sovereignty”`, `Question “Who …” (final/q1)` */
const namer = (before: Snapshot, after: Snapshot, markup: Markup): ((change: Change) => string) => {
  const held = new Map<string, Held>([...before.held, ...after.held].map((each) => [each.name, each]))
  return ({name, title}) => {
    const [kind = '', ...id] = name.split('/')
    const word = kind === 'item' ? (held.get(name)?.settings.type ?? 'item') : (words[kind] ?? kind)
    const within = held.get(name)?.within
    const where = kind === 'question' || kind === 'part' ? ` (${within ? markup.plain(within) : id.join('/')})` : ''
    return `${word.charAt(0).toUpperCase()}${word.slice(1)} “${markup.plain(title)}”${where}`
  }
}
