import {describe, expect, it} from 'vitest'
import {messageOf, severityOf} from '../../src/diagnostics/diagnostic.js'
import {writeLock} from '../../src/gather/lock.js'
import {damageClasses} from '../../src/model/damage.js'
import {judgeUpdate} from '../../src/release/judge.js'
import {snapshotOf} from '../../src/release/snapshot.js'
import {type Keeping, keepingOf} from '../../src/release/upgrade.js'
import {compileSound} from '../helpers/compile.js'
import {type CourseFile, courseWith} from './course.js'

type Edits = Partial<Record<CourseFile, readonly (readonly [string, string])[]>>

const released = await compileSound(courseWith())
const ledger = writeLock(released.gathered.lock.after)
const before = snapshotOf(released.course, released.gathered.edition.slots, 'en-GB')

/** What putting the changed course over its release finds: severity, class, thing. */
const findings = async (
  edits: Edits,
  {keepings = ['player'] as readonly Keeping[], version = '2.0.0', lock = ledger} = {},
) => {
  const all = courseWith({
    ...edits,
    'course.yaml': [['version: 1.0.0', `version: ${version}`], ...(edits['course.yaml'] ?? [])],
  })
  const {course, config, gathered} = await compileSound({...all, ...(lock ? {'course.lock.yaml': lock} : {})})
  const after = snapshotOf(course, gathered.edition.slots, 'en-GB')
  return judgeUpdate({before, after, course, config, keepings: new Set(keepings)}).map((found) => ({
    found: `${severityOf(found)} ${found.code.replace('upgrade/', '')} ${found.facts.thing ?? found.facts.of}`,
    at: found.place ? `${found.place.file}:${found.place.line}` : '',
    message: messageOf(found),
    cost: String(found.facts.cost),
  }))
}
const found = async (...args: Parameters<typeof findings>) => (await findings(...args)).map((each) => each.found)

