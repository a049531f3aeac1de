import type {AttemptState, InteractionReport, PlayerQuiz, QuizState, Session, Snapshot} from '../../../model/player.js'
import {all, one} from '../dom.js'
import {gradedQuiz} from './graded.js'
import {askedBy} from './order.js'
import {practiceQuiz} from './practice.js'

/** What a quiz on a page is made of, whichever way it is played. */
export interface QuizOnPage {
  readonly quiz: PlayerQuiz
  readonly section: HTMLElement
  readonly form: HTMLFormElement
  readonly snapshot: Snapshot
  /** Attempts as they were when the page opened. */
  readonly before: readonly AttemptState[]
  readonly save: (attempt: AttemptState, reports: readonly InteractionReport[]) => void
}

/** Makes every quiz of the page answer. */
export const startQuizzes = (session: Session, snapshot: Snapshot): void => {
  for (const section of all('.quiz[data-quiz]')) {
    const data = one('.quiz-data', section)?.textContent
    const form = one<HTMLFormElement>('form', section)
    if (!data || !form) continue
    const quiz = decodeQuiz(data)
    form.addEventListener('submit', (event) => event.preventDefault())
    const state: QuizState | undefined = snapshot.quizzes.find((each) => each.slot === quiz.slot)
    const onPage: QuizOnPage = {
      quiz,
      section,
      form,
      snapshot,
      before: state?.attempts ?? [],
      save: (attempt, reports) => void session.call('attempt', {quiz: quiz.slot, attempt, reports}),
    }
    if (quiz.mode === 'practice') practiceQuiz(onPage)
    else gradedQuiz(onPage)
    section.dataset.ready = ''
  }
}

/** A new attempt, nothing answered. */
export const newAttempt = (quiz: PlayerQuiz, number: number): AttemptState =>
  complete(quiz, {
    number,
    seed: Math.floor(Math.random() * 65536),
    elapsed: 0,
    submitted: false,
    score: null,
    questions: [],
  })

/** An attempt whose answers could not be kept asks the same questions again. */
export const complete = (quiz: PlayerQuiz, attempt: AttemptState): AttemptState =>
  attempt.questions.length > 0
    ? attempt
    : {
        ...attempt,
        questions: askedBy(quiz, attempt.seed).map((slot) => ({
          slot,
          response: null,
          checked: false,
          mark: null,
          tries: 0,
          hints: 0,
        })),
      }

/** How many questions an attempt has. */
export const lengthOf = ({plan}: PlayerQuiz): number =>
  plan.reduce((sum: number, entry) => sum + (typeof entry === 'number' ? 1 : entry.draw), 0)

const decodeQuiz = (data: string): PlayerQuiz => {
  const bytes = Uint8Array.from(atob(data.trim()), (character) => character.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as PlayerQuiz
}
