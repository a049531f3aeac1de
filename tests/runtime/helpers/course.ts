import type {
  AttemptState,
  InteractionReport,
  PlayerCourse,
  PlayerPage,
  PlayerQuestion,
  PlayerQuestionOutline,
  PlayerQuizOutline,
  Response,
} from '../../../src/model/player.js'

export const page = (slot: number, more: Partial<PlayerPage> = {}): PlayerPage => ({
  slot,
  id: `lesson-${slot}`,
  kind: 'lesson',
  path: `lessons/lesson-${slot}.html`,
  title: `Lesson ${slot}`,
  required: true,
  ...more,
})

export const outline = (slot: number, more: Partial<PlayerQuestionOutline> = {}): PlayerQuestionOutline => ({
  slot,
  owner: 'final',
  id: `q${slot}`,
  type: 'multiple-choice',
  parts: 4,
  targets: 0,
  points: 1,
  ...more,
})

export const quiz = (slot: number, more: Partial<PlayerQuizOutline> = {}): PlayerQuizOutline => {
  const questions = more.questions ?? [outline(0), outline(1)]
  return {
    slot,
    id: `quiz-${slot}`,
    title: `Quiz ${slot}`,
    path: `quizzes/quiz-${slot}.html`,
    mode: 'graded',
    passMark: 70,
    attempts: 3,
    weight: 1,
    length: questions.length,
    ...more,
    questions,
  }
}

export const course = (more: Partial<PlayerCourse> = {}): PlayerCourse => ({
  id: 'international-security',
  version: '1.0.0',
  title: 'International Security',
  language: 'en-GB',
  direction: 'ltr',
  completion: ['read', 'passed'],
  status: 'passed',
  scoring: 'best',
  exitWhenComplete: 'suspend',
  resume: 'always',
  pages: [page(-1, {kind: 'home', id: 'home', path: 'index.html', required: false}), page(1), page(2)],
  quizzes: [quiz(3)],
  messages: {},
  ...more,
})

/** An attempt that was handed in with this score. */
export const submitted = (number: number, score: number, more: Partial<AttemptState> = {}): AttemptState => ({
  number,
  seed: 7,
  elapsed: 30,
  submitted: true,
  score,
  questions: [
    {slot: 0, response: 1, checked: true, mark: score >= 50 ? 1 : 0, tries: 1, hints: 0},
    {slot: 1, response: 2, checked: true, mark: score === 100 ? 1 : 0, tries: 1, hints: 0},
  ],
  ...more,
})

export const choiceQuestion = (more: Partial<PlayerQuestion> = {}): PlayerQuestion =>
  ({
    slot: 0,
    id: 'final/wolfers-symbol',
    type: 'multiple-choice',
    points: 1,
    objectives: ['define-security'],
    description: 'What did Wolfers call national security?',
    feedback: {},
    hints: [],
    parts: [
      {slot: 0, text: 'A measure', correct: false},
      {slot: 1, text: 'An ambiguous symbol', correct: true},
    ],
    ...more,
  }) as PlayerQuestion

export const report = (question: PlayerQuestion, response: Response, mark: number | null): InteractionReport => ({
  quiz: 3,
  question,
  response,
  mark,
  latency: 12.345,
})
