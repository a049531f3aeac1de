import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {formats} from '../../src/formats/index.js'
import {readGift} from '../../src/import/gift/index.js'
import {readMoodleXml} from '../../src/import/moodle-xml/index.js'
import {readXml} from '../../src/import/xml.js'
import {type Course, isQuestion, itemsOf, type Quiz} from '../../src/model/course.js'
import type {Body} from '../../src/model/markdown.js'
import type {Question} from '../../src/model/question.js'
import {foldText} from '../../src/model/scoring.js'
import type {Local} from '../../src/model/text.js'
import {type BodyNode, childrenOf, plainText} from '../../src/model/walk.js'
import {anyCourse} from '../helpers/any-course.js'
import {compileSound, templates} from '../helpers/compile.js'
import {archiveOfPackage, compileDraft, importArchive} from '../helpers/import.js'

const runs = {numRuns: 15}

/** A body as words and structure: links into the course are words in a package, and practice follows its lesson. */
const shapeOf = (node: BodyNode): unknown => {
  const children = childrenOf(node).filter((child) => child.type !== 'practice' && !isPracticeNote(child))
  if (node.type === 'paragraph' || node.type === 'heading') return [node.type, oneBlank(plainText(node))]
  return [node.type, ...children.map(shapeOf)]
}

/** Blanks in a row are one in HTML, and half a character is none in XML. */
const oneBlank = (text: string): string =>
  text
    .replace(/[ \t\n\f\r]+/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()

const isPracticeNote = (node: BodyNode): boolean =>
  node.type === 'paragraph' && /^Now practise: the quiz “P” comes next\.$/.test(plainText(node))

const namesOf = (things: readonly {readonly id: string; readonly title: string}[]) =>
  things.map(({id, title}) => [id, oneBlank(title)])

const words = (body: Body | undefined): string | undefined =>
  body === undefined ? undefined : oneBlank(plainText(body))

/** What no cartridge takes from a question: its prompt, its key, and what is said to answers. */
const keyOf = (question: Question<Local>): unknown => {
  const shared = [question.type, words(question.prompt), words(question.feedback.wrong)]
  switch (question.type) {
    case 'multiple-choice':
      return [...shared, question.choices.map(({text, correct, feedback}) => [words(text), correct, words(feedback)])]
    case 'true-false':
      return [...shared, question.answer]
    case 'short-answer':
      return [...shared, [...new Set(question.answers.map(({text}) => oneBlank(foldText(text, false))))]]
    case 'essay':
      return shared
    default:
      return undefined
  }
}

const packageOf = async (id: string, files: Record<string, string>) => {
  const format = formats.find((candidate) => candidate.id === id)
  if (!format) throw new Error(`There is no format ${id}.`)
  const {gathered, course, config} = await compileSound(files)
  const written = format.write({
    edition: gathered.edition,
    course,
    language: config.language,
    templates,
    options: format.options.parse({}),
  })
  return {course, files: written.files}
}

const questionsIn = (quiz: Quiz<Local>): readonly unknown[] =>
  quiz.entries.filter(isQuestion).map((entry) => keyOf(entry as Question<Local>))

const expectSameQuestions = (after: Quiz<Local> | undefined, before: Quiz<Local>) => {
  const there = after ? questionsIn(after) : []
  for (const key of questionsIn(before)) if (key !== undefined) expect(there).toContainEqual(key)
}

const quizzesIn = (course: Course<Local>): readonly Quiz<Local>[] =>
  itemsOf(course).filter((item): item is Quiz<Local> => item.type === 'quiz')

describe('any course', () => {
  for (const id of ['cc-1.1', 'cc-1.3', 'canvas'])
    it(`as ${id} and back keeps titles, texts, and the keys of questions`, async () => {
      await fc.assert(
        fc.asyncProperty(anyCourse, async (files) => {
          const {course, files: written} = await packageOf(id, files)
          const back = (await importArchive(archiveOfPackage(written))).course
          expect([back.id, back.licence, oneBlank(back.title)]).toEqual([
            course.id,
            course.licence,
            oneBlank(course.title),
          ])
          expect(namesOf(back.modules)).toEqual(namesOf(course.modules))
          for (const item of itemsOf(course)) {
            const there = itemsOf(back).find((candidate) => candidate.type === item.type && candidate.id === item.id)
            expect(oneBlank(there?.title ?? '')).toBe(oneBlank(item.title))
            if (item.type === 'lesson' || item.type === 'discussion') {
              expect(there && 'body' in there && shapeOf(there.body)).toEqual(shapeOf(item.body))
            }
            if (item.type === 'quiz' && there?.type === 'quiz') expectSameQuestions(there, item)
          }
        }),
        runs,
      )
    })

  it('as moodle-xml and back keeps the quizzes and every question with its key', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const {course, files: written} = await packageOf('moodle-xml', files)
        const quizzes = quizzesIn(course)
        const [file] = written
        if (!file || quizzes.length === 0) return
        const bytes = await archiveOfPackage(written).read(file.path)
        const {value} = readXml(file.path, bytes)
        if (!value) throw new Error('The file is broken.')
        const back = quizzesIn((await compileDraft(readMoodleXml(value, file.path, 'Questions'))).course)
        const there = back.flatMap(questionsIn)
        for (const key of quizzes.flatMap(questionsIn)) if (key !== undefined) expect(there).toContainEqual(key)
      }),
      runs,
    )
  })

  it('as qti-1.2 and back keeps the quizzes and every question with its key', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const {course, files: written} = await packageOf('qti-1.2', files)
        const quizzes = quizzesIn(course)
        if (quizzes.length === 0) return
        const back = quizzesIn((await importArchive(archiveOfPackage(written))).course)
        for (const quiz of quizzes)
          expectSameQuestions(
            back.find(({id}) => id === quiz.id),
            quiz,
          )
      }),
      runs,
    )
  })

  it('as gift and back keeps every question with its key', async () => {
    await fc.assert(
      fc.asyncProperty(anyCourse, async (files) => {
        const {course, files: written} = await packageOf('gift', files)
        const [file] = written
        if (!file || quizzesIn(course).length === 0) return
        const text = new TextDecoder().decode(await archiveOfPackage(written).read(file.path))
        const back = quizzesIn((await compileDraft(readGift(text, file.path, 'Questions'))).course)
        const there = back.flatMap(questionsIn)
        for (const key of quizzesIn(course).flatMap(questionsIn))
          if (key !== undefined) expect(there).toContainEqual(key)
      }),
      runs,
    )
  })
})
