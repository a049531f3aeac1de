import {readdir} from 'node:fs/promises'
import {basename, dirname, join, resolve} from 'node:path'
import {makeFolder, nodeHost} from '../../host/node.js'
import {slugOf} from '../../model/names.js'
import {CommandError} from '../command-error.js'

export const run = async (folder: string): Promise<void> => {
  const there = await readdir(folder).catch(() => [])
  if (there.length > 0) throw new CommandError(`${folder} is not empty. Choose a new folder: nothing is overwritten.`)
  const id = slugOf(basename(resolve(folder))) || 'my-course'
  for (const [path, text] of Object.entries(starter(id))) {
    const target = join(folder, path)
    await makeFolder(dirname(target))
    await nodeHost.write(target, text)
  }
  process.stdout.write(
    `Made the course “${id}” in ${folder}.\n\n  coursewright preview ${folder}\n  coursewright build ${folder}\n`,
  )
}

const starter = (id: string): Readonly<Record<string, string>> => ({
  'course.yaml': `# What each setting means: the handbook’s chapter “The course file”.
id: ${id}          # permanent: do not change it once learners have used the course
version: 0.1.0
title: My course
language: en
description: Say in a sentence or two what learners will be able to do.
authors: [Your Name]
licence: CC-BY-4.0

modules:
  - id: start
    title: Getting started
    items:
      - lesson: welcome
      - quiz: final-quiz
`,
  'lessons/welcome.md': `---
id: welcome
title: Welcome
time: 10
objectives:
  - id: name-parts
    text: Name the parts that a course is made of.
---

A course is a folder. Its lessons are Markdown files like this one, and its quizzes are YAML files.

:::case[A first try]
Change a sentence here while \`coursewright preview\` runs, and watch the page.
:::

## What a lesson can hold

Lists, tables, pictures, formulas such as $a^2 + b^2 = c^2$, a :term[key term], a source [@knuth-1984], and questions to practise:

::practice{quiz=first-check}

:::brief
- Lessons are Markdown.
- Quizzes are YAML.
:::
`,
  'quizzes/first-check.yaml': `id: first-check
title: Check yourself
mode: practice
questions:
  - id: lesson-language
    type: multiple-choice
    prompt: In which language are lessons written?
    objectives: [name-parts]
    choices:
      - {id: html, text: HTML, feedback: "Raw HTML is refused: each LMS would treat it otherwise."}
      - {id: markdown, text: Markdown, correct: true, feedback: "Yes, with a few directives of its own."}
`,
  'quizzes/final-quiz.yaml': `id: final-quiz
title: Final quiz
mode: graded
pass-mark: 60
attempts: 3
feedback: after-attempt
questions:
  - id: quiz-language
    type: short-answer
    prompt: In which language are quizzes written?
    objectives: [name-parts]
    accept: [YAML, yml]
    feedback: {right: "Yes.", wrong: "Quizzes are YAML files."}
  - id: id-changes
    type: true-false
    prompt: The id of a course may change with each release.
    objectives: [name-parts]
    answer: false
    feedback: {right: "Right: it is permanent.", wrong: "An LMS finds learners’ records by it, so that it must stay."}
`,
  'glossary.yaml': `- id: key-term
  term: Key term
  definition: A word that the glossary explains, and that lessons link to it.
`,
  'bibliography.yaml': `- id: knuth-1984
  type: article-journal
  title: Literate Programming
  author: [{family: Knuth, given: Donald E.}]
  issued: 1984
  container-title: The Computer Journal
  volume: 27
  issue: 2
  page: 97-111
  DOI: 10.1093/comjnl/27.2.97
`,
})
