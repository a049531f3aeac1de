import type {BrowserContext} from 'playwright-core'

/** What the pages of a context did that a learner would not see: all of it must stay empty. */
export interface Watched {
  /** Warnings and errors of the console, uncaught errors, dialogues. */
  readonly complaints: string[]
  /** Addresses elsewhere that were asked for. */
  readonly foreign: string[]
  /** Files that could not be had; whoever watches knows how these show. */
  readonly missing: string[]
}

/** Takes down everything that happens in a context from now on. */
export const watch = (context: BrowserContext, isForeign: (url: string) => boolean): Watched => {
  const watched: Watched = {complaints: [], foreign: [], missing: []}
  context.on('console', (message) => {
    if (message.type() === 'warning' || message.type() === 'error')
      watched.complaints.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (event) => watched.complaints.push(`uncaught: ${event.error().message}`))
  context.on('dialog', (dialog) => {
    watched.complaints.push(`${dialog.type()}: ${dialog.message()}`)
    // A dialogue that nobody answers would hold the page for ever.
    void dialog.dismiss().catch(() => undefined)
  })
  context.on('request', (request) => {
    if (isForeign(request.url())) watched.foreign.push(request.url())
  })
  return watched
}
