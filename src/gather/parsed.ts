import {type Diagnostic, hasErrors, type Outcome} from '../diagnostics/diagnostic.js'
import type {
  AboutPage,
  Assignment,
  Bank,
  Discussion,
  GlossaryEntry,
  Lesson,
  ResourceTier,
  Tool,
  WebLink,
  Work,
} from '../model/course.js'
import {type Memo, remembered} from '../model/memo.js'
import type {Local} from '../model/text.js'
import {parseAbout, parseAssignment, parseDiscussion, parseLesson, type Unnamed} from '../parse/pages.js'
import {type ParsedQuiz, parseBank, parseQuiz} from '../parse/quiz.js'
import {parseBibliography, parseGlossary, parseLinks, parseResources, parseTools} from '../parse/works.js'
import type {Source, SourceText} from '../source/source.js'

/** Every file of the course, each parsed alone. */
export interface ParsedFiles {
  readonly lessons: ReadonlyMap<string, Unnamed<Lesson<Local>>>
  readonly quizzes: ReadonlyMap<string, ParsedQuiz>
  readonly banks: ReadonlyMap<string, Unnamed<Bank<Local>>>
  readonly discussions: ReadonlyMap<string, Unnamed<Discussion<Local>>>
  readonly assignments: ReadonlyMap<string, Unnamed<Assignment<Local>>>
  readonly glossary: readonly GlossaryEntry<Local>[]
  readonly works: readonly Work[]
  readonly resources: readonly ResourceTier<Local>[]
  readonly links: readonly WebLink<Local>[]
  readonly tools: readonly Tool<Local>[]
  readonly about?: AboutPage<Local>
  /** Files that could not be read, so that nothing of them is here. */
  readonly failed: readonly string[]
}

/** How the files of each folder, and the files that stand alone, are parsed. */
const parsers = {
  lessons: parseLesson,
  quizzes: parseQuiz,
  banks: parseBank,
  discussions: parseDiscussion,
  assignments: parseAssignment,
  'about.md': parseAbout,
  'glossary.yaml': parseGlossary,
  'bibliography.yaml': parseBibliography,
  'bibliography.json': parseBibliography,
  'resources.yaml': parseResources,
  'links.yaml': parseLinks,
  'tools.yaml': parseTools,
}
type Parsers = typeof parsers
export type Part = keyof Parsers

/** What came of one file. */
export type ParsedFile = ReturnType<Parsers[Part]>

/** A file, and what it is parsed as. */
export interface FileToParse {
  readonly part: Part
  readonly file: SourceText
}

/**
 * Parses one file. It needs nothing but the file: so that it may be remembered, and done on another core. `make` brings
 * what was done there.
 */
export const parseFile = <P extends Part>(
  part: P,
  file: SourceText,
  memo?: Memo,
  make = () => parsers[part](file) as ReturnType<Parsers[P]>,
): ReturnType<Parsers[P]> => remembered(memo, `parse/${part}`, () => keyOf(file), make)

const keyOf = (file: SourceText): readonly string[] => [file.path, file.base ?? '', file.digest]

/** What `parseFiles` will parse, without what is remembered. */
export const filesToParse = ({texts}: Pick<Source, 'texts'>, memo?: Memo): readonly FileToParse[] =>
  [...texts].flatMap(([path, file]) => {
    const part = path.split('/')[0] ?? ''
    return part in parsers && !memo?.has(`parse/${part}`, keyOf(file)) ? [{part: part as Part, file}] : []
  })

/** `known`: what was parsed already, by the paths of files. */
export const parseFiles = (
  source: Pick<Source, 'texts'>,
  memo?: Memo,
  known: ReadonlyMap<string, ParsedFile> = new Map(),
): Outcome<ParsedFiles> => {
  const parse = <P extends Part>(part: P, file: SourceText) =>
    (known.get(file.path) as ReturnType<Parsers[P]> | undefined) ?? parseFile(part, file, memo)
  const diagnostics: Diagnostic[] = []
  const failed: string[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const folder = <P extends Folder>(part: P): Map<string, ValueOf<P>> => {
    const parsed = new Map<string, ValueOf<P>>()
    for (const [path, file] of source.texts) {
      if (!path.startsWith(`${part}/`)) continue
      const value = take(parse(part, file) as Outcome<ValueOf<P> | undefined>)
      if (value === undefined) failed.push(path)
      else parsed.set(path, value)
    }
    return parsed
  }
  const list = <P extends List>(part: P): ReturnType<Parsers[P]>['value'] => {
    const file = source.texts.get(part)
    if (!file) return []
    const outcome = parse(part, file)
    if (outcome.value.length === 0 && hasErrors(outcome.diagnostics)) failed.push(part)
    return take<ReturnType<Parsers[P]>['value']>(outcome)
  }
  const aboutFile = source.texts.get('about.md')
  const about = aboutFile ? take(parse('about.md', aboutFile)) : undefined
  const value = {
    lessons: folder('lessons'),
    quizzes: folder('quizzes'),
    banks: folder('banks'),
    discussions: folder('discussions'),
    assignments: folder('assignments'),
    glossary: list('glossary.yaml'),
    works: [...list('bibliography.yaml'), ...list('bibliography.json')],
    resources: list('resources.yaml'),
    links: list('links.yaml'),
    tools: list('tools.yaml'),
    ...(about ? {about} : {}),
    failed,
  }
  return {value, diagnostics}
}

type Folder = 'lessons' | 'quizzes' | 'banks' | 'discussions' | 'assignments'
type List = Exclude<Part, Folder | 'about.md'>
type ValueOf<P extends Part> = NonNullable<ReturnType<Parsers[P]>['value']>
