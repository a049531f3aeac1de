import {vi} from 'vitest'
import type {PlayerCourse} from '../../../src/model/player.js'
import type {Line} from '../../../src/runtime/record/scorm/probe.js'
import {openScorm} from '../../../src/runtime/record/scorm/scorm.js'
import {createSession, type SessionCore} from '../../../src/runtime/session/session.js'
import {press} from '../../../src/runtime/state/deflate.js'
import type {Lms} from './strict-lms.js'

/** Starts a session on this LMS, as the player does, with a probe that sees the LMS's own line. */
export const launch = async (
  course: PlayerCourse,
  lms: Lms,
  probe?: () => Line | Promise<Line>,
): Promise<SessionCore> => {
  const family = 'LMSInitialize' in lms.api ? '1.2' : '2004'
  const look = probe ?? (() => (lms.line === 'open' ? 'open' : 'dead'))
  const home = {closed: false, [family === '1.2' ? 'API' : 'API_1484_11']: lms.api} as unknown as Window
  const record = await openScorm(
    course,
    {family, api: lms.api, home},
    {probe: async () => look(), fetchPress: async () => press},
  )
  if (!record) throw new Error('The LMS refused to start a session.')
  return createSession(course, record)
}

/** Lets so many milliseconds pass. */
export const pass = (milliseconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds)
