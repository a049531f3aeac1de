import type {PlayerCourse} from '../../model/player.js'
import {fitProgress, type Progress} from '../session/progress.js'
import {clearDevice, deviceKey, readDevice, writeDevice} from './device.js'
import {type Image, type LearnerRecord, lost, type Reading, type RecordHost} from './record.js'

interface Kept {
  readonly format: 1
  readonly version: string
  readonly lineage: number
  readonly revision: number
  readonly progress: Progress
}

/** Without an LMS: progress is kept on this device where the browser allows it, and nothing is reported. */
export const openNone = (course: PlayerCourse, notices: readonly string[] = []): LearnerRecord => {
  const key = deviceKey(course.id)
  const found = readDevice(key)
  const reading = readKept(course, found)
  let host: RecordHost | undefined
  let revision = reading.revision

  const save = (): void => {
    if (!host) return
    const image = host.image()
    if (image.revision === revision) return
    const kept = writeDevice(key, JSON.stringify(keep(course, image)))
    revision = image.revision
    host.saveState(kept ? 'device' : 'nowhere')
  }

  return {
    kind: 'device',
    opening: {mode: 'normal', score: null, reading, location: '', notices},
    start(session) {
      host = session
      host.saveState(writeDevice(key, found ?? '') ? 'device' : 'nowhere')
      // Another page of the course in another tab writes to the same place.
      window.addEventListener('storage', (event) => {
        if (event.key !== key) return
        const other = readKept(course, event.newValue)
        if (other.revision <= revision && other.finding !== 'fresh') return
        revision = other.revision
        session.reread(other)
      })
    },
    changed: save,
    report() {},
    save,
    hide: save,
    close: save,
    clear() {
      clearDevice(course.id)
    },
  }
}

const keep = (course: PlayerCourse, {lineage, revision, progress}: Image): Kept => ({
  format: 1,
  version: course.version,
  lineage,
  revision,
  progress,
})

const readKept = (course: PlayerCourse, text: string | null): Reading => {
  if (!text) return lost('fresh')
  try {
    const kept = JSON.parse(text) as Kept
    if (kept.format !== 1) return lost('unreadable')
    return {
      progress: fitProgress(course, kept.progress),
      lineage: Number(kept.lineage) || 0,
      revision: Number(kept.revision) || 0,
      finding: kept.version === course.version ? 'same' : 'updated',
    }
  } catch {
    return lost('unreadable')
  }
}
