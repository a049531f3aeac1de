/** A course with something of everything that an update can touch. */
const files = {
  'course.yaml': `id: small
version: 1.0.0
title: A small course
language: en-GB
description: It is small.
licence: CC-BY-4.0
completion: [read, passed]
modules:
  - id: one
    title: One
    items:
      - lesson: first
      - quiz: check
      - quiz: final
      - assignment: essay
`,
  'lessons/first.md': `---
id: first
title: First lesson
---

Security is contested.

The second passage stays as it is.
`,
  'quizzes/check.yaml': `id: check
title: Check yourself
questions:
  - id: trial
    type: true-false
    prompt: Water is wet.
    answer: true
    feedback: {right: "Yes.", wrong: "It is."}
`,
  'quizzes/final.yaml': `id: final
title: Final
mode: graded
pass-mark: 60
attempts: 3
time-limit: 30
questions:
  - id: capital
    type: multiple-choice
    prompt: Which is the capital of France?
    points: 1
    choices:
      - {id: paris, text: "Paris", correct: true, feedback: "Yes."}
      - {id: lyons, text: "Lyons", feedback: "No."}
      - {id: lille, text: "Lille", feedback: "No."}
  - {draw: 1, from: stock}
`,
  'banks/stock.yaml': `id: stock
title: Stock
questions:
  - id: sum
    type: numeric
    prompt: How much is two and two?
    answer: 4
    feedback: {right: "Yes.", wrong: "Count again."}
  - id: product
    type: numeric
    prompt: How much is two times three?
    answer: 6
    feedback: {right: "Yes.", wrong: "Count again."}
`,
  'assignments/essay.md': `---
id: essay
title: Essay
points: 10
---

Write.
`,
} as const

export type CourseFile = keyof typeof files

/** The course, with one text for another in some files. Throws where the text is not there. */
export const courseWith = (
  changes: Partial<Record<CourseFile, readonly (readonly [string, string])[]>> = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      let changed: string = text
      for (const [from, to] of changes[path as CourseFile] ?? []) {
        if (!changed.includes(from)) throw new Error(`${path} does not say ${from}`)
        changed = changed.replace(from, to)
      }
      return [path, changed]
    }),
  )
