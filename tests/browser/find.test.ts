import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, describe, expect, onTestFinished, test, vi} from 'vitest'
import {withBrowser} from '../../src/browser/browser.js'
import {findBrowser, installedPlaces} from '../../src/browser/find.js'
import {fixOf, messageOf} from '../../src/diagnostics/diagnostic.js'
import {describeInBrowser} from '../helpers/browser.js'

afterEach(() => vi.unstubAllEnvs())

const nowhere = join(tmpdir(), 'no-such-browser')
const never = () => Promise.reject(new Error('There is no browser to use.'))

describe('finding a browser', () => {
  test('the one that is named comes before the one of the environment', async () => {
    vi.stubEnv('COURSEWRIGHT_BROWSER', nowhere)
    const {value} = await findBrowser({path: process.execPath})
    expect(value).toMatchObject({executable: process.execPath, from: 'named'})
  })
  test('a path that leads nowhere is an error that says who named it; no other browser takes its place', async () => {
    vi.stubEnv('COURSEWRIGHT_BROWSER', nowhere)
    for (const [choice, by] of [
      [{}, 'COURSEWRIGHT_BROWSER'],
      [{path: nowhere}, '--browser'],
    ] as const) {
      const {value, diagnostics} = await findBrowser(choice)
      expect(value).toBeUndefined()
      expect(diagnostics.map(messageOf)).toEqual([`${by} names the browser ${nowhere}, and there is no such file.`])
    }
  })
  test('on each system, the places where installers put Chrome, Edge and Chromium', () => {
    expect(installedPlaces('darwin', {HOME: '/Users/ada'})).toContain(
      '/Users/ada/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    )
    expect(installedPlaces('win32', {PROGRAMFILES: 'C:\\Program Files'})).toEqual([
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ])
    const linux = installedPlaces('linux', {PATH: '/opt/bin'})
    expect(linux[0]).toBe('/opt/bin/google-chrome-stable')
    expect(linux).toContain('/snap/bin/chromium')
  })
  test('a program that is no browser is an error with its path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'coursewright-browser-'))
    onTestFinished(() => rm(folder, {recursive: true, force: true}))
    const path = join(folder, 'browser')
    await writeFile(path, '#!/bin/sh\nexit 3\n')
    await chmod(path, 0o755)
    const {value, diagnostics} = await withBrowser({path}, never)
    expect(value).toBeUndefined()
    expect(diagnostics.map(({code, facts}) => [code, facts.path])).toEqual([['browser/no-start', path]])
  })
  test('without any, the remedy names what may be installed', async () => {
    vi.resetModules()
    vi.doMock('node:fs', async (original) => ({...(await original<object>()), existsSync: () => false}))
    vi.doMock('../../src/browser/npm.js', () => ({npmChromium: async () => undefined}))
    onTestFinished(() => {
      vi.doUnmock('node:fs')
      vi.doUnmock('../../src/browser/npm.js')
      // The next file must not find what was loaded here.
      vi.resetModules()
    })
    vi.stubEnv('COURSEWRIGHT_BROWSER', '')
    const bare = await import('../../src/browser/find.js')
    const {diagnostics} = await bare.findBrowser()
    expect(diagnostics.map(({code}) => code)).toEqual(['browser/none'])
    expect(diagnostics.map(fixOf).join()).toContain('COURSEWRIGHT_BROWSER')
  })
})

describeInBrowser('a browser that is lent', (start) => {
  test('is closed when its work is done, and when the work failed', async () => {
    expect(start().isConnected()).toBe(true)
    let lent = start()
    const work = withBrowser({prefer: 'npm'}, async (browser) => {
      lent = browser
      throw new Error('It failed.')
    })
    await expect(work).rejects.toThrow('It failed.')
    expect(lent).not.toBe(start())
    expect(lent.isConnected()).toBe(false)
  })
})
