import {stringify} from 'yaml'
import type {Draft, DraftBank, DraftQuiz} from './draft.js'
import {withoutControls} from './html/passage.js'

/** The text files of a course, by path. */
export const filesOf = (draft: Draft & {readonly course: {readonly id?: string}}): ReadonlyMap<string, string> => {
  const files = new Map<string, string>()
  const {modules, ...settings} = draft.course
  files.set('course.yaml', yaml({...settings, modules}))
  for (const {front, body} of draft.lessons) files.set(`lessons/${front.id}.md`, page(front, body))
  for (const {front, body} of draft.discussions) files.set(`discussions/${front.id}.md`, page(front, body))
  for (const {front, body} of draft.assignments) files.set(`assignments/${front.id}.md`, page(front, body))
  for (const quiz of draft.quizzes) files.set(`quizzes/${quiz.id}.yaml`, yaml(withOrder(quiz)))
  for (const bank of draft.banks) files.set(`banks/${bank.id}.yaml`, yaml(withOrder(bank)))
  if (draft.links.length > 0) files.set('links.yaml', yaml(draft.links))
  if (draft.tools.length > 0) files.set('tools.yaml', yaml(draft.tools))
  if (draft.glossary.length > 0) files.set('glossary.yaml', yaml(draft.glossary))
  if (draft.resources) files.set('resources.yaml', yaml(draft.resources))
  if (draft.about) files.set('about.md', page(draft.about.front, draft.about.body))
  return files
}

/** A question begins as people begin it: what it is called, of which type it is, what it asks. */
const withOrder = <T extends DraftQuiz | DraftBank>(owner: T): T => ({
  ...owner,
  questions: owner.questions.map((entry) => {
    if (!('type' in entry)) return entry
    const {id, type, prompt, points, feedback, hints, ...rest} = entry
    return {
      id,
      type,
      prompt,
      ...(points === undefined ? {} : {points}),
      ...rest,
      ...(feedback ? {feedback} : {}),
      ...(hints ? {hints} : {}),
    }
  }),
})

const page = (front: object, body: string): string => `---\n${yaml(front)}---\n\n${body}\n`

/** Texts of several lines as blocks, so that people can read and change them. */
const yaml = (value: unknown): string =>
  stringify(clean(value), {lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false})

const clean = (value: unknown): unknown => {
  if (typeof value === 'string') return withoutControls(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, clean(inner)]),
  )
}
