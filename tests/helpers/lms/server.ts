import {createServer, type IncomingMessage, type ServerResponse} from 'node:http'
import type {AddressInfo, Socket} from 'node:net'
import {extname} from 'node:path'
import {text as textOf} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {launchRecord} from '../../../src/lms/record.js'
import {illegalCalls} from '../../../src/lms/strict.js'
import type {Call, Engine, Family} from './calls.js'
import type {Package} from './package.js'
import {launcherPage, launchPage, type Show, wrapAddress, wrapPage} from './pages.js'

/** What becomes of requests. */
export type Line =
  | 'open'
  /** Commits get an error 500; files still come. */
  | 'error'
  /** The learner's session has ended: every request is answered with the page to log in, and status 200. */
  | 'login'
  /** Nothing answers, until the line changes: then connections break. */
  | 'hang'
  /** Connections break at once. */
  | 'cut'

/** How a course is launched. Changes hold from the next launch on. */
export interface LmsSettings {
  files: Package
  /** The document of the package that is launched. */
  launch: string
  family: Family
  engine: Engine
  mode: 'normal' | 'browse' | 'review' | ''
  /** Percent that the LMS demands, or ''. */
  mastery: string
  show: Show
  /** Frames between the page of the LMS and the course. */
  depth: number
  /** Milliseconds after which the API appears; negative: never. */
  late: number
  /** Elements whose value the LMS never tells, as Open edX does. */
  mute: readonly string[]
  /** Elements, or starts of their names, that the LMS does not know. */
  unknown: readonly string[]
  /** `course`: it comes from another origin than the LMS, whose API it may not touch. `between`: a frame around it does. */
  otherOrigin: '' | 'course' | 'between'
  /** As browsers will: `unload` handlers never run. */
  unloadOff: boolean
  /** Of the files of the package. */
  policy: string
}

export interface Commit {
  readonly launch: number
  readonly at: number
  readonly line: Line
  readonly values: Readonly<Record<string, unknown>>
}

export interface Lms {
  readonly settings: LmsSettings
  line: Line
  /** What the server holds of the learner. */
  readonly record: Map<string, string>
  /** All that came to the server, stored or not. */
  readonly commits: readonly Commit[]
  /** The page of the LMS: each visit is a launch. */
  readonly address: string
  /** The course's launch document alone. */
  readonly courseAddress: string
  readonly origins: readonly string[]
  /** Calls of the API in their order, of the newest launch or that with this number. */
  calls(launch?: number): readonly Call[]
  /** Adds calls that the page itself remembers. */
  learn(calls: readonly Call[]): void
  readonly launches: number
  /** What is illegal in the calls of a launch. */
  illegal(launch?: number): readonly string[]
  close(): Promise<void>
}

