import type {Snapshot} from '../../model/player.js'
import {type Call, isPageMessage, originFor, type PlayerMessage} from './protocol.js'

/** The player's side of the talk with the page in its frame. */
export interface Service {
  /** The session is open: a page that waits is let in, and calls are answered. */
  open(answer: (call: Call) => Snapshot): void
  /** Tells the page that shows now. */
  tell(snapshot: Snapshot): void
}

/** Listens to the pages of this frame and to nobody else. */
export const serveSession = (frame: HTMLIFrameElement): Service => {
  let answer: ((call: Call) => Snapshot) | undefined
  let token = ''

  const post = (message: PlayerMessage): void =>
    frame.contentWindow?.postMessage(message, originFor(window.location.origin))

  window.addEventListener('message', (event: MessageEvent) => {
    const message: unknown = event.data
    if (event.source !== frame.contentWindow || !isPageMessage(message)) return
    if (message.kind === 'connect') {
      token = message.token
      post({coursewright: 'player', kind: answer ? 'ready' : 'wait', token})
    } else if (message.token === token && answer) {
      post({coursewright: 'player', kind: 'answer', token, id: message.id, snapshot: answer(message.call)})
    }
  })
  post({coursewright: 'player', kind: 'here'})

  return {
    open(answering) {
      answer = answering
      if (token) post({coursewright: 'player', kind: 'ready', token})
    },
    tell(snapshot) {
      if (token) post({coursewright: 'player', kind: 'news', token, snapshot})
    },
  }
}
