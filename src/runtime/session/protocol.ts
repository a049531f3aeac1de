import type {SessionCalls, Snapshot} from '../../model/player.js'

/**
 * What a page and the player around it say to each other by postMessage: they may not touch each other's windows where
 * the package is opened from disk. `token` is made by the page anew for each document, so that late answers to an earlier
 * page of the frame are not taken for its own.
 */
export type PageMessage = {readonly coursewright: 'page'; readonly token: string} & (
  | {readonly kind: 'connect'}
  | {readonly kind: 'call'; readonly id: number; readonly call: Call}
)

export type Call = {
  readonly [K in keyof SessionCalls]: {readonly name: K; readonly argument: Parameters<SessionCalls[K]>[0]}
}[keyof SessionCalls]

export type PlayerMessage = {readonly coursewright: 'player'} & (
  | /** I have come up later than your page: look for me again. */ {readonly kind: 'here'}
  | /** I have heard you; the session is not open yet. */ {readonly kind: 'wait'; readonly token: string}
  | {readonly kind: 'ready'; readonly token: string}
  | {readonly kind: 'answer'; readonly token: string; readonly id: number; readonly snapshot: Snapshot}
  | {readonly kind: 'news'; readonly token: string; readonly snapshot: Snapshot}
)

export const isPageMessage = (data: unknown): data is PageMessage => marked(data, 'page')
export const isPlayerMessage = (data: unknown): data is PlayerMessage => marked(data, 'player')

/** The origin to post to: `*` where documents have none, as those opened from disk. */
export const originFor = (origin: string): string => (/^https?:/.test(origin) ? origin : '*')

const marked = (data: unknown, mark: string): boolean =>
  typeof data === 'object' && data !== null && (data as {coursewright?: unknown}).coursewright === mark
