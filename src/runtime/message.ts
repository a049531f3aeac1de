import {formatMessage, type MessageValues} from '../model/message.js'
import type {PlayerCourse} from '../model/player.js'

export type Values = MessageValues

/** The words of a message with its arguments filled in. A key that is missing shows itself, so that it is noticed. */
export const say = (course: PlayerCourse, key: string, values: Values = {}): string =>
  formatMessage(course.messages[key] ?? key, course.language, values)
