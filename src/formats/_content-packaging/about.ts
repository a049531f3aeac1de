import type {Course} from '../../model/course.js'
import type {Local} from '../../model/text.js'

/** What catalogues want to know of a course, in the words that both metadata bindings share. */
export interface About {
  readonly title: string
  readonly language: string
  readonly description: string
  readonly keywords: readonly string[]
  readonly version: string
  readonly authors: readonly string[]
  readonly publisher?: string
  /** In English: the licence, and what the course is adapted from. */
  readonly rights: string
  readonly official?: string
}

export const aboutCourse = (course: Course<Local>, language: string): About => ({
  title: course.title,
  language,
  description: course.description,
  keywords: course.keywords,
  version: course.version,
  authors: course.authors.map((author) => author.name),
  ...(course.publisher === undefined ? {} : {publisher: course.publisher}),
  rights: rightsOf(course),
  ...(course.official === undefined ? {} : {official: course.official}),
})

/** A vCard 3.0, as LOM wants people. `FN` and `N` are required by RFC 2426; a name is not taken apart. */
export const vcard = (name: string): string => {
  const value = name.replace(/[\\;,]/g, '\\$&').replace(/\s+/g, ' ')
  return `BEGIN:VCARD\nVERSION:3.0\nFN:${value}\nN:${value};;;;\nEND:VCARD`
}

const rightsOf = (course: Course<Local>): string => {
  const adapted = course.adaptedFrom.map(
    (source) =>
      `Adapted from ${source.title} by ${source.author}${source.licence ? ` (${source.licence})` : ''}.${source.note ? ` ${source.note}` : ''}`,
  )
  return [`Licence: ${course.licence}.`, ...adapted].join(' ')
}
