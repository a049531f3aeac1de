import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {writePackage} from '../../src/package/container.js'

it('a single file holds files of the course in base64, byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coursewright-container-'))
  try {
    const bytes = Uint8Array.from({length: 1000}, (_, index) => index % 256)
    mkdirSync(join(folder, 'media'))
    writeFileSync(join(folder, 'media/a.bin'), bytes)
    const content = {parts: ['<file>“', {base64: 'media/a.bin'}, '”</file>', {base64: 'media/a.bin'}]}
    const path = join(folder, 'out/questions.xml')
    const written = await writePackage(
      path,
      {kind: 'file', extension: 'xml'},
      [{path: 'questions.xml', content}],
      folder,
    )
    const text = readFileSync(path, 'utf8')
    const [, first = '', second = ''] = /^<file>“(.*)”<\/file>(.*)$/.exec(text) ?? []
    for (const encoded of [first, second]) expect(Uint8Array.from(Buffer.from(encoded, 'base64'))).toEqual(bytes)
    expect(written).toEqual({path, size: Buffer.byteLength(text), files: 1})
  } finally {
    rmSync(folder, {recursive: true})
  }
})
