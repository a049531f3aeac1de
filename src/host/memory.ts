import {createHash} from 'node:crypto'
import {compareText} from '../model/place.js'
import {type Host, headSize} from './host.js'

/** A machine of paper, for tests and examples: files by path. */
export const memoryHost = (files: Record<string, string | Uint8Array>): Host => {
  const bytesOf = (path: string): Uint8Array => {
    const data = files[path]
    if (data === undefined) throw new Error(`no such file: ${path}`)
    return typeof data === 'string' ? new TextEncoder().encode(data) : data
  }
  return {
    async list(folder) {
      const prefix = folder === '' || folder === '.' ? '' : `${folder}/`
      return Object.keys(files)
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length))
        .sort(compareText)
    },
    async exists(path) {
      return path in files
    },
    read: async (path) => bytesOf(path),
    async fingerprint(path) {
      const bytes = bytesOf(path)
      const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex')
      return {sha256: hash('sha256'), sha1: hash('sha1'), size: bytes.length, head: bytes.subarray(0, headSize)}
    },
    async write(path, data) {
      files[path] = data
    },
    async makeFolder() {},
    digest: (data, algorithm = 'sha256') => createHash(algorithm).update(data).digest('hex'),
  }
}
