import {type Course, itemsOf, type Quiz} from './course.js'
import type {Local} from './text.js'
import {walk} from './walk.js'

/**
 * Practice quizzes by the lesson that they follow where they cannot stand in it: the first that embeds them. A quiz has one
 * place only; Moodle cannot restore a cartridge that shows it twice (backup/cc: “Backup is missing XML file”).
 */
export const practiceAfter = (course: Course<Local>): ReadonlyMap<string, readonly Quiz<Local>[]> => {
  const placed = new Set<string>()
  return new Map(
    itemsOf(course).flatMap((lesson) => {
      if (lesson.type !== 'lesson') return []
      const quizzes: Quiz<Local>[] = []
      walk(lesson.body, (node) => {
        if (node.type !== 'practice' || placed.has(node.quiz)) return
        const quiz = course.practice.find((candidate) => candidate.id === node.quiz)
        if (!quiz) return
        placed.add(quiz.id)
        quizzes.push(quiz)
      })
      return quizzes.length > 0 ? [[lesson.id, quizzes] as const] : []
    }),
  )
}
