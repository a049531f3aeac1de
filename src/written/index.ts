import type {z} from 'zod'
import {writtenCourse} from './course.js'
import {writtenLock} from './lock.js'
import {writtenOverlay} from './overlay.js'
import {writtenAbout, writtenAssignment, writtenDiscussion, writtenGlossary, writtenLesson} from './pages.js'
import {writtenBank, writtenQuiz} from './quiz.js'
import {writtenBibliography, writtenLinks, writtenResources, writtenTools} from './works.js'

/** Every kind of file (or front matter) that people write, by the name that `coursewright schema` knows. */
export const writtenSchemas: Readonly<Record<string, z.ZodType>> = {
  course: writtenCourse,
  lesson: writtenLesson,
  quiz: writtenQuiz,
  bank: writtenBank,
  discussion: writtenDiscussion,
  assignment: writtenAssignment,
  about: writtenAbout,
  glossary: writtenGlossary,
  bibliography: writtenBibliography,
  resources: writtenResources,
  links: writtenLinks,
  tools: writtenTools,
  overlay: writtenOverlay,
  lock: writtenLock,
}
