// Makes the courses of the benchmark: the same bytes every time.
import {appendFileSync, mkdirSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'

const sentences = [
  'Security is a word that many people use and few of them mean the same by.',
  'The **state** was long taken for granted as the thing that is to be made safe, see [another lesson](lesson-1.md).',
  'A :term[term] is explained in the glossary, and `code` stands as it is.',
  'Some writers ask for whom, others ask by whom, and a third group asks at what price [@work-1, p. 3].',
  'What counts as a threat depends on who speaks, who listens, and what they already fear.',
]

const lesson = (n, words) => {
  const parts = [`---\nid: lesson-${n}\ntitle: Lesson ${n}\ntime: 10\n---\n`]
  let length = 0
  for (let i = 0; length < words; i++) {
    if (i % 8 === 0) parts.push(`\n## Section ${i / 8 + 1}\n`)
    if (i % 8 === 5) parts.push('\n- one point\n- another *point*\n- a third\n')
    const paragraph = Array.from({length: 4}, (_, k) => sentences[(i + k + n) % sentences.length]).join(' ')
    parts.push(`\n${paragraph}\n`)
    length += paragraph.length
  }
  parts.push(`\n::practice{quiz=quiz-${n}}\n`)
  return parts.join('')
}

const quiz = (n, questions) =>
  `id: quiz-${n}\ntitle: Quiz ${n}\nmode: practice\nquestions:\n${Array.from(
    {length: questions},
    (_, q) =>
      `  - id: q${q}\n    type: multiple-choice\n    prompt: What is asked in question ${q} of quiz ${n}?\n    choices:\n      - {id: a, text: "The first answer ${q}", correct: ${q % 3 === 0}, feedback: "About the first."}\n      - {id: b, text: "The second answer ${n}", correct: ${q % 3 === 1}, feedback: "About the *second*."}\n      - {id: c, text: "The third answer", correct: ${q % 3 === 2}, feedback: "About the third."}\n`,
  ).join('')}`

/** A course of `lessons` lessons with `questions` questions each; `size` characters of Markdown in all. */
export const makeCourse = (folder, {lessons, questions, size}) => {
  for (const sub of ['lessons', 'quizzes', 'media']) mkdirSync(join(folder, sub), {recursive: true})
  const items = Array.from({length: lessons}, (_, n) => `      - lesson: lesson-${n + 1}`).join('\n')
  writeFileSync(
    join(folder, 'course.yaml'),
    `id: bench\nversion: 1.0.0\ntitle: Bench\nlanguage: en\ndescription: A course to measure with.\nlicence: CC-BY-4.0\ncompletion: [read]\nmodules:\n  - id: all\n    title: All\n    items:\n${items}\n`,
  )
  writeFileSync(join(folder, 'glossary.yaml'), '- id: term\n  term: Term\n  definition: A word.\n')
  writeFileSync(
    join(folder, 'bibliography.yaml'),
    '- id: work-1\n  type: book\n  title: A Work\n  author: [{family: Writer}]\n  issued: 2001\n',
  )
  for (let n = 1; n <= lessons; n++) {
    writeFileSync(join(folder, `lessons/lesson-${n}.md`), lesson(n, size / lessons))
    writeFileSync(join(folder, `quizzes/quiz-${n}.yaml`), quiz(n, questions))
  }
}

/** Puts films into the first lesson of a course; they take no room on this disk, and their full size in packages. */
export const addFilms = (folder, {films, size}) => {
  for (let n = 1; n <= films; n++) {
    writeFileSync(join(folder, `media/film-${n}.mp4`), `film ${n}`)
    truncateSync(join(folder, `media/film-${n}.mp4`), size)
    appendFileSync(join(folder, 'lessons/lesson-1.md'), `\n::video[Film ${n}]{src=../media/film-${n}.mp4}\n`)
  }
}

export const small = {lessons: 6, questions: 2, size: 18_000}
export const big = {lessons: 100, questions: 3, size: 330_000}
export const huge = {lessons: 1000, questions: 3, size: 3_300_000}
export const media = {films: 20, size: 100_000_000}
