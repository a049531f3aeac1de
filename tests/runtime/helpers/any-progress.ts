import fc from 'fast-check'
import type {AttemptState, PlayerCourse, PlayerQuestionOutline, QuestionState} from '../../../src/model/player.js'
import {judge} from '../../../src/runtime/session/outcome.js'
import {changeAttempt, markRead, moveTo, nothingYet, type Progress} from '../../../src/runtime/session/progress.js'
import {course, outline, page, quiz} from './course.js'

const types = [
  'multiple-choice',
  'multiple-response',
  'true-false',
  'short-answer',
  'numeric',
  'matching',
  'essay',
  'ordering',
  'fill-blanks',
  'categorise',
  'hotspot',
] as const satisfies readonly PlayerQuestionOutline['type'][]

const anyOutlines = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      parts: fc.integer({min: 1, max: 40}),
      gap: fc.integer({min: 1, max: 9}),
    }),
    {minLength: 1, maxLength: 8},
  )
  .map((list) => {
    let slot = -1
    return list.map(({type, parts, gap}) => {
      slot += gap
      return outline(slot, {type, parts, targets: Math.ceil(parts / 2)})
    })
  })

/** Courses with quizzes of every kind, some with attempts without end, some that draw. */
export const anyCourse: fc.Arbitrary<PlayerCourse> = fc
  .record({
    pages: fc.uniqueArray(fc.integer({min: 0, max: 300}), {minLength: 1, maxLength: 30}),
    quizzes: fc.array(
      fc.record({
        questions: anyOutlines,
        mode: fc.constantFrom('graded' as const, 'practice' as const),
        attempts: fc.option(fc.integer({min: 1, max: 12})),
        drawn: fc.integer({min: 1, max: 8}),
      }),
      {maxLength: 4},
    ),
  })
  .map(({pages, quizzes}) =>
    course({
      pages: [page(-1, {kind: 'home', required: false}), ...pages.map((slot) => page(slot))],
      quizzes: quizzes.map(({questions, mode, attempts, drawn}, index) =>
        quiz(400 + index, {questions, mode, attempts, length: Math.min(drawn, questions.length)}),
      ),
    }),
  )

const text = fc.oneof(fc.string({unit: 'binary', maxLength: 90}), fc.string({unit: 'grapheme', maxLength: 90}))
const slot = fc.integer({min: 0, max: 45})

/** Answers of every shape, fitting or not: the reducer must cope with both. */
const anyResponse: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  slot,
  text,
  fc.array(slot, {maxLength: 45}),
  fc.array(fc.tuple(slot, slot), {maxLength: 45}),
  fc.array(fc.tuple(slot, text), {maxLength: 45}),
)

const large = fc.oneof(fc.nat(20), fc.nat(1_000_000))

const anyAttempt = (course: PlayerCourse): fc.Arbitrary<{quiz: number; attempt: AttemptState}> =>
  fc.constantFrom(...course.quizzes).chain((chosen) =>
    fc.record({
      quiz: fc.constant(chosen.slot),
      attempt: fc.record({
        number: fc.oneof(fc.integer({min: 1, max: 12}), large),
        seed: fc.nat(65535),
        elapsed: large,
        submitted: fc.boolean(),
        score: fc.option(fc.double({min: 0, max: 100, noNaN: true})),
        questions: fc.array(
          fc.record({
            slot: fc.constantFrom(...chosen.questions.map((question) => question.slot)),
            response: anyResponse as fc.Arbitrary<QuestionState['response']>,
            checked: fc.boolean(),
            mark: fc.option(fc.double({min: 0, max: 1, noNaN: true})),
            tries: large,
            hints: large,
          }),
          {maxLength: 10},
        ),
      }),
    }),
  )

/** A progress that a learner of this course can reach. */
export const anyProgress = (course: PlayerCourse): fc.Arbitrary<Progress> =>
  fc
    .record({
      read: fc.subarray(course.pages.map((each) => each.slot)),
      place: fc.option(
        fc.record({
          slot: fc.constantFrom(...course.pages.map((each) => each.slot)),
          scroll: fc.double({min: 0, max: 1, noNaN: true}),
        }),
      ),
      attempts: course.quizzes.length > 0 ? fc.array(anyAttempt(course), {maxLength: 25}) : fc.constant([]),
      reported: fc.nat(32767),
    })
    .map(({read, place, attempts, reported}) => {
      let progress: Progress = {...nothingYet, reported}
      for (const each of read) progress = markRead(progress, course, each)
      if (place) progress = moveTo(progress, course, place.slot, place.scroll)
      for (const {quiz, attempt} of attempts) progress = changeAttempt(progress, course, quiz, attempt)
      return judge(progress, course, {})
    })

export const anyCourseWithProgress = anyCourse.chain((course) =>
  fc.record({course: fc.constant(course), progress: anyProgress(course)}),
)
