import vm from 'node:vm'
import type {PlayerCourse, PlayerQuiz} from '../../../src/model/player.js'
import type {Reading} from '../../../src/runtime/record/record.js'
import {decodeState} from '../../../src/runtime/state/state.js'
import type {Package} from './package.js'
import type {ServerRecord} from './record.js'

/** What a package tells its run time of the course. */
export const courseOf = (files: Package): PlayerCourse => {
  const scope: {coursewright?: {course: PlayerCourse}} = {}
  vm.runInNewContext(textOf(files, 'assets/course.js'), scope)
  if (!scope.coursewright) throw new Error('assets/course.js told nothing.')
  // A copy of this realm: objects of another never equal ours.
  return JSON.parse(JSON.stringify(scope.coursewright.course)) as PlayerCourse
}

/** The quizzes that a page of the package holds, with their keys. */
export const quizzesOf = (files: Package, path: string): readonly PlayerQuiz[] =>
  [...textOf(files, path).matchAll(/class="quiz-data">([^<]*)</g)].map(
    (match) => JSON.parse(Buffer.from((match[1] ?? '').trim(), 'base64').toString('utf8')) as PlayerQuiz,
  )

const textOf = (files: Package, path: string): string => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`The package has no ${path}.`)
  return bytes.toString('utf8')
}

/** The learner's state as the server holds it. */
export const stateIn = (record: ServerRecord, course: PlayerCourse): Reading =>
  decodeState(record.get('cmi.suspend_data') ?? '', course)
