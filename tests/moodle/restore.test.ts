/** Restores backups into a real Moodle, takes their quizzes and compares: set COURSEWRIGHT_MOODLE to the folder of its code. */
import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {coursewright, root, temporaryFolder} from '../helpers/cli.js'
import {compileFolder} from '../helpers/compile.js'
import {countsOf, expectedCriteria, expectedSections} from './expected.js'
import {type Answered, moodleFolder, type RestoredActivity, type RestoredSection, restoreIn} from './moodle.js'

const isThere = existsSync(join(moodleFolder, 'config.php'))

const build = (course: string, release: string, overlays: readonly string[] = []): string => {
  const out = temporaryFolder()
  const {code, err} = coursewright(
    [
      ...['build', course, '--format', 'moodle', '--out', out],
      ...(release === '5.0' ? ['--for', 'moodle'] : []),
      ...overlays.flatMap((overlay) => ['--overlay', overlay]),
    ],
    {
      cwd: root,
    },
  )
  if (code !== 0) throw new Error(err)
  const [name = ''] = readdirSync(out).filter((each) => each.endsWith('.mbz'))
  return join(out, name)
}

/** The course, or an edition of it, is restored as it is written, and its questions give the marks they should. */
const judgeRestored = async (course: string, release: string, overlays: readonly string[] = []): Promise<void> => {
  const {course: source} = await compileFolder(
    join(root, course),
    overlays.map((overlay) => join(root, overlay)),
  )
  const restored = restoreIn(build(course, release, overlays))
  expect(restored.restore).toEqual({precheck: [], results: []})
  expect(restored.complaints).toEqual([])
  expect(restored.course.name.replace(/ copy \d+$/, '')).toBe(source.title)
  expect(restored.course).toMatchObject({
    format: 'topics',
    completion: true,
    criteria: expectedCriteria(source),
    gradeCategories: Object.fromEntries(source.groups.map(({title, weight}) => [title, weight])),
  })
  const [welcome, ...others] = restored.sections
  const modules = others.slice(0, source.modules.length)
  expect(welcome?.activities[0]).toMatchObject({type: 'page', dead: []})
  const expected = expectedSections(source, release)
  expect(modules.map((section) => compared(section, expected))).toEqual(expected.map(withoutQuestions))
  judgeAnswers(modules, expected)
  judgeReference(others.slice(source.modules.length), countsOf(source))
}

describe.skipIf(!isThere)('Moodle restores', () => {
  for (const course of ['content/international-security', 'content/handbook', 'tests/fixtures/everything']) {
    for (const release of ['4.1', '5.0']) {
      it(`${course} for ${release}, and every question gives its marks`, async () => judgeRestored(course, release))
    }
  }
  const security = 'content/international-security'
  for (const edition of ['example-university', 'universidad-de-ejemplo'])
    it(`the edition ${edition}, and every question gives its marks`, async () =>
      judgeRestored(security, '5.0', [`${security}/overlays/${edition}`]))

  it('200 lessons with 1,000 questions', () => {
    const folder = temporaryFolder()
    for (const each of ['lessons', 'quizzes']) mkdirSync(join(folder, each))
    const lessons = Array.from({length: 200}, (_, index) => `lesson-${index + 1}`)
    const quizzes = Array.from({length: 50}, (_, index) => `quiz-${index + 1}`)
    for (const id of lessons)
      writeFileSync(
        join(folder, 'lessons', `${id}.md`),
        `---\ntitle: ${id}\n---\n\n${'Words and words. '.repeat(200)}\n`,
      )
    for (const id of quizzes)
      writeFileSync(
        join(folder, 'quizzes', `${id}.yaml`),
        JSON.stringify({
          title: id,
          questions: Array.from({length: 20}, (_, index) => ({
            id: `q${index}`,
            type: 'multiple-choice',
            prompt: `Question ${index} of ${id}?`,
            choices: [
              {id: 'a', text: 'This one.', correct: true, feedback: 'Yes.'},
              {id: 'b', text: 'That one.', feedback: 'No.'},
            ],
          })),
        }),
      )
    writeFileSync(
      join(folder, 'course.yaml'),
      JSON.stringify({
        id: 'big',
        version: '1.0.0',
        title: 'Big',
        language: 'en',
        description: 'A big course.',
        licence: 'CC0-1.0',
        modules: [
          {id: 'm', title: 'All', items: [...lessons.map((lesson) => ({lesson})), ...quizzes.map((quiz) => ({quiz}))]},
        ],
      }),
    )
    const {restore, sections} = restoreIn(build(folder, '4.1'), '--untried')
    expect(restore).toEqual({precheck: [], results: []})
    const activities = sections[1]?.activities ?? []
    expect(activities.filter(({type}) => type === 'page')).toHaveLength(200)
    expect(activities.reduce((sum, {slots}) => sum + (slots?.length ?? 0), 0)).toBe(1000)
  })
})

