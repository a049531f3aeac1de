import {course, lesson, question, quiz} from '../../src/check/rules/examples.js'
import {type Compiled, type CompileOptions, compile} from '../../src/compile.js'
import {type Diagnostic, fixOf} from '../../src/diagnostics/diagnostic.js'
import {memoryHost} from '../../src/host/memory.js'
import type {Course} from '../../src/model/course.js'
import type {Local} from '../../src/model/text.js'
import {plainText} from '../../src/model/walk.js'
import {describeFinding, templates} from './compile.js'

/** A small course with two of many things, for overlays to change. */
export const upstream: Readonly<Record<string, string>> = {
  'course.yaml': course(
    '',
    '- lesson: first\n      - lesson: second\n      - quiz: check\n      - link: charter\n  - id: two\n    title: Two\n    items:\n      - lesson: third\n      - quiz: final',
  ),
  'lessons/first.md': lesson(
    'Some words.\n\n## One part\n\nWords of one part.\n\n### Within\n\nDeeper words.\n\n## Other part\n\nSee [the second](second.md#its-part) and [the charter](link:charter).',
  ),
  'lessons/second.md': '---\nid: second\ntitle: Second lesson\n---\n\n## Its part\n\nMore words.\n',
  'lessons/third.md': '---\nid: third\ntitle: Third lesson\n---\n\nLast words.\n',
  'quizzes/check.yaml': quiz(question),
  'quizzes/final.yaml': quiz(question).replace('id: check', 'id: final').replace('title:', 'mode: graded\ntitle:'),
  'links.yaml': '- id: charter\n  title: The charter\n  url: https://example.org/charter\n',
}

export interface EditionOf {
  readonly compiled: Compiled | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Each as `file:line:column code message`. */
  readonly findings: readonly string[]
  readonly fixes: readonly string[]
}

/** Compiles the course with overlays: `{'university/overlay.yaml': …}`, each in a folder of `overlays/`. */
export const editionOf = async (
  overlays: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
  options: CompileOptions & {readonly order?: readonly string[]} = {},
): Promise<EditionOf> => {
  const files = {
    ...upstream,
    ...more,
    ...Object.fromEntries(Object.entries(overlays).map(([path, text]) => [`overlays/${path}`, text])),
  }
  const names = options.order ?? [...new Set(Object.keys(overlays).map((path) => path.split('/')[0] ?? ''))]
  const folders = names.map((name) => `overlays/${name}`)
  const {value, diagnostics} = await compile(memoryHost(files), '', templates, {...options, overlays: folders})
  return {compiled: value, diagnostics, findings: diagnostics.map(describeFinding), fixes: diagnostics.map(fixOf)}
}

/** The edition of one overlay that must be sound. `yaml` goes behind its id and date. */
export const sound = async (
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
): Promise<Compiled> => {
  const own = Object.fromEntries(Object.entries(files).map(([path, text]) => [`eu/${path}`, text]))
  const {compiled, findings} = await editionOf({'eu/overlay.yaml': `id: eu\ndate: "2026-09-01"\n${yaml}`, ...own}, more)
  if (!compiled) throw new Error(findings.join('\n'))
  return compiled
}

/** What an overlay of one file is told. */
export const told = async (yaml: string, files: Readonly<Record<string, string>> = {}, more = {}): Promise<EditionOf> =>
  editionOf(
    {
      'eu/overlay.yaml': `id: eu\n${yaml}`,
      ...Object.fromEntries(Object.entries(files).map(([path, text]) => [`eu/${path}`, text])),
    },
    more,
  )

/** `one: first, second; two: third`: the contents of a course. */
export const contentsOf = (made: Course<Local>): string =>
  made.modules.map((module) => `${module.id}: ${module.items.map(({id}) => id).join(', ')}`).join('; ')

export const wordsIn = (made: Course<Local>, id: string): string => {
  const item = made.modules.flatMap((module) => module.items).find((each) => each.id === id)
  return item && 'body' in item ? plainText(item.body) : ''
}