describe('an update', () => {
  it('that changes words alone harms nobody', async () => {
    expect(
      await found({
        'lessons/first.md': [['contested', 'much contested']],
        'quizzes/final.yaml': [
          ['Which is the capital', 'What is the capital'],
          ['"Lyons"', '"Lyon"'],
        ],
        'course.yaml': [['title: One', 'title: The first']],
      }),
    ).toEqual([])
  })

  it('that adds things and moves things harms nobody', async () => {
    expect(
      await found({
        'course.yaml': [
          ['      - lesson: first\n      - quiz: check\n', '      - quiz: check\n      - lesson: first\n'],
        ],
        'banks/stock.yaml': [
          [
            'questions:\n',
            'questions:\n  - id: new\n    type: true-false\n    prompt: New.\n    answer: true\n    feedback: {right: "Yes.", wrong: "No."}\n',
          ],
        ],
      }),
    ).toEqual([])
  })

  const cases: readonly (readonly [string, Edits, readonly string[]])[] = [
    ['a lesson that is gone', {'course.yaml': [['      - lesson: first\n', '']]}, ['error item-removed item/first']],
    [
      'a graded quiz that is gone, with its questions',
      {
        'course.yaml': [
          ['      - quiz: final\n', ''],
          ['[read, passed]', '[read]'],
        ],
      },
      ['error item-removed item/final', 'warning completion-changed course'],
    ],
    [
      'a graded question that is gone',
      {
        'quizzes/final.yaml': [
          [
            /* whole */ `  - id: capital
    type: multiple-choice
    prompt: Which is the capital of France?
    points: 1
    choices:
      - {id: paris, text: "Paris", correct: true, feedback: "Yes."}
      - {id: lyons, text: "Lyons", feedback: "No."}
      - {id: lille, text: "Lille", feedback: "No."}
`,
            '',
          ],
        ],
      },
      ['error length-changed item/final', 'error question-removed question/final/capital'],
    ],
    [
      'a choice that is gone',
      {'quizzes/final.yaml': [['      - {id: lille, text: "Lille", feedback: "No."}\n', '']]},
      ['error part-removed part/final/capital/lille'],
    ],
    [
      'another key in a graded quiz',
      {
        'quizzes/final.yaml': [
          ['"Paris", correct: true', '"Paris"'],
          ['"Lyons"', '"Lyons", correct: true'],
        ],
      },
      ['error key-changed question/final/capital'],
    ],
    [
      'another key in a bank that a graded quiz draws from',
      {'banks/stock.yaml': [['answer: 4', 'answer: 5']]},
      ['error key-changed question/stock/sum'],
    ],
    [
      'another key in practice',
      {'quizzes/check.yaml': [['answer: true', 'answer: false']]},
      ['warning key-changed question/check/trial'],
    ],
    [
      'other points',
      {'quizzes/final.yaml': [['points: 1', 'points: 2']]},
      ['error points-changed question/final/capital'],
    ],
    [
      'other points of an assignment',
      {'assignments/essay.md': [['points: 10', 'points: 20']]},
      ['error points-changed item/essay'],
    ],
    [
      'another type',
      {
        'quizzes/check.yaml': [
          ['type: true-false', 'type: essay'],
          ['    answer: true\n', ''],
          ['    feedback: {right: "Yes.", wrong: "It is."}\n', ''],
        ],
      },
      ['error type-changed question/check/trial', 'warning key-changed question/check/trial'],
    ],
    [
      'practice that counts',
      {'quizzes/check.yaml': [['title: Check yourself', 'title: Check yourself\nmode: graded']]},
      ['error mode-changed item/check'],
    ],
    [
      'a higher pass mark',
      {'quizzes/final.yaml': [['pass-mark: 60', 'pass-mark: 80']]},
      ['error pass-mark-changed item/final'],
    ],
    [
      'a lower pass mark',
      {'quizzes/final.yaml': [['pass-mark: 60', 'pass-mark: 50']]},
      ['warning pass-mark-changed item/final'],
    ],
    [
      'another weight',
      {'quizzes/final.yaml': [['attempts: 3', 'attempts: 3\nweight: 3']]},
      ['error weight-changed item/final'],
    ],
    [
      'a quiz of another length',
      {'quizzes/final.yaml': [['draw: 1', 'draw: 2']]},
      ['error length-changed item/final', 'error length-changed item/final'],
    ],
    ['fewer attempts', {'quizzes/final.yaml': [['attempts: 3', 'attempts: 1']]}, ['error attempts-changed item/final']],
    [
      'more attempts',
      {'quizzes/final.yaml': [['attempts: 3', 'attempts: unlimited']]},
      ['warning attempts-changed item/final'],
    ],
    [
      'another time limit',
      {'quizzes/final.yaml': [['time-limit: 30', 'time-limit: 20']]},
      ['warning time-limit-changed item/final'],
    ],
    [
      'another rule of completion',
      {'course.yaml': [['[read, passed]', '[passed]']]},
      ['warning completion-changed course'],
    ],
    [
      'a lesson that is hidden',
      {'course.yaml': [['- lesson: first', '- {lesson: first, hidden: true}']]},
      ['warning access-changed item/first'],
    ],
  ]
  it.each(cases)('finds %s', async (_, edits, expected) => {
    expect((await found(edits)).sort()).toEqual([...expected].sort())
  })

  it('finds numbers that moved, as where the ledger was thrown away', async () => {
    const turned = {
      'course.yaml': [['      - lesson: first\n      - quiz: check\n', '      - quiz: check\n      - lesson: first\n']],
    } as const
    expect(await found(turned, {lock: ''})).toEqual(['error renumbered item/check', 'error renumbered item/first'])
  })

  it('finds another course, whose learners Moodle would forget', async () => {
    const [damage, ...others] = await findings({'course.yaml': [['id: small', 'id: other']]}, {lock: ''})
    expect(others).toEqual([])
    expect(damage?.found).toBe('error other-course course')
    expect(damage?.cost).toMatch(/Moodle deletes the attempts of the SCO whose identifier is gone/)
  })

  it('finds a player that cannot read what an earlier one wrote', async () => {
    const {course, config} = released
    const judged = (writes: number, keeping: Keeping) =>
      judgeUpdate({
        before: {...before, state: {writes, reads: [writes]}},
        after: {...before, course: {...before.course, version: '2.0.0'}},
        course,
        config,
        keepings: new Set([keeping]),
      }).map((each) => `${severityOf(each)} ${each.code}`)
    expect(judged(0, 'player')).toEqual(['error upgrade/state-layout'])
    expect(judged(1, 'player')).toEqual([])
    expect(judged(0, 'canvas')).toEqual([])
  })

  it('finds a version that was not raised, or goes back', async () => {
    const words = {'lessons/first.md': [['contested', 'disputed']]} as const
    expect(await found(words, {version: '1.0.0'})).toEqual(['error same-version course'])
    expect(await found(words, {version: '0.9.0'})).toEqual(['error older-version course'])
    expect(await found({}, {version: '1.0.0'})).toEqual([])
  })

  it('names the place of the thing, and what it costs in each system', async () => {
    const [damage] = await findings(
      {
        'quizzes/final.yaml': [
          ['"Paris", correct: true', '"Paris"'],
          ['"Lyons"', '"Lyons", correct: true'],
        ],
      },
      {keepings: ['player', 'canvas']},
    )
    expect(damage?.at).toBe('quizzes/final.yaml:8')
    expect(damage?.message).toContain('was “paris” and is “lyons”')
    expect(damage?.cost).toMatch(/nobody can regrade them\.,.*regrade the quiz in Canvas/)
  })

  it('harms less where a re-import removes nothing, and nobody where it only adds', async () => {
    const gone = {'course.yaml': [['      - lesson: first\n', '']]} as const
    expect(await found(gone, {keepings: ['canvas']})).toEqual(['warning item-removed item/first'])
    expect(await found(gone, {keepings: ['copies']})).toEqual([])
    expect(['html', 'scorm-2004-4th', 'canvas', 'cc-1.1', 'moodle'].map(keepingOf)).toEqual([
      'player',
      'player',
      'canvas',
      'copies',
      'copies',
    ])
  })

  const accept = (of: string, since = '1.0.0') =>
    [
      'completion:',
      `accept:\n  - {code: upgrade/pass-mark-changed, of: ${of}, since: ${since}, reason: The board decided.}\ncompletion:`,
    ] as const

  it('may do what course.yaml accepts, for the learners of that release alone', async () => {
    const raised = [['pass-mark: 60', 'pass-mark: 80']] as const
    const accepted = {'quizzes/final.yaml': raised, 'course.yaml': [accept('item/final')]}
    expect(await found(accepted)).toEqual([])
    expect(await found({...accepted, 'course.yaml': [accept('item/final', '0.9.0')]})).toEqual([
      'error pass-mark-changed item/final',
    ])
    expect(await found({...accepted, 'course.yaml': [accept('item/check')]})).toEqual([
      'error pass-mark-changed item/final',
      'warning accept-unused item/check',
    ])
  })

  it('has a test for each class of damage', () => {
    const tested = new Set([
      ...cases.flatMap(([, , expected]) => expected.map((line) => line.split(' ')[1])),
      'other-course',
      'renumbered',
      'state-layout',
      'same-version',
      'older-version',
    ])
    expect(damageClasses.filter((name) => !tested.has(name))).toEqual([])
  })
})
