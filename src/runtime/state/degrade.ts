import type {AttemptState, QuestionState, Response} from '../../model/player.js'
import type {Progress} from '../session/progress.js'

/**
 * The progress whole, then with ever less detail. In this order go: the answers of earlier attempts, the oldest first; the
 * words typed; the answers of submitted newest attempts; those of attempts under way. What stays: status, score, place,
 * pages read, and number, seed and score of each attempt.
 */
export function* degrees(progress: Progress): Generator<Progress> {
  yield progress
  let left = progress
  const earlier = progress.quizzes
    .flatMap(({slot, attempts}) =>
      attempts.slice(0, -1).map(({number, questions}) => ({slot, number, size: questions.length})),
    )
    .filter(({size}) => size > 0)
    .sort((a, b) => a.number - b.number)
  for (const {slot, number} of earlier) {
    left = mapAttempts(left, (attempt, quiz) => (quiz === slot && attempt.number === number ? bare(attempt) : attempt))
    yield left
  }
  left = mapAttempts(left, (attempt) => ({...attempt, questions: attempt.questions.map(wordless)}))
  yield left
  left = mapAttempts(left, (attempt) => (attempt.submitted ? bare(attempt) : attempt))
  yield left
  yield mapAttempts(left, bare)
}

const mapAttempts = (progress: Progress, map: (attempt: AttemptState, quiz: number) => AttemptState): Progress => ({
  ...progress,
  quizzes: progress.quizzes.map(({slot, attempts}) => ({
    slot,
    attempts: attempts.map((attempt) => map(attempt, slot)),
  })),
})

const bare = (attempt: AttemptState): AttemptState => ({...attempt, questions: []})

const wordless = (question: QuestionState): QuestionState => ({...question, response: withoutWords(question.response)})

/** What was typed becomes an empty text: something was answered, and its mark stands beside it. */
const withoutWords = (response: Response): Response => {
  if (typeof response === 'string') return ''
  if (!Array.isArray(response) || !response.some((entry) => Array.isArray(entry) && typeof entry[1] === 'string'))
    return response
  return (response as readonly (readonly [number, string])[]).map(([blank]) => [blank, ''] as const)
}
