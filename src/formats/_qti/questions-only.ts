import {type Course, itemsOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import type {Local} from '../../model/text.js'

/** What a package of questions leaves out of a course. */
export const questionsOnly = (course: Course<Local>, source: string): readonly Loss[] => {
  const left = (['lesson', 'discussion', 'assignment', 'link', 'tool'] as const).flatMap((type) => {
    const count = itemsOf(course).filter((item) => item.type === type).length
    return count === 0 ? [] : [`${count} ${type}${count === 1 ? '' : 's'}`]
  })
  if (left.length === 0) return []
  return [
    {
      feature: 'course/questions-only',
      kind: 'dropped',
      what: `The package holds quizzes and banks only; left out are ${left.join(', ')}.`,
      why: 'QTI is about questions and tests.',
      source,
      remedy: 'Bring the rest by another format, such as SCORM or Common Cartridge.',
      item: {type: 'course', id: course.id, title: course.title},
      place: course.place,
    },
  ]
}
