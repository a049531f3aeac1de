import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {type Archive, openArchive, Refused} from '../../src/package/archive.js'
import {temporaryFolder} from '../helpers/cli.js'
import {type CraftedEntry, craftZip} from '../helpers/zip.js'

const written = (bytes: Uint8Array): string => {
  const path = join(temporaryFolder(), 'package.zip')
  writeFileSync(path, bytes)
  return path
}
const opened = (...entries: readonly CraftedEntry[]) => openArchive(written(craftZip(entries)))
const codeOf = async (...entries: readonly CraftedEntry[]) => (await opened(...entries)).diagnostics[0]?.code
const sound = async (...entries: readonly CraftedEntry[]): Promise<Archive> => {
  const {value, diagnostics} = await opened(...entries)
  if (!value) throw new Error(JSON.stringify(diagnostics))
  return value
}
const refusal = async (work: Promise<unknown>): Promise<string | undefined> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return error instanceof Refused ? error.diagnostic.code : `not refused: ${String(error)}`
}

describe('an archive', () => {
  it('gives its files by name, in memory or to a place', async () => {
    const archive = await sound({path: 'a/'}, {path: 'a/b.txt', data: 'Grüße'}, {path: 'c.txt', data: 'see'})
    expect(archive.paths).toEqual(['a/b.txt', 'c.txt'])
    expect(new TextDecoder().decode(await archive.read('a/b.txt'))).toBe('Grüße')
    const to = join(temporaryFolder(), 'c')
    await archive.save('c.txt', to)
    expect(readFileSync(to, 'utf8')).toBe('see')
    archive.close()
  })

  for (const path of ['../evil.txt', 'a/../../evil.txt', '/etc/passwd', 'C:/evil.txt', '..\\evil.txt', 'a\u0000b'])
    it(`with a file ${JSON.stringify(path)} is refused`, async () => {
      expect(await codeOf({path: 'good.txt'}, {path, data: 'x'})).toBe('archive/unsafe-path')
    })

  it('with a symbolic link is refused', async () => {
    expect(await codeOf({path: 'link', data: '/etc/passwd', mode: 0o120777})).toBe('archive/link')
  })

  it('with an encrypted file is refused', async () => {
    expect(await codeOf({path: 'secret.txt', data: 'x', flags: 0x801})).toBe('archive/encrypted')
  })

  it('that holds a name twice is refused', async () => {
    expect(await codeOf({path: 'a.txt', data: '1'}, {path: 'a.txt', data: '2'})).toBe('archive/twice')
  })

  it('that claims 10 GB is refused before anything is unpacked', async () => {
    expect(await codeOf({path: 'film.mp4', data: 'x', size: 10_000_000_000})).toBe('archive/too-large')
  })

  it('that claims many large files is refused by their sum', async () => {
    const films = [1, 2, 3, 4].map((n) => ({path: `${n}.mp4`, data: Buffer.alloc(20_000_000, n), size: 1_900_000_000}))
    expect(await codeOf(...films)).toMatch(/^archive\/(?:too-large|bomb)$/)
  })

  it('that grows beyond reason is refused', async () => {
    expect(await codeOf({path: 'zeros', data: Buffer.alloc(20_000_000)})).toBe('archive/bomb')
  })

  it('whose files share their bytes is refused', async () => {
    const noise = Buffer.from(Array.from({length: 100_000}, (_, n) => (n * 7919 + (n >> 3) * 104729) % 256))
    const shared = Array.from({length: 50}, (_, n) => ({path: `copy-${n}`, data: noise, shared: true}))
    expect(await codeOf({path: 'kernel', data: noise}, ...shared)).toBe('archive/bomb')
  })

  it('that ends too early is refused', async () => {
    const zip = craftZip([{path: 'a.txt', data: 'x'.repeat(5000)}])
    for (const length of [0, 3, 30, zip.length - 30, zip.length - 5]) {
      const {diagnostics} = await openArchive(written(zip.subarray(0, length)))
      expect(diagnostics[0]?.code).toBe('archive/broken')
    }
  })

  it('whose file is longer or shorter than it says, or has another checksum, is refused when it is read', async () => {
    for (const lie of [{size: 3}, {size: 300}, {checksum: 1}]) {
      const archive = await sound({path: 'a.txt', data: 'hello world', ...lie})
      expect(await refusal(archive.read('a.txt'))).toBe('archive/broken')
      const folder = temporaryFolder()
      mkdirSync(folder, {recursive: true})
      expect(await refusal(archive.save('a.txt', join(folder, 'a')))).toBe('archive/broken')
    }
  })

  it('gives no text that is larger than a text may be', async () => {
    const path = written(craftZip([{path: 'a.xml', data: 'abcdefghij'}]))
    const limits = {entries: 10, entry: 100, total: 100, ratio: 200, smallEntry: 50, text: 5, texts: 100}
    const {value} = await openArchive(path, limits)
    expect(await refusal(value?.read('a.xml') ?? Promise.resolve())).toBe('archive/too-large')
  })
})
