import type {PlayerCourse, Session, Snapshot} from '../../model/player.js'
import {openNone} from '../record/none.js'
import {type Call, isPlayerMessage, originFor, type PageMessage} from './protocol.js'
import {createSession} from './session.js'

/** Milliseconds in which a player must show that it is there. */
const patience = 1000

/** The session of this page: in the player around it, or else within the page itself. Its first call is `hello`. */
export const openSession = async (course: PlayerCourse): Promise<Session> =>
  (window.parent === window ? null : await connectRemote()) ?? connectLocal(course)

/** A session within this page: for pages that stand alone. Progress is kept on this device. */
export const connectLocal = (course: PlayerCourse): Session => {
  const core = createSession(course, openNone(course))
  window.addEventListener('pagehide', () => core.record.close())
  if (window.parent !== window) reloadForPlayer()
  return {
    where: 'local',
    call: (name, argument) => Promise.resolve(core.call(name, argument)),
    watch: (listener) => core.watch(listener),
  }
}

/** The session of the player whose frame shows this page; `null` if the parent is none. */
export const connectRemote = (): Promise<Session | null> =>
  new Promise((resolve) => {
    const token = makeToken()
    const waiting = new Map<number, (snapshot: Snapshot) => void>()
    const listeners: ((snapshot: Snapshot) => void)[] = []
    let target = '*'
    let calls = 0

    const post = (message: PageMessage): void => window.parent.postMessage(message, target)
    const call: Session['call'] = (name, argument) =>
      new Promise((answer) => {
        calls += 1
        waiting.set(calls, answer)
        post({coursewright: 'page', token, kind: 'call', id: calls, call: {name, argument} as Call})
      })
    const listen = (event: MessageEvent): void => {
      const message: unknown = event.data
      if (event.source !== window.parent || !isPlayerMessage(message)) return
      if (message.kind === 'here' || message.token !== token) return
      clearTimeout(timer)
      target = originFor(event.origin)
      if (message.kind === 'ready') resolve({where: 'remote', call, watch: (listener) => void listeners.push(listener)})
      if (message.kind === 'news') for (const listener of listeners) listener(message.snapshot)
      if (message.kind === 'answer') {
        waiting.get(message.id)?.(message.snapshot)
        waiting.delete(message.id)
      }
    }
    const timer = setTimeout(() => {
      window.removeEventListener('message', listen)
      resolve(null)
    }, patience)

    window.addEventListener('message', listen)
    post({coursewright: 'page', token, kind: 'connect'})
  })

/** A slow network may bring the player later than the page: then the page starts again and finds it. */
const reloadForPlayer = (): void => {
  window.addEventListener('message', (event: MessageEvent) => {
    const message: unknown = event.data
    if (event.source === window.parent && isPlayerMessage(message) && message.kind === 'here') window.location.reload()
  })
}

const makeToken = (): string => {
  const numbers = new Uint32Array(4)
  window.crypto.getRandomValues(numbers)
  return Array.from(numbers, (number) => number.toString(36)).join('-')
}
