import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import {text} from 'node:stream/consumers'
import {contentTypeOf} from '../preview/content-types.js'
import type {Call, Family, Launch} from './calls.js'
import {launchRecord} from './record.js'
import {illegalCalls} from './strict.js'

/** Files of a package, wherever they lie. */
export interface ServedFiles {
  readonly has: (path: string) => boolean
  readonly pieces: (path: string) => AsyncIterable<Uint8Array>
}

export interface LmsOptions {
  readonly files: ServedFiles
  readonly family: Family
  /** The document of the package that is launched. */
  readonly launch: string
  /** Percent that the manifest demands, or ''. */
  readonly mastery: string
  /** The compiled script of the LMS's page. */
  readonly script: string
}

/** A simulated LMS with one learner and one course. It strictly refuses what the standard forbids. */
export interface Lms {
  /** The page of the LMS: each visit is a launch. */
  readonly address: string
  readonly origin: string
  readonly family: Family
  /** What the server holds of the learner: element and value. */
  readonly record: ReadonlyMap<string, string>
  readonly launches: number
  /** When the course last said something; milliseconds since 1970. */
  readonly heard: number
  /** Paths that were asked for and that the package lacks. */
  readonly missing: readonly string[]
  /** Calls of a launch in their order. */
  calls(launch: number): readonly Call[]
  /** What is illegal in the calls of a launch, as sentences. */
  illegal(launch: number): readonly string[]
  close(): Promise<void>
}

/** Starts the LMS on this machine alone. */
export const startLms = async ({files, family, launch, mastery, script}: LmsOptions): Promise<Lms> => {
  const record = new Map<string, string>()
  const calls = new Map<string, Call>()
  /** What each launch found. */
  const found: Readonly<Record<string, string>>[] = []
  const missing: string[] = []
  const sockets = new Set<Socket>()
  let heard = 0

  const send = (body: string, type: string, response: ServerResponse): void => {
    response.setHeader('content-type', type)
    response.end(body)
  }
  const file = async (path: string, response: ServerResponse): Promise<void> => {
    if (!files.has(path)) {
      missing.push(path)
      response.writeHead(404).end()
      return
    }
    response.setHeader('content-type', contentTypeOf(path))
    for await (const piece of files.pieces(path)) response.write(piece)
    response.end()
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const {pathname} = new URL(request.url ?? '/', 'http://lms')
    response.setHeader('cache-control', 'no-cache')
    if (pathname.startsWith('/package/')) return file(decodeURIComponent(pathname.slice('/package/'.length)), response)
    switch (pathname) {
      case '/lms': {
        const held = launchRecord(record, {family, mode: 'normal', mastery})
        found.push(held)
        return send(launchPage({number: found.length, family, record: held}, launch), html, response)
      }
      case '/lms.js':
        return send(script, 'text/javascript; charset=utf-8', response)
      case '/commit':
        heard = Date.now()
        for (const [element, value] of Object.entries(JSON.parse(await text(request)) as Record<string, string>))
          record.set(element, value)
        return send('true', 'text/plain', response)
      case '/calls':
        heard = Date.now()
        for (const call of JSON.parse(await text(request)) as Call[]) calls.set(`${call.launch}/${call.sequence}`, call)
        return send('', 'text/plain', response)
      case '/elsewhere':
        return send('<!doctype html><title>Elsewhere</title><p>Another page of the LMS.', html, response)
      default:
        response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end()
    }
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const callsOf = (number: number): readonly Call[] =>
    [...calls.values()].filter((call) => call.launch === number).sort((a, b) => a.sequence - b.sequence)

  return {
    address: `${origin}/lms`,
    origin,
    family,
    record,
    get launches() {
      return found.length
    },
    get heard() {
      return heard
    },
    missing,
    calls: callsOf,
    illegal: (number) => illegalCalls(callsOf(number), family, found[number - 1]),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Waits until the course has said nothing for so many milliseconds, at most ten seconds. */
export const settled = async (lms: Pick<Lms, 'heard'>, quiet = 400): Promise<void> => {
  const start = Date.now()
  while (Date.now() - Math.max(start, lms.heard) < quiet && Date.now() - start < 10_000)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

const html = 'text/html; charset=utf-8'

/** The page of the LMS: the API in its window, a way out, and the course in a frame. */
const launchPage = (launch: Launch, document: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>An LMS</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>html,body{margin:0;block-size:100%}body{display:flex;flex-direction:column}button{margin:4px}iframe{border:0;inline-size:100%;flex:1}</style>
<script type="application/json" id="launch">${JSON.stringify(launch).replace(/</g, '\\u003c')}</script>
<script src="/lms.js"></script></head>
<body><div><button onclick="document.querySelector('iframe').remove()">Exit</button></div>
<iframe name="course" title="The course" src="/package/${encodeURI(document)}"></iframe></body></html>`
