import type {Draft, DraftEntry, DraftQuiz} from '../draft.js'
import type {Ids} from '../ids.js'
import type {MediaShelf} from '../media.js'
import type {Report} from '../unkept.js'

/** Questions under one heading: a category of a question bank. */
export interface QuestionGroup {
  /** Names from the outermost category to its own. */
  readonly path: readonly string[]
  readonly description?: string | undefined
  readonly shuffleChoices: boolean
  readonly questions: readonly DraftEntry[]
}

/** A course of nothing but quizzes, one for each group that has questions. A name that all begin with is the course’s. */
export const courseOfGroups = (
  groups: readonly QuestionGroup[],
  title: string,
  {ids, shelf, report}: {readonly ids: Ids; readonly shelf: MediaShelf; readonly report: Report},
): Draft => {
  const filled = groups.filter(({questions}) => questions.length > 0)
  const shared = sharedPath(filled.map(({path}) => path))
  const names = filled.map(({path}) => path.slice(Math.min(shared, path.length - 1)))
  const quizzes = filled.map(({description, shuffleChoices, questions}, index): DraftQuiz => {
    const name = names[index] ?? []
    return {
      id: ids.take(name.at(-1), name.join(' ')),
      title: name.join(' / ') || title,
      ...(description ? {description} : {}),
      mode: 'graded',
      ...(shuffleChoices ? {shuffle: ['choices']} : {}),
      questions: [...questions],
    }
  })
  const common = filled[0]?.path.slice(0, shared) ?? []
  return {
    course: {
      title: common.at(-1) ?? title,
      modules: [{id: 'questions', title: common.at(-1) ?? title, items: quizzes.map(({id}) => ({quiz: id}))}],
    },
    lessons: [],
    discussions: [],
    assignments: [],
    quizzes,
    banks: [],
    links: [],
    tools: [],
    glossary: [],
    media: shelf.all(),
    unkept: report.all(),
  }
}

/** How many names all paths begin with; the last name of a path is its own. */
const sharedPath = (paths: readonly (readonly string[])[]): number => {
  const [first = []] = paths
  let count = 0
  while (count < first.length - 1 && paths.every((path) => count < path.length - 1 && path[count] === first[count]))
    count += 1
  return count
}
