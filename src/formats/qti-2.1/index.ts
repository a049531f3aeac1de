import * as z from 'zod'
import {quizzesOf} from '../../model/course.js'
import type {Loss} from '../../model/package.js'
import {directionOf} from '../../render/direction.js'
import {listedInManifest, manifestPath} from '../_content-packaging/manifest.js'
import {questionsOnly} from '../_qti/questions-only.js'
import {defineFormat} from '../format.js'
import {type Context, contextOf} from './context.js'
import {itemOf, type Shuffling} from './item.js'
import {directionUnsaid, emptyQuiz, lossOf, modelSource} from './losses.js'
import {manifest} from './manifest.js'
import {testOf} from './test.js'

/** Question and Test Interoperability 2.1: each quiz a test, each question an item, and nothing else of the course. */
export const qti21 = defineFormat({
  id: 'qti-2.1',
  title: 'QTI 2.1',
  summary: 'Quizzes and question banks for test systems: OpenOlat, TAO, Blackboard, Canvas and others.',
  container: {kind: 'zip', extension: 'zip'},
  options: z.strictObject({}),
  listed: listedInManifest,
  write: (input) => {
    const context = contextOf(input)
    const {course} = context
    const quizzes = quizzesOf(course).filter((quiz) => quiz.entries.length > 0)
    const items = [
      ...quizzes.flatMap((quiz) =>
        quiz.entries.flatMap((entry) =>
          entry.type === 'draw' ? [] : [itemOf(context, quiz.id, entry, quiz.shuffleChoices ? 'all' : 'none')],
        ),
      ),
      ...course.banks.flatMap((bank) =>
        bank.questions.map((question) => itemOf(context, bank.id, question, shufflingOf(context, bank.id))),
      ),
    ]
    const tests = quizzes.map((quiz) => testOf(context, quiz, (owner) => items.filter((item) => item.owner === owner)))
    const media = [...new Set([...tests, ...items].flatMap((each) => each.media))].sort()
    return {
      files: [
        {path: manifestPath, content: {text: manifest(context, tests, items)}},
        ...[...tests, ...items].map(({path, text}) => ({path, content: {text}})),
        ...media.map((path) => ({path: context.mediaPath(path), content: {media: path}})),
      ],
      losses: [
        ...courseLosses(context),
        ...quizzesOf(course)
          .filter((quiz) => quiz.entries.length === 0)
          .map((quiz) => lossOf('quiz', quiz, emptyQuiz)),
        ...[...tests, ...items].flatMap((each: {readonly losses: readonly Loss[]}) => each.losses),
      ],
    }
  },
})

const shufflingOf = ({course}: Context, bank: string): Shuffling => {
  const asking = quizzesOf(course).filter((quiz) =>
    quiz.entries.some((entry) => entry.type === 'draw' && entry.bank === bank),
  )
  if (!asking.some((quiz) => quiz.shuffleChoices)) return 'none'
  return asking.every((quiz) => quiz.shuffleChoices) ? 'all' : 'some'
}

const courseLosses = ({course, language}: Context): readonly Loss[] => [
  ...questionsOnly(course, modelSource),
  ...(directionOf(language) === 'rtl' ? [lossOf('course', course, directionUnsaid)] : []),
]
