import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {awaitApi, findApi, hasSurroundings, isGone} from '../../src/runtime/record/scorm/find.js'

const api12 = {LMSInitialize: () => 'true'}
const api2004 = {Initialize: () => 'true'}

type Fake = Record<string, unknown>

/** A window within that one; without one, it is at the top. */
const windowIn = (parent?: Fake, more: Fake = {}): Fake => {
  const made: Fake = {closed: false, opener: null, ...more}
  made.parent = parent ?? made
  made.top = parent ? parent.top : made
  return made
}

/** The innermost of so many frames. */
const deep = (frames: number, top: Fake): Fake => {
  let inner = top
  for (let frame = 0; frame < frames; frame += 1) inner = windowIn(inner)
  return inner
}

/** A window of another origin: every touch throws, but those that browsers allow. */
const foreign = (parent?: Fake): Fake => {
  const made: Fake = new Proxy({} as Fake, {
    get: (_, name) => {
      if (name === 'parent' || name === 'top') return parent ?? made
      if (name === 'opener') return null
      if (name === 'closed') return false
      throw new DOMException('Blocked a frame', 'SecurityError')
    },
  })
  return made
}

const find = (start: Fake, wanted: '1.2' | '2004' = '1.2') => findApi(start as unknown as Window, wanted)

describe('the API', () => {
  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('MUST 14: is found %i frames up', (frames) => {
    expect(find(deep(frames, windowIn(undefined, {API: api12})))?.api).toBe(api12)
  })

  test('MUST 14: is found in the opener, and in the parents of the opener', () => {
    expect(find(windowIn(undefined, {opener: windowIn(undefined, {API: api12})}))?.api).toBe(api12)
    const popup = windowIn(undefined, {opener: deep(3, windowIn(undefined, {API: api12}))})
    expect(find(deep(2, popup))?.api).toBe(api12)
  })

  test('is found on the document of the opener', () => {
    expect(find(windowIn(undefined, {opener: windowIn(undefined, {document: {API: api12}})}))?.api).toBe(api12)
  })

  test('MUST 13: is found behind windows of another origin', () => {
    expect(find(windowIn(foreign(windowIn(undefined, {API: api12}))))?.api).toBe(api12)
    const popup = windowIn(foreign(), {opener: windowIn(undefined, {API: api12})})
    expect(find(popup)?.api).toBe(api12)
  })

  test('is not taken for one where it only has the name', () => {
    expect(find(windowIn(windowIn(undefined, {API: api12}), {API: {}}))?.api).toBe(api12)
    expect(find(windowIn(undefined, {API: 'yes'}))).toBeNull()
  })

  test('of the wanted family wins, also from further away', () => {
    const start = windowIn(windowIn(undefined, {API: api12}), {API_1484_11: api2004})
    expect(find(start, '1.2')).toMatchObject({family: '1.2', api: api12})
    expect(find(start, '2004')).toMatchObject({family: '2004', api: api2004})
  })

  test('of the other family is better than none', () => {
    expect(find(windowIn(undefined, {API_1484_11: api2004}))).toMatchObject({family: '2004'})
  })

  test('is looked for in windows that point at each other without end', () => {
    const [a, b] = [windowIn(), windowIn()]
    a.opener = b
    b.opener = a
    expect(find(a)).toBeNull()
  })
})

describe('a late API', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('MUST 14: is waited for two seconds and more', async () => {
    const top = windowIn()
    const found = awaitApi(windowIn(top) as unknown as Window, '1.2', 5000)
    await vi.advanceTimersByTimeAsync(2000)
    top.API = api12
    await vi.advanceTimersByTimeAsync(200)
    expect((await found)?.api).toBe(api12)
  })

  test('of the wanted family may follow the other', async () => {
    const top = windowIn(undefined, {API: api12})
    const found = awaitApi(windowIn(top) as unknown as Window, '2004', 5000)
    await vi.advanceTimersByTimeAsync(500)
    top.API_1484_11 = api2004
    await vi.advanceTimersByTimeAsync(200)
    expect((await found)?.family).toBe('2004')
  })

  test('MUST 12: is given up after a while', async () => {
    const found = awaitApi(windowIn(windowIn()) as unknown as Window, '1.2', 5000)
    await vi.advanceTimersByTimeAsync(6000)
    expect(await found).toBeNull()
  })

  test('is not waited for where there is nobody to bring it', () => {
    expect(hasSurroundings(windowIn() as unknown as Window)).toBe(false)
    expect(hasSurroundings(windowIn(windowIn()) as unknown as Window)).toBe(true)
    expect(hasSurroundings(windowIn(undefined, {opener: windowIn()}) as unknown as Window)).toBe(true)
  })
})

test('MUST 28: an API is gone with its window, with its page, or behind another origin', () => {
  const home = windowIn(undefined, {API: api12})
  const found = {family: '1.2' as const, api: api12, home: home as unknown as Window}
  expect(isGone(found)).toBe(false)
  home.API = undefined
  expect(isGone(found)).toBe(true)
  expect(isGone({...found, home: foreign() as unknown as Window})).toBe(true)
})
