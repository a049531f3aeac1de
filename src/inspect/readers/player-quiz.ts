import {plainOf} from '../../import/html/passage.js'
import type {PlayerQuestion, PlayerQuiz} from '../../model/player.js'
import {typedKey} from '../../model/typed-key.js'
import type {ContentQuestion} from '../contents.js'
import {short} from '../questions.js'

type Settings = Readonly<Record<string, string | undefined>>

/** The quizzes that a page of our own packages holds for its player (render/quiz.ts). */
export const ownQuizzes = (
  html: string,
): {readonly settings: Settings; readonly questions: readonly ContentQuestion[]} => {
  const quizzes = [...html.matchAll(/<script type="text\/plain" class="quiz-data">([\w+/=]+)<\/script>/g)].flatMap(
    ([, data = '']) => decode(data) ?? [],
  )
  return {
    settings: settingsOf(quizzes),
    questions: quizzes.flatMap(({questions}) => questions.map(questionFacts)),
  }
}

const decode = (data: string): PlayerQuiz | undefined => {
  try {
    const quiz = JSON.parse(
      new TextDecoder().decode(Uint8Array.from(atob(data), (one) => one.charCodeAt(0))),
    ) as unknown
    const isQuiz =
      typeof quiz === 'object' &&
      quiz !== null &&
      'questions' in quiz &&
      Array.isArray(quiz.questions) &&
      quiz.questions.every(
        (one: Partial<PlayerQuestion> | null) => typeof one?.id === 'string' && one.type !== undefined,
      )
    return isQuiz ? (quiz as PlayerQuiz) : undefined
  } catch {
    return undefined
  }
}

const settingsOf = (quizzes: readonly PlayerQuiz[]): Settings => {
  const [quiz] = quizzes
  if (!quiz || quizzes.length > 1) return {}
  return {
    mode: quiz.mode,
    'pass-mark': String(quiz.passMark),
    attempts: String(quiz.attempts ?? 'unlimited'),
    'time-limit': String(quiz.timeLimit ?? 'none'),
    feedback: quiz.feedback,
    length: String(
      (quiz.plan ?? []).reduce<number>((sum, part) => sum + (typeof part === 'number' ? 1 : part.draw), 0),
    ),
  }
}

const questionFacts = (question: PlayerQuestion): ContentQuestion => {
  const {right, wrong, general} = question.feedback ?? {}
  const said = [...partFeedback(question), ...(question.hints ?? []), right, wrong, general]
  return {
    id: question.id,
    type: question.type,
    title: short(question.description),
    points: question.points,
    key: keyOf(question),
    text: [question.description, ...wordsOf(question), ...said.flatMap((html) => (html ? [plainOf(html)] : []))],
  }
}

const keyOf = (question: PlayerQuestion): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'hotspot':
      return question.parts.filter(({correct}) => correct).map(({text}) => text)
    case 'multiple-response':
      return [
        ...question.parts.filter(({correct}) => correct).map(({text}) => text),
        ...(question.scoring === 'all-or-nothing' ? ['(all or nothing)'] : []),
      ]
    case 'true-false':
      return [String(question.answer)]
    case 'short-answer':
    case 'numeric':
      return typedKey(question)
    case 'matching':
      return question.left.map(({text}, index) => `${text} – ${question.right[index]?.text ?? ''}`)
    case 'ordering':
      return question.parts.map(({text}) => text)
    case 'fill-blanks':
      return question.blanks.map(({accept}) => accept.join(' / '))
    case 'categorise':
      return question.parts.map(
        ({text, category}) => `${text} in ${question.categories.find(({slot}) => slot === category)?.text ?? ''}`,
      )
    case 'essay':
      return []
  }
}

const wordsOf = (question: PlayerQuestion): readonly string[] => {
  switch (question.type) {
    case 'multiple-choice':
    case 'multiple-response':
    case 'hotspot':
    case 'ordering':
      return question.parts.map(({text}) => text)
    case 'matching':
      return question.right.slice(question.left.length).map(({text}) => text)
    case 'fill-blanks':
      return question.distractors.map(({text}) => text)
    case 'true-false':
    case 'short-answer':
    case 'numeric':
    case 'categorise':
    case 'essay':
      return []
  }
}

const partFeedback = (question: PlayerQuestion): readonly (string | undefined)[] =>
  question.type === 'multiple-choice' || question.type === 'multiple-response' || question.type === 'hotspot'
    ? question.parts.map(({feedback}) => feedback)
    : question.type === 'short-answer' || question.type === 'numeric'
      ? question.answers.map(({feedback}) => feedback)
      : []
