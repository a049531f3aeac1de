import type {PlayerCourse} from '../../model/player.js'
import {say, type Values} from '../message.js'

declare global {
  // Set by the scripts of the package.
  var coursewright: {course: PlayerCourse; search?: unknown} | undefined
}

/** The course as `assets/course.js` told it. */
export const course = (): PlayerCourse => {
  if (!globalThis.coursewright) throw new Error('assets/course.js is missing.')
  return globalThis.coursewright.course
}

/** A message of the interface. */
export const t = (key: string, values?: Values): string => say(course(), `run.${key}`, values)
