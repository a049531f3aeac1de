import type {Page} from 'playwright-core'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {illegalCalls} from '../../src/lms/strict.js'
import {describeInBrowser, openPage} from '../helpers/browser.js'
import type {Call, Family} from '../helpers/lms/calls.js'
import {type Lms, startLms} from '../helpers/lms/server.js'

/** Judges the judge: calls that it must not let pass. */
describe('the strict layer', () => {
  const script = (calls: readonly (readonly [name: string, ...values: unknown[]])[]): readonly Call[] =>
    calls.map(([name, ...values], sequence) => ({
      launch: 1,
      sequence,
      name,
      values,
      answer: name === 'GetValue' ? 'normal' : 'true',
      error: '0',
      at: 0,
      leaving: false,
    }))
  const session = (...inside: readonly (readonly [name: string, ...values: unknown[]])[]) =>
    script([['Initialize', ''], ...inside])
  const set = (element: string, value: unknown) => ['SetValue', element, value] as const
  const commit12 = [
    set('cmi.core.exit', 'suspend'),
    set('cmi.core.session_time', '0000:00:01.00'),
    ['Commit', ''],
  ] as const

  test('lets a session pass that is as it should be', () => {
    const calls = session(
      ['GetValue', 'cmi.core.lesson_mode'],
      set('cmi.core.lesson_status', 'incomplete'),
      ...commit12,
      set('cmi.interactions.0.id', 'quiz_one'),
      set('cmi.interactions.0.type', 'choice'),
      set('cmi.interactions.0.correct_responses.0.pattern', '{a,c}'),
      set('cmi.interactions.0.student_response', 'a,c'),
      ...commit12,
      ['Finish', ''],
    )
    expect(illegalCalls(calls, '1.2')).toEqual([])
  })

  const faults: readonly (readonly [what: string, family: Family, calls: readonly Call[]])[] = [
    ['a value that is no text', '1.2', session(set('cmi.core.score.raw', 80))],
    ['a second start', '1.2', session(['Initialize', ''])],
    ['a call after the end', '1.2', session(['Finish', ''], ['GetValue', 'cmi.core.entry'])],
    ['a state of 4097 characters', '1.2', session(set('cmi.suspend_data', 'x'.repeat(4097)))],
    ['hours of one digit', '1.2', session(set('cmi.core.session_time', '0:00:01'))],
    ['a word of SCORM 2004', '1.2', session(set('cmi.core.lesson_status', 'unknown'))],
    ['an exponent', '1.2', session(set('cmi.core.score.raw', '1e-7'))],
    [
      'a pass taken back',
      '1.2',
      session(set('cmi.core.lesson_status', 'passed'), set('cmi.core.lesson_status', 'failed')),
    ],
    [
      'writing in review',
      '1.2',
      [
        ...session(),
        {...script([['GetValue', 'cmi.core.lesson_mode']])[0], answer: 'review'} as Call,
        ...script([set('cmi.suspend_data', 'x')]),
      ],
    ],
    ['a gap between interactions', '1.2', session(set('cmi.interactions.1.id', 'x'))],
    [
      'a response before its type',
      '1.2',
      session(set('cmi.interactions.0.id', 'x'), set('cmi.interactions.0.student_response', 'a')),
    ],
    [
      'names of two characters',
      '1.2',
      session(
        set('cmi.interactions.0.id', 'x'),
        set('cmi.interactions.0.type', 'choice'),
        set('cmi.interactions.0.student_response', 'aa'),
      ),
    ],
    ['a commit without the time', '1.2', session(['Commit', ''])],
    ['a raw score alone', '1.2', session(set('cmi.core.score.raw', '80'), ...commit12)],
    [
      'half a surrogate',
      '1.2',
      session(
        set('cmi.interactions.0.id', 'x'),
        set('cmi.interactions.0.type', 'fill-in'),
        set('cmi.interactions.0.student_response', '\ud83d'),
      ),
    ],
    [
      'a moment with three decimals',
      '2004',
      session(set('cmi.interactions.0.id', 'x'), set('cmi.interactions.0.timestamp', '2026-01-01T00:00:00.123Z')),
    ],
    [
      'a moment whose zone follows the seconds',
      '2004',
      session(set('cmi.interactions.0.id', 'x'), set('cmi.interactions.0.timestamp', '2026-01-01T00:00:00Z')),
    ],
    [
      'a hyphen in a response',
      '2004',
      session(
        set('cmi.interactions.0.id', 'x'),
        set('cmi.interactions.0.type', 'choice'),
        set('cmi.interactions.0.learner_response', 'a-b'),
      ),
    ],
    [
      'a line break in a description',
      '2004',
      session(set('cmi.interactions.0.id', 'x'), set('cmi.interactions.0.description', 'a\nb')),
    ],
    ['a request to navigate', '2004', session(set('adl.nav.request', 'exitAll'))],
  ]
  test.each(faults)('finds %s', (_, family, calls) => {
    expect(illegalCalls(calls, family)).not.toEqual([])
  })
})

describeInBrowser('the LMS of these tests', (start) => {
  let lms: Lms
  let page: Page
  beforeEach(async () => {
    lms = await startLms(new Map([['player.html', Buffer.from('<!doctype html><title>Nothing</title>')]]), {
      engine: 'moodle',
    })
    ;({page} = await openPage(start()))
  })
  afterEach(async () => {
    await page.context().close()
    await lms.close()
  })
  const call = (name: string, ...values: string[]): Promise<string> =>
    page.evaluate(([method, args]) => String(window.API?.[method]?.(...args)), [`LMS${name}`, values] as const)

  test('forgets, as Moodle does in SCORM 1.2, what a failed commit carried', async () => {
    await page.goto(lms.address)
    await call('Initialize', '')
    await call('SetValue', 'cmi.core.lesson_status', 'completed')
    lms.line = 'error'
    expect(await call('Commit', '')).toBe('false')
    lms.line = 'open'
    expect(await call('Commit', '')).toBe('true')
    expect(lms.record.has('cmi.core.lesson_status')).toBe(false)
  })

  test('says “true” to a commit over a line that is cut, as Moodle’s beacon does', async () => {
    await page.goto(lms.address)
    await call('Initialize', '')
    await call('SetValue', 'cmi.suspend_data', 'x')
    lms.line = 'cut'
    expect(await call('Commit', '')).toBe('true')
    expect(lms.record.size).toBe(0)
  })

  test('takes 4097 characters by default, and refuses them in standards mode', async () => {
    await page.goto(lms.address)
    await call('Initialize', '')
    expect(await call('SetValue', 'cmi.suspend_data', 'x'.repeat(4097))).toBe('true')
    lms.settings.engine = 'moodle-standards'
    await page.goto(lms.address)
    await call('Initialize', '')
    expect(await call('SetValue', 'cmi.suspend_data', 'x'.repeat(4097))).toBe('false')
    expect(await call('GetLastError')).toBe('405')
  })

  test('takes “false” for a page to log in, and remembers every call', async () => {
    await page.goto(lms.address)
    await call('Initialize', '')
    lms.line = 'login'
    expect(await call('Commit', '')).toBe('false')
    await expect
      .poll(() => lms.calls().map(({name, answer}) => `${name} ${answer}`))
      .toEqual(['Initialize true', 'Commit false'])
  })
})
