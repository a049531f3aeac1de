import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, it} from 'vitest'
import type {PackageEvidence} from '../../src/verify/evidence.js'
import {type Journal, openJournal, type Proving} from '../../src/verify/journal.js'
import {temporaryFolder} from '../helpers/cli.js'

const evidence = (outcome: 'passed' | 'failed'): PackageEvidence => ({
  package: 'a.zip',
  kind: 'SCORM 1.2',
  how: 'played',
  entries: 1,
  bytes: 1,
  checks: [{name: 'score', expected: '100', seen: '100', outcome}],
  pictures: [{file: 'pictures/a.jpg', title: 'A page', device: 'phone'}],
  seconds: 1,
})

const knownOf = async (journal: Journal, proving: Proving) => (await journal.entry(proving)).known

/** A folder of evidence whose journal has one package, and what was proven in it. */
const begun = async (given = evidence('passed')) => {
  const out = temporaryFolder()
  const path = join(out, 'a.zip')
  writeFileSync(path, 'bytes')
  mkdirSync(join(out, 'pictures'))
  writeFileSync(join(out, 'pictures/a.jpg'), '')
  const proving: Proving = {path, name: 'a.zip', browser: 'chromium 140'}
  const journal = openJournal(out, {quick: true})
  await (await journal.entry(proving)).keep(given)
  return {out, path, proving, journal, file: join(out, 'begun/a.zip.json')}
}

it('finds what was proven of the same bytes in the same browser, as much of it', async () => {
  const {out, proving, journal} = await begun()
  expect(await knownOf(journal, proving)).toEqual(evidence('passed'))
  expect(await knownOf(journal, {...proving, browser: 'chromium 141'})).toBeUndefined()
  expect(await knownOf(openJournal(out, {quick: false}), proving)).toBeUndefined()
})

it('finds nothing where a byte differs, in a file and in a folder', async () => {
  const {out, path, proving, journal} = await begun()
  writeFileSync(path, 'bites')
  expect(await knownOf(journal, proving)).toBeUndefined()

  const folder = join(out, 'site')
  mkdirSync(folder)
  writeFileSync(join(folder, 'index.html'), '<p>One</p>')
  const site = {path: folder, name: 'site', browser: undefined}
  await (await journal.entry(site)).keep(evidence('passed'))
  expect(await knownOf(journal, site)).toEqual(evidence('passed'))
  writeFileSync(join(folder, 'index.html'), '<p>Two</p>')
  expect(await knownOf(journal, site)).toBeUndefined()
})

it('keeps nothing that failed, and takes nothing whose pictures are gone or whose file is broken', async () => {
  const failed = await begun(evidence('failed'))
  expect([await knownOf(failed.journal, failed.proving), await failed.journal.isBegun()]).toEqual([undefined, false])

  const {out, proving, journal, file} = await begun()
  rmSync(join(out, 'pictures/a.jpg'))
  expect(await knownOf(journal, proving)).toBeUndefined()

  const broken = await begun()
  writeFileSync(broken.file, '{"stamp": ')
  expect(await knownOf(broken.journal, broken.proving)).toBeUndefined()
  writeFileSync(broken.file, 'null')
  expect(await knownOf(broken.journal, broken.proving)).toBeUndefined()
  writeFileSync(file, '7')
  expect(await knownOf(journal, proving)).toBeUndefined()
})

it('forgets all when it is cleared', async () => {
  const {journal, proving} = await begun()
  await journal.clear()
  expect([await knownOf(journal, proving), await journal.isBegun()]).toEqual([undefined, false])
})
