import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import {nodeHost} from '../../src/host/node.js'
import {readSource} from '../../src/source/source.js'
import {temporaryFolder} from '../helpers/cli.js'

it('names each symbolic link in the place of a file or folder of the course, and follows none', async () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()]
  writeFileSync(join(elsewhere, 'secret.md'), '# Secret')
  mkdirSync(join(folder, 'lessons'))
  writeFileSync(join(folder, 'course.yaml'), 'id: x')
  symlinkSync(join(elsewhere, 'secret.md'), join(folder, 'lessons/first.md'))
  symlinkSync(elsewhere, join(folder, 'media'))
  symlinkSync(elsewhere, join(folder, 'notes'))
  const {value, diagnostics} = await readSource(nodeHost, folder)
  expect([...value.texts.keys()]).toEqual(['course.yaml'])
  expect(diagnostics.map(({code, place}) => `${code} ${place?.file}`)).toEqual([
    'file/link lessons/first.md',
    'file/link media',
  ])
})
