import {slugOf} from '../model/names.js'
import {withoutDeadLinks} from './dead-links.js'
import type {Draft, Unkept} from './draft.js'

/** The course with what no package says and every course must: each such guess is reported. */
export const complete = (read: Draft, file: string): Draft => {
  const {draft, dead} = withoutDeadLinks(read)
  const {course} = draft
  const title = course.title?.trim() || 'Imported course'
  const guessed: Unkept[] = [
    ...(dead > 0 ? [linksLost(dead, file)] : []),
    ...(course.language
      ? []
      : [guess('course/language', 'The language of the course is set to English (en).', 'language', file)]),
    ...(course.licence ? [] : [guess('course/licence', 'The licence is set to LicenseRef-unknown.', 'licence', file)]),
  ]
  return {
    ...draft,
    course: {
      id: course.id ?? (slugOf(title) || 'imported-course'),
      version: course.version ?? '1.0.0',
      title,
      language: course.language ?? 'en',
      description: course.description?.trim() || title,
      ...(course.keywords && course.keywords.length > 0 ? {keywords: course.keywords} : {}),
      ...(course.authors && course.authors.length > 0 ? {authors: course.authors} : {}),
      ...(course.publisher ? {publisher: course.publisher} : {}),
      licence: course.licence ?? 'LicenseRef-unknown',
      ...(course.official ? {official: course.official} : {}),
      ...(course.groups && course.groups.length > 0 ? {groups: course.groups} : {}),
      modules: course.modules.filter(({items}) => items !== undefined && items.length > 0),
    },
    unkept: [...draft.unkept, ...guessed],
  }
}

const linksLost = (count: number, file: string): Unkept => ({
  feature: 'text/link',
  kind: 'degraded',
  file,
  what: `${count === 1 ? 'One link' : `${count} links`} to items that are left out became words.`,
  why: 'There is nothing for them to lead to.',
  remedy: 'Link the words anew once the items are there.',
})

const guess = (feature: string, what: string, key: string, file: string): Unkept => ({
  feature,
  kind: 'approximated',
  file,
  what,
  why: 'The package does not say it.',
  remedy: `Set “${key}:” in course.yaml.`,
})