/** An LMS on this machine: a server with one learner and one course, and a page that launches it. */
export const startLms = async (files: Package, changes: Partial<LmsSettings> = {}): Promise<Lms> => {
  const settings: LmsSettings = {
    files,
    launch: 'player.html',
    family: '1.2',
    engine: 'scorm-again',
    mode: 'normal',
    mastery: '',
    show: 'frame',
    depth: 0,
    late: 0,
    mute: [],
    unknown: [],
    otherOrigin: '',
    unloadOff: false,
    policy: '',
    ...changes,
  }
  const record = new Map<string, string>()
  const commits: Commit[] = []
  const calls = new Map<string, Call>()
  /** What each launch found. */
  const found: Readonly<Record<string, string>>[] = []
  const held = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  const api = await apiScript()
  let line: Line = 'open'
  let launches = 0

  const learn = (batch: readonly Call[]): void => {
    for (const call of batch) calls.set(`${call.launch}/${call.sequence}`, call)
  }
  const callsOf = (launch = launches): readonly Call[] =>
    [...calls.values()].filter((call) => call.launch === launch).sort((a, b) => a.sequence - b.sequence)
  const store = async (request: IncomingMessage, address: URL, response: ServerResponse): Promise<void> => {
    const values = JSON.parse(await textOf(request)) as Commit['values']
    commits.push({launch: Number(address.searchParams.get('launch')), at: Date.now(), line, values})
    if (line === 'error') return void response.writeHead(500).end('Internal Server Error')
    if (line === 'login') return void response.writeHead(200, {'content-type': 'text/html'}).end(loginPage)
    // scorm-again sends empty arrays as objects.
    for (const [element, value] of Object.entries(values))
      if (typeof value !== 'object') record.set(element, String(value))
    response.end(address.searchParams.has('moodle') ? 'true\n0' : JSON.stringify({result: 'true', errorCode: 0}))
  }
  const file = (path: string, response: ServerResponse): void => {
    const bytes = settings.files.get(decodeURIComponent(path))
    if (!bytes) return void response.writeHead(404).end()
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
    if (settings.policy) response.setHeader('content-security-policy', settings.policy)
    response.end(bytes)
  }
  const html = (text: string, response: ServerResponse): void => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(text)
  }
  const course = (): string => {
    const address = `${settings.otherOrigin === 'course' ? other : origin}/package/${settings.launch}`
    return settings.otherOrigin === 'between' ? `${other}${wrapAddress(1, address)}` : address
  }

  const answer = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    const address = new URL(request.url ?? '/', origin)
    const {pathname} = address
    response.setHeader('cache-control', 'no-cache')
    if (settings.unloadOff) response.setHeader('permissions-policy', 'unload=()')
    // The tests' own ear: not part of the line that they cut.
    if (pathname === '/calls')
      return textOf(request).then((text) => {
        learn(JSON.parse(text) as Call[])
        response.end()
      })
    const travels = pathname === '/commit' || pathname.startsWith('/package/')
    if (travels && line === 'cut') return void request.socket.destroy()
    if (travels && line === 'hang') return void held.add(response)
    if (pathname === '/commit') return store(request, address, response)
    if (pathname.startsWith('/package/')) {
      if (line === 'login') return void response.writeHead(303, {location: '/login'}).end()
      return file(pathname.slice('/package/'.length), response)
    }
    if (pathname === '/login') return html(loginPage, response)
    if (pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (pathname === '/elsewhere')
      return html('<!doctype html><title>Elsewhere</title><p>Another page of the LMS.', response)
    if (pathname === '/api.js') return script(api, response)
    if (pathname === '/wrap')
      return html(
        wrapPage(Number(address.searchParams.get('depth')), address.searchParams.get('course') ?? course()),
        response,
      )
    if (pathname === '/launcher') return html(launcherPage(course()), response)
    if (pathname === '/lms') {
      launches += 1
      const {family, engine, late, mastery, mute, unknown} = settings
      const launch = {
        number: launches,
        family,
        engine,
        late,
        mastery,
        mute,
        unknown,
        record: launchRecord(record, settings),
      }
      found.push(launch.record)
      return html(launchPage({launch, course: course(), show: settings.show, depth: settings.depth}), response)
    }
    response.writeHead(404).end()
  }
  const server = createServer((request, response) => {
    Promise.resolve(answer(request, response)).catch((failure: unknown) => response.writeHead(500).end(String(failure)))
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const {port} = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const other = `http://localhost:${port}`

  return {
    settings,
    record,
    commits,
    address: `${origin}/lms`,
    get courseAddress() {
      return course()
    },
    origins: [origin, other],
    get line() {
      return line
    },
    set line(next) {
      line = next
      for (const response of held) response.destroy()
      held.clear()
    },
    get launches() {
      return launches
    },
    calls: callsOf,
    illegal: (launch = launches) => illegalCalls(callsOf(launch), settings.family, found[launch - 1]),
    learn,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const loginPage = '<!doctype html><title>Log in</title><form><label>Name <input name="name"></label></form>'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt; charset=utf-8',
  '.pdf': 'application/pdf',
  '.xml': 'text/xml; charset=utf-8',
  '.xsd': 'text/xml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
}

const script = (text: string, response: ServerResponse): void => {
  response.setHeader('content-type', 'text/javascript; charset=utf-8')
  response.end(text)
}

const apiScript = async (): Promise<string> => {
  const entry = fileURLToPath(new URL('page/api.ts', import.meta.url))
  const {outputFiles} = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}
