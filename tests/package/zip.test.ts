import {createHash} from 'node:crypto'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, expect, it} from 'vitest'
import yauzl from 'yauzl'
import {writeZip} from '../../src/package/zip.js'
import {localHeaders} from '../helpers/zip-headers.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coursewright-zip-'))
})
afterAll(() => rmSync(folder, {recursive: true}))

/** What another reader finds in a zip, by name. */
const readBack = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const zip = await yauzl.openPromise(path, {lazyEntries: true, autoClose: false})
  const found = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const hash = createHash('sha256')
    for await (const piece of await zip.openReadStreamPromise(entry)) hash.update(piece as Buffer)
    found.set(entry.fileName, hash.digest('hex'))
  }
  zip.close()
  return found
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

it('large files on the disk come through as they are, stored or deflated, and their headers say how large', async () => {
  const bytes = Buffer.alloc(9_000_000, 'all that repeats itself ')
  const file = join(folder, 'large')
  writeFileSync(file, bytes)
  const small = Buffer.from('small')
  const path = join(folder, 'large.zip')
  const size = await writeZip(path, [
    {path: 'a.txt', content: {read: async () => small}},
    {path: 'b.mp4', content: {file}},
    {path: 'c.wav', content: {file}},
    {path: 'd.txt', content: {read: async () => small}},
  ])
  expect(size).toBe(readFileSync(path).length)
  expect([...(await readBack(path))]).toEqual([
    ['a.txt', sha256(small)],
    ['b.mp4', sha256(bytes)],
    ['c.wav', sha256(bytes)],
    ['d.txt', sha256(small)],
  ])
  const headers = localHeaders(readFileSync(path)).map(({method, flags, size}) => ({method, flags, size}))
  expect(headers).toEqual([
    {method: 8, flags: 0, size: 5},
    {method: 0, flags: 0, size: 9_000_000},
    {method: 8, flags: 0, size: 9_000_000},
    {method: 8, flags: 0, size: 5},
  ])
})

it('holds more files than the first layout of zips can count', async () => {
  const path = join(folder, 'many.zip')
  const nothing = new Uint8Array()
  const entries = Array.from({length: 65_540}, (_, n) => ({path: `${n}`, content: {read: async () => nothing}}))
  await writeZip(path, entries)
  const zip = await yauzl.openPromise(path, {lazyEntries: true, autoClose: false})
  expect(zip.entryCount).toBe(65_540)
  zip.close()
})

it('what cannot be read ends the work, whichever entries wait behind it', async () => {
  const entries = [
    {path: 'a', content: {read: async () => new Uint8Array(1)}},
    {path: 'b', content: {file: join(folder, 'missing')}},
    {path: 'c', content: {file: join(folder, 'missing too')}},
  ]
  await expect(writeZip(join(folder, 'broken.zip'), entries)).rejects.toThrow('ENOENT')
})
