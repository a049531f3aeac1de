import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import {snapshotsOf} from '../../src/inspect/snapshots.js'
import {type Change, changesBetween} from '../../src/release/changes.js'
import {describeChanges, markdown} from '../../src/release/describe.js'
import {coursewright, temporaryFolder} from '../helpers/cli.js'
import {compileSound} from '../helpers/compile.js'
import {changed, type Files, inspected, smallPackage} from '../helpers/small-package.js'
import {courseWith} from '../release/course.js'

const newer = await compileSound(
  courseWith({
    'course.yaml': [
      ['    title: One\n', '    title: First steps\n'],
      [
        '      - quiz: final\n      - assignment: essay\n',
        '      - assignment: essay\n  - id: two\n    title: Two\n    items:\n      - quiz: final\n',
      ],
    ],
    'lessons/first.md': [['Security is contested.', 'Security is a contested concept.\n\nA passage that is new.']],
    'quizzes/final.yaml': [
      ['time-limit: 30', 'time-limit: 45'],
      ['points: 1', 'points: 3'],
      ['text: "Paris", correct: true', 'text: "Paris"'],
      ['text: "Lyons"', 'text: "Lyons", correct: true'],
      ['Lille', 'Lille (Nord)'],
    ],
    'assignments/essay.md': [['title: Essay', 'title: A longer essay']],
  }),
)

const compared = async (before: Files, after: Files) => {
  const [old, now] = [await inspected(before), await inspected(after)]
  if (!old.value || !now.value) throw new Error('It cannot be read.')
  const snapshots = snapshotsOf({...old.value, name: '1.zip'}, {...now.value, name: '2.zip'})
  const changes = changesBetween(snapshots.before, snapshots.after)
  return {changes, notes: describeChanges(snapshots.before, snapshots.after, changes, markdown)}
}
/** What changed besides the size. */
const said = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) => {
    switch (change.kind) {
      case 'set':
        return /^(?:size|files)$/.test(change.setting)
          ? []
          : [`${change.title}: ${change.setting} ${change.before ?? '–'} → ${change.after ?? '–'}`]
      case 'renamed':
        return [`${change.before} is now ${change.after}`]
      case 'rewritten':
        return change.passages.map(({before, after}) => `${change.title}: [${before ?? ''}] [${after ?? ''}]`)
      case 'added':
      case 'removed':
        return [`${change.kind} ${change.title}`]
      default:
        return []
    }
  })

describe.each(['scorm-1.2', 'canvas', 'moodle', 'cc-1.1', 'qti-1.2', 'qti-2.1'])('two versions in %s', (id) => {
  it('differ in what a teacher wants to know', async () => {
    const {changes, notes} = await compared(await smallPackage(id), await smallPackage(id, newer))
    const found = said(changes)
    const capital = 'Which is the capital of France?'
    expect(found).toEqual(
      expect.arrayContaining([
        'Final: time-limit 30 → 45',
        `${capital}: points 1 → 3`,
        `${capital}: key Paris → Lyons`,
        `${capital}: [Lille] [Lille (Nord)]`,
      ]),
    )
    expect(notes).toContain(`- Question “${capital}” (Final): key “Paris” → “Lyons”`)
    expect(notes).toContain('- Lille **(Nord)**')
    if (id.startsWith('qti')) return
    expect(found).toEqual(
      expect.arrayContaining([
        'Essay is now A longer essay',
        'First lesson: [Security is contested.] [Security is a contested concept.]',
        'First lesson: [] [A passage that is new.]',
      ]),
    )
    if (id === 'scorm-1.2') return
    expect(found).toEqual(
      expect.arrayContaining(['One is now First steps', 'added Two', 'Final: module First steps → Two']),
    )
    expect(found.filter((line) => line.startsWith('removed'))).toEqual([])
  })

  it('are the same where nothing changed', async () => {
    const files = await smallPackage(id)
    const {changes, notes} = await compared(files, files)
    expect([changes, notes.includes('Nothing has changed.')]).toEqual([[], true])
  })
})

const cartridge = changedEverywhere(await smallPackage('cc-1.1'), /_small_/g, '_anew_')

describe('a tool that makes new identifiers each time', () => {
  it('has not changed the course', async () => {
    const {changes} = await compared(await smallPackage('cc-1.1'), cartridge)
    expect(changes).toEqual([])
  })

  it('has renamed a page that says much the same', async () => {
    const renamed = changed(
      cartridge,
      'imsmanifest.xml',
      '<title>First lesson</title>',
      '<title>An introduction</title>',
    )
    const {changes} = await compared(await smallPackage('cc-1.1'), renamed)
    expect(said(changes)).toEqual(['First lesson is now An introduction'])
  })

  it('numbers its items, so that one before them moves all ids', async () => {
    const item = (n: number, title: string) =>
      `<item identifier="i${n}" identifierref="r${n}"><title>${title}</title></item>`
    const pages = ['Alpha', 'Beta', 'Gamma']
    const numbered = (titles: readonly string[]): Files => ({
      'imsmanifest.xml': `<manifest identifier="m"><organizations><organization identifier="o"><title>T</title>${titles.map((title, n) => item(n, title)).join('')}</organization></organizations><resources>${titles.map((title, n) => `<resource identifier="r${n}" type="webcontent" href="${title}.html"><file href="${title}.html"/></resource>`).join('')}</resources></manifest>`,
      ...Object.fromEntries(titles.map((title) => [`${title}.html`, `<p>All about ${title}.</p>`])),
    })
    const {changes} = await compared(numbered(pages), numbered(['Zero', ...pages]))
    expect(said(changes)).toEqual(['added Zero'])
    const reordered = await compared(numbered(pages), numbered(['Gamma', 'Alpha', 'Beta']))
    expect(said(reordered.changes)).toEqual(['T: order Alpha, Beta, Gamma → Gamma, Alpha, Beta'])
  })
})

it('a right answer that is only put otherwise is no other key', async () => {
  const files = await smallPackage('cc-1.1')
  const {changes} = await compared(files, changed(files, 'quizzes/final.xml', '>Paris<', '>Paris (Île-de-France)<'))
  expect(said(changes)).toEqual(['Which is the capital of France?: [Paris] [Paris (Île-de-France)]'])
})

describe('the command', () => {
  const written = async (id: string) => {
    const path = join(temporaryFolder(), `${id}.zip`)
    const files = Object.entries(await smallPackage(id)).map(([name, content]) => [name, Buffer.from(content)] as const)
    writeFileSync(path, zipSync(Object.fromEntries(files)))
    return path
  }

  it('refuses packages of two kinds, and a package beside a course', async () => {
    const [cartridge, scorm] = [await written('cc-1.1'), await written('scorm-1.2')]
    for (const other of [scorm, 'content/handbook']) {
      const {code, err} = coursewright(['diff', cartridge, other])
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/\(Common Cartridge\) and .* cannot be compared\.\n.*one kind/),
      ])
    }
  })

  it('says what is wrong with a package that cannot be read', async () => {
    const broken = join(temporaryFolder(), 'broken.zip')
    writeFileSync(broken, 'PK\u0003\u0004')
    const {code, err} = coursewright(['diff', broken, await written('cc-1.1'), '--markdown'])
    expect([code, err]).toEqual([1, expect.stringMatching(/is broken/)])
  })
})

function changedEverywhere(files: Files, from: RegExp, to: string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, String(text).replace(from, to)]))
}
