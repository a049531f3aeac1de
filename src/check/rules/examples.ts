/** Pieces for the examples of rules. */

/** A lesson with this body. */
export const lesson = (body: string, more = ''): string =>
  `---\nid: first\ntitle: First lesson\n${more}---\n\n${body}\n`

/** A practice quiz with these questions, each the YAML of one list entry. */
export const quiz = (...questions: string[]): string =>
  `id: check\ntitle: Check yourself\nquestions:\n${questions.map((question) => question.replace(/^/gm, '    ').replace(/^ {4}/, '  - ')).join('\n')}\n`

/** A course.yaml around the lesson `first` and the quiz `check`, with these further lines. */
export const course = (more = '', items = '- lesson: first\n      - quiz: check'): string =>
  `id: example\nversion: 1.0.0\ntitle: Example\nlanguage: en-GB\ndescription: An example.\nlicence: CC-BY-4.0\ncompletion: [read]\n${more}modules:\n  - id: one\n    title: One\n    items:\n      ${items}\n`

/** A sound question. */
export const question = `id: q
type: multiple-choice
prompt: Which?
choices:
  - {text: "This", correct: true, feedback: "Yes."}
  - {text: "That", feedback: "No."}`

/** The sound small course that examples change. */
export const soundCourse: Readonly<Record<string, string>> = {
  'course.yaml': course(),
  'lessons/first.md': lesson('Some words.'),
  'quizzes/check.yaml': quiz(question),
}
