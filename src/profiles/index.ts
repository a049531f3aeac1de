import {canvasClassic, canvasNewQuizzes} from './canvas.js'
import {generic} from './generic.js'
import {moodle, moodle45} from './moodle.js'
import type {Profile} from './profile.js'

/** Every profile; of a system with several, the usual one first. */
export const profiles: readonly Profile[] = [moodle, moodle45, canvasClassic, canvasNewQuizzes, generic]
