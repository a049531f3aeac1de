import type {Diagnostic, Outcome} from '../diagnostics/diagnostic.js'
import {type AboutPage, type Assignment, type Discussion, type Lesson, plainPlacement} from '../model/course.js'
import {startOf} from '../model/place.js'
import {withoutUndefined} from '../model/question.js'
import type {Local} from '../model/text.js'
import type {SourceText} from '../source/source.js'
import {writtenAbout, writtenAssignment, writtenDiscussion, writtenLesson} from '../written/pages.js'
import {type Page, readPage} from './front-matter.js'
import {parseMarkdown} from './markdown.js'

/** A thing as its file has it: the id may be missing, and is then taken from the ledger or the file's name. */
export type Unnamed<T extends {readonly id: string}> = Omit<T, 'id'> & {readonly id?: string}

export const parseLesson = (file: SourceText): Outcome<Unnamed<Lesson<Local>> | undefined> => {
  const page = readPage(file, writtenLesson)
  return withBody(page, ({value, placeOf}, body) =>
    withoutUndefined({
      type: 'lesson' as const,
      id: value.id,
      place: startOf(file.path),
      title: value.title,
      placement: plainPlacement,
      summary: value.summary,
      time: value.time,
      audience: value.audience,
      objectives: value.objectives.map((objective, index) => ({
        ...objective,
        place: placeOf(['objectives', index, 'id']),
      })),
      body,
    }),
  )
}

export const parseDiscussion = (file: SourceText): Outcome<Unnamed<Discussion<Local>> | undefined> =>
  withBody(readPage(file, writtenDiscussion), ({value}, body) =>
    withoutUndefined({
      type: 'discussion' as const,
      id: value.id,
      place: startOf(file.path),
      title: value.title,
      placement: plainPlacement,
      points: value.points,
      body,
    }),
  )

export const parseAssignment = (file: SourceText): Outcome<Unnamed<Assignment<Local>> | undefined> =>
  withBody(readPage(file, writtenAssignment), ({value, placeOf}, body) =>
    withoutUndefined({
      type: 'assignment' as const,
      id: value.id,
      place: startOf(file.path),
      title: value.title,
      placement: plainPlacement,
      points: value.points,
      submission: value.submission,
      rubric: value.rubric.map((criterion, index) => ({...criterion, place: placeOf(['rubric', index])})),
      body,
    }),
  )

export const parseAbout = (file: SourceText): Outcome<AboutPage<Local> | undefined> =>
  withBody(readPage(file, writtenAbout), ({value}, body) => ({
    place: startOf(file.path),
    title: value.title,
    body,
  }))

const withBody = <P, T>(
  page: Outcome<Page<P> | undefined>,
  make: (page: Page<P>, body: Local['rich']) => T,
): Outcome<T | undefined> => {
  if (!page.value) return {value: undefined, diagnostics: page.diagnostics}
  const body = parseMarkdown(page.value.body)
  const diagnostics: Diagnostic[] = [...page.diagnostics, ...body.diagnostics]
  return {value: make(page.value, body.value), diagnostics}
}
