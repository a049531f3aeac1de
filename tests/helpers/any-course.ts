import fc from 'fast-check'
import {stringify} from 'yaml'

/** Texts that break careless writers: markup, quotation marks, other scripts, astral characters, what ends CDATA. */
const hostileText = fc
  .oneof(
    fc.constantFrom(
      '<b>',
      '&amp;',
      ']]>',
      '"',
      "'",
      '{{x}}',
      '$x^2$',
      '\\',
      'ÄÖÜ',
      'العربية',
      '安全',
      '𝕏😀',
      'a & b < c',
      '--',
      '`',
      '%20',
      '#x',
    ),
    fc.string({minLength: 1, maxLength: 20}),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are refused elsewhere
  .map((text) => text.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udfff](?![\udc00-\udfff])/g, ''))

/** Markdown that says the text itself: everything that Markdown might read is escaped. */
const markdown = fc.array(hostileText, {minLength: 1, maxLength: 4}).map((parts) => {
  const text = parts.join(' ').replace(/\s+/g, ' ').trim()
  return `Text ${text.replace(/[!-/:-@[-`{-~]/g, (character) => `\\${character}`)} end.`
})
const title = hostileText.map((text) => `T ${text}`.replace(/\s+/g, ' ').trim())

const question = (n: number): fc.Arbitrary<object> =>
  fc.oneof(
    fc
      .record({
        type: fc.constant('multiple-choice'),
        prompt: markdown,
        a: markdown,
        b: markdown,
        points: fc.constantFrom(1, 2, 2.5),
      })
      .map(({a, b, ...rest}) => ({
        ...rest,
        id: `q${n}`,
        choices: [
          {id: 'a', text: `A ${a}`, correct: true, feedback: 'Yes.'},
          {id: 'b', text: `B ${b}`, feedback: 'No.'},
        ],
      })),
    fc
      .record({type: fc.constant('true-false'), prompt: markdown, answer: fc.boolean()})
      .map((rest) => ({...rest, id: `q${n}`, feedback: {wrong: 'No.'}})),
    fc
      .record({
        type: fc.constant('short-answer'),
        prompt: markdown,
        accept: fc.array(title, {minLength: 1, maxLength: 3}),
      })
      .map((rest) => ({...rest, id: `q${n}`, feedback: {wrong: 'No.'}})),
    fc
      .record({
        type: fc.constant('numeric'),
        prompt: markdown,
        answer: fc.constantFrom(0, -3, 1.5, 1e6),
        tolerance: fc.constantFrom(0, 0.5),
      })
      .map((rest) => ({...rest, id: `q${n}`, feedback: {wrong: 'No.'}})),
    fc.record({type: fc.constant('matching'), prompt: markdown, l: title, r: title}).map(({l, r, ...rest}) => ({
      ...rest,
      id: `q${n}`,
      feedback: {wrong: 'No.'},
      pairs: [
        {id: 'a', left: 'Left one', right: `1 ${r}`},
        {id: 'b', left: 'Left two', right: `2 ${l}`},
      ],
    })),
    fc.record({type: fc.constant('essay'), prompt: markdown}).map((rest) => ({...rest, id: `q${n}`})),
  )

const questions = fc
  .integer({min: 1, max: 4})
  .chain((count) => fc.tuple(...Array.from({length: count}, (_, n) => question(n))))

interface LessonPlan {
  readonly title: string
  readonly text: string
  readonly link: number
  readonly isPractising: boolean
}

const lessonPlan: fc.Arbitrary<LessonPlan> = fc.record({
  title,
  text: markdown,
  link: fc.nat(20),
  isPractising: fc.boolean(),
})

/** The files of a sound course, of any shape. */
export const anyCourse: fc.Arbitrary<Record<string, string>> = fc
  .record({
    title,
    lessons: fc.array(lessonPlan, {minLength: 1, maxLength: 5}),
    quizzes: fc.array(fc.record({title, questions, mode: fc.constantFrom('practice', 'graded')}), {maxLength: 3}),
    prompt: fc.option(markdown),
  })
  .map((plan) => {
    const files: Record<string, string> = {}
    const items: object[] = []
    plan.lessons.forEach((lesson, n) => {
      const target = lesson.link % plan.lessons.length
      const practice = lesson.isPractising ? `\n::practice{quiz=p${n}}\n` : ''
      files[`lessons/l${n}.md`] =
        `---\n${stringify({title: lesson.title})}---\n\n## Part\n\n${lesson.text}\n\nTo [another lesson](l${target}.md#part).\n${practice}`
      items.push({lesson: `l${n}`})
      if (lesson.isPractising)
        files[`quizzes/p${n}.yaml`] = stringify({
          title: 'P',
          questions: [{id: 'q', type: 'true-false', prompt: 'So?', answer: true, feedback: {wrong: 'No.'}}],
        })
    })
    plan.quizzes.forEach((quiz, n) => {
      files[`quizzes/z${n}.yaml`] = stringify(quiz)
      items.push({quiz: `z${n}`})
    })
    if (plan.prompt !== null) {
      files['discussions/d.md'] = `---\n${stringify({title: plan.title})}---\n\n${plan.prompt}\n`
      items.push({discussion: 'd'})
    }
    files['course.yaml'] = stringify({
      id: 'any',
      version: '1.0.0',
      title: plan.title,
      language: 'en',
      description: plan.title,
      licence: 'CC-BY-4.0',
      completion: ['read'],
      modules: [{id: 'm', title: plan.title, items}],
    })
    return files
  })
