import {createServer, type Server, type ServerResponse} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {PackageFile} from '../model/package.js'
import {readContent} from '../package/container.js'
import {contentTypeOf} from './content-types.js'
import {problemsPage, withReload} from './pages.js'

/** What the preview shows at one moment. */
export interface Shown {
  /** The site as it was last built without errors; undefined before the first time. */
  readonly files: ReadonlyMap<string, PackageFile> | undefined
  /** Findings as HTML; empty if there are none. */
  readonly problems: string
}

export interface PreviewServer {
  readonly url: string
  /** Shows something new, and tells every open page to reload. */
  show(shown: Shown): void
  close(): Promise<void>
}

/** Serves a site out of memory, to this machine only. */
export const servePreview = async (courseFolder: string, port: number): Promise<PreviewServer> => {
  let shown: Shown = {files: undefined, problems: ''}
  const listeners = new Set<ServerResponse>()
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').replace(/[?#].*$/, '')).replace(/^\/+/, '')
    if (path === '_reload') {
      response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
      response.write('retry: 500\n\n')
      listeners.add(response)
      request.on('close', () => listeners.delete(response))
      return
    }
    const send = (status: number, type: string, body: string | Uint8Array) => {
      response.writeHead(status, {'content-type': type, 'cache-control': 'no-store'})
      response.end(body)
    }
    if (!shown.files) return send(200, 'text/html; charset=utf-8', withReload(problemsPage(shown.problems), ''))
    const file = shown.files.get(path === '' ? 'index.html' : path)
    if (!file)
      return send(
        404,
        'text/html; charset=utf-8',
        withReload(problemsPage('<p>There is no such page in this course.</p>'), ''),
      )
    const body = await readContent(file.content, courseFolder)
    const type = contentTypeOf(file.path)
    if (type.startsWith('text/html')) send(200, type, withReload(new TextDecoder().decode(body), shown.problems))
    else send(200, type, body)
  })
  await listen(server, port)
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}/`,
    show(next) {
      shown = next
      for (const listener of listeners) listener.write('data: reload\n\n')
    },
    close: () =>
      new Promise((resolve) => {
        for (const listener of listeners) listener.end()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
