import type {PlayerCourse} from '../../../model/player.js'
import {decodeState} from '../../state/state.js'
import {deviceKey, readDevice, removeDevice, writeDevice} from '../device.js'
import type {Reading} from '../record.js'

/**
 * A state that could not be saved is kept on this device until it can be: the next launch takes it up where it continues
 * what the LMS holds. `lineage` tells learners and attempts apart that share a device.
 */
const keyOf = (course: PlayerCourse, lineage: number): string => deviceKey(course.id, `unsaved:${lineage}`)

export const keepUnsaved = (course: PlayerCourse, lineage: number, state: string): void => {
  writeDevice(keyOf(course, lineage), state)
}

export const dropUnsaved = (course: PlayerCourse, lineage: number): void => removeDevice(keyOf(course, lineage))

/** What the LMS holds, or its continuation on this device. */
export const newest = (course: PlayerCourse, reading: Reading): Reading => {
  if (!reading.progress) return reading
  const kept = decodeState(readDevice(keyOf(course, reading.lineage)) ?? '', course)
  return kept.progress && kept.lineage === reading.lineage && kept.revision > reading.revision ? kept : reading
}
