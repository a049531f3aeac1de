import {describe, expect, it} from 'vitest'
import {quizzesOf} from '../../src/model/course.js'
import {site} from '../../src/render/site.js'
import {compileSound, templates} from '../helpers/compile.js'
import {sound, told, upstream, wordsIn} from '../helpers/edition.js'

const pagesOf = (compiled: Awaited<ReturnType<typeof sound>>): Record<string, string> =>
  Object.fromEntries(
    site({
      edition: compiled.gathered.edition,
      course: compiled.course,
      language: compiled.config.language,
      templates: compiled.templates ?? templates,
      options: {},
      others: compiled.others,
    }).files.flatMap(({path, content}) => ('text' in content ? [[path, content.text]] : [])),
  )

const spanish = {
  'languages/es/texts.yaml': 'course/title: Un ejemplo\nmodule/one/title: Uno\n',
  'languages/es/lessons/first.md':
    '---\ntitle: Primera lección\n---\n\nPalabras.\n\n## Una parte\n\nVéase [la segunda](second.md).\n',
  'languages/es/quizzes/check.yaml':
    'title: Compruébalo\nquestions:\n  - id: q\n    type: multiple-choice\n    prompt: ¿Cuál?\n    choices:\n      - {text: "Este", correct: true, feedback: "Sí."}\n      - {text: "Aquel", feedback: "No."}\n',
}

describe('an edition in another language', () => {
  it('has what is translated, and the course’s own words for the rest', async () => {
    const {course, config} = await sound('language: es\n', spanish)
    expect([config.language, course.title, course.modules[0]?.title, course.modules[1]?.title]).toEqual([
      'es',
      'Un ejemplo',
      'Uno',
      'Two',
    ])
    expect(wordsIn(course, 'first')).toMatch(/^Palabras\. Una parte Véase la segunda\./)
    expect(wordsIn(course, 'third')).toBe('Last words.')
  })
  it('says which language a passage is in that is not translated, and speaks the interface’s own', async () => {
    const pages = pagesOf(await sound('language: es\n', spanish))
    expect(pages['lessons/third.html']).toContain('<html lang="es" dir="ltr">')
    expect(pages['lessons/third.html']).toContain('<div lang="en-GB" dir="ltr">')
    expect(pages['lessons/first.html']).not.toContain('lang="en-GB"')
    expect(pages['index.html']).toContain('Contenido')
  })
  it('keeps ids, keys and slots, so that progress is one', async () => {
    const plain = await compileSound(upstream)
    const {course, gathered} = await sound('language: es\n', spanish)
    const [original] = quizzesOf(plain.course)[0]?.entries ?? []
    const [translated] = quizzesOf(course)[0]?.entries ?? []
    const ids = (entry: typeof original) =>
      entry?.type === 'multiple-choice' ? entry.choices.map(({id, correct}) => [id, correct]) : []
    expect(ids(translated)).toEqual(ids(original))
    expect(JSON.stringify(translated)).toContain('Aquel')
    expect(gathered.edition.slots).toEqual(plain.gathered.edition.slots)
  })
  it('counts what is missing', async () => {
    const {gathered} = await sound('language: es\n', spanish)
    const [counted] = gathered.edition.provenance?.translations ?? []
    expect(counted?.language).toBe('es')
    expect((counted?.texts ?? 0) - (counted?.missing ?? 0)).toBe(10)
    expect(gathered.edition.provenance?.changes.map(({verb, target}) => `${verb} ${target}`)).toEqual([
      'translate lesson/first',
      'translate quiz/check',
      'translate course/title',
      'translate module/one',
    ])
  })
  it('is written from right to left where its language is', async () => {
    const pages = pagesOf(await sound('language: ar\n', {'languages/ar/texts.yaml': 'course/title: مثال\n'}))
    expect(pages['index.html']).toContain('<html lang="ar" dir="rtl">')
    expect(pages['lessons/third.html']).toContain('<div lang="en-GB" dir="ltr">')
  })
})

describe('an edition in several languages', () => {
  it('has a site in each, with a way from each page to the same in the others', async () => {
    const pages = pagesOf(await sound('languages: [es]\n', spanish))
    expect(pages['lessons/first.html']).toContain('<a href="../es/lessons/first.html" hreflang="es" lang="es"')
    expect(pages['es/lessons/first.html']).toContain('<a href="../../lessons/first.html" hreflang="en-GB" lang="en-GB"')
    expect(pages['es/lessons/first.html']).toContain('<html lang="es" dir="ltr"')
    expect(pages['es/lessons/first.html']).toContain('Primera lección')
    expect(pages['lessons/first.html']).toContain('First lesson')
  })
  it('tells the run time the same numbers in each', async () => {
    const pages = pagesOf(await sound('languages: [es]\n', spanish))
    const numbers = (path: string) => {
      const {course} = JSON.parse(
        /\{course: (.*)\}\)\n$/s
          .exec(pages[path] ?? '')?.[1]
          ?.replace(/^/, '{"course":')
          .concat('}') ?? '{}',
      )
      return [
        course.id,
        course.pages.map(({slot, path: page}: {slot: number; path: string}) => [slot, page]),
        course.quizzes.map(({slot}: {slot: number}) => slot),
      ]
    }
    expect(numbers('es/assets/course.js')).toEqual(numbers('assets/course.js'))
  })
})

describe('a translation with a mistake is named at its line', () => {
  const edition = (files: Record<string, string>) => told('language: es\ndate: "2026-09-01"\n', files)
  const short = ({findings}: {findings: readonly string[]}) =>
    findings.map((finding) => finding.split(' ').slice(0, 2).join(' ').replace('overlays/eu/', ''))
  it('of a text that the course does not have', async () => {
    const said = await edition({'languages/es/texts.yaml': 'module/onee/title: Uno\n'})
    expect(short(said)).toEqual(['languages/es/texts.yaml:1:1 translation/no-original'])
    expect(said.fixes).toEqual(['Did you mean “module/one/title”?'])
    expect(short(await edition({'languages/es/lessons/frist.md': '---\ntitle: X\n---\n\nY.\n'}))).toEqual([
      'languages/es/lessons/frist.md:1:1 translation/no-original',
    ])
  })
  it('of a question that has other keys, or fewer choices', async () => {
    const quiz = spanish['languages/es/quizzes/check.yaml']
    const other = quiz.replace(', correct: true', '').replace('"Aquel"', '"Aquel", correct: true')
    expect(short(await edition({'languages/es/quizzes/check.yaml': other}))).toEqual([
      'languages/es/quizzes/check.yaml:3:9 translation/other-shape',
    ])
    const fewer = quiz.replace(/ {6}- \{text: "Aquel".*\n/, '')
    expect(short(await edition({'languages/es/quizzes/check.yaml': fewer}))).toEqual([
      'languages/es/quizzes/check.yaml:3:9 translation/other-shape',
    ])
  })
  it('in a language that the edition does not offer', async () => {
    expect(short(await told('', {'languages/es/texts.yaml': 'course/title: X\n'}))).toEqual([
      'languages/es/texts.yaml:1:1 translation/not-offered',
    ])
  })
  it('with a link that leads nowhere', async () => {
    const files = {
      'languages/es/lessons/third.md': '---\ntitle: Tercera\n---\n\nVéase [la parte que falta](nada.md).\n',
    }
    expect(short(await edition(files))).toEqual(['languages/es/lessons/third.md:5:7 link/broken'])
    expect(short(await told('languages: [es]\ndate: "2026-09-01"\n', files))).toEqual([
      'languages/es/lessons/third.md:5:7 link/broken',
    ])
  })
})
