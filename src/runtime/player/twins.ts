import type {PlayerCourse} from '../../model/player.js'

/** Two windows on the same record overwrite each other: both learn of it. */
export const warnOfTwins = (course: PlayerCourse, warn: () => void): void => {
  try {
    const channel = new BroadcastChannel(`coursewright:${course.id}:${window.location.pathname}`)
    channel.onmessage = (event: MessageEvent) => {
      warn()
      if (event.data === 'opened') channel.postMessage('here')
    }
    channel.postMessage('opened')
  } catch {
    // No channels here, or none for documents without an origin: then nobody is warned.
  }
}
