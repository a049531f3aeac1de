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

export const parseFiles = (source: Pick<Source, 'texts'>): Outcome<ParsedFiles> => {
  const diagnostics: Diagnostic[] = []
  const failed: string[] = []
  const take = <T>(outcome: Outcome<T>): T => {
    diagnostics.push(...outcome.diagnostics)
    return outcome.value
  }
  const folder = <T>(name: string, parse: (file: SourceText) => Outcome<T | undefined>): Map<string, T> => {
    const parsed = new Map<string, T>()
    for (const [path, file] of source.texts) {
      if (!path.startsWith(`${name}/`)) continue
      const value = take(parse(file))
      if (value === undefined) failed.push(path)
      else parsed.set(path, value)
    }
    return parsed
  }
  const list = <T>(name: string, parse: (file: SourceText) => Outcome<readonly T[]>): readonly T[] => {
    const file = source.texts.get(name)
    if (!file) return []
    const outcome = parse(file)
    if (outcome.value.length === 0 && hasErrors(outcome.diagnostics)) failed.push(name)
    return take(outcome)
  }
  const aboutFile = source.texts.get('about.md')
  const about = aboutFile ? take(parseAbout(aboutFile)) : undefined
  const value = {
    lessons: folder('lessons', parseLesson),
    quizzes: folder('quizzes', parseQuiz),
    banks: folder('banks', parseBank),
    discussions: folder('discussions', parseDiscussion),
    assignments: folder('assignments', parseAssignment),
    glossary: list('glossary.yaml', parseGlossary),
    works: [...list('bibliography.yaml', parseBibliography), ...list('bibliography.json', parseBibliography)],
    resources: list('resources.yaml', parseResources),
    links: list('links.yaml', parseLinks),
    tools: list('tools.yaml', parseTools),
    ...(about ? {about} : {}),
    failed,
  }
  return {value, diagnostics}
}
