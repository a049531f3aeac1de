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

it('files on the disk come through as they are; what is stored says before its data how large it is', async () => {
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
    // Bit 3: the sizes stand behind the data, which readers take where the data say themselves where they end.
    {method: 8, flags: 8, size: 0},
    {method: 0, flags: 0, size: 9_000_000},
    {method: 8, flags: 8, size: 0},
    {method: 8, flags: 8, size: 0},
  ])
})

it('files too large for the memory go by piece by piece, deflated, though they are compressed already', async () => {
  const bytes = Buffer.alloc(34_000_000, 'all that repeats itself ')
  const file = join(folder, 'very-large')
  writeFileSync(file, bytes)
  const path = join(folder, 'very-large.zip')
  await writeZip(path, [{path: 'a.mp4', content: {file}}])
  expect(await readBack(path)).toEqual(new Map([['a.mp4', sha256(bytes)]]))
  expect(localHeaders(readFileSync(path))).toMatchObject([{method: 8, flags: 8}])
})

it('what cannot be read ends the work, whichever entries wait behind it', async () => {
  const entries = [
    {path: 'a', content: {read: async () => new Uint8Array(1)}},
    {path: 'b', content: {file: join(folder, 'missing')}},
    {path: 'c', content: {file: join(folder, 'missing too')}},
  ]
  await expect(writeZip(join(folder, 'broken.zip'), entries)).rejects.toThrow('ENOENT')
})