it.runIf(!isThere)('COURSEWRIGHT_MOODLE names the folder of a Moodle, with its config.php', () => {
  expect.fail('Set COURSEWRIGHT_MOODLE to the folder of Moodle’s code; see “A real Moodle” in CONTRIBUTING.md.')
})

type Expected = ReturnType<typeof expectedSections>
type ExpectedAnswer = {idnumber: string; type: readonly string[]; share: number | null; hints: number; tags: number}

/** A section as Moodle has it, as far as something is expected of it. */
const compared = (section: RestoredSection, expected: Expected) => ({
  name: section.name,
  visible: section.visible,
  waitsFor: section.waitsFor,
  activities: section.activities.map((activity, index) => {
    const wanted = expected.find(({name}) => name === section.name)?.activities[index] ?? {}
    return Object.fromEntries(
      Object.keys(wanted)
        .filter((key) => !answers.includes(key))
        .map((key) => [key, activity[key as keyof RestoredActivity]]),
    )
  }),
})

const withoutQuestions = (section: Expected[number]) => ({
  ...section,
  activities: section.activities.map((activity) =>
    Object.fromEntries(Object.entries(activity).filter(([key]) => !answers.includes(key))),
  ),
})

const answers = ['right', 'wrong']

const judgeAnswers = (sections: readonly RestoredSection[], expected: Expected) => {
  sections.forEach((section, index) => {
    section.activities.forEach((activity, place) => {
      if (activity.type !== 'quiz') return
      const wanted = expected[index]?.activities[place] as {right?: ExpectedAnswer[]; wrong?: ExpectedAnswer[]}
      judge(activity.right ?? [], wanted.right ?? [], activity, 1)
      judge(activity.wrong ?? [], wanted.wrong ?? [], activity, 0)
    })
  })
}

const judge = (
  given: readonly Answered[],
  wanted: readonly ExpectedAnswer[],
  {name, slots}: RestoredActivity,
  share: number,
) => {
  expect(given.length, name).toBe(slots?.length)
  for (const {idnumber, type, ...rest} of wanted) {
    const answer = given.find((each) => each.idnumber === idnumber)
    expect(answer, `${name}: ${idnumber}`).toMatchObject(rest)
    expect(type, `${name}: ${idnumber}`).toContain(answer?.type)
  }
  for (const answer of given)
    expect([share, null], `${name}: ${answer.idnumber} (${answer.type})`).toContain(answer.share)
}

/** Further reading, and what one looks things up in. */
const judgeReference = (sections: readonly RestoredSection[], counts: ReturnType<typeof countsOf>) => {
  const activities = sections.flatMap((section) => section.activities)
  const ofType = (type: string) => activities.filter((activity) => activity.type === type)
  expect(activities.flatMap(({dead}) => dead)).toEqual([])
  expect(ofType('label')).toHaveLength(counts.tiers)
  expect(ofType('url')).toHaveLength(counts.resources)
  const glossary = ofType('glossary').map((each) => ({...(each as unknown as {entries: number; aliases: number})}))
  expect(glossary.map(({entries, aliases}) => ({entries, aliases}))).toEqual(
    counts.entries > 0 ? [{entries: counts.entries, aliases: counts.aliases}] : [],
  )
}
