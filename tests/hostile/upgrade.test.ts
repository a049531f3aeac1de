import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {heldOf, holdings} from '../../src/learner/holdings.js'
import {learnerIn} from '../../src/learner/learner.js'
import {describeInBrowser} from '../helpers/browser.js'
import {leave, settled} from '../helpers/lms/leave.js'
import {buildPackage, type Package} from '../helpers/lms/package.js'
import {answerHalf, type Bed, eventually, hostileCourse, launch, takeTest, troubles} from './bed.js'

type Change = (text: string) => string

/** A later version of the course, with these files changed. */
const laterVersion = (name: string, changes: Readonly<Record<string, Change>>): Promise<Package> =>
  hostileCourse(name, async (folder) => {
    const all: Readonly<Record<string, Change>> = {
      ...changes,
      'course.yaml': (text) => (changes['course.yaml'] ?? String)(text.replace('version: 1.0.0', 'version: 1.1.0')),
    }
    for (const [path, change] of Object.entries(all)) {
      const file = join(folder, path)
      await writeFile(file, change(await readFile(file, 'utf8').catch(() => '')))
    }
  })

/** Other texts, a question before the others, choices and questions in another order, a lesson more. */
const rearranged = () =>
  laterVersion('rearranged', {
    'course.yaml': (text) => text.replace('- lesson: first', '- lesson: third\n      - lesson: first'),
    'lessons/third.md': () => '---\nid: third\ntitle: A new lesson\n---\n\nWords.\n',
    'lessons/second.md': (text) => text.replace('The second lesson', 'The lesson that was the second'),
    'quizzes/final.yaml': (text) => {
      const [head = '', ...questions] = text.split(/^ {2}- id: /m)
      const added = `added\n    type: true-false\n    prompt: This is new.\n    answer: true\n    feedback: {right: "Yes.", wrong: "It is."}\n`
      const turned = questions.map((question) =>
        question.replace(/( {6}- \{id: two.*\n)([\s\S]*)( {6}- \{id: five.*\n)/, '$3$2$1'),
      )
      return [head, added, ...turned.reverse()].join('  - id: ')
    },
  })

const withoutCapital = () =>
  laterVersion('without-capital', {
    'quizzes/final.yaml': (text) => text.replace(/ {2}- id: capital[\s\S]*?(?= {2}- id: sizes)/, ''),
  })

/** Leaves, and comes back to another version. */
const comeBackTo = async (bed: Bed, files: Package, path?: string) => {
  await settled(bed.lms, 1500)
  await leave['the LMS removes the frame'](bed.page)
  await settled(bed.lms)
  bed.lms.settings.files = files
  await bed.page.goto(bed.lms.address)
  const learner = learnerIn(bed.page, files)
  await learner.arrive(path)
  return {learner, held: () => holdings(bed.lms.record, learner.course)}
}

describeInBrowser('a course that has been updated', (start) => {
  test('MUST 38, MUST 39: an attempt that was begun goes on with its answers, though everything has moved', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished})
    const given = await answerHalf(bed.learner)
    const {learner, held} = await comeBackTo(bed, await rearranged(), 'quizzes/final.html')
    expect((await learner.notices()).join()).toMatch(/has been updated/)
    const quiz = await learner.quiz()
    await eventually(async () => expect(await quiz.section.locator('.steps a[data-answered]').count()).toBe(2))
    expect(held().attempts.final?.[0]?.given).toEqual(heldOf(given, false))
    await quiz.submit()
    await eventually(() => expect(held().attempts.final?.[0]).toMatchObject({submitted: true}))
    expect(held().attempts.final?.[0]?.given).toEqual(heldOf(given, true))
    expect(bed.lms.illegal()).toEqual([])
    expect(troubles(bed.watched)).toEqual([])
  })

  test('MUST 5, MUST 39: what was passed stays passed, and pages that were read stay read', async ({
    onTestFinished,
  }) => {
    const bed = await launch({browser: start(), onTestFinished})
    await bed.learner.go('lessons/first.html')
    await bed.learner.read()
    const {given, score} = await takeTest(bed.learner, 1)
    const {held} = await comeBackTo(bed, await rearranged(), 'quizzes/final.html')
    await settled(bed.lms, 1500)
    expect(held()).toMatchObject({status: 'passed', score, read: ['lessons/first.html']})
    expect(held().attempts.final?.[0]?.given).toEqual(heldOf(given, true))
    expect(bed.lms.illegal()).toEqual([])
  })

  test('MUST 38: where a question is gone, the others keep their answers', async ({onTestFinished}) => {
    const bed = await launch({browser: start(), onTestFinished})
    const {given, score} = await takeTest(bed.learner, 1)
    const {learner, held} = await comeBackTo(bed, await withoutCapital(), 'quizzes/final.html')
    await learner.go('lessons/second.html')
    await settled(bed.lms, 1500)
    expect(held()).toMatchObject({status: 'passed', score})
    const slots = learner.course.quizzes.find((quiz) => quiz.id === 'final')?.questions.map((question) => question.slot)
    expect(held().attempts.final?.[0]?.given).toEqual(
      heldOf(
        given.filter((answer) => slots?.includes(answer.slot)),
        true,
      ),
    )
    expect(troubles(bed.watched)).toEqual([])
  })

  test.for(['garbage', '{"v":1,"d":[1,2,3]}', 'A', 'BAAAAAAAAAAAA', '\u0000\u0001', 'é'.repeat(4000)])(
    'MUST 38: a state that cannot be read (%#) is a fresh start with a notice, and takes nothing back',
    async (garbage, {onTestFinished}) => {
      const bed = await launch({browser: start(), onTestFinished})
      await takeTest(bed.learner)
      await settled(bed.lms, 1500)
      await leave['the LMS removes the frame'](bed.page)
      await settled(bed.lms)
      bed.lms.record.set('cmi.suspend_data', garbage)
      await bed.relaunch()
      await eventually(async () => expect((await bed.learner.notices()).join()).toMatch(/could not be read/))
      await takeTest(bed.learner, 4)
      await settled(bed.lms, 1500)
      expect(bed.held()).toMatchObject({status: 'passed', score: 100})
      expect(bed.lms.illegal()).toEqual([])
      expect(troubles(bed.watched)).toEqual([])
    },
  )

  test('MUST 39: the state of another course is not taken for one’s own', async ({onTestFinished}) => {
    const bed = await launch({browser: start(), onTestFinished})
    await takeTest(bed.learner)
    const {learner} = await comeBackTo(bed, await buildPackage('tests/fixtures/everything'))
    expect((await learner.at()).path).toBe('index.html')
    await learner.go('quizzes/graded-all.html')
    const quiz = await learner.quiz()
    await quiz.start()
    expect(await quiz.section.locator('.steps a[data-answered]').count()).toBe(0)
    expect(bed.lms.illegal()).toEqual([])
    expect(troubles(bed.watched)).toEqual([])
  })
})
